import Conversations
import EmailChannel
import Foundation
import MailFormat
import OpsConsole
import Storage
import Testing

@testable import Switchboard

/// Two people write to one conversation: a colleague the first passed our mail on to answers it too.
@Suite("To whom a letter goes", .timeLimit(.minutes(1)))
struct RecipientTests {
    private func shared(_ bench: MailBench) async throws -> (id: ConversationID, anna: Int, ben: Int) {
        let conversation = try await bench.take(from: "anna@example.org", subject: "Frage", body: "Wann?").conversation
        let anna = try #require(try await bench.store.state(of: conversation)).lastReceived
        let answer = try await bench.answer(conversation)
        let ben = try await bench.reply("ben@example.net", [], answer) { $0.subject = "Auch ich" }
        #expect(ben.conversation == conversation)
        return (conversation, anna, try #require(try await bench.store.state(of: conversation)).lastReceived)
    }

    @Test("It answers the mail it was written for, whoever wrote since")
    func written() async throws {
        let bench = try MailBench(plus: true)
        defer { bench.close() }
        let (id, anna, ben) = try await shared(bench)
        for kind in [Author.Kind.agent, .operator] {
            let mine = try await bench.letter(try await bench.say(id, answering: anna, by: kind), in: id)
            #expect(mine.to.map(\.address) == ["anna@example.org"])
            #expect(mine.text.contains("> Wann?") && !mine.text.contains("Samstag"))
            let his = try await bench.letter(try await bench.say(id, answering: ben, by: kind), in: id)
            #expect(his.to.map(\.address) == ["ben@example.net"])
            #expect(his.subject.contains("Auch ich"))
        }
    }

    @Test("One that was stored by an earlier version answers the newest mail before it, as it did")
    func earlier() async throws {
        let bench = try MailBench(plus: true)
        defer { bench.close() }
        let id = try await shared(bench).id
        #expect(try await bench.answer(id).to.map(\.address) == ["ben@example.net"])
    }

    @Test("What operators are shown is whom a reply to the shown state reaches, whoever writes meanwhile")
    func shown() async throws {
        let bench = try MailBench(plus: true)
        defer { bench.close() }
        let id = try await bench.take(from: "anna@example.org", subject: "Frage", body: "Wann?").conversation
        let state = try #require(try await bench.store.state(of: id))
        _ = try await bench.reply("ben@example.net", [], try await bench.answer(id)) { $0.subject = "Auch ich" }
        let originals = LetterOriginals(store: bench.store, identities: [MailBench.channel: bench.identity])
        #expect(try await originals.recipients(of: state)?.to.map(\.address) == ["anna@example.org"])
        let now = try #require(try await bench.store.state(of: id))
        #expect(try await originals.recipients(of: now)?.to.map(\.address) == ["ben@example.net"])
    }

    @Test("A copy that came back is noted once and leaves the message's delivery as it was")
    func copy() async throws {
        let bench = try MailBench(plus: true)
        defer { bench.close() }
        let conversation = try await bench.take(
            from: "anna@example.org", subject: "Frage", extra: ["Cc: chef@example.org"], body: "Wann?"
        ).conversation
        let anna = try #require(try await bench.store.state(of: conversation)).lastReceived
        let seq = try await bench.say(conversation, answering: anna, by: .operator)
        _ = try await bench.store.append(to: conversation, at: Timestamp(milliseconds: 1_800_000_000_000)) { _ in
            [.deliveryChanged(DeliveryChanged(message: seq, state: .sent, attempt: 1, detail: nil))]
        }
        let path = bench.identity.returnPath(of: .init(conversation: conversation, seq: seq))
        for _ in 0..<2 { try await bench.bounce(to: path, of: "chef@example.org") }
        let events = try await bench.store.events(of: conversation, after: seq, limit: 100)
        let notes = events.compactMap { event -> String? in
            if case .noteAdded(let note) = event.body { note.text } else { nil }
        }
        #expect(notes.count == 1 && notes[0].contains("chef@example.org"))
        #expect(!events.contains(where: hasFailed))
        try await bench.bounce(to: path, of: "anna@example.org")
        let after = try await bench.store.events(of: conversation, after: seq, limit: 100)
        #expect(after.contains(where: hasFailed))
    }

    private func hasFailed(_ event: ConversationEvent) -> Bool {
        if case .deliveryChanged(let change) = event.body { change.state == .failed } else { false }
    }
}
