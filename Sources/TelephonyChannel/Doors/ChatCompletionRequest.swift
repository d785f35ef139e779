import Crypto
import LosslessJSON

/// A request to `POST /v1/chat/completions` (OpenAI, "Create chat completion"; docs.vapi.ai, "Custom LLM"; read
/// 2026-11). Members we do not know are left alone.
public struct ChatCompletionRequest: Sendable, Hashable {
    /// One message of the history.
    public struct Message: Sendable, Hashable {
        public let role: String
        public let text: String
    }

    /// Largest body, in bytes.
    public static let bytesMax = 1024 * 1024
    /// Most messages of one request.
    public static let messagesMax = 2_000
    /// Longest text taken as what the caller said, in characters.
    public static let textCharactersMax = 8_000
    /// Longest name, id or number, in characters.
    private static let fieldCharactersMax = 256

    /// As it was asked for; answered back.
    public let model: String
    public let messages: [Message]
    public let isStreaming: Bool
    /// Whether a stream ends with the usage.
    public let includesUsage: Bool
    /// Names of the functions the caller offers.
    public let tools: Set<String>
    /// Which conversation this belongs to; unique among the requests of one token.
    public let session: String
    /// E.164, `user:` and the caller's own id, or `anonymous:` and the session.
    public let address: String
    /// Whether the address is a number the platform names.
    public let isNumber: Bool
    /// As the platform gave it; untrusted text.
    public let name: String?

    /// - Parameters:
    ///   - body: As it came.
    ///   - token: The id of the API token: without any id in the request, the same first words under one token are the
    ///     same conversation.
    public init(_ body: some Collection<UInt8>, token: String) throws(ChatCompletionFault) {
        guard body.count <= Self.bytesMax else { throw .tooLarge }
        guard let tree = JSONValue(body, bytesMax: Self.bytesMax), tree.object != nil else {
            throw .invalid("The body is not a JSON object.", param: nil)
        }
        guard let list = tree["messages"]?.array, !list.isEmpty else {
            throw .invalid("'messages' must be a list with at least one message.", param: "messages")
        }
        guard list.count <= Self.messagesMax else { throw .tooLarge }
        var messages: [Message] = []
        for (index, item) in list.enumerated() {
            guard let role = item["role"]?.string else {
                throw .invalid("'messages[\(index)].role' is missing.", param: "messages[\(index)].role")
            }
            messages.append(Message(role: String(role.prefix(32)), text: try Self.text(item["content"], index)))
        }
        self.messages = messages
        model = Self.field(tree["model"]) ?? "switchboard"
        isStreaming = tree["stream"]?.flag ?? false
        includesUsage = tree["stream_options"]?["include_usage"]?.flag ?? false
        tools = Set((tree["tools"]?.array ?? []).prefix(128).compactMap { Self.field($0["function"]?["name"]) })

        let user = Self.field(tree["user"])
        let metadata = tree["metadata"]
        let number = [
            Self.field(tree["customer"]?["number"]), Self.field(tree["call"]?["customer"]?["number"]),
            Self.field(metadata?["phone_number"]), Self.field(metadata?["from_number"]),
        ].compactMap { $0 }.first(where: PhoneNumber.isE164)
        let named =
            Self.field(tree["call"]?["id"]) ?? Self.field(metadata?["session_id"])
            ?? Self.field(metadata?["conversation_id"]) ?? Self.field(metadata?["call_id"])
        session = named ?? user.map { "user:\($0)" } ?? Self.derived(messages, token: token)
        address = number ?? user.map { "user:\($0)" } ?? "anonymous:\(session)"
        isNumber = number != nil
        name = Self.field(tree["customer"]?["name"]) ?? Self.field(tree["call"]?["customer"]?["name"])
    }

    /// What the caller said since the last answer; nil for nothing.
    public var newText: String? {
        let start = messages.lastIndex { $0.role == "assistant" }.map { $0 + 1 } ?? 0
        let text = messages[start...].filter { $0.role == "user" && !$0.text.isEmpty }.map(\.text)
            .joined(separator: "\n")
        return text.isEmpty ? nil : String(text.prefix(Self.textCharactersMax))
    }

    /// The id of the new text: the same request sent again names the same message, also when clients shorten the
    /// history they send.
    public var messageID: String {
        let count = messages.count { $0.role == "user" }
        let digest = SHA256.hash(data: Array((newText ?? "").utf8))
        return "\(session)/\(count)-\(ByteText.hex(digest.prefix(6)))"
    }

    /// The text of a message: a string, or the texts among its parts.
    private static func text(_ content: JSONValue?, _ index: Int) throws(ChatCompletionFault) -> String {
        switch content {
        case .string(let text): return text
        case nil, .null: return ""
        case .array(let parts):
            return parts.compactMap { part in
                part.string ?? (part["type"]?.string?.hasSuffix("text") == true ? part["text"]?.string : nil)
            }.joined(separator: "\n")
        default:
            let place = "messages[\(index)].content"
            throw .invalid("'\(place)' must be a string or a list of parts.", param: place)
        }
    }

    private static func field(_ tree: JSONValue?) -> String? {
        (tree?.string).flatMap { $0.isEmpty ? nil : String($0.prefix(fieldCharactersMax)) }
    }

    private static func derived(_ messages: [Message], token: String) -> String {
        var hash = SHA256()
        for part in [token] + messages.prefix(through: messages.firstIndex { $0.role == "user" } ?? 0).map(\.text) {
            hash.update(data: Array("\(part.utf8.count):".utf8))
            hash.update(data: Array(part.utf8))
        }
        return "h" + ByteText.hex(hash.finalize().prefix(12))
    }
}

/// What a request is refused with, in the shape OpenAI's clients read.
public struct ChatCompletionFault: Error, Sendable, Hashable {
    public let status: Int
    public let message: String
    public let type: String
    public let param: String?
    public let code: String?

    public init(status: Int, message: String, type: String, param: String? = nil, code: String? = nil) {
        self.status = status
        self.message = message
        self.type = type
        self.param = param
        self.code = code
    }

    static func invalid(_ message: String, param: String?) -> ChatCompletionFault {
        ChatCompletionFault(status: 400, message: message, type: "invalid_request_error", param: param)
    }

    /// More than the bounds allow.
    public static let tooLarge = ChatCompletionFault(
        status: 413, message: "The request is too large.", type: "invalid_request_error", code: "request_too_large")
    /// No token, or one without the scope `chat`.
    public static let unauthorized = ChatCompletionFault(
        status: 401, message: "Incorrect API key provided.", type: "invalid_request_error", code: "invalid_api_key")
    /// Nothing new was said.
    public static let nothingNew = ChatCompletionFault(
        status: 400, message: "'messages' holds no user message after the last assistant message.",
        type: "invalid_request_error", param: "messages")
    /// Too much at a time.
    public static let busy = ChatCompletionFault(
        status: 429, message: "Too many requests. Try again later.", type: "rate_limit_error",
        code: "rate_limit_exceeded")
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
