import Conversations
import Testing

@testable import AgentCore

@Suite("Drafts of letters")
struct UnsureDraftTests {
    private static let mark = "[Nicht sicher, bitte prüfen:]"

    @Test("what nobody vouches for is marked in the draft, and never stands in a letter")
    func marked() async throws {
        let outcome = try await agent(ShopShelf.knowledge).respond(
            to: letterTurn("Wann habt ihr geöffnet? Wie ist das mit Lieferung und Rückgabe?"))
        let draft = try #require(outcome.escalation?.brief.draft)
        #expect(draft.text.contains(Self.mark))
        #expect(draft.articles.map(\.id) == ["shipping"])
        #expect(outcome.replies.allSatisfy { !$0.text.contains("bitte prüfen") })
    }

    @Test("what is sure stands there without a mark")
    func sure() async throws {
        let outcome = try await agent(ShopShelf.knowledge).respond(
            to: letterTurn("Wann habt ihr geöffnet? Ich möchte mit einem Menschen sprechen."))
        #expect(outcome.escalation?.brief.draft?.text.contains(Self.mark) != true)
    }
}
