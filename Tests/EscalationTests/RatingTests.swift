import Conversations
import SwitchboardTesting
import Testing

@testable import Escalation

@Suite struct RatingTests {
    @Test func `the rating that stands appends nothing, any change does`() async throws {
        let log = InMemoryConversationLog()
        let id = ConversationID(number: 1)
        log.open(id, at: Timestamp(milliseconds: 0))
        let desk = Desk(
            store: InMemoryDesk(log: log), log: log, rules: try EscalationPlanTests.rules([]), channels: [],
            now: { Timestamp(milliseconds: 1) })
        for (score, comment, isNew) in [
            (5, "gut", true), (5, "gut", false), (5, "gut", false), (4, "gut", true), (4, nil, true), (4, "", false),
            (5, "gut", true), (5, "besser", true),
        ] as [(Int, String?, Bool)] {
            let appended = try await desk.rate(id, score: score, comment: comment)
            #expect(appended.events.isEmpty == !isNew, "\(score) \(comment ?? "-")")
            #expect(appended.state.rating == score)
        }
    }
}
