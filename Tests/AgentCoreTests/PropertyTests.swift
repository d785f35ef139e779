import Conversations
import Testing

@testable import AgentCore

/// Facts that hold for any text; a failure names the seed that repeats it.
@Suite struct PropertyTests {
    static let pieces = [
        "Mensch", "bitte", "ja", "nein", "?", "!!!", ". ", "\n", "\u{202E}", "\u{0}", "👨‍👩‍👧‍👦", "é\u{301}\u{301}",
        "<script>", "NR-20418",
        "a@b.example", "öffnungszeiten", "the", "{a}", "{name}", "\u{1F}", "\u{1E}", "🏳️‍🌈", "مرحبا", "日本", "0", "--", "|",
        "]](", "ich", "will",
        "sprechen", "mit", "\u{FFFD}", "zzzzzzzzzzzzzzzz", "akku", "brennt", "anwalt", "\r\n", "\t", ",", ":)", "é",
        "ß", "ﬀ",
    ]

    static func text(_ generator: inout SeededGenerator) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...40, using: &generator) {
            text += pieces.randomElement(using: &generator) ?? ""
            if Bool.random(using: &generator) { text += " " }
        }
        return text
    }

    @Test(
        "any burst of any texts gets a disclosed reply within the limits, in order and without a crash",
        arguments: 0..<40)
    func anything(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let longAnswer = String(repeating: "Ein Satz. ", count: 30)
        let agent = agent(
            ScriptedKnowledge.always(
                [hit("a", longAnswer), hit("b", "Zwei.")], confidence: Double.random(in: 0...1, using: &generator),
                margin: Double.random(in: 0...0.2, using: &generator)))
        var memory = ""
        for step in 0..<12 {
            let input = turn(
                Self.text(&generator), Self.text(&generator), memory: memory, unanswered: step % 4, disclosed: step > 0,
                limits: ChannelLimits(textCharactersMax: 400))
            let outcome = try await agent.respond(to: input)
            let said = "seed \(seed), step \(step): \(input.unseen.map(\.text))"
            #expect(!outcome.replies.isEmpty, "\(said)")
            #expect((outcome.disclosure != nil) == (step == 0), "\(said)")
            if step == 0 {
                #expect(outcome.replies[0].text.contains("KI") || outcome.replies[0].text.contains("AI"), "\(said)")
            }
            #expect(outcome.replies.allSatisfy { $0.text.count <= 400 && !$0.text.isEmpty }, "\(said)")
            #expect(outcome.replies.allSatisfy { !$0.text.contains("<script>") }, "\(said)")
            #expect((outcome.result == .escalated) == (outcome.escalation != nil), "\(said)")
            memory = outcome.memory
        }
    }

    @Test("the same input makes the same outcome")
    func deterministic() async throws {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<50 {
            let input = turn(Self.text(&generator))
            let (one, two) = (try await agent().respond(to: input), try await agent().respond(to: input))
            #expect(one.replies == two.replies && one.memory == two.memory && one.trace == two.trace)
        }
    }

    @Test("a megabyte of anything is read in bounded time and answered")
    func megabyte() async throws {
        for unit in ["a", "ja ", "😀", "\u{202E}", "mitarbeiter ", "?", "\u{0}", "🏳️‍🌈", "e\u{301}"] {
            let text = String(repeating: unit, count: 1_000_000 / unit.utf8.count)
            let outcome = try await agent().respond(to: turn(text))
            #expect(!outcome.replies.isEmpty)
            #expect(outcome.memory.utf8.count < 16_384)
        }
    }

    @Test("memory is read back as it was written", arguments: 0..<50)
    func memoryRoundTrip(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        func plain() -> String {
            String(Self.text(&generator).filter { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } }.prefix(60))
        }
        var memory = Memory()
        memory.lastAnswer = generator.next()
        memory.clarified = Bool.random(using: &generator)
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            memory.note(
                plain(),
                Bool.random(using: &generator) ? Citation(id: "x", title: plain(), url: "https://a.example") : nil)
        }
        switch Int.random(in: 0...2, using: &generator) {
        case 0: memory.pending = .human
        case 1:
            memory.pending = .choice(
                first: Citation(id: "a", title: plain()), second: Citation(id: "b", title: plain()), question: plain())
        default: break
        }
        #expect(Memory(encoded: memory.encoded) == memory, "seed \(seed)")
    }

    @Test(
        "hostile and foreign memory is an empty memory or a bounded one",
        arguments: [
            "x", "1", "2\u{1F}0\u{1F}0", "1\u{1F}a\u{1F}0", "\u{1E}\u{1E}\u{1F}", "1\u{1F}0\u{1F}0\u{1E}c\u{1F}only",
        ])
    func hostileMemory(_ text: String) {
        let memory = Memory(encoded: text)
        #expect(memory.pending == .nothing)
        #expect(memory.attempts.isEmpty)
        #expect(Memory(encoded: String(repeating: "1\u{1F}", count: 20_000)) == Memory())
    }
}
