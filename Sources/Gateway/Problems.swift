import Conversations
import Hummingbird
import Intake
import WebChatChannel

extension Problem {
    /// Text, an id or the JSON around them is not as documented.
    init(_ fault: JSONFault) {
        self.init(
            status: fault.isTooLarge ? 413 : 400, title: fault.isTooLarge ? "Too large" : "Bad request",
            detail: fault.sentence)
    }

    static let unknownPath = Problem(
        status: 404, title: "Not found", detail: "There is nothing at this address. See docs/http.md for what there is."
    )
    static func bodyTooLarge(max: Int) -> Problem {
        Problem(status: 413, title: "Too large", detail: "The body is larger than \(max) bytes. Send less.")
    }
    static let unknownChannel = Problem(
        status: 404, title: "Unknown channel", detail: "No channel of that name takes messages here. Check its name.")
    static let unauthorized = Problem(
        status: 401, title: "Unauthorized",
        detail:
            "The session or its token is unknown. Send Authorization: Bearer TOKEN of this session, or open a new one.")
    static let badToken = Problem(
        status: 401, title: "Unauthorized",
        detail:
            "The API token is missing or unknown. Send Authorization: Bearer TOKEN; make one with switchboard tokens create."
    )
    static let wrongScope = Problem(
        status: 403, title: "Forbidden", detail: "This API token lacks the scope chat. Make one with --scope chat.")
    static let originRefused = Problem(
        status: 403, title: "Origin refused",
        detail: "Pages of this origin may not use the chat. Add the origin to the gateway's allowed origins.")
    static let upgradeRequired = Problem(
        status: 426, title: "Upgrade required",
        detail: "This address speaks WebSocket (RFC 6455, version 13), as the first request of a connection.")
    static let closing = Problem(
        status: 503, title: "Closing", detail: "The gateway is stopping. Try again soon.", retryAfterSeconds: 2)
    static let tooManyWebhooks = Problem(
        status: 503, title: "Full", detail: "As much is being posted as this gateway reads at once. Try again soon.",
        retryAfterSeconds: 30)
    static let noConversation = Problem(
        status: 409, title: "Nothing said yet", detail: "This chat has no conversation yet. Send a message first.")
    static let store = Problem(
        status: 503, title: "Cannot store",
        detail: "The message could not be stored, so it was not taken. Send it again with the same id.",
        retryAfterSeconds: 5)
    static let unexpected = Problem(
        status: 500, title: "Internal error",
        detail: "Something went wrong on our side. Send the request again with the same id.")

    static func tooMany(retryAfterSeconds: Int) -> Problem {
        Problem(
            status: 429, title: "Too many requests", detail: "Wait \(retryAfterSeconds) s and send it again.",
            retryAfterSeconds: retryAfterSeconds)
    }
    static func tooManyOfOneSession(max: Int) -> Problem {
        Problem(
            status: 429, title: "Too many connections",
            detail: "This chat has \(max) live connections, and may not have more. Close one first.",
            retryAfterSeconds: 10)
    }
    static func tooManyConnections() -> Problem {
        Problem(
            status: 503, title: "Full", detail: "As many live chats are open as this gateway allows. Try again soon.",
            retryAfterSeconds: 10)
    }

    /// What the caller is told of an error that came up from below; nil where it is none of those foreseen.
    init?(foreseen error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let fault as JSONFault: self.init(fault)
        case let refusal as IntakeRefusal: self = Self.of(refusal)
        case is ChatSessionRefusal: self = .unauthorized
        case let refusal as IdentityRefusal:
            self.init(status: 401, title: "Identity refused", detail: refusal.detail)
        case is StoreFailure: self = .store
        case Refusal.noSuchConversation: self = .noConversation
        case is Refusal:
            self.init(status: 409, title: "Not now", detail: "The conversation changed meanwhile. Look again.")
        default: return nil
        }
    }

    private static func of(_ refusal: IntakeRefusal) -> Problem {
        switch refusal {
        case .overloaded(let seconds): .tooMany(retryAfterSeconds: seconds)
        case .closing: .closing
        case .unknownChannel: .unknownChannel
        case .tooLarge: Problem(status: 413, title: "Too large", detail: "The text is too long. Shorten it.")
        }
    }
}
