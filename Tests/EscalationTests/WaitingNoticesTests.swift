import Conversations
import Logging
import SwitchboardTesting
import Testing

@testable import Escalation

@Suite struct WaitingNoticesTests {
    private static let id = ConversationID(number: 1)

    private func notices(_ log: InMemoryConversationLog, at moment: Timestamp) throws -> WaitingNotices {
        WaitingNotices(
            log: log, store: InMemoryDesk(log: log), rules: try EscalationPlanTests.rules([]),
            clock: ContinuousClock(), now: { moment }, logger: Logger(label: "test"))
    }

    private func escalated(at moment: Timestamp) throws -> InMemoryConversationLog {
        let log = InMemoryConversationLog()
        log.open(Self.id, at: moment)
        let decisions = try DeskDecisionsTests.decisions()
        try log.appendNow(to: Self.id, at: moment) { state in
            try decisions.escalate(state, DeskDecisionsTests.wish, by: .customer(name: nil), now: moment)
        }
        return log
    }

    @Test func `a customer who waits too long is told once`() async throws {
        let start = try BusinessHoursTests.moment("2026-11-23T09:00:00Z")
        let log = try escalated(at: start)
        #expect(try await notices(log, at: start.advanced(byMilliseconds: 599_999)).round() == 0)
        let due = try notices(log, at: start.advanced(byMilliseconds: 600_000))
        #expect(try await due.round() == 1)
        #expect(try await due.round() == 0)
        guard case .messageSent(let message) = log.events(of: Self.id).last?.body else {
            Issue.record("the notice is a message")
            return
        }
        #expect(message.author.kind == .system)
        #expect(message.text.contains("1"))
    }

    @Test func `while nobody is there the notice waits for the opening`() async throws {
        let evening = try BusinessHoursTests.moment("2026-11-23T18:00:00Z")
        let log = try escalated(at: evening)
        #expect(try await notices(log, at: evening.advanced(byMilliseconds: 3_600_000)).round() == 0)
        #expect(try await notices(log, at: BusinessHoursTests.moment("2026-11-24T08:00:30Z")).round() == 1)
    }

    @Test func `who is served meanwhile is not told`() async throws {
        let start = try BusinessHoursTests.moment("2026-11-23T09:00:00Z")
        let log = try escalated(at: start)
        let decisions = try DeskDecisionsTests.decisions()
        try log.appendNow(to: Self.id, at: start) { state in
            try decisions.claim(state, ordinal: 1, by: DeskDecisionsTests.jana, now: start)
        }
        #expect(try await notices(log, at: start.advanced(byMilliseconds: 900_000)).round() == 0)
    }
}
