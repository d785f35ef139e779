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

    /// As it was asked for; empty for none.
    public let model: String
    public let messages: [Message]
    public let isStreaming: Bool
    /// Whether a stream ends with the usage.
    public let includesUsage: Bool
    /// Names of the functions the caller offers.
    public let tools: Set<String>
    /// The client's name of the call or chat; nil where it names none, and only the history tells.
    public let session: String?
    /// E.164, or `user:` and the caller's own id; nil for nobody that is named.
    public let address: String?
    /// Whether the address is a number the platform names.
    public let isNumber: Bool
    /// As the platform gave it; untrusted text.
    public let name: String?

    /// - Parameter body: As it came.
    public init(_ body: some Collection<UInt8>) throws(ChatCompletionFault) {
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
        model = Self.field(tree["model"]) ?? ""
        isStreaming = tree["stream"]?.flag ?? false
        includesUsage = tree["stream_options"]?["include_usage"]?.flag ?? false
        tools = Set((tree["tools"]?.array ?? []).prefix(128).compactMap { Self.field($0["function"]?["name"]) })

        let user = Self.field(tree["user"])
        let metadata = tree["metadata"]
        let number = [
            Self.field(tree["customer"]?["number"]), Self.field(tree["call"]?["customer"]?["number"]),
            Self.field(metadata?["phone_number"]), Self.field(metadata?["from_number"]),
        ].compactMap { $0 }.first(where: PhoneNumber.isCaller)
        session =
            Self.field(tree["call"]?["id"]) ?? Self.field(metadata?["session_id"])
            ?? Self.field(metadata?["conversation_id"]) ?? Self.field(metadata?["call_id"])
        address = number ?? user.map { "user:\($0)" }
        isNumber = number != nil
        name = Self.field(tree["customer"]?["name"]) ?? Self.field(tree["call"]?["customer"]?["name"])
    }

    /// What the caller said since the last answer, each as it came.
    var newMessages: [String] {
        messages[newFrom...].filter { $0.role == "user" && !$0.text.isEmpty }.map(\.text)
    }

    /// The same as one text; nil for nothing.
    public var newText: String? {
        let text = newMessages.joined(separator: "\n")
        return text.isEmpty ? nil : String(text.prefix(Self.textCharactersMax))
    }

    /// Everything the caller ever said, as far as the client remembers.
    var callersMessages: [String] { messages.filter { $0.role == "user" && !$0.text.isEmpty }.map(\.text) }

    /// What the client remembers of our last words before the new text; nil where it remembers none.
    var lastAnswer: String? {
        let before = messages[..<newFrom]
        let start = before.lastIndex { $0.role == "user" }.map { $0 + 1 } ?? 0
        let text = before[start...].filter { $0.role == "assistant" && !$0.text.isEmpty }.map(\.text)
        return text.isEmpty ? nil : text.joined(separator: " ")
    }

    /// Whether the client tells what became of a function it was asked to call.
    var endsWithTool: Bool { messages.last?.role == "tool" || messages.last?.role == "function" }

    /// The new text's name within its conversation: what was said before it, and the text itself. The same messages
    /// sent again have the same name; a text that goes on, or was corrected, has the same ``Turn/place``.
    var turn: Turn {
        let before = messages[..<newFrom].filter { ["user", "assistant"].contains($0.role) && !$0.text.isEmpty }
        return Turn(
            place: Self.digest(before.flatMap { [$0.role, $0.text] }), text: Self.digest(newMessages))
    }

    /// Whether the client tells what was said before the new text.
    var remembersMore: Bool {
        messages[..<newFrom].contains { ["user", "assistant"].contains($0.role) && !$0.text.isEmpty }
    }

    struct Turn: Sendable, Hashable {
        let place: String
        let text: String
    }

    private var newFrom: Int { messages.lastIndex { $0.role == "assistant" }.map { $0 + 1 } ?? 0 }

    /// Sixteen hex digits; each text behind its length, so that none can reach into the next.
    static func digest(_ texts: [String]) -> String {
        var hash = SHA256()
        for text in texts {
            hash.update(data: Array("\(text.utf8.count):".utf8))
            hash.update(data: Array(text.utf8))
        }
        return ByteText.hex(hash.finalize().prefix(8))
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
}
