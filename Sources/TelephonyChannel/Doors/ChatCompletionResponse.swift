import LosslessJSON

/// Answers in the shape of OpenAI's chat completions, whole or in pieces.
public struct ChatCompletionResponse: Sendable, Hashable {
    /// What the client is asked to do with the call, where it offered the function.
    public enum ToolCall: Sendable, Hashable {
        case transfer(destination: String)
        case end

        /// As voice platforms name it.
        public var name: String {
            switch self {
            case .transfer: "transferCall"
            case .end: "endCall"
            }
        }

        fileprivate var arguments: String {
            switch self {
            case .transfer(let destination): JSONText.object([("destination", JSONText.quoted(destination))])
            case .end: "{}"
            }
        }
    }

    /// Media type of the pieces.
    public static let streamMediaType = "text/event-stream"
    /// Closes a stream.
    public static let done = "data: [DONE]\n\n"

    private let id: String
    private let model: String
    private let created: Int64
    private let promptTokens: Int

    /// - Parameters:
    ///   - id: Unique, for instance `chatcmpl-…`.
    ///   - created: In seconds since 1970.
    public init(to request: ChatCompletionRequest, id: String, created: Int64) {
        self.id = id
        self.created = created
        model = request.model
        promptTokens = request.messages.reduce(0) { $0 + Self.tokens($1.text) }
    }

    /// The whole answer, `application/json`.
    public func whole(_ text: String, calling tool: ToolCall? = nil) -> String {
        let calls = tool.map { "[\(call($0, index: nil))]" }
        let message = JSONText.object([
            ("role", "\"assistant\""), ("content", text.isEmpty && tool != nil ? "null" : JSONText.quoted(text)),
            ("refusal", "null"), ("tool_calls", calls),
        ])
        let choice = JSONText.object([
            ("index", "0"), ("message", message), ("logprobs", "null"),
            ("finish_reason", tool == nil ? "\"stop\"" : "\"tool_calls\""),
        ])
        return envelope("chat.completion", choices: "[\(choice)]", usage: usage(text))
    }

    /// The first piece.
    public func start() -> String { chunk(delta: [("role", "\"assistant\""), ("content", "\"\"")]) }

    /// A piece of text.
    public func piece(_ text: String) -> String { chunk(delta: [("content", JSONText.quoted(text))]) }

    /// A function the client is to call.
    public func piece(calling tool: ToolCall) -> String {
        chunk(delta: [("tool_calls", "[\(call(tool, index: 0))]")])
    }

    /// The last pieces: why it ends, the usage where it was asked for, and the mark of the end.
    ///
    /// - Parameter text: All that was said, for the usage; nil where that was not asked for.
    public func finish(calling tool: ToolCall? = nil, usageOf text: String? = nil) -> String {
        var out = chunk(delta: [], finish: tool == nil ? "stop" : "tool_calls")
        if let text {
            out += event(envelope("chat.completion.chunk", choices: "[]", usage: usage(text)))
        }
        return out + Self.done
    }

    /// An error in a stream that had begun.
    public static func event(_ fault: ChatCompletionFault) -> String { "data: \(fault.json)\n\n" }

    private func chunk(delta: [(name: String, json: String?)], finish: String? = nil) -> String {
        let choice = JSONText.object([
            ("index", "0"), ("delta", JSONText.object(delta)), ("logprobs", "null"),
            ("finish_reason", finish.map(JSONText.quoted) ?? "null"),
        ])
        return event(envelope("chat.completion.chunk", choices: "[\(choice)]", usage: nil))
    }

    private func event(_ json: String) -> String { "data: \(json)\n\n" }

    private func envelope(_ object: String, choices: String, usage: String?) -> String {
        JSONText.object([
            ("id", JSONText.quoted(id)), ("object", JSONText.quoted(object)), ("created", String(created)),
            ("model", JSONText.quoted(model)), ("choices", choices), ("usage", usage),
        ])
    }

    private func call(_ tool: ToolCall, index: Int?) -> String {
        JSONText.object([
            ("index", index.map(String.init)), ("id", JSONText.quoted("call_\(id.suffix(24))")),
            ("type", "\"function\""),
            (
                "function",
                JSONText.object([
                    ("name", JSONText.quoted(tool.name)), ("arguments", JSONText.quoted(tool.arguments)),
                ])
            ),
        ])
    }

    private func usage(_ text: String) -> String {
        let completion = Self.tokens(text)
        return JSONText.object([
            ("prompt_tokens", String(promptTokens)), ("completion_tokens", String(completion)),
            ("total_tokens", String(promptTokens + completion)),
        ])
    }

    /// An estimate: four bytes a token. Clients read the members, nobody is billed by them.
    private static func tokens(_ text: String) -> Int { (text.utf8.count + 3) / 4 }
}
