import Conversations
import Escalation
import Foundation
import GRDB
import Intake
import Storage
import Testing

@Suite("Erasing a customer")
struct ErasureTests {
    /// Stands for everything personal; found again only where it was forgotten.
    private static let secret = "Zwetschgenkuchen"

    private func customer(_ bench: StoreBench) async throws -> Accepted {
        let secret = Self.secret
        try await bench.accept(StoreBench.message("\(secret)-1", "mein \(secret)", from: secret, name: secret))
        let accepted = try await bench.accept(
            StoreBench.message(
                "\(secret)-2", secret, from: secret, assurance: .verified, account: secret, name: secret))
        let brief = Brief(
            who: secret, wants: secret, tried: [.init(text: secret, articles: [])],
            facts: [.init(text: secret, source: secret)], mood: "calm", verification: .verified, suggestion: secret,
            draft: .init(text: secret, articles: []), language: "de")
        let by = Author(kind: .customer, name: secret)
        _ = try await bench.store.append(to: accepted.state.id, at: Timestamp(milliseconds: 5)) { state in
            [
                .factLearned(Fact(key: "name", value: secret, source: 2)),
                .messageSent(MessageSent(author: Author(kind: .agent, name: "Mara"), text: secret, epoch: 0)),
                .turnEnded(
                    TurnEnded(
                        through: state.lastReceived, result: .answered, language: "de", unanswered: 0, memory: secret,
                        trace: TurnTrace(
                            intent: "question", confidence: 1,
                            steps: [.init(stage: "understand", fact: "text", value: secret)]))),
                .escalated(
                    Escalated(
                        ordinal: 1, queue: "service", priority: .normal, reason: .wantsHuman, detail: secret,
                        brief: brief)),
                .ownerChanged(OwnerChanged(owner: .queue, epoch: 1, by: by)),
                .noteAdded(NoteAdded(author: Author(kind: .operator, name: "Bo"), text: secret)),
                .handedBack(HandedBack(by: Author(kind: .operator, name: "Bo"), summary: secret)),
                .rated(Rated(score: 5, comment: secret)),
            ]
        }
        return accepted
    }

    @Test("Nothing the person said, was called or was reached at is left in any row, and the log still verifies")
    func erased() async throws {
        let bench = try StoreBench()
        let accepted = try await customer(bench)
        #expect(try bench.rows(containing: Self.secret) != [])
        #expect(try await bench.store.erase(accepted.state.customer, at: Timestamp(milliseconds: 9)))
        #expect(try bench.rows(containing: Self.secret) == [])
        #expect(try bench.count("SELECT count(*) FROM handles") == 0)
        #expect(try await bench.store.verify().listed == [])
        #expect(try await bench.store.customer(accepted.state.customer) == nil)
        #expect(try await bench.store.events(of: accepted.state.id, after: 0, limit: 100).count == 14)
        #expect(!(try await bench.store.erase(accepted.state.customer, at: Timestamp(milliseconds: 9))))
        #expect(!(try await bench.store.erase(CustomerID(number: 999), at: Timestamp(milliseconds: 9))))
    }

    @Test("What still goes on ends with the erasure: the case, what waits to be delivered, and a running turn")
    func whatGoesOn() async throws {
        let bench = try StoreBench()
        let accepted = try await bench.accept(StoreBench.message("1", on: StoreBench.mail))
        let id = accepted.state.id
        try await bench.say("wartet", in: id)
        _ = try await bench.store.append(to: id, at: Timestamp(milliseconds: 3)) { [StoreBench.escalation($0)] }
        #expect(try await bench.store.erase(accepted.state.customer, at: Timestamp(milliseconds: 9)))
        let state = try #require(try await bench.store.state(of: id))
        #expect(state.owner == .nobody)
        #expect(state.epoch > accepted.state.epoch)
        #expect(state.currentCase?.state == .resolved)
        #expect(try await bench.due(at: Timestamp(milliseconds: 100_000)).isEmpty)
        #expect(try bench.count("SELECT count(*) FROM outbox WHERE state = 'withdrawn'") == 1)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("The same address is a stranger afterwards, and others are untouched")
    func afterwards() async throws {
        let bench = try StoreBench()
        let other = try await bench.accept(StoreBench.message("1", "bleibt", from: "bert", name: "Bert"))
        let accepted = try await customer(bench)
        #expect(try await bench.store.erase(accepted.state.customer, at: Timestamp(milliseconds: 9)))
        let again = try await bench.accept(StoreBench.message("\(Self.secret)-1", "neu", from: Self.secret))
        #expect(!again.isDuplicate)
        #expect(again.state.id != accepted.state.id)
        #expect(again.state.customer != accepted.state.customer)
        #expect(again.customer.facts.isEmpty)
        #expect(try await bench.store.customer(other.state.customer)?.name == "Bert")
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("A chat that moved to a proved customer is erased with that customer")
    func movedChat() async throws {
        let bench = try StoreBench()
        let owner = try await bench.accept(
            StoreBench.message("1", from: "app", on: StoreBench.rest, assurance: .verified, account: "4711"))
        let secret = Self.secret
        try await bench.accept(StoreBench.message("1", secret, from: secret, name: secret))
        let proved = try await bench.accept(
            StoreBench.message("2", secret, from: secret, assurance: .verified, account: "4711"))
        #expect(proved.state.customer == owner.state.customer)
        #expect(try await bench.store.erase(owner.state.customer, at: Timestamp(milliseconds: 9)))
        #expect(try bench.rows(containing: secret) == [])
        for id in ["1", "1"] { try await bench.accept(StoreBench.message(id, "neu", from: secret)) }
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("What a server said of a letter names its receiver, and is forgotten with them")
    func bounced() async throws {
        let bench = try StoreBench()
        let secret = Self.secret
        var message = StoreBench.letter("1", from: secret)
        message.answerLimit = AnswerLimit()
        let accepted = try await bench.accept(message)
        let seq = try await bench.say("Gern.", in: accepted.state.id)
        _ = try await bench.store.append(to: accepted.state.id, at: Timestamp(milliseconds: 3)) { _ in
            [
                .deliveryChanged(
                    DeliveryChanged(message: seq, state: .failed, attempt: 1, detail: "550 5.1.1 <\(secret)> unknown"))
            ]
        }
        #expect(try bench.rows(containing: secret).contains("outbox"))
        #expect(try await bench.store.erase(accepted.state.customer, at: Timestamp(milliseconds: 9)))
        #expect(try bench.rows(containing: secret) == [])
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("A message that looks like an erased one is an ordinary message")
    func disguised() async throws {
        let bench = try StoreBench()
        try await bench.accept(StoreBench.message("erased-2", ""))
        #expect(try await bench.accept(StoreBench.message("erased-2", "")).isDuplicate)
        #expect(try await bench.store.verify().listed == [])
    }
}

extension StoreBench {
    /// Tables with a row that holds the text somewhere.
    func rows(containing text: String) throws -> [String] {
        let queue = try DatabaseQueue(path: folder.database)
        defer { try? queue.close() }
        return try queue.read { db in
            let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            return try tables.filter { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").contains { row in
                    row.databaseValues.contains { (String.fromDatabaseValue($0) ?? "").contains(text) }
                }
            }
        }
    }
}
