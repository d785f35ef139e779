import LosslessJSON

/// What a request is refused with, in the shape OpenAI's clients read.
public struct ChatCompletionFault: Error, Sendable, Hashable {
    public let status: Int
    public let message: String
    public let type: String
    public let param: String?
    public let code: String?
    /// How soon the same request may be sent again; nil where that does not help. For the header `Retry-After`.
    public let retryAfterSeconds: Int?

    public init(
        status: Int, message: String, type: String, param: String? = nil, code: String? = nil,
        retryAfterSeconds: Int? = nil
    ) {
        self.status = status
        self.message = message
        self.type = type
        self.param = param
        self.code = code
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// Any other refusal, by its HTTP status.
    ///
    /// - Parameter message: What is wrong, and the mend.
    public init(_ status: Int, saying message: String) {
        switch status {
        case 401: self = .unauthorized
        case 413: self = .tooLarge
        case 403: self.init(status: status, message: message, type: "permission_error", code: "insufficient_scope")
        case 429: self.init(status: status, message: message, type: "rate_limit_error", code: "rate_limit_exceeded")
        case 500...: self.init(status: status, message: message, type: "server_error")
        default: self.init(status: status, message: message, type: "invalid_request_error")
        }
    }

    static func invalid(_ message: String, param: String?) -> ChatCompletionFault {
        ChatCompletionFault(status: 400, message: message, type: "invalid_request_error", param: param)
    }

    /// More than the bounds allow.
    public static let tooLarge = ChatCompletionFault(
        status: 413, message: "The request is too large.", type: "invalid_request_error", code: "request_too_large")
    /// No token, or an unknown one.
    public static let unauthorized = ChatCompletionFault(
        status: 401, message: "Incorrect API key provided.", type: "invalid_request_error", code: "invalid_api_key")
    /// No such model.
    ///
    /// - Parameter model: As it was asked for.
    public static func unknown(model: String) -> ChatCompletionFault {
        ChatCompletionFault(
            status: 404, message: "The model '\(model)' does not exist. See GET /v1/models.",
            type: "invalid_request_error", param: "model", code: "model_not_found")
    }
    /// The answer takes longer than a request may; the same request again gets it.
    public static let late = ChatCompletionFault(
        status: 503, message: "The answer takes too long. Send the same request again.", type: "server_error",
        code: "timeout", retryAfterSeconds: 1)
    /// Nothing new was said.
    public static let nothingNew = ChatCompletionFault(
        status: 400, message: "'messages' holds no user message after the last assistant message.",
        type: "invalid_request_error", param: "messages")
    /// Too much at a time.
    public static let busy = ChatCompletionFault(
        status: 429, message: "Too many requests. Try again later.", type: "rate_limit_error",
        code: "rate_limit_exceeded", retryAfterSeconds: 2)
    /// The store or the turn failed.
    public static let failed = ChatCompletionFault(
        status: 500, message: "The server had an error while processing the request.", type: "server_error")

    /// The body, `application/json`.
    public var json: String {
        JSONText.object([
            (
                "error",
                JSONText.object([
                    ("message", JSONText.quoted(message)), ("type", JSONText.quoted(type)),
                    ("param", param.map(JSONText.quoted) ?? "null"), ("code", code.map(JSONText.quoted) ?? "null"),
                ])
            )
        ])
    }
}

/// The list of models, in the shape OpenAI's clients read.
public enum ChatCompletionModels {
    /// All of them, by id.
    public static func list(_ ids: [String]) -> String {
        JSONText.object([("object", "\"list\""), ("data", "[\(ids.map(one).joined(separator: ","))]")])
    }

    /// One of them.
    public static func one(_ id: String) -> String {
        JSONText.object([
            ("id", JSONText.quoted(id)), ("object", "\"model\""), ("created", "0"), ("owned_by", "\"switchboard\""),
        ])
    }
}
