import Conversations
import Testing

@testable import AgentCore

/// Silence where nobody waits for an answer, and only there.
@Suite struct SilenceTests {
    static let thanks = [
        "Danke!", "Vielen Dank für die schnelle Hilfe!", "ok", "Alles klar, danke", "Super, danke Mara!", "Erledigt.",
        "Hat geklappt, danke!", "Thanks a lot!", "Thank you so much for your help.", "Perfect, thanks!",
        "Got it, thanks.", "👍", "Danke schön\n\nViele Grüße\nErika",
        "Herzlichen Dank\nMit freundlichen Grüßen\nErika Muster",
    ]
    static let said = "Wir haben bis 18 Uhr offen: https://nordlicht.example/zeiten?tag=samstag"
    static let asked = "Sollen wir die Bestellung stornieren? Dann schreiben Sie uns kurz."

    private func result(_ text: String, files: Int = 0, after said: String? = said) async throws -> TurnResult {
        try await agent(ShopShelf.knowledge).respond(to: letterTurn(text, files: files, after: said)).result
    }

    @Test("thanks and nothing else want no answer", arguments: thanks)
    func silent(_ text: String) async throws { #expect(try await result(text) == .silent) }

    @Test("the same words are an answer where we asked, and something where a file came with them", arguments: thanks)
    func awaited(_ text: String) async throws {
        #expect(try await result(text, after: Self.asked) == .escalated)
        #expect(try await result(text, files: 1) == .escalated)
    }

    @Test(
        "who agrees is never passed over, whatever was said before",
        arguments: [
            "Ja, alles klar, super.", "Ja", "ja bitte", "Yes!", "Okay, machen Sie das.", "Passt so.",
            "Einverstanden, danke!",
            "Yes please, thanks", "Ok, go ahead", "Do it, thanks!",
        ])
    func consent(_ text: String) async throws {
        #expect(try await result(text) != .silent)
        #expect(try await result(text, after: Self.asked) != .silent)
        #expect(try await result(text, after: nil) != .silent)
    }

    @Test(
        "anything more wants an answer",
        arguments: [
            "Danke, aber es geht nicht", "Danke. Wann kommt es?", "ok, bitte stornieren", "Danke, Nummer 4711", "Hilfe",
            "Nein danke, storno", "Thanks, but it does not work", "Thanks, please cancel", "ok?", "Danke für nichts",
            "Bitte um Rückruf", "👎", "Danke, ich möchte kündigen", "Thanks for the help, refund",
        ])
    func more(_ text: String) async throws { #expect(try await result(text) != .silent) }
}
