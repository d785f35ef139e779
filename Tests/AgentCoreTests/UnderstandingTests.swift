import Conversations
import Testing

@testable import AgentCore

@Suite struct UnderstandingTests {
    static func read(_ text: String, language: String? = nil) -> Understanding {
        Reader(persona: shopPersona).read(turn(text, language: language), memory: Memory())
    }

    @Test(
        "the language of short texts is found",
        arguments: [
            ("Hallo", "de"), ("oeffnungszeiten", "de"), ("öffnungszeiten", "de"), ("was kostet inspektion", "de"),
            ("wan habt ir ofen", "de"), ("ruckgabe", "de"), ("servus, habts ihr offen?", "de"), ("Moin", "de"),
            ("opening hours", "en"), ("delivery costs", "en"), ("hello", "en"), ("refund when", "en"),
            ("ok danke, and the price?", "en"), ("whats the cheapest kids bike", "en"), ("returns", "en"),
            ("Preis Kette", "de"), ("ebike battery", "en"),
        ])
    func language(_ text: String, _ tag: String) {
        #expect(Self.read(text).language.reply == tag)
        #expect(!Self.read(text).language.isForeign)
    }

    @Test(
        "a text that tells nothing keeps the conversation's language",
        arguments: ["NR-20418", "👍", "ok", "Marathon Plus"])
    func prior(_ text: String) {
        #expect(Self.read(text, language: "en").language.reply == "en")
        #expect(Self.read(text, language: "de").language.reply == "de")
    }

    @Test("a clear sentence changes the conversation's language")
    func changes() {
        #expect(Self.read("Wann habt ihr morgen geöffnet?", language: "en").language.reply == "de")
        #expect(Self.read("When are you open tomorrow?", language: "de").language.reply == "en")
    }

    @Test(
        "small talk is told from questions",
        arguments: [
            ("Hallo", Intent.greeting), ("Guten Morgen!", .greeting), ("good evening", .greeting),
            ("vielen Dank!", .thanks), ("cheers", .thanks), ("Tschüss", .goodbye), ("bis morgen", .goodbye),
            ("ja", .yes), ("yes please", .yes), ("nein danke", .no), ("nope", .no), ("Wie geht's?", .howAreYou),
            ("Bist du ein Mensch?", .areYouHuman), ("Am I talking to a bot?", .areYouHuman),
            ("Spreche ich mit einem Menschen?", .areYouHuman), ("Wie heißt du?", .yourName),
            ("What can you do?", .capabilities), ("Das hilft mir nicht", .unhelpful), ("never mind", .neverMind),
            ("Einen Moment bitte", .moment), ("NR-20418", .orderData), ("🚲", .emoji), ("", .empty), ("   ", .empty),
            ("Hallo, wann habt ihr offen?", .question), ("Danke! Und was kostet der Versand?", .question),
            ("Passt der Reifen?", .question), ("Mensch", .wantsHuman), ("Ich brauche keinen Menschen", .declinesHuman),
        ])
    func intents(_ text: String, _ intent: Intent) {
        #expect(Self.read(text).intent == intent)
    }

    @Test("the graver risk stands first, and despair about life before all others")
    func riskOrder() {
        #expect(Self.read("I don't want to live any more").risks == [.selfHarm, .distress])
        #expect(Self.read("Der Akku brennt, ich verklage euch!").risks.first == .safety)
    }

    @Test("order numbers, addresses, phone numbers and names are noted with their message")
    func facts() {
        let found = Self.read(
            "Ich heiße Jonas Weber, Bestellung nr-20418, jonas@post.example.org, Tel. 0721 55 50 12-3."
        ).facts
        #expect(found.map(\.key).sorted() == ["email", "name", "order_number", "phone"])
        #expect(found.first { $0.key == "order_number" }?.value == "NR-20418")
        #expect(found.first { $0.key == "email" }?.value == "jonas@post.example.org")
        #expect(found.first { $0.key == "phone" }?.value == "07215550123")
        #expect(found.first { $0.key == "name" }?.value == "Jonas Weber")
        #expect(found.allSatisfy { $0.source == 2 })
    }

    @Test(
        "what only looks like a fact is none",
        arguments: ["a@b", "@you", "NR-1", "Größe 2024-05", "ich heiße <b>x</b>", "am 12.05.2026 um 10:30"])
    func noFacts(_ text: String) {
        #expect(Self.read(text).facts.isEmpty)
    }

    @Test("spellings of one word fold alike")
    func folding() {
        for (left, right) in [
            ("Möchte", "moechte"), ("MITTARBEITER", "Mitarbeiter"), ("Grüße", "gruesse"), ("sooooo", "so"),
            ("don’t", "dont"), ("u\u{308}ber", "über"), ("Stra\u{200B}ße", "strasse"),
        ] {
            #expect(Vocabulary.fold(left) == Vocabulary.fold(right), "\(left)")
        }
        #expect(Vocabulary.fold("feel") != Vocabulary.fold("fell"))
    }

    @Test("sentences end at stops, not inside numbers and addresses")
    func sentences() {
        #expect(FoldedText("Das kostet 19.90 Euro. Siehe shop.example/a?b=1 bitte").sentences.count == 2)
        #expect(FoldedText("Am 3. Mai, z. B. morgens? Ja!").sentences.map(\.asks) == [true, false])
    }
}
