import Testing

@testable import Switchboard

@Suite struct PlainSpeechTests {
    @Test(arguments: [
        (
            "Eine Inspektion kostet **49 €**. Kommen Sie vorbei!",
            ["Eine Inspektion kostet 49 €.", "Kommen Sie vorbei!"]
        ),
        ("Am 3. Mai, z. B. um 9 Uhr.", ["Am 3. Mai, z. B. um 9 Uhr."]),
        ("- eins\n- zwei", ["eins", "zwei"]),
        ("Siehe [unsere *Preise*](https://velo.example/preise).", ["Siehe unsere Preise."]),
        ("Mehr auf https://www.velo.example/preise?x=1.", ["Mehr auf velo.example"]),
        ("# Preise\n\n| a | b |\n|---|---|\nJa.", ["Preise", "Ja."]),
        ("", []), ("[[[[", ["[[[["]),
    ])
    func whatIsWrittenIsSpoken(text: String, sentences: [String]) {
        #expect(PlainSpeech.sentences(text) == sentences)
    }
}
