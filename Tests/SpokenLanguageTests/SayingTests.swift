import SpokenLanguage
import Testing

@Suite struct SayingTests {
    private func german(_ text: String) -> String {
        SpokenText(tongue: .german, dialling: Dialling(countryCode: "49", trunkPrefix: "0")).reply(text).text
    }

    private func english(_ text: String) -> String { SpokenText(tongue: .english).reply(text).text }

    @Test(arguments: [
        ("Der Helm kostet **49,90 €**.", "Der Helm kostet neunundvierzig Euro neunzig."),
        ("Das sind 1.234,50 Euro.", "Das sind eintausendzweihundertvierunddreißig Euro fünfzig."),
        ("Der Versand kostet 0,90 €.", "Der Versand kostet neunzig Cent."),
        (
            "Wir liefern am 23.11.2026.",
            "Wir liefern am dreiundzwanzigsten November zweitausendsechsundzwanzig."
        ),
        ("Der Termin ist der 3. Mai.", "Der Termin ist der dritte Mai."),
        ("Bis 24. Dezember geöffnet.", "Bis zum vierundzwanzigsten Dezember geöffnet."),
        (
            "Am Montag, 23. November, um 16:30 Uhr.",
            "Am Montag, dem dreiundzwanzigsten November, um sechzehn Uhr dreißig."
        ),
        ("Wir haben Mo.–Fr. 9–18 Uhr geöffnet.", "Wir haben Montag bis Freitag neun bis achtzehn Uhr geöffnet."),
        ("Rufen Sie 030 2312 5044 an.", "Rufen Sie null drei null zwei, drei eins zwei, fünf null, vier vier an."),
        ("Ihre Bestellung NR-20418 ist da.", "Ihre Bestellung N R, zwei null vier, eins acht ist da."),
        ("Schreiben Sie an info@nordlicht.example.", "Schreiben Sie an info at nordlicht Punkt example."),
        (
            "Der Akku hat 3,5 kg und 80 % Ladung, z. B. heute.",
            "Der Akku hat drei Komma fünf Kilogramm und achtzig Prozent Ladung, zum Beispiel heute."
        ),
        ("In der 3. Etage.", "In der dritten Etage."),
        ("Es dauert 2-3 Tage.", "Es dauert zwei bis drei Tage."),
    ])
    func germanIsSaidAsItIsSpoken(written: String, said: String) {
        #expect(german(written) == said)
    }

    @Test(arguments: [
        ("It costs **€49.90**.", "It costs forty-nine euros and ninety cents."),
        ("Open until 4:30 pm today.", "Open until four thirty p.m. today."),
        ("We deliver on November 23, 2026.", "We deliver on November twenty-third, twenty twenty-six."),
        (
            "Your order NR-20418 is here, e.g. today.",
            "Your order N R, two zero four, one eight is here, for example today."
        ),
        ("It is the 3rd one of 1,250.", "It is the third one of one thousand two hundred and fifty."),
        ("Made in 1995.", "Made in nineteen ninety-five."),
    ])
    func englishIsSaidAsItIsSpoken(written: String, said: String) {
        #expect(english(written) == said)
    }

    @Test func markupIsNotSaid() {
        let reply = SpokenText(tongue: .german).reply(
            "## Rückgabe\n\n- **Helme** [1]\n- `Räder`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nMehr [hier](https://nordlicht.example/a)."
        )
        #expect(reply.sentences == ["Rückgabe.", "Helme.", "Räder.", "eins: b zwei.", "Mehr hier."])
        #expect(reply.leftOut == [.link])
    }

    @Test func anAddressOfTheWebIsItsHost() {
        #expect(
            german("Siehe https://www.nordlicht.example/hilfe?x=1.")
                == "Siehe unsere Internetseite nordlicht Punkt example.")
    }

    @Test(arguments: [
        (
            "Eine Inspektion kostet **49 €**. Kommen Sie vorbei!",
            ["Eine Inspektion kostet 49 €.", "Kommen Sie vorbei!"]
        ),
        ("Am 3. Mai, z. B. um 9 Uhr bei Dr. Quast.", ["Am 3. Mai, z. B. um 9 Uhr bei Dr. Quast."]),
        ("- eins\n- zwei", ["eins.", "zwei."]), ("", []),
        (
            "# Preise\n\n| a | b |\n|---|---|\nSiehe [unsere *Preise*](https://velo.example).",
            [
                "Preise.", "Siehe unsere Preise.",
            ]
        ),
    ])
    func withoutMarkupNumbersStayAsWritten(text: String, sentences: [String]) {
        #expect(SpokenText.written(text).sentences == sentences)
    }

    @Test func longSentencesArePartedAtClauses() {
        let sentences = SpokenText(tongue: .german).reply(
            "Sie können den Helm innerhalb von dreißig Tagen in jedem unserer Läden zurückgeben, aber bitte bringen Sie den Kassenzettel und die Verpackung mit."
        ).sentences
        #expect(sentences.count == 2)
        #expect(sentences.last?.hasPrefix("Aber bitte") == true)
    }

    @Test func otherLanguagesKeepTheirDigits() {
        #expect(SpokenText(tongue: Tongue(languageTag: "fr")).reply("**Prix** : 49,90 €").text == "Prix : 49,90 €.")
    }
}
