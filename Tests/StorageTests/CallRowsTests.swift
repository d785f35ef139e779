import Conversations
import GRDB
import Intake
import Storage
import Testing

/// How far calls have come, as rows.
@Suite struct CallRowsTests {
    private func call(_ bench: StoreBench, _ id: String, _ reason: String, at: Int64) async throws -> ConversationID {
        var message = StoreBench.message(id, "", from: "+4915112340\(id)", at: at)
        message.handling = Handling(.silent, reason: reason)
        message.thread = InboundMessage.Thread()
        return try await bench.accept(message).state.id
    }

    private func open(_ bench: StoreBench, until moment: Int64 = 9000) async throws -> [String] {
        try await bench.store.openCalls(
            on: StoreBench.web, unchangedSince: Timestamp(milliseconds: moment), limit: 10
        ).map(\.id)
    }

    @Test func `calls that go on are found by when they last changed, and a note ends them`() async throws {
        let bench = try StoreBench()
        let first = try await call(bench, "001", "call_began", at: 1000)
        _ = try await call(bench, "002", "overheard", at: 2000)
        _ = try await call(bench, "003", "session_began", at: 3000)
        _ = try await call(bench, "004", "finished_call", at: 4000)
        #expect(try await open(bench) == ["001", "002"])
        #expect(try await open(bench, until: 1500) == ["001"])
        _ = try await bench.store.append(to: first, at: Timestamp(milliseconds: 5000)) { _ in
            [.noteAdded(NoteAdded(author: Author(kind: .system), text: "over", remark: Remark(.callEnded)))]
        }
        #expect(try await open(bench) == ["002"])
        #expect(try await bench.store.state(of: first)?.call == .over)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test func `a call is known by its id alone, before it is filed again`() async throws {
        let bench = try StoreBench()
        let conversation = try await call(bench, "001", "call_began", at: 1000)
        let known = try #require(try await bench.store.filedCall("001", on: StoreBench.web))
        #expect(known.conversation == conversation && known.isDuplicate && known.wasLive)
        #expect(try await bench.store.filedCall("001", on: StoreBench.rest) == nil)
        #expect(try await bench.store.filedCall("002", on: StoreBench.web) == nil)
    }

    @Test func `an erased call is still over, and its notes say nothing more`() async throws {
        let bench = try StoreBench()
        let id = try await call(bench, "001", "call_began", at: 1000)
        let ended = Remark(.callEnded, ["reason": "hung_up", "seconds": "7"])
        _ = try await bench.store.append(to: id, at: Timestamp(milliseconds: 5000)) { _ in
            [.noteAdded(NoteAdded(author: Author(kind: .system), text: "over", remark: ended))]
        }
        let customer = try #require(try await bench.store.state(of: id)).customer
        #expect(try await bench.store.erase(customer, at: Timestamp(milliseconds: 9000)))
        #expect(try await bench.store.state(of: id)?.call == .over)
        let notes = try await bench.store.events(of: id, after: 0, limit: 20).compactMap { event in
            if case .noteAdded(let note) = event.body { note } else { nil }
        }
        let note = try #require(notes.last)
        #expect(note.text.isEmpty && note.remark == Remark(.callEnded))
        #expect(try await bench.store.verify().listed == [])
    }
}
