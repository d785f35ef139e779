import Conversations
import Foundation
import GRDB
import Intake
import Testing

@testable import Storage

@Suite("Accepting messages")
struct InboxTests {
    @Test("What is acknowledged is on disk: the writer runs with synchronous FULL")
    func synchronous() async throws {
        let bench = try StoreBench()
        #expect(try await bench.store.synchronousLevel() == 2)
        let inside = try await bench.store.writer.write { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") }
        #expect(inside == 2)
        #expect(try await bench.store.writer.write { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
    }

    @Test("The same external id from the same sender is the same message")
    func duplicate() async throws {
        let bench = try StoreBench()
        let first = try await bench.accept(StoreBench.message("1", "Hallo"))
        let again = try await bench.accept(StoreBench.message("1", "etwas anderes"))
        #expect(!first.isDuplicate)
        #expect(again.isDuplicate)
        #expect(again.seq == first.seq)
        #expect(again.state.id == first.state.id)
        #expect(try await bench.store.events(of: first.state.id, after: 0, limit: 10).count == 2)
    }

    @Test("Two hundred copies at once are stored once, and all are told of the one")
    func concurrentDuplicates() async throws {
        let bench = try StoreBench()
        let all = try await withThrowingTaskGroup(of: Accepted.self) { group in
            for _ in 0..<200 { group.addTask { try await bench.accept(StoreBench.message("1")) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(all.filter { !$0.isDuplicate }.count == 1)
        #expect(Set(all.map(\.seq)) == [2])
        #expect(Set(all.map(\.state.id)).count == 1)
        #expect(try bench.count("SELECT count(*) FROM events") == 2)
        #expect(try bench.count("SELECT count(*) FROM customers") == 1)
        #expect(try await bench.store.verify().differences == 0)
    }

    @Test("The same external id from another sender, or on another channel, is another message")
    func otherSenders() async throws {
        let bench = try StoreBench()
        let anna = try await bench.accept(StoreBench.message("1", from: "anna"))
        let bert = try await bench.accept(StoreBench.message("1", from: "bert"))
        let other = try await bench.accept(StoreBench.message("1", from: "anna", on: StoreBench.rest))
        #expect([anna, bert, other].filter(\.isDuplicate).isEmpty)
        #expect(Set([anna, bert, other].map(\.state.id)).count == 3)
    }

    @Test(
        "Ids and addresses that differ only behind a NUL, by case, by spaces or by normal form are different",
        arguments: [
            ("a", "a\0"), ("a\0b", "a\0c"), ("a", "A"), ("a", "a "), ("u\u{308}", "ü"), ("1", "01"), ("", " "),
        ])
    func lookAlikes(_ left: String, _ right: String) async throws {
        let bench = try StoreBench()
        let first = try await bench.accept(StoreBench.message(left))
        let second = try await bench.accept(StoreBench.message(right))
        #expect(!second.isDuplicate)
        #expect(second.state.id == first.state.id)
        let one = try await bench.accept(StoreBench.message("9", from: "x" + left))
        let two = try await bench.accept(StoreBench.message("9", from: "x" + right))
        #expect(one.state.id != two.state.id)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test(
        "A text is stored as it came",
        arguments: [
            "", " ", "\0 mittendrin \0", "<script>alert(1)</script>", "'; DROP TABLE events; --", "\u{202E}txet",
            "👩‍👩‍👧‍👦", "e\u{301}", "\r\n\t", "\u{FEFF}", "{\"a\":\"\\u0000\"}", "\u{10FFFF}\u{E000}",
        ])
    func text(_ text: String) async throws {
        let bench = try StoreBench()
        let accepted = try await bench.accept(StoreBench.message("1", text))
        let events = try await bench.store.events(of: accepted.state.id, after: 1, limit: 1)
        guard case .messageReceived(let message)? = events.first?.body else {
            Issue.record("no message was stored")
            return
        }
        #expect(Array(message.text.utf8) == Array(text.utf8))
    }

    @Test("A closed conversation is opened again by its customer, in a new epoch")
    func reopening() async throws {
        let bench = try StoreBench()
        let id = try await bench.accept(StoreBench.message("1")).state.id
        _ = try await bench.store.append(to: id, at: Timestamp(milliseconds: 2)) { state in
            [.ownerChanged(OwnerChanged(owner: .nobody, epoch: state.epoch + 1, by: Author(kind: .operator)))]
        }
        let again = try await bench.accept(StoreBench.message("2"))
        #expect(again.state.id == id)
        #expect(again.state.owner == .agent)
        #expect(again.state.epoch == 2)
        #expect(again.state.needsTurn)
        #expect(again.state.unansweredMessages == 1)
        #expect(try await bench.store.conversationsNeedingTurn(after: ConversationID(number: 0), limit: 10) == [id])
    }

    @Test("Conversations that wait for a turn are found again, oldest first, and only those")
    func needingTurn() async throws {
        let bench = try StoreBench()
        var waiting: [ConversationID] = []
        for number in 0..<30 {
            let id = try await bench.accept(StoreBench.message("1", from: "s\(number)")).state.id
            if number.isMultiple(of: 3) {
                _ = try await bench.store.append(to: id, at: Timestamp(milliseconds: 2)) { state in
                    [.ownerChanged(OwnerChanged(owner: .queue, epoch: state.epoch + 1, by: Author(kind: .customer)))]
                }
            } else {
                waiting.append(id)
            }
        }
        #expect(try await bench.store.conversationsNeedingTurn(after: ConversationID(number: 0), limit: 100) == waiting)
        #expect(
            try await bench.store.conversationsNeedingTurn(after: ConversationID(number: 0), limit: 5)
                == Array(waiting.prefix(5)))
    }

    @Test("A store that is closed refuses at once and says so")
    func closed() async throws {
        let bench = try StoreBench()
        try await bench.accept(StoreBench.message("1"))
        bench.store.close()
        let failure = await #expect(throws: StoreFailure.self) {
            _ = try await bench.store.accept(StoreBench.message("2"))
        }
        #expect(failure?.kind == .closed)
        let again = try StoreBench(folder: bench.folder)
        #expect(try again.count("SELECT count(*) FROM inbox") == 1)
    }
}
