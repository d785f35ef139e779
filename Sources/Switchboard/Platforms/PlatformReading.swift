import Conversations
import Intake
import Recipes

/// What a platform's events mean to the core. Pure.
struct PlatformReading {
    /// Why a message is left to a person.
    enum Reason: String {
        /// Only files, which the agent cannot read.
        case filesOnly = "files_only"
        /// Something the platform shows to people alone.
        case unsupported
        /// Longer than is kept.
        case partlyRead = "partly_read"
    }

    /// Longest text kept of one message, in UTF-8 bytes.
    private static let textBytesMax = Intake.textBytesMax

    let channel: ChannelName
    let at: Timestamp
    fileprivate(set) var batch: PlatformBatch
    /// Events that need something told to the platform once they are stored.
    private(set) var acknowledgements: [JSON] = []
    /// Failures of messages of ours.
    private(set) var failures: [PlatformStatus] = []
    /// Why the platform no longer lets us in; nil when it does.
    private(set) var cutOff: String?
    /// How often each kind of event came, with the platform's name where it is of no use to us.
    private(set) var counts: [PlatformCount: Int] = [:]

    init(_ reading: InboundReading, channel: ChannelName, at: Timestamp) {
        self.channel = channel
        self.at = at
        batch = PlatformBatch(channel: channel, at: at)
        for event in reading.events {
            let isNamed = [.ignored, .typing, .opened].contains(event.kind)
            counts[PlatformCount(kind: event.kind.rawValue, name: isNamed ? event.name : ""), default: 0] += 1
            take(event, files: reading.files)
            if let acknowledgement = event.acknowledgement { acknowledgements.append(acknowledgement) }
        }
        for unreadable in reading.unreadable {
            counts[PlatformCount(kind: "unreadable", name: unreadable.kind), default: 0] += 1
        }
    }

    private mutating func take(_ event: InboundEvent, files: [BodyFile]) {
        switch event.kind {
        case .message, .interaction, .unsupported, .edit:
            if let message = Self.message(event, files, channel: channel, at: at) {
                batch.items.append(.message(message))
            }
        case .delete:
            batch.items.append(
                .remark(PlatformRemark(.takenBack, targets: Self.ids(event.targets), id: Self.id(event))))
        case .reaction:
            batch.items.append(
                .remark(
                    PlatformRemark(
                        .reaction(event.emoji.map(Self.clean)), targets: Self.ids(event.targets), id: Self.id(event))))
        case .status:
            let status = Self.status(event)
            batch.items.append(.status(status))
            if status.state == .failed { failures.append(status) }
        case .echo:
            guard let id = event.id else { return }
            batch.items.append(
                .echo(
                    PlatformEcho(
                        id: Self.clean(id), to: (event.place.chat ?? event.replyTo).map(Self.clean),
                        text: Self.clean(event.text ?? Self.words(event.attachments)))))
        case .channelCutOff:
            cutOff = event.failure?.detail ?? event.name
        case .typing, .opened, .handshake, .ignored:
            break
        }
    }

    private static func message(
        _ event: InboundEvent, _ files: [BodyFile], channel: ChannelName, at: Timestamp
    ) -> PlatformMessage? {
        guard let sender = event.sender else { return nil }
        let isEdit = event.kind == .edit
        let words = words(event.attachments)
        let whole = [event.text, words.isEmpty ? nil : words].compactMap(\.self).joined(separator: "\n")
        let text = clean(whole.utf8.count <= textBytesMax ? whole : cut(whole))
        let id = event.id.map(clean)
        var message = InboundMessage(
            channel: channel, externalID: (isEdit ? "edit:" : "") + (id ?? "hash:" + digest(event)),
            sender: InboundMessage.Sender(
                address: address(of: sender.id, in: event.place), assurance: .claimed, name: sender.name.map(clean)),
            text: text, locale: sender.locale.map(clean), receivedAt: at)
        message.attachments = event.attachments.filter { $0.words == nil || $0.source != .null || $0.part != nil }.map {
            Attachment(
                name: $0.name.map(clean), type: clean($0.type ?? "application/octet-stream"),
                sizeBytes: $0.sizeBytes ?? 0)
        }
        if event.kind == .unsupported {
            message.handling = Handling(.human, reason: Reason.unsupported.rawValue)
        } else if text.utf8.count < whole.utf8.count {
            message.handling = Handling(.human, reason: Reason.partlyRead.rawValue)
        } else if text.allSatisfy(\.isWhitespace) {
            message.handling = Handling(.human, reason: Reason.filesOnly.rawValue)
        }
        var taken = PlatformMessage(message, at: place(event, sender), id: isEdit ? nil : id)
        taken.replaces = isEdit ? ids(event.targets) : []
        taken.files = event.attachments.map { file in
            PlatformFile(
                kind: file.kind, name: file.name.map(clean), type: file.type.map(clean), sizeBytes: file.sizeBytes,
                source: clean(String(decoding: file.source.bytes, as: UTF8.self)),
                bytes: file.part.flatMap { files.indices.contains($0) ? files[$0].bytes : nil })
        }
        return taken
    }

