import Conversations
import SwitchboardTesting
import Testing

@testable import TelephonyChannel

@Suite struct ChatReadingTests {
    private static let key = "s1"

    private func request(_ messages: (role: String, text: String)...) throws -> ChatCompletionRequest {
        let list = messages.map { #"{"role":"\#($0.role)","content":"\#($0.text)"}"# }.joined(separator: ",")
        return try ChatCompletionRequest(Array(#"{"messages":[\#(list)]}"#.utf8))
    }

    /// A log of what was said; the caller's utterances under the names their requests had.
    private func log(_ entries: Entry...) -> [ConversationEvent] {
        entries.enumerated().map { index, entry in
            let body: ConversationEvent.Body =
                switch entry {
                case .caller(let name, let text):
                    .messageReceived(MessageReceived(externalID: "\(Self.key)/\(name)", text: text))
                case .agent(let text):
                    .messageSent(MessageSent(author: Author(kind: .agent), text: text, epoch: 0))
                case .person(let text):
                    .messageSent(MessageSent(author: Author(kind: .operator), text: text, epoch: 1))
                }
            return ConversationEvent(seq: index + 1, at: Timestamp(milliseconds: 1), body: body)
        }
    }

    private enum Entry {
        case caller(String, String), agent(String), person(String)
    }

    private func name(_ request: ChatCompletionRequest) -> String { "\(request.turn.place)-\(request.turn.text)" }

    private func read(
        _ request: ChatCompletionRequest, _ events: [ConversationEvent], cut: Set<String> = []
    ) -> ChatReading {
        ChatReading(request, events: events, key: Self.key, isCut: cut.contains) { text in
            text.split(separator: "|").map(String.init)
        }
    }

    @Test func `without a word of the caller the greeting is asked for`() throws {
        #expect(read(try request(("system", "Be kind.")), []).ask == .greeting)
    }

    @Test func `the same messages are the same utterance, also later`() throws {
        let first = try request(("assistant", "Ja?"), ("user", "Hallo"))
        #expect(read(first, []).ask == .new(id: name(first), "Hallo"))
        #expect(read(first, log(.caller(name(first), "Hallo"), .agent("Guten Tag."))).ask == .known(seq: 1))
        let events = log(.caller(name(first), "Hallo"), .agent("Guten Tag."), .caller("x-y", "Und?"))
        #expect(read(first, events).ask == .known(seq: 1))
    }

    @Test func `a client that sends only the newest text may repeat itself`() throws {
        let yes = try request(("user", "Ja"))
        let other = try request(("user", "Offen?"))
        #expect(read(yes, log(.caller(name(yes), "Ja"), .agent("Gut."))).ask == .known(seq: 1))
        let events = log(
            .caller(name(yes), "Ja"), .agent("Gut."), .caller(name(other), "Offen?"), .person("Immer."))
        #expect(read(yes, events).ask == .new(id: name(yes) + "-2", "Ja"))
        #expect(read(yes, events).heard.isEmpty && read(yes, events).untold == [4])
        let again =
            events
            + log(.caller(name(yes) + "-2", "Ja")).map { event in
                ConversationEvent(seq: 5, at: event.at, body: event.body)
            }
        #expect(read(yes, again).ask == .known(seq: 5))
        let cut = read(yes, events, cut: ["\(Self.key)/\(name(other))"])
        #expect(cut.heard.isEmpty && cut.untold == [4])
    }

    @Test(arguments: UInt64(1)...30)
    func `every word of the caller is taken once, however a client repeats and joins`(seed: UInt64) throws {
        var chance = SeededGenerator(seed: seed)
        var events: [ConversationEvent] = []
        var history: [(role: String, text: String)] = []
        var expected: [String] = []
        func add(_ body: ConversationEvent.Body) {
            events.append(ConversationEvent(seq: events.count + 1, at: Timestamp(milliseconds: 1), body: body))
        }
        var word = 0
        for _ in 0..<5 {
            var block: [String] = []
            for version in 0..<(1 + chance.below(3)) {
                word += 1
                if version > 0, chance.below(2) == 0 {
                    block[block.count - 1] += " wort\(word)"
                } else {
                    block.append("wort\(word)")
                }
                expected.append("wort\(word)")
                for _ in 0..<(1 + chance.below(2)) {
                    let messages: [(role: String, text: String)] = history + block.map { (role: "user", text: $0) }
                    let list = messages.map { #"{"role":"\#($0.role)","content":"\#($0.text)"}"# }.joined(
                        separator: ",")
                    let request = try ChatCompletionRequest(Array(#"{"messages":[\#(list)]}"#.utf8))
                    guard case .new(let id, let text) = read(request, events).ask else { continue }
                    add(.messageReceived(MessageReceived(externalID: "\(Self.key)/\(id)", text: text)))
                }
                add(.messageSent(MessageSent(author: Author(kind: .agent), text: "antwort\(word).", epoch: 0)))
            }
            for text in block { history.append((role: "user", text: text)) }
            history.append((role: "assistant", text: "antwort\(word)."))
        }
        let taken = events.compactMap { event -> String? in
            if case .messageReceived(let message) = event.body { message.text } else { nil }
        }
        #expect(taken == expected, "seed \(seed)")
    }

    @Test func `what the client remembers of an answer is what was heard of it`() throws {
        let first = try request(("user", "Offen?"))
        let events = log(.caller(name(first), "Offen?"), .agent("Montag bis Freitag.|Samstag bis zwei."))
        let cut = try request(("user", "Offen?"), ("assistant", "Montag bis"), ("user", "Und samstags?"))
        let reading = read(cut, events)
        #expect(reading.ask == .new(id: name(cut), "Und samstags?"))
        #expect(reading.heard == [2: "Montag bis"])
        let whole = try request(
            ("user", "Offen?"), ("assistant", "Montag bis Freitag. Samstag bis zwei."), ("user", "Danke"))
        #expect(read(whole, events).heard.isEmpty)
        let foreign = try request(("user", "Offen?"), ("assistant", "[translated elsewhere]"), ("user", "Danke"))
        #expect(read(foreign, events).heard.isEmpty)
    }

    @Test func `a text that goes on adds what is new, and its first answer was not heard`() throws {
        let first = try request(("assistant", "Ja bitte?"), ("user", "Wo ist"))
        let events = log(.caller(name(first), "Wo ist"), .agent("Wie bitte?"))
        let longer = try request(("assistant", "Ja bitte?"), ("user", "wo ist mein Paket?"))
        #expect(read(longer, events).ask == .new(id: name(longer), "mein Paket?"))
        #expect(read(longer, events).heard == [2: ""])
        let two = try request(("assistant", "Ja bitte?"), ("user", "Wo ist"), ("user", "nein"))
        #expect(read(two, events).ask == .new(id: name(two), "nein"))
        let other = try request(("assistant", "Ja bitte?"), ("user", "Wann kommt es?"))
        #expect(read(other, events).ask == .new(id: name(other), "Wann kommt es?"))
        let same = try request(("assistant", "Ja bitte?"), ("user", "wo ist?"))
        #expect(read(same, events).ask == .known(seq: 1))
    }

    @Test func `a client that keeps no answers loses none, unless the connection was lost`() throws {
        let first = try request(("user", "Hallo"))
        let events = log(.caller(name(first), "Hallo"), .agent("Guten Tag."))
        let next = try request(("user", "Hallo"), ("user", "Offen?"))
        #expect(read(next, events).ask == .new(id: name(next), "Offen?"))
        #expect(read(next, events).heard.isEmpty)
        #expect(read(next, events, cut: ["\(Self.key)/\(name(first))"]).heard == [2: ""])
    }

    @Test func `what an operator wrote meanwhile is told once`() throws {
        let first = try request(("user", "Hallo"))
        let events = log(.caller(name(first), "Hallo"), .agent("Ich hole jemanden."), .person("Jana hier, guten Tag."))
        let untold = try request(("user", "Hallo"), ("assistant", "Ich hole jemanden."), ("user", "Ja?"))
        #expect(read(untold, events).untold == [3])
        #expect(read(untold, events).heard.isEmpty)
        let told = try request(
            ("user", "Hallo"), ("assistant", "Ich hole jemanden. Jana hier, guten Tag."), ("user", "Ja?"))
        #expect(read(told, events).untold.isEmpty)
    }
}
