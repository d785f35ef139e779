import Conversations
import Glibc
import Intake
import Logging

/// Lets every turn wait before the agent is asked, so that tests find turns running.
///
/// Setting `SWITCHBOARD_HOLD_TURNS` to 1 to 60,000 milliseconds puts it in front of the agent; with anything else it
/// does not exist. A turn that is cancelled ends its wait at once, and the log says when each wait begins and ends.
struct HeldTurns: TurnResponder {
    private static let millisecondsMax = 60_000

    private let responder: any TurnResponder
    private let milliseconds: Int
    private let logger: Logger

    init(_ responder: any TurnResponder, milliseconds: Int, logger: Logger) {
        self.responder = responder
        self.milliseconds = milliseconds
        self.logger = logger
    }

    /// The agent itself, or behind the wait the environment asks for.
    static func asWished(
        _ responder: any TurnResponder, _ wish: String? = getenv("SWITCHBOARD_HOLD_TURNS").map { String(cString: $0) },
        logger: Logger
    ) -> any TurnResponder {
        guard let milliseconds = wish.flatMap({ Int($0) }), (1...millisecondsMax).contains(milliseconds) else {
            return responder
        }
        logger.warning("every turn is held for a test", metadata: ["milliseconds": "\(milliseconds)"])
        return HeldTurns(responder, milliseconds: milliseconds, logger: logger)
    }

    func respond(to input: TurnInput) async throws -> TurnOutcome {
        let place: Logger.Metadata = ["conversation.id": "\(input.conversation)"]
        logger.info("turn held", metadata: place)
        do {
            try await Task.sleep(for: .milliseconds(milliseconds))
        } catch {
            logger.info("held turn cancelled", metadata: place)
            throw error
        }
        logger.info("held turn goes on", metadata: place)
        return try await responder.respond(to: input)
    }
}
