import Conversations
import GRDB
import Intake
import Testing

@testable import Storage

@Suite("How many messages of one address the agent may answer")
struct AnswerRateTests {
    private static let hour: Int64 = 3_600_000

    private func letter(_ number: Int, from address: String = "victim@example.org", at: Int64 = 0) -> InboundMessage {
        var message = StoreBench.letter("\(address) \(number)", from: address, at: at)
        message.answerLimit = AnswerLimit(perHour: 5, perDay: 8)
        return message
    }

    @Test("Of three hundred at once no more than the limit are the agent's; the others are a person's")
    func burst() async throws {
        let bench = try StoreBench()
        let handling = try await withThrowingTaskGroup(of: Handling?.self) { group in
            for number in 0..<300 {
                group.addTask { try await bench.accept(letter(number)).message?.handling }
            }
            return try await group.reduce(into: [Handling?]()) { $0.append($1) }
        }
        #expect(handling.count { $0 == nil } == 5)
        #expect(handling.count { $0 == Handling(.human, reason: AnswerLimit.reason) } == 295)
        #expect(try await bench.accept(letter(1, from: "other@example.org")).message?.handling == nil)
    }

    @Test("What came an hour or a day ago counts no longer, and what counts for nothing is not kept")
    func windows() async throws {
        let bench = try StoreBench()
        func free(_ numbers: Range<Int>, at moment: Int64) async throws -> Int {
            var count = 0
            for number in numbers where try await bench.accept(letter(number, at: moment)).message?.handling == nil {
                count += 1
            }
            return count
        }
        #expect(try await free(0..<6, at: 0) == 5)
        #expect(try await bench.accept(letter(0)).isDuplicate)
        #expect(try await free(10..<16, at: Self.hour) == 3)
        #expect(try await free(20..<26, at: 24 * Self.hour) == 5)
        #expect(try bench.count("SELECT count(*) FROM answer_rates") == 8)
        var silent = letter(30, from: "news@example.org")
        silent.handling = Handling(.silent, reason: "bulk")
        try await bench.accept(silent)
        #expect(try bench.count("SELECT count(*) FROM answer_rates WHERE address LIKE 'news%'") == 0)
    }

    @Test("However much a sender wrote, what is asked of them is found by its index")
    func plans() async throws {
        let bench = try StoreBench()
        let plans = try await bench.store.pool.read { db in
            try [AnswerRates.counting, AnswerRates.clearing, Threads.partQuery].map { sql in
                let count = sql == AnswerRates.clearing ? 2 : sql == Threads.partQuery ? 3 : 4
                let nothing = StatementArguments(Array(repeating: DatabaseValue.null, count: count))
                return try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: nothing).map {
                    $0["detail"] as String
                }
            }
        }
        #expect(plans[0].contains { $0.contains("answer_rates_by_address (channel=? AND address=?") }, "\(plans[0])")
        #expect(plans[1].contains { $0.contains("answer_rates_by_time (at<?)") }, "\(plans[1])")
        #expect(
            plans[2].contains { $0.contains("inbox_by_conversation (conversation=? AND channel=? AND address=?)") },
            "\(plans[2])")
    }
}
