import ConnectorKit
import Conversations
import SwitchboardTesting
import Testing

@testable import Delivery

@Suite("What follows from an attempt")
struct DeliveryPolicyTests {
    private static let now = Timestamp(milliseconds: 1_000_000)
    private static let item = OutboxItem(
        conversation: ConversationID(number: 1), seq: 4, channel: ChannelName("rest"), address: "anna",
        message: MessageSent(author: Author(kind: .agent, name: "Mara"), text: "Ja.", epoch: 0), sentAt: now,
        attempts: 0)

    /// A row of the table: what came back, on which attempt of three, and what has to be recorded.
    struct Expectation: Sendable, CustomTestStringConvertible {
        let outcome: SendOutcome
        let attempt: Int
        let repeatable: Bool
        let state: DeliveryState
        let waitMilliseconds: Int64?
        var testDescription: String { "\(outcome), attempt \(attempt), repeatable \(repeatable)" }
    }

    private static func failed(
        _ retry: SendFailure.Retry, _ certainty: SendFailure.Certainty, _ kind: SendFailure.Kind = .unreachable
    ) -> SendOutcome { .failed(SendFailure(kind: kind, retry: retry, certainty: certainty, detail: "why")) }

    private static let table: [Expectation] = [
        Expectation(outcome: .sent, attempt: 1, repeatable: false, state: .sent, waitMilliseconds: nil),
        Expectation(outcome: .sent, attempt: 3, repeatable: true, state: .sent, waitMilliseconds: nil),
        Expectation(
            outcome: .sentInPart(detail: "why"), attempt: 1, repeatable: false, state: .sent, waitMilliseconds: nil),
        // It surely did not happen: again, with doubled waits, until the attempts are used up.
        Expectation(
            outcome: failed(.later, .didNotHappen), attempt: 1, repeatable: false, state: .pending,
            waitMilliseconds: 1000),
        Expectation(
            outcome: failed(.later, .didNotHappen), attempt: 2, repeatable: false, state: .pending,
            waitMilliseconds: 2000),
        Expectation(
            outcome: failed(.later, .didNotHappen), attempt: 3, repeatable: false, state: .failed,
            waitMilliseconds: nil),
        Expectation(
            outcome: failed(.after(milliseconds: 30_000), .didNotHappen, .rateLimited), attempt: 1, repeatable: false,
            state: .pending, waitMilliseconds: 30_000),
        Expectation(
            outcome: failed(.after(milliseconds: -5), .didNotHappen, .rateLimited), attempt: 1, repeatable: false,
            state: .pending, waitMilliseconds: 0),
        Expectation(
            outcome: failed(.after(milliseconds: .max), .didNotHappen, .rateLimited), attempt: 1, repeatable: false,
            state: .pending, waitMilliseconds: 86_400_000),
        Expectation(
            outcome: failed(.after(milliseconds: 1), .didNotHappen, .rateLimited), attempt: 3, repeatable: false,
            state: .failed, waitMilliseconds: nil),
        Expectation(
            outcome: failed(.never, .didNotHappen, .rejected), attempt: 1, repeatable: false, state: .failed,
            waitMilliseconds: nil),
        Expectation(
            outcome: failed(.never, .didNotHappen, .rejected), attempt: 1, repeatable: true, state: .failed,
            waitMilliseconds: nil),
        // It may have happened: never again, unless the platform drops the repetition.
        Expectation(
            outcome: failed(.later, .unknown, .timeout), attempt: 1, repeatable: false, state: .unknown,
            waitMilliseconds: nil),
        Expectation(
            outcome: failed(.after(milliseconds: 1), .unknown, .timeout), attempt: 1, repeatable: false,
            state: .unknown, waitMilliseconds: nil),
        Expectation(
            outcome: failed(.never, .unknown, .timeout), attempt: 1, repeatable: false, state: .unknown,
            waitMilliseconds: nil),
        Expectation(
            outcome: failed(.later, .unknown, .timeout), attempt: 1, repeatable: true, state: .pending,
            waitMilliseconds: 1000),
        Expectation(
            outcome: failed(.never, .unknown, .timeout), attempt: 1, repeatable: true, state: .unknown,
            waitMilliseconds: nil),
        Expectation(
            outcome: failed(.later, .unknown, .timeout), attempt: 3, repeatable: true, state: .unknown,
            waitMilliseconds: nil),
    ]

    @Test("Outcome, attempt and repeatability decide", arguments: table)
    func decisions(_ row: Expectation) {
        let policy = DeliveryPolicy(Patience(attemptsMax: 3, backoffFirst: .seconds(1), backoffMax: .seconds(60)))
        let record = policy.record(
            row.outcome, of: Self.item, attempt: row.attempt, repeatable: row.repeatable, at: Self.now, jitter: 0.5)
        #expect(record.message == 4)
        #expect(record.state == row.state)
        #expect(record.attempt == row.attempt)
        #expect(record.retryAt == row.waitMilliseconds.map { Self.now.advanced(byMilliseconds: $0) })
        #expect(record.detail == (row.outcome == .sent ? nil : "why"))
    }

    @Test("Waits double up to the longest, spread by a quarter each way, and never pass it")
    func backoff() throws {
        let policy = DeliveryPolicy(Patience(attemptsMax: 100, backoffFirst: .seconds(1), backoffMax: .seconds(3600)))
        var generator = SeededGenerator(seed: 11)
        for attempt in 1...99 {
            let base = attempt > 12 ? 3_600_000 : Int64(1000) << (attempt - 1)
            for jitter in [0, 0.5, 1, Double.random(in: 0...1, using: &generator), -3, 7] {
                let wait = try #require(policy.wait(.later, attempt: attempt, jitter: jitter))
                #expect(wait >= base * 3 / 4, "seed 11, attempt \(attempt), jitter \(jitter)")
                #expect(wait <= min(base * 5 / 4, 3_600_000), "seed 11, attempt \(attempt), jitter \(jitter)")
            }
        }
    }

    @Test("Different jitter gives different waits")
    func jitter() {
        let policy = DeliveryPolicy()
        #expect(policy.wait(.later, attempt: 4, jitter: 0) == 6000)
        #expect(policy.wait(.later, attempt: 4, jitter: 1) == 10_000)
    }

    @Test("What the agent wrote before a takeover may not leave; everything else may")
    func fence() {
        var state = ConversationState(id: ConversationID(number: 1))
        state.epoch = 3
        state.takeoverEpoch = 2
        func message(_ kind: Author.Kind, _ epoch: Epoch) -> MessageSent {
            MessageSent(author: Author(kind: kind), text: "x", epoch: epoch)
        }
        #expect(!DeliveryPolicy.mayLeave(message(.agent, 0), state))
        #expect(!DeliveryPolicy.mayLeave(message(.agent, 1), state))
        #expect(DeliveryPolicy.mayLeave(message(.agent, 2), state))
        #expect(DeliveryPolicy.mayLeave(message(.agent, 3), state))
        for kind in [Author.Kind.operator, .system, .customer] {
            #expect(DeliveryPolicy.mayLeave(message(kind, 0), state))
        }
    }
}
