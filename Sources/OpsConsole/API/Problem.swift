import Conversations
import Escalation
import Hummingbird
import NIOCore

/// An answer that says what was wrong and what to mend (RFC 9457).
struct Problem: Error, Encodable, Sendable {
    struct Member: Encodable, Sendable {
        let field: String
        let reason: String
    }

    private(set) var type = "about:blank"
    let title: String
    let status: Int
    let detail: String
    var errors: [Member]?
    /// There in 409 alone.
    var holder: OrNull<WireHolder>?
    /// The bound that was passed; there in 413 alone.
    var max: Int?
    /// Seconds for `Retry-After`; not part of the body.
    var retryAfterSeconds: Int?

    enum CodingKeys: CodingKey { case type, title, status, detail, errors, holder, max }

    init(_ status: Int, _ title: String, _ detail: String) {
        self.status = status
        self.title = title
        self.detail = detail
    }

    static func badRequest(_ field: String, _ reason: String) -> Problem {
        var problem = Problem(400, "Bad request", "\(field): \(reason)")
        problem.errors = [Member(field: field, reason: reason)]
        return problem
    }

    static let unauthorized = Problem(401, "Unauthorized", "Sign in first, or send an API token.")
    static func forbidden(_ detail: String) -> Problem { Problem(403, "Forbidden", detail) }
    static let unknownAddress = Problem(404, "Not found", "There is no such address; see /api/openapi.yaml.")
    static func notFound(_ what: String) -> Problem { Problem(404, "Not found", "There is no such \(what).") }

    static func conflict(_ title: String, _ detail: String, holder: WireHolder? = nil) -> Problem {
        var problem = Problem(409, title, detail)
        problem.holder = OrNull(holder)
        return problem
    }

    static func tooLarge(_ detail: String, max: Int) -> Problem {
        var problem = Problem(413, "Too large", detail)
        problem.max = max
        return problem
    }

    static func later(_ seconds: Int, _ detail: String) -> Problem {
        var problem = Problem(429, "Too many attempts", detail)
        problem.retryAfterSeconds = seconds
        return problem
    }

    func response() -> Response {
        let body = (try? WireJSON.response(self, status: .init(code: status), contentType: "application/problem+json"))
        var response = body ?? Response(status: .init(code: status))
        if let retryAfterSeconds { response.headers[.retryAfter] = String(retryAfterSeconds) }
        if status == 401 { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}

extension Problem {
    /// What an error of the desk means to a client; nil for one that is ours to mend.
    init?(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let refusal as Refusal: self = Self.of(refusal)
        case let error as DeskError: self = Self.of(error)
        case let refusal as SignInRefusal: self = Self.of(refusal)
        case is InvalidCursor: self = .badRequest("cursor", "is not the next of a page of this list")
        case is NIOTooManyBytesError:
            self = .tooLarge("The body may have at most \(CallBody.bytesMax) bytes.", max: CallBody.bytesMax)
        case let failure as StoreFailure:
            self = Problem(503, "Store unavailable", "Nothing was changed. Try again soon (\(failure.kind.rawValue)).")
            retryAfterSeconds = 5
        default: return nil
        }
    }

    private static func of(_ refusal: Refusal) -> Problem {
        switch refusal {
        case .heldBy(let id, let name):
            .conflict("Already claimed", "\(name) holds this case.", holder: WireHolder(id, name))
        case .noSuchConversation: .notFound("conversation")
        case .noSuchCase: .notFound("case")
        case .notNow(let why): .conflict("Not now", why)
        case .stale, .superseded: .conflict("Not now", "The conversation changed meanwhile. Load it and try again.")
        }
    }

    private static func of(_ error: DeskError) -> Problem {
        switch error {
        case .needs(let role): .forbidden("This needs the role or scope \(role.rawValue).")
        case .noSuchCustomer: .notFound("customer")
        case .sameCustomer: .badRequest("with", "is the customer itself")
        case .alreadyMerged: .conflict("Already one", "The two are merged already, by way of others.")
        case .notLinked: .conflict("Not linked", "Nothing links the two directly.")
        case .tooManyCustomers(let max): .conflict("Too many", "One person can be at most \(max) customers.")
        case .noSuchOperator: .badRequest("operator", "is not the id of an operator")
        case .noSuchQueue(let name): .badRequest("queue", "there is no queue \(name.prefix(64))")
        case .noSuchDeadLetter: .notFound("dead letter")
        case .noSuchMessage: .badRequest("answers", "is not the sequence of a message of the customer")
        case .emptyText: .badRequest("text", "must not be empty")
        case .textTooLong(let max): .tooLarge("The text may have at most \(max) characters.", max: max)
        case .noFilesHere(let channel):
            .conflict("No files here", "Customers of the channel \(channel) cannot be sent files. Send a link instead.")
        case .emptyFile: .badRequest("body", "the file is empty")
        case .fileTooLarge(let max): .tooLarge("A file may have at most \(max) bytes.", max: max)
        case .tooManyFiles(let max): .tooLarge("A message may carry at most \(max) files.", max: max)
        case .filesTooLarge(let max):
            .tooLarge("The files of a message may have at most \(max) bytes together.", max: max)
        case .tooManyWaitingFiles(let max):
            .tooLarge("\(max) files wait here to be sent already. Remove one, or send them.", max: max)
        case .noSuchFile(let id):
            .badRequest("attachments", "no file \(id.prefix(64)) of yours waits here; attach it again, and each once")
        case .customerInConversation(let id):
            .conflict("Not now", "An operator holds the case \(id) of this customer. Resolve it first.")
        }
    }

    private static func of(_ refusal: SignInRefusal) -> Problem {
        switch refusal {
        case .wrong: Problem(401, "Unauthorized", "Name or password is wrong.")
        case .later(let seconds): .later(seconds, "Try again in \(seconds) seconds.")
        }
    }
}
