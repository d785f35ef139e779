import Testing

@testable import AgentCore

/// Where a letter's own words begin and end.
@Suite struct LetterPartsTests {
    @Test(
        "a greeting is cut, a sentence that begins like one is not",
        arguments: [
            ("Sehr geehrte Damen und Herren,\nText", "Text"), ("Hallo Frau Dr. Meier-Lenz, Text", "Text"),
            ("Guten Tag\n\nText", "Text"), ("Dear Mr. Smith,\n\nText", "Text"),
            ("To whom it may concern:\nText", "Text"),
            ("Hallo Habt ihr auf?", "Hallo Habt ihr auf?"), ("Guten Tag wünsche ich dir", "Guten Tag wünsche ich dir"),
            ("Hi I have a question", "Hi I have a question"),
        ])
    func greeting(_ text: String, _ body: String) {
        #expect(LetterParts(text).body == body)
    }

    @Test(
        "a closing and what follows is cut, words that only look like one stay",
        arguments: [
            ("Text\n\nMit freundlichen Grüßen\n\nAnna\nFirma", "Text"), ("Text. LG Anna", "Text."),
            ("Text, VG", "Text,"),
            ("Text\nKind regards,\nSean", "Text"), ("Text\nThanks,\nBen", "Text\nThanks,"),
            ("Text\n-- \nFirma", "Text"),
            ("Text\nVielen Dank im Voraus und viele Grüße\nUte", "Text"), ("Text.\n\nAnna Petersen", "Text."),
            (
                "Viele Grüße aus dem Urlaub!\nIch wollte noch einmal nach den Preisen für Helme fragen.",
                "Viele Grüße aus dem Urlaub!\nIch wollte noch einmal nach den Preisen für Helme fragen."
            ),
            ("Text\nGruß\nJo\nPS: Noch etwas", "Text\n\nNoch etwas"), ("Text\nSent from my iPhone", "Text"),
        ])
    func closing(_ text: String, _ body: String) {
        #expect(LetterParts(text).body == body)
    }

    @Test("the subject is taken, a reply's is not")
    func subject() {
        let parts = LetterParts("Betreff: WG: Frage zum Rad\n\nHallo,\nText")
        #expect(parts.subject == "Frage zum Rad")
        #expect(parts.body == "Text")
        #expect(LetterParts("Subject: RE: AW: Frage\n\nText").subject == nil)
        #expect(LetterParts("Betreff ist: nichts").body == "Betreff ist: nichts")
    }

    @Test("broken lines are joined, points of a list stand alone")
    func layout() {
        let text = """
            Das ist ein Satz, den ein Mailprogramm nach vielen Zeichen
            Umgebrochen hat
            und hier geht er weiter.
            Meine Fragen:
            a) Helme
            (2) Licht am Rad?
            - Ein ganzer Satz, der als Punkt einer Liste steht und endet.
            """
        #expect(
            LetterParts(text).body == """
                Das ist ein Satz, den ein Mailprogramm nach vielen Zeichen Umgebrochen hat und hier geht er weiter.
                Meine Fragen:
                Helme?
                Licht am Rad?
                Ein ganzer Satz, der als Punkt einer Liste steht und endet.
                """)
    }

    @Test("lost letters are guessed where that makes a word, and questions without a space stay two")
    func umlauts() {
        #expect(BrokenUmlauts.mended("k?nnen Sie am Samstag f\u{FFFD}r mich") == "können Sie am Samstag für mich")
        #expect(BrokenUmlauts.mended("habt ihr auf?Wann?") == "habt ihr auf?Wann?")
        #expect(BrokenUmlauts.mended("https://shop.example/a?id=b") == "https://shop.example/a?id=b")
        #expect(BrokenUmlauts.reread("GrÃ¶ÃŸe fÃ¼r 3 â‚¬") == "Größe für 3 €")
    }

    @Test("any mixture of a letter's pieces is read without a fault and within its bound")
    func pieces() {
        let seed = UInt64.random(in: .min ... .max)
        var chance = SeededGenerator(seed: seed)
        let pieces = [
            "Hallo,", "\n", "\n\n", "LG", "Mit freundlichen Grüßen", "1.", "2)", "- ", "wann", "und ob", "?", "!", " ",
            "--",
            "Von: x", "An: y", "Betreff: z", "> ", "\u{FFFD}", "Ã¼", "NR-20418", "🙂", "Danke", "ich möchte stornieren",
            "----- Original Message -----", "PS: ", "\r", "\u{0}", "ß",
        ]
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...30, using: &chance)).map { _ in
                pieces[Int.random(in: pieces.indices, using: &chance)]
            }.joined(separator: Bool.random(using: &chance) ? " " : "")
            let parts = LetterParts(text)
            #expect(parts.text.unicodeScalars.count <= LetterParts.scalarsMax, "seed \(seed)")
            let letters = letterTurn(text)
            _ = Reader(persona: shopPersona).read(letters, memory: Memory())
        }
    }
}
