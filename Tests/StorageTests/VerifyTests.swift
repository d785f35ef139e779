import Conversations
import GRDB
import Intake
import Storage
import Testing

@Suite("The check of rows against the log")
struct VerifyTests {
    @Test("Whatever happened at the desk, every row is what the log says", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func clean(_ seed: UInt64) async throws {
        let bench = try StoreBench()
        var traffic = DeskTraffic(bench.store, seed: seed)
        for step in 0..<400 {
            try await traffic.step()
            if step % 100 == 99 {
                let report = try await bench.store.verify()
                #expect(report.listed == [], "seed \(seed), step \(step)")
            }
        }
        let report = try await bench.store.verify()
        #expect(report.differences == 0, "seed \(seed)")
        #expect(report.conversations == traffic.conversations.count, "seed \(seed)")
        #expect(report.events == (try bench.count("SELECT count(*) FROM events")), "seed \(seed)")
        #expect(report.events > 300, "seed \(seed)")
    }

    @Test(
        "A row that somebody changed is found",
        arguments: [
            "DELETE FROM events WHERE conversation = 1 AND seq = 2",
            "DELETE FROM events WHERE conversation = 1 AND seq = (SELECT max(seq) FROM events WHERE conversation = 1)",
            "UPDATE events SET body = replace(body, 'de', 'en') WHERE conversation = 1 AND kind = 5",
            "UPDATE events SET at = at + 1 WHERE conversation = 1 AND seq = (SELECT seq FROM conversations WHERE id = 1)",
            "UPDATE conversations SET owner = 'nobody' WHERE id = 1",
            "UPDATE conversations SET epoch = epoch + 1 WHERE id = 1",
            "UPDATE conversations SET takeover_epoch = takeover_epoch - 1 WHERE id = 1",
            "UPDATE conversations SET unanswered_messages = unanswered_messages + 1 WHERE id = 1",
            "UPDATE conversations SET answered_through = answered_through - 1 WHERE id = 1",
            "UPDATE conversations SET disclosed = 1 - disclosed WHERE id = 1",
            "UPDATE conversations SET memory = 'else' WHERE id = 1",
            "UPDATE conversations SET address = 'else' WHERE id = 1",
            "UPDATE conversations SET customer = 2 WHERE id = 1",
            "UPDATE conversations SET rating = 1 WHERE id = 1",
            "UPDATE conversations SET case_ordinal = NULL WHERE id = 1",
            "UPDATE cases SET state = 'resolved' WHERE conversation = 1",
            "UPDATE cases SET queue = 'else' WHERE conversation = 1",
            "UPDATE cases SET priority = 0 WHERE conversation = 1",
            "UPDATE cases SET holder = 9, holder_name = 'Eve' WHERE conversation = 1",
            "UPDATE cases SET waiting_since = 1 WHERE conversation = 1",
            "INSERT INTO cases SELECT conversation, 2, customer, queue, priority, reason, detail, state, holder, "
                + "holder_name, opened_at, waiting_since, resolved_at, outcome, told_waiting, brief FROM cases",
            "DELETE FROM outbox WHERE conversation = 1",
            "UPDATE outbox SET state = 'failed' WHERE conversation = 1",
            "UPDATE outbox SET state = 'withdrawn' WHERE conversation = 2",
            "UPDATE outbox SET state = 'sent' WHERE conversation = 2",
            "DELETE FROM inbox WHERE conversation = 1",
            "UPDATE inbox SET external_id = 'else' WHERE conversation = 1",
            "UPDATE inbox SET seq = seq + 1 WHERE conversation = 1",
            "UPDATE inbox SET conversation = 2 WHERE conversation = 1",
            "INSERT INTO inbox VALUES ('web', 'anna', 'extra', 1, 3, NULL)",
            "UPDATE ledger SET received = received - 1 WHERE channel = 'web'",
            "UPDATE ledger SET sent = sent + 1 WHERE channel = 'web'",
            "DELETE FROM ledger WHERE channel = 'web'",
            "INSERT INTO ledger (channel, received) VALUES ('ghost', 3)",
            "UPDATE customers SET name = 'Eve' WHERE id = 1",
            "UPDATE customers SET name = NULL WHERE id = 1",
            "UPDATE customers SET language = 'en' WHERE id = 1",
            "UPDATE customers SET conversations = conversations + 1 WHERE id = 2",
            "UPDATE customers SET facts = '' WHERE id = 1",
            "UPDATE customers SET facts = replace(facts, 'NR-1', 'NR-2') WHERE id = 1",
            "UPDATE handles SET customer = 2 WHERE conversation = 1",
            "UPDATE handles SET conversation = NULL WHERE conversation = 1",
            "DELETE FROM handles WHERE conversation = 1",
            "INSERT INTO events VALUES (99, 1, 0, 11, '{\"score\":1}')",
        ])
    func tampering(_ sql: String) async throws {
        let bench = try StoreBench()
        let id = try await bench.accept(StoreBench.message("1", name: "Anna")).state.id
        let mail = try await bench.accept(StoreBench.message("1", from: "bert", on: StoreBench.mail)).state.id
        try await bench.say("pending", in: mail)
        let by = Author(kind: .operator, name: "Bo")
        _ = try await bench.store.append(to: id, at: Timestamp(milliseconds: 3000)) { state in
            [
                .factLearned(Fact(key: "order_number", value: "NR-1", source: 2)),
                .messageSent(MessageSent(author: Author(kind: .agent), text: "Ja.", epoch: 0)),
                .turnEnded(
                    TurnEnded(
                        through: state.lastReceived, result: .answered, language: "de", unanswered: 0, memory: "m",
                        trace: TurnTrace(intent: "question", confidence: 1))),
                StoreBench.escalation(state),
                .ownerChanged(OwnerChanged(owner: .operator(OperatorID(number: 1)), epoch: 1, by: by)),
                .rated(Rated(score: 5, comment: nil)),
            ]
        }
        #expect(try await bench.store.verify().listed == [])
        try bench.raw(sql)
        let found = try? await bench.store.verify()
        // A state that no longer reads at all is refused with the place, which is a finding too.
        if let found {
            #expect(found.differences > 0)
        } else {
            await #expect(throws: StoreFailure.self) { try await bench.store.verify() }
        }
    }
}
