import Conversations
import Intake
import Logging
import Testing

@testable import Switchboard

@Suite struct HeldTurnsTests {
    /// Says nothing; no test here asks it.
    private struct Mute: TurnResponder {
        func respond(to input: TurnInput) async throws -> TurnOutcome { throw CancellationError() }
    }

    @Test(arguments: ["1", "1500", "60000"])
    func `turns are held for the milliseconds wished`(wish: String) {
        #expect(HeldTurns.asWished(Mute(), wish, logger: Logger(label: "test")) is HeldTurns)
    }

    @Test(arguments: [nil, "", "0", "-1", "60001", "1.5", "1 s", "yes", "99999999999999999999"])
    func `without a wish, or with one that is none, nothing stands before the agent`(wish: String?) {
        #expect(HeldTurns.asWished(Mute(), wish, logger: Logger(label: "test")) is Mute)
    }
}
