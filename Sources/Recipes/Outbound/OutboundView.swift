public import Conversations
import Crypto

/// What an action is to bring to a platform, as its mappings see it. The text is rendered for the platform and within
/// its limits already.
public struct OutboundView: Sendable, Hashable {
    /// A file of ours that goes with the message.
    public struct File: Sendable, Hashable {
        public var name: String?
        public var type: String
        public var sizeBytes: Int
        /// Where the platform can fetch it, if it can.
        public var url: String?

        public init(name: String?, type: String, sizeBytes: Int, url: String? = nil) {
            self.name = name
            self.type = type
            self.sizeBytes = sizeBytes
            self.url = url
        }
    }

    /// Something to press.
    public struct Button: Sendable, Hashable {
        public var id: String
        public var title: String
        /// Opens this address instead of telling us.
        public var url: String?

        public init(id: String, title: String, url: String? = nil) {
            self.id = id
            self.title = title
            self.url = url
        }
    }

    /// A text the platform has approved, with the values of its places.
    public struct Template: Sendable, Hashable {
        public var name: String
        public var language: String
        public var values: [String]

        public init(name: String, language: String, values: [String]) {
            self.name = name
            self.language = language
            self.values = values
        }
    }

    /// The same for every attempt, different for every message: fit as an idempotency key.
    public var key: String
    public var text: String?
    /// The same in HTML, for platforms that take both.
    public var html: String?
    public var author: Author.Kind = .agent
    /// The customer's handle: ``InboundEvent/Sender/id``.
    public var recipient: String
    public var place = InboundEvent.Place()
    /// The platform's id of the message that is answered.
    public var replyTo: String?
    /// The platform's id of the message that is changed, read or reacted to.
    public var target: String?
    public var files: [File] = []
    public var buttons: [Button] = []
    public var template: Template?
    /// Whether it goes to everybody under a post, to the author of a comment alone, or, nil, into the chat.
    public var visibility: Visibility?
    public var locale: String?
    /// Whether the ordinary reply window has closed and it goes all the same, since a person wrote it.
    public var isLate = false

    /// Where a message is to be read; nil for the customer alone.
    public enum Visibility: String, Sendable {
        case comment
        case privateReply = "private_reply"
    }

    public init(key: String, recipient: String, text: String? = nil) {
        self.key = key
        self.recipient = recipient
        self.text = text
    }

    /// The view as its mappings see it.
    public var json: JSON {
        var members: [String: JSON] = [
            "key": .string(key), "uuid": .string(KeyUUID.of(key)), "author": .string(author.rawValue),
            "recipient": .string(recipient),
            "place": place.json,
        ]
        members["text"] = text.map(JSON.string)
        members["html"] = html.map(JSON.string)
        members["reply_to"] = replyTo.map(JSON.string)
        members["target"] = target.map(JSON.string)
        members["visibility"] = visibility.map { .string($0.rawValue) }
        members["locale"] = locale.map(JSON.string)
        if isLate { members["late"] = true }
        members["files"] = .array(
            files.enumerated().map { index, file in
                .object([
                    "part": .number(Double(index)), "name": file.name.map(JSON.string) ?? .null,
                    "type": .string(file.type), "size_bytes": .number(Double(file.sizeBytes)),
                    "url": file.url.map(JSON.string) ?? .null,
                ])
            })
        members["buttons"] = .array(
            buttons.map { button in
                .object([
                    "id": .string(button.id), "title": .string(button.title),
                    "url": button.url.map(JSON.string) ?? .null,
                ])
            })
        members["template"] = template.map { template in
            .object([
                "name": .string(template.name), "language": .string(template.language),
                "values": .array(template.values.map(JSON.string)),
            ])
        }
        return .object(members)
    }
}

/// A key as a UUID, for platforms that take no other.
enum KeyUUID {
    /// The same for the same key (RFC 9562, section 5.8: version 8, from a hash of the key).
    static func of(_ key: String) -> String {
        var bytes = Array(SHA256.hash(data: Array(key.utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Hex.encode(bytes)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            text.append(digit)
        }
        return text
    }
}
