public import Foundation
public import Logging

/// What a provider posted to us, as it came.
public struct WebhookRequest: Sendable {
    /// Names as they came; compared without case.
    public var headers: [(name: String, value: String)]
    /// Decoded.
    public var query: [(name: String, value: String)]
    public var body: Data

    public init(headers: [(name: String, value: String)], query: [(name: String, value: String)] = [], body: Data) {
        self.headers = headers
        self.query = query
        self.body = body
    }

    func header(_ name: String) -> String? {
        headers.first { $0.name.caseInsensitiveCompare(name) == .orderedSame }?.value
    }
}

/// What the provider is answered.
public struct WebhookAnswer: Sendable, Equatable {
    public var status: Int
    /// Plain text, without internals.
    public var body: String

    public init(status: Int, body: String) {
        self.status = status
        self.body = body
    }

    static let taken = WebhookAnswer(status: 200, body: "taken")
    static let forged = WebhookAnswer(status: 401, body: "not authenticated")
    static let unreadable = WebhookAnswer(status: 400, body: "not understood")
}

/// What a webhook call is.
public enum WebhookDecision: Sendable, Equatable {
    /// Nothing to take; the provider gets this answer. `note` is for the log: a constant without data of the call.
    case answer(WebhookAnswer, note: String)
    /// A mail, from the provider beyond doubt.
    case take(ReceivedMail)
}

/// Reads one provider's calls: checks first that they are the provider's, and trusts nothing before.
public protocol MailWebhook: Sendable {
    /// Largest call read.
    var bodyBytesMax: Int { get }

    /// What a call is answered by its head alone, before its body is read; nil when that must be read. `request` has
    /// no body.
    func answer(toHead request: WebhookRequest, at now: Date) -> WebhookAnswer?

    func decide(_ request: WebhookRequest, at now: Date) async -> WebhookDecision

    /// What the provider is told when the store did not take its mail, so that it tries again, or does not.
    func answer(for refusal: MailRefusal) -> WebhookAnswer

    /// The mail is stored: the same call counts no more.
    func taken(_ mail: ReceivedMail, at now: Date) async throws
}

extension MailWebhook {
    /// Providers send mails of up to 35 MB, a third more as base64.
    public var bodyBytesMax: Int { 48 << 20 }

    public func answer(toHead request: WebhookRequest, at now: Date) -> WebhookAnswer? { nil }

    public func taken(_ mail: ReceivedMail, at now: Date) async throws {}
}

/// Takes a provider's calls to their end.
public struct MailWebhookReceiver: Sendable {
    private let webhook: any MailWebhook
    private let taker: any MailTaker
    private let logger: Logger

    /// Largest call read.
    public var bodyBytesMax: Int { webhook.bodyBytesMax }

    public init(_ webhook: any MailWebhook, taker: any MailTaker, logger: Logger) {
        self.webhook = webhook
        self.taker = taker
        self.logger = logger
    }

    /// What a call is answered before its body is read; nil when that must be read.
    public func answer(toHead request: WebhookRequest, at now: Date) -> WebhookAnswer? {
        let answer = webhook.answer(toHead: request, at: now)
        if let answer {
            logger.info("mail webhook answered", metadata: ["note": "by its head", "status": "\(answer.status)"])
        }
        return answer
    }

    /// Reads a call, stores its mail, and says what to answer.
    public func receive(_ request: WebhookRequest, at now: Date) async -> WebhookAnswer {
        guard request.body.count <= bodyBytesMax else { return .init(status: 413, body: "too large") }
        switch await webhook.decide(request, at: now) {
        case .answer(let answer, let note):
            logger.info("mail webhook answered", metadata: ["note": "\(note)", "status": "\(answer.status)"])
            return answer
        case .take(let mail):
            do throws(MailRefusal) {
                _ = try await taker.take(mail)
            } catch {
                logger.info("mail of a webhook refused", metadata: ["kind": "\(error.label)"])
                return webhook.answer(for: error)
            }
            do {
                try await webhook.taken(mail, at: now)
            } catch {
                // The mail is stored, and known should it come again.
                logger.warning("call of a mail webhook not remembered", metadata: ["error": "\(type(of: error))"])
            }
            return .taken
        }
    }
}

/// How a provider that does not sign proves itself. There is no way to go without.
public enum WebhookProof: Sendable {
    /// HTTP Basic, written into the URL that the provider calls.
    case basic(user: String, password: MailSecret)
    /// `?secret=…` in the URL that the provider calls.
    case secret(MailSecret)

    func accepts(_ request: WebhookRequest) -> Bool {
        switch self {
        case .basic(let user, let password):
            guard !password.exposed.isEmpty, let value = request.header("authorization"),
                value.prefix(6).lowercased() == "basic ",
                let given = Data(base64Encoded: String(value.dropFirst(6).drop { $0 == " " }))
            else { return false }
            return isSame(given, Data("\(user):\(password.exposed)".utf8))
        case .secret(let secret):
            guard !secret.exposed.isEmpty, let given = request.query.first(where: { $0.name == "secret" })?.value else {
                return false
            }
            return isSame(Data(given.utf8), Data(secret.exposed.utf8))
        }
    }
}