    private static func place(_ event: InboundEvent, _ sender: InboundEvent.Sender) -> PlatformPlace {
        PlatformPlace(
            recipient: clean(sender.id), chat: event.place.chat.map(clean),
            json: clean(String(decoding: event.place.json.bytes, as: UTF8.self)), isPublic: event.isPublic)
    }

    /// Where a customer is answered: their id, with chat and thread where these are something else. What separates is
    /// written as `%2F` within an id, so that two places never become one.
    static func address(of sender: String, in place: InboundEvent.Place) -> String {
        let chat = place.chat == sender ? nil : place.chat
        let parts =
            [sender] + [chat ?? (place.thread == nil ? nil : "")].compactMap(\.self)
            + [place.thread].compactMap(\.self)
        return clean(
            parts.map { $0.replacing("%", with: "%25").replacing("/", with: "%2F") }.joined(separator: "/"))
    }

    private static func status(_ event: InboundEvent) -> PlatformStatus {
        var status = PlatformStatus(event.state.flatMap { PlatformStatus.State(rawValue: $0.rawValue) } ?? .other)
        status.targets = ids(event.targets)
        status.until = event.until
        if let id = event.sender?.id ?? event.place.chat {
            var place = event.place
            if place.chat == id { place.chat = nil }
            status.address = address(of: id, in: place)
        }
        if let failure = event.failure {
            status.detail = clean([failure.code, failure.detail].compactMap(\.self).joined(separator: ": "))
            status.isOptOut = failure.isOptOut
        }
        return status
    }

    /// What a person reads of things that are no files: a place, a contact.
    private static func words(_ attachments: [RemoteFile]) -> String {
        attachments.compactMap { file in file.words.map { "[\(file.kind): \($0)]" } }.joined(separator: "\n")
    }

    private static func id(_ event: InboundEvent) -> String { clean(event.id ?? "hash:" + digest(event)) }

    private static func ids(_ ids: [String]) -> [String] { ids.map(clean) }

    /// Stands for an event without an id: FNV-1a over all that was told. It tells one sender's repetitions apart from
    /// new events, and nothing rests on it between senders.
    private static func digest(_ event: InboundEvent) -> String {
        var hashes: (UInt64, UInt64) = (0xcbf2_9ce4_8422_2325, 0x6c62_272e_07bb_0142)
        for byte in event.json.bytes {
            hashes.0 = (hashes.0 ^ UInt64(byte)) &* 0x100_0000_01b3
            hashes.1 = (hashes.1 &+ UInt64(byte)) &* 0x100_0000_01b3
        }
        return String(hashes.0, radix: 16) + String(hashes.1, radix: 16)
    }

    /// SQLite ends a text at U+0000.
    private static func clean(_ text: String) -> String {
        text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
    }

    private static func cut(_ text: String) -> String {
        var end = text.startIndex
        var count = 0
        while end < text.endIndex {
            let next = text.unicodeScalars.index(after: end)
            count += text.utf8.distance(from: end, to: next)
            if count > textBytesMax { break }
            end = next
        }
        return String(text[..<end])
    }
}

/// What is counted of a platform's events.
struct PlatformCount: Sendable, Hashable {
    let kind: String
    /// The platform's own name; empty for events that mean something to us.
    let name: String
}

extension PlatformReading {
    mutating func add(letter: PlatformLetter) { batch.letter = letter }
    mutating func add(cursor: String) { batch.cursor = cursor }
    mutating func settle(_ id: Int64) { batch.settles = id }
}
