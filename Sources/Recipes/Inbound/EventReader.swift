import Conversations

/// Why what a mapping put out is no event.
public struct EventFault: Error, Sendable, Hashable {
    /// For operators and recipe authors; without customers' words.
    public let reason: String
}

/// Bounds of what is read from an event.
public struct EventLimits: Sendable, Hashable {
    public var textBytesMax = 262_144
    public var idBytesMax = 1_024
    public var nameCharactersMax = 200
    public var attachmentsMax = 50
    public var contextBytesMax = 8_192
    public var targetsMax = 1_000

    public init() {}
}

extension InboundEvent {
    private static let known: Set<String> = [
        "kind", "name", "id", "sender", "account", "chat", "thread", "context", "text", "attachments", "reply_to",
        "target", "targets", "until", "state", "failure", "emoji", "at", "public", "answer", "acknowledge", "visit",
    ]

    /// Reads an event a mapping put out.
    public init(_ value: JSON, limits: EventLimits = EventLimits()) throws(EventFault) {
        guard let members = value.members else { throw EventFault(reason: "an event must be an object") }
        if let unknown = members.keys.sorted().first(where: { !Self.known.contains($0) }) {
            throw EventFault(reason: "an event has no member \(Self.label(unknown))")
        }
        guard let kind = value["kind"]?.text.flatMap(Kind.init(rawValue:)) else {
            let words = Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw EventFault(reason: "kind must be one of \(words)")
        }
        self.kind = kind
        name = Self.label(value["name"]?.text ?? kind.rawValue)
        id = try Self.id(value, "id", limits)
        text = try Self.text(value, limits)
        sender = try value["sender"].map { sender throws(EventFault) in try Sender(sender, limits) }
        place = try Place(value, limits)
        attachments = try Self.attachments(value, limits)
        replyTo = try Self.id(value, "reply_to", limits)
        targets = try Self.targets(value, limits)
        until = try Self.moment(value, "until")
        at = try Self.moment(value, "at")
        if let written = value["state"]?.text { state = State(rawValue: written) ?? .other }
        failure = value["failure"].map(Failure.init)
        emoji = value["emoji"]?.text.map { String($0.prefix(64)) }
        isPublic = value["public"]?.flag ?? false
        answer = value["answer"]
        acknowledgement = value["acknowledge"]
        visit = value["visit"]?.text
        try check()
    }

    private func check() throws(EventFault) {
        switch kind {
        case .message:
            guard id != nil else { throw EventFault(reason: "a message needs an id") }
            guard sender != nil else { throw EventFault(reason: "a message needs a sender") }
        case .interaction, .unsupported:
            guard sender != nil else { throw EventFault(reason: "an event of kind \(kind.rawValue) needs a sender") }
        case .edit, .delete:
            guard !targets.isEmpty else {
                throw EventFault(reason: "an event of kind \(kind.rawValue) needs the target it is about")
            }
        default: break
        }
    }

