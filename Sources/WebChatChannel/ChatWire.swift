public import Conversations

/// The JSON customers' clients read; shapes are described in docs/http.md.
public enum ChatWire {
    /// A message as an element of a list or the value of `message`.
    public static func write(_ message: ChatMessage, to json: inout JSONWriter) {
        json.beginObject()
        writeMembers(of: message, to: &json)
        json.endObject()
    }

    static func writeMembers(of message: ChatMessage, to json: inout JSONWriter) {
        json.field("id", message.id)
        json.field("seq", message.seq)
        write(message.author, to: &json)
        json.field("text", message.text)
        json.beginArray("citations")
        for citation in message.citations {
            json.beginObject()
            json.field("id", citation.id)
            json.field("title", citation.title)
            json.field("url", orNull: citation.url)
            json.endObject()
        }
        json.endArray()
        json.beginArray("attachments")
        json.endArray()
        json.field("sent_at", message.sentAt.description)
        json.field("delivery", ifPresent: message.delivery?.rawValue)
    }

    private static func write(_ author: Author, to json: inout JSONWriter) {
        json.beginObject("author")
        json.field("kind", author.kind.rawValue)
        json.field("name", orNull: author.name)
        json.endObject()
    }

    /// The answer to a message: `{accepted, owner, name, messages}`.
    public static func answer(
        id: String, seq: Int, owner: Owner, ownerName: String?, messages: [ChatMessage]
    ) -> [UInt8] {
        var json = JSONWriter(capacity: 256 + messages.reduce(0) { $0 + 256 + $1.text.utf8.count })
        json.beginObject()
        json.beginObject("accepted")
        json.field("id", id)
        json.field("seq", seq)
        json.endObject()
        json.field("owner", owner.word)
        json.field("name", orNull: ownerName)
        json.beginArray("messages")
        for message in messages { write(message, to: &json) }
        json.endArray()
        json.endObject()
        return json.bytes
    }

    /// A page of messages: `{items, next, seq, owner, name}`.
    ///
    /// - Parameters:
    ///   - next: The `after` of the next page; nil on the last one.
    ///   - seq: How far this page brought the reader: the `after` for what comes later.
    public static func page(
        _ messages: [ChatMessage], next: Int?, seq: Int, owner: Owner, ownerName: String?
    ) -> [UInt8] {
        var json = JSONWriter(capacity: 128 + messages.reduce(0) { $0 + 256 + $1.text.utf8.count })
        json.beginObject()
        json.beginArray("items")
        for message in messages { write(message, to: &json) }
        json.endArray()
        if let next { json.field("next", next) } else { json.null("next") }
        json.field("seq", seq)
        json.field("owner", owner.word)
        json.field("name", orNull: ownerName)
        json.endObject()
        return json.bytes
    }

    /// What a new session starts with.
    public struct SessionOpening: Sendable {
        public var session: String
        public var token: String
        public var personaName: String
        public var avatarURL: String?
        /// The AI notice in the customer's language.
        public var notice: String
        public var greeting: String?

        public init(
            session: String, token: String, personaName: String, avatarURL: String?, notice: String, greeting: String?
        ) {
            self.session = session
            self.token = token
            self.personaName = personaName
            self.avatarURL = avatarURL
            self.notice = notice
            self.greeting = greeting
        }
    }

    /// `{session, token, persona, notice, greeting, messages}`.
    public static func opening(_ opening: SessionOpening) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.field("session", opening.session)
        json.field("token", opening.token)
        json.beginObject("persona")
        json.field("name", opening.personaName)
        json.field("avatar_url", orNull: opening.avatarURL)
        json.endObject()
        json.field("notice", opening.notice)
        json.field("greeting", ifPresent: opening.greeting)
        json.beginArray("messages")
        json.endArray()
        json.endObject()
        return json.bytes
    }
}

/// What goes to a live chat, over a WebSocket or as a server-sent event: one JSON object with a `type`.
public enum ChatFrame {
    /// The first thing a live connection says.
    public static func ready(owner: Owner, name: String?, seq: Int) -> [UInt8] {
        var json = JSONWriter(capacity: 96)
        json.beginObject()
        json.field("type", "ready")
        json.field("owner", owner.word)
        json.field("name", orNull: name)
        json.field("seq", seq)
        json.endObject()
        return json.bytes
    }

    /// A message or a change of owner.
    public static func item(_ item: CustomerItem) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        switch item {
        case .message(let message):
            json.field("type", "message")
            json.beginObject("message")
            ChatWire.writeMembers(of: message, to: &json)
            json.endObject()
        case .owner(let owner, let name):
            json.field("type", "owner")
            json.field("owner", owner.word)
            json.field("name", orNull: name)
        }
        json.endObject()
        return json.bytes
    }

    /// Somebody writes, or stopped.
    public static func typing(_ author: Author, on: Bool) -> [UInt8] {
        var json = JSONWriter(capacity: 96)
        json.beginObject()
        json.field("type", "typing")
        json.beginObject("author")
        json.field("kind", author.kind.rawValue)
        json.field("name", orNull: author.name)
        json.endObject()
        json.field("on", on)
        json.endObject()
        return json.bytes
    }

    /// A piece of a reply that is being written.
    public static func delta(turn: String, text: String) -> [UInt8] {
        var json = JSONWriter(capacity: 96 + text.utf8.count)
        json.beginObject()
        json.field("type", "delta")
        json.field("turn", turn)
        json.field("text", text)
        json.endObject()
        return json.bytes
    }

    /// The message is on disk.
    public static func accepted(id: String, seq: Int) -> [UInt8] {
        var json = JSONWriter(capacity: 96)
        json.beginObject()
        json.field("type", "accepted")
        json.field("id", id)
        json.field("seq", seq)
        json.endObject()
        return json.bytes
    }

    /// Something was refused.
    ///
    /// - Parameter id: Of the message it is about, where it is about one.
    public static func error(
        id: String? = nil, status: Int, title: String, detail: String, retryAfterSeconds: Int? = nil
    ) -> [UInt8] {
        var json = JSONWriter(capacity: 192)
        json.beginObject()
        json.field("type", "error")
        json.field("id", ifPresent: id)
        json.field("title", title)
        json.field("detail", detail)
        json.field("status", status)
        if let retryAfterSeconds { json.field("retry_after_s", retryAfterSeconds) }
        json.endObject()
        return json.bytes
    }
}
