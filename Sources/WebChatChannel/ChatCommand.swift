/// What a customer's client says: over a WebSocket with a `type`, over HTTP with the same members.
public enum ChatCommand: Sendable, Hashable {
    case message(id: String, text: String)
    case typing(on: Bool)
    case human
    case rating(score: Int, comment: String?)

    /// Sizes of what clients send.
    public struct Limits: Sendable, Hashable {
        /// Longest text of a message, in UTF-8 bytes.
        public var textBytesMax: Int
        /// Longest text of a message, in Unicode scalar values, which is what browsers count easily.
        public var textCharactersMax: Int

        public init(textBytesMax: Int = 16 * 1024, textCharactersMax: Int = Int.max) {
            self.textBytesMax = textBytesMax
            self.textCharactersMax = textCharactersMax
        }

        /// Longest id of a message, in UTF-8 bytes.
        public static let idBytesMax = 200
        /// Longest comment of a rating, in UTF-8 bytes.
        public static let commentBytesMax = 4000
    }

    /// Reads one frame of a live connection.
    public static func read(_ bytes: some Collection<UInt8>, limits: Limits) throws(JSONFault) -> ChatCommand {
        let object = try JSONReader.object(bytes)
        switch try object.text("type", bytesMax: 32) {
        case "message": return try message(object, limits: limits)
        case "typing": return .typing(on: try object.optionalBool("on") ?? true)
        case "human": return .human
        case "rating": return try rating(object)
        case let other:
            throw JSONFault(
                path: "/type", problem: "is “\(other)”, which nobody knows",
                mend: "Send message, typing, human or rating.")
        }
    }

    /// Reads a message: `{id, text, attachments?}`.
    public static func message(_ object: JSONObject, limits: Limits) throws(JSONFault) -> ChatCommand {
        if case .array(let attachments) = object["attachments"], !attachments.isEmpty {
            throw JSONFault(
                path: "/attachments", problem: "holds files, which this channel does not take", mend: "Send text only.")
        }
        let id = try object.text("id", bytesMax: Limits.idBytesMax)
        let text = try object.text("text", bytesMax: limits.textBytesMax)
        guard text.utf8.count <= limits.textCharactersMax || text.unicodeScalars.count <= limits.textCharactersMax
        else {
            throw JSONFault(
                path: "/text",
                problem: "has \(text.unicodeScalars.count) characters, the limit is \(limits.textCharactersMax)",
                mend: "Shorten it.", isTooLarge: true)
        }
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw JSONFault(path: "/text", problem: "holds white space only", mend: "Send words.")
        }
        return .message(id: id, text: text)
    }

    /// Reads a rating: `{score, comment?}`.
    public static func rating(_ object: JSONObject) throws(JSONFault) -> ChatCommand {
        .rating(
            score: try object.whole("score", in: 1...5),
            comment: try object.optionalText("comment", bytesMax: Limits.commentBytesMax))
    }
}