    /// A name fit for a metric label: 80 characters of letters, digits and marks.
    static func label(_ text: String) -> String {
        let kept = text.unicodeScalars.prefix(80).map { scalar -> Character in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".", "/", ":", " ", "(", ")": Character(scalar)
            default: "?"
            }
        }
        return kept.isEmpty ? "?" : String(kept)
    }

    static func id(_ value: JSON, _ key: String, _ limits: EventLimits) throws(EventFault) -> String? {
        guard let member = value[key] else { return nil }
        guard let text = member.text, !text.isEmpty else { throw EventFault(reason: "\(key) must be a text") }
        guard text.utf8.count <= limits.idBytesMax else {
            throw EventFault(reason: "\(key) is longer than \(limits.idBytesMax) bytes")
        }
        return text
    }

    private static func text(_ value: JSON, _ limits: EventLimits) throws(EventFault) -> String? {
        guard let member = value["text"] else { return nil }
        guard let text = member.text else { throw EventFault(reason: "text must be a text") }
        guard text.utf8.count <= limits.textBytesMax else {
            throw EventFault(reason: "text is longer than \(limits.textBytesMax) bytes")
        }
        return text
    }

    private static func targets(_ value: JSON, _ limits: EventLimits) throws(EventFault) -> [String] {
        if let one = try id(value, "target", limits) { return [one] }
        guard let items = value["targets"]?.items else { return [] }
        guard items.count <= limits.targetsMax else {
            throw EventFault(reason: "an event is about more than \(limits.targetsMax) messages")
        }
        return items.compactMap(\.text)
    }

    /// Milliseconds since 1970 as a number or text, or RFC 3339. What cannot be read is left out: a message is worth
    /// more than the time it gives itself.
    private static func moment(_ value: JSON, _ key: String) throws(EventFault) -> Timestamp? {
        guard let member = value[key] else { return nil }
        let milliseconds: Int64? =
            switch member {
            case .number(let number): JSON.whole(number.rounded())
            case .string(let text): Int64(text) ?? Moment.milliseconds(rfc3339: text)
            default: nil
            }
        // The year 9999, so that every one can be written as RFC 3339.
        guard let milliseconds, (0...253_402_300_799_999).contains(milliseconds) else { return nil }
        return Timestamp(milliseconds: milliseconds)
    }

    private static func attachments(_ value: JSON, _ limits: EventLimits) throws(EventFault) -> [RemoteFile] {
        guard let items = value["attachments"]?.items else { return [] }
        guard items.count <= limits.attachmentsMax else {
            throw EventFault(reason: "an event has more than \(limits.attachmentsMax) attachments")
        }
        var files: [RemoteFile] = []
        for item in items { files.append(try RemoteFile(item, limits)) }
        return files
    }
}

extension InboundEvent.Sender {
    init(_ value: JSON, _ limits: EventLimits) throws(EventFault) {
        guard let id = try InboundEvent.id(value, "id", limits) else {
            throw EventFault(reason: "a sender needs an id")
        }
        self.id = id
        func short(_ key: String, _ max: Int) -> String? {
            value[key]?.text.flatMap { $0.isEmpty ? nil : String($0.prefix(max)) }
        }
        name = short("name", limits.nameCharactersMax)
        phone = short("phone", 64)
        locale = short("locale", 35)?.replacing("_", with: "-")
        aliases = (value["aliases"]?.items ?? []).prefix(10).compactMap(\.text)
            .filter { !$0.isEmpty && $0.utf8.count <= limits.idBytesMax }
    }
}

extension InboundEvent.Place {
    init(_ value: JSON, _ limits: EventLimits) throws(EventFault) {
        account = try InboundEvent.id(value, "account", limits)
        chat = try InboundEvent.id(value, "chat", limits)
        thread = try InboundEvent.id(value, "thread", limits)
        context = value["context"] ?? .null
        guard context == .null || context.bytes.count <= limits.contextBytesMax else {
            throw EventFault(reason: "context is larger than \(limits.contextBytesMax) bytes")
        }
    }
}

extension InboundEvent.Failure {
    init(_ value: JSON) {
        code = String((value["code"]?.text ?? "unknown").prefix(100))
        detail = value["detail"]?.text.map { String($0.prefix(500)) }
        isOptOut = value["opt_out"]?.flag ?? false
    }
}

extension RemoteFile {
    init(_ value: JSON, _ limits: EventLimits) throws(EventFault) {
        guard let kind = value["kind"]?.text else { throw EventFault(reason: "an attachment needs a kind") }
        self.kind = InboundEvent.label(kind)
        name = value["name"]?.text.map { String($0.prefix(255)) }
        type = value["type"]?.text.map { String($0.prefix(255)) }
        sizeBytes = value["size_bytes"]?.integer.flatMap { $0 >= 0 ? Int(clamping: $0) : nil }
        source = value["source"] ?? .null
        part = value["part"]?.integer.map { Int(clamping: $0) }
        words = value["words"]?.text.map { String($0.prefix(2_000)) }
        guard source == .null || source.bytes.count <= limits.contextBytesMax else {
            throw EventFault(reason: "an attachment's source is larger than \(limits.contextBytesMax) bytes")
        }
    }
}
