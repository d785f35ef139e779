public import Conversations

/// Everything one request, or one page, of a platform tells: stored as a whole or not at all.
public struct PlatformBatch: Sendable, Hashable {
    /// One thing told, in the platform's order.
    public enum Item: Sendable, Hashable {
        case message(PlatformMessage)
        case remark(PlatformRemark)
        case status(PlatformStatus)
        case echo(PlatformEcho)
    }

    public let channel: ChannelName
    /// When it came, by our clock.
    public let at: Timestamp
    public var items: [Item] = []
    /// What could not be read, for operators; nil for nothing.
    public var letter: PlatformLetter?
    /// Where a platform that is asked is to be asked on; nil where it tells by itself.
    public var cursor: String?
    /// The kept request it was read from after all, which is then forgotten; nil for a new one.
    public var settles: Int64?

    public init(channel: ChannelName, at: Timestamp) {
        self.channel = channel
        self.at = at
    }

    public var isEmpty: Bool { items.isEmpty && letter == nil && cursor == nil && settles == nil }
}

/// Where a customer is met on a platform, and what an answer needs.
public struct PlatformPlace: Sendable, Hashable {
    /// The customer's id on the platform.
    public let recipient: String
    /// The chat, room or post; nil where the customer is the chat.
    public let chat: String?
    /// As the channel's recipe wants it back: JSON.
    public let json: String
    /// Whether everybody reads along.
    public let isPublic: Bool

    public init(recipient: String, chat: String?, json: String, isPublic: Bool) {
        self.recipient = recipient
        self.chat = chat
        self.json = json
        self.isPublic = isPublic
    }
}

/// A message of a customer, or one in place of an earlier one.
public struct PlatformMessage: Sendable, Hashable {
    public var message: InboundMessage
    public let place: PlatformPlace
    /// The platform's id of the message; nil where it gives none.
    public let id: String?
    public var files: [PlatformFile] = []
    /// Ids of the messages it stands for: an edit, which counts only when one of them is known. Empty for a new message.
    public var replaces: [String] = []

    public init(_ message: InboundMessage, at place: PlatformPlace, id: String?) {
        self.message = message
        self.place = place
        self.id = id
    }
}

/// A file that is with the platform and must be fetched, or that came along.
public struct PlatformFile: Sendable, Hashable {
    /// `image`, `audio`, `document`, …
    public let kind: String
    public let name: String?
    /// Media type as stated.
    public let type: String?
    public let sizeBytes: Int?
    /// What fetching it needs: JSON of the recipe's own.
    public let source: String
    /// Its bytes, where they came in the request.
    public let bytes: [UInt8]?

    public init(kind: String, name: String?, type: String?, sizeBytes: Int?, source: String, bytes: [UInt8]?) {
        self.kind = kind
        self.name = name
        self.type = type
        self.sizeBytes = sizeBytes
        self.source = source
        self.bytes = bytes
    }
}

/// Something the customer did to messages that are there: colleagues read of it.
public struct PlatformRemark: Sendable, Hashable {
    /// What they did.
    public enum Kind: Sendable, Hashable {
        case takenBack
        /// The sign; nil when it was taken away.
        case reaction(String?)
    }

    public let kind: Kind
    /// The platform's ids of the messages.
    public let targets: [String]
    /// The same for the same event sent again.
    public let id: String

    public init(_ kind: Kind, targets: [String], id: String) {
        self.kind = kind
        self.targets = targets
        self.id = id
    }
}

/// What became of messages of ours.
public struct PlatformStatus: Sendable, Hashable {
    /// The furthest a message got.
    public enum State: String, Sendable, Hashable { case sent, delivered, read, failed, other }

    public let state: State
    /// The platform's ids.
    public var targets: [String] = []
    /// Messages of ours to ``address`` up to this moment, where no ids are told.
    public var until: Timestamp?
    /// The conversation's address; nil where it is not told.
    public var address: String?
    /// Code and words of a failure, for operators.
    public var detail: String?
    /// Whether the customer wants no more messages.
    public var isOptOut = false

    public init(_ state: State) { self.state = state }
}

/// A message in our name: one of ours that comes back, or one somebody wrote in the platform's own app.
public struct PlatformEcho: Sendable, Hashable {
    public let id: String
    /// The customer's id or the chat's; nil where it is not told.
    public let to: String?
    public let text: String

    public init(id: String, to: String?, text: String) {
        self.id = id
        self.to = to
        self.text = text
    }
}

/// A request that is genuine and could not be read, kept as it came.
public struct PlatformLetter: Sendable, Hashable {
    /// A word of a closed list: `mapping_error`, `no_event`.
    public let reason: String
    /// For operators, without the customer's words.
    public let detail: String
    /// Method, path and media type, as JSON.
    public let request: String
    public let body: [UInt8]

    public init(reason: String, detail: String, request: String, body: [UInt8]) {
        self.reason = reason
        self.detail = detail
        self.request = request
        self.body = body
    }
}

/// Where what platforms tell becomes durable.
public protocol PlatformInbox: Sendable {
    /// Stores a batch in one transaction; what was taken before is found, not stored again.
    ///
    /// - Returns: When it is on disk: the messages of customers, in order.
    /// - Throws: ``StoreFailure`` with nothing stored.
    func take(_ batch: PlatformBatch) async throws -> [Accepted]
}

extension Intake {
    /// Takes everything a platform told at once and returns when it is on disk; turns run on their own.
    ///
    /// - Throws: ``IntakeRefusal`` or ``StoreFailure``, with nothing stored.
    public func accept(_ batch: PlatformBatch, into inbox: any PlatformInbox) async throws -> [Accepted] {
        guard let channel = channels.definition(of: batch.channel) else { throw IntakeRefusal.unknownChannel }
        try turns.admit()
        let accepted = try await inbox.take(batch)
        for one in accepted { begin(one, channel) }
        return accepted
    }
}
