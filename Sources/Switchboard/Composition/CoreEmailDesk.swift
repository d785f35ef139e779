import ConfigurationReading
import Conversations
import EmailChannel
import FoundationEssentials
import Intake
import MailTransport
import Storage

/// E-mail's view of the core.
struct CoreEmailDesk: EmailDesk {
    let store: SQLiteStore
    /// What follows when a message does not reach the customer, decided in the transaction that records it.
    var undelivered:
        @Sendable (ConversationID, _ detail: String) async throws
            -> @Sendable (ConversationState) -> [ConversationEvent.Body] = { _, _ in { _ in [] } }
    /// Returns when the message is on disk.
    let take: @Sendable (InboundMessage) async throws -> Accepted

    func accept(_ message: InboundMessage) async throws(EmailDeskFailure) -> StoredMail {
        do {
            let accepted = try await take(message)
            return StoredMail(
                conversation: accepted.state.id, seq: accepted.seq, isDuplicate: accepted.isDuplicate)
        } catch let refusal as IntakeRefusal {
            switch refusal {
            case .overloaded(let seconds): throw .later(seconds: seconds)
            case .closing: throw .later(seconds: Self.retrySeconds)
            case .unknownChannel: throw .unknownChannel
            case .tooLarge: throw .tooLarge
            }
        } catch let failure as StoreFailure where failure.kind == .unfit {
            throw .unfit(detail: failure.detail)
        } catch {
            throw .later(seconds: Self.retrySeconds)
        }
    }

    func original(of stored: StoredMail) async throws -> InboundMessage.Original? {
        try await store.original(of: stored.seq, in: stored.conversation)
    }

    func cameBack(
        _ message: EmailIdentity.Reference, detail: String, isRepeated: Bool, at moment: Timestamp
    ) async throws {
        let events = try await store.events(of: message.conversation, after: message.seq - 1, limit: 1)
        guard case .messageSent? = events.first?.body, events.first?.seq == message.seq else { return }
        if isRepeated, try await isNoted(detail, of: message) { return }
        try await store.cameBack(
            message.seq, in: message.conversation, detail: detail, at: moment,
            followUp: try await undelivered(message.conversation, detail))
    }

    /// Whether the log has a message's return already, as a failure or as a note.
    private func isNoted(_ detail: String, of message: EmailIdentity.Reference) async throws -> Bool {
        var seen = message.seq
        while true {
            let events = try await store.events(of: message.conversation, after: seen, limit: Self.eventsAtOnce)
            guard let last = events.last else { return false }
            for event in events {
                switch event.body {
                case .deliveryChanged(let change):
                    if change.message == message.seq, change.state == .failed, change.detail == detail { return true }
                case .noteAdded(let note):
                    if note.author.kind == .system, note.text.contains(detail) { return true }
                default: break
                }
            }
            seen = last.seq
        }
    }

    func refusal(of address: String, on channel: ChannelName) async throws -> AutomaticMailRefusal? {
        let badAddress = MailReading.Failure.badAddress
        return switch try await store.unwanted(at: address, on: channel, badAddress: badAddress) {
        case .complained: .complained
        case .badAddress: .badAddress
        case nil: nil
        }
    }

    func copyCameBack(
        _ message: EmailIdentity.Reference, address: String, detail: String, isRepeated: Bool, at moment: Timestamp
    ) async throws {
        guard case .messageSent? = try await event(message.seq, of: message.conversation) else { return }
        let text = "The copy to \(address) \(detail)"
        let note = NoteAdded(
            author: Author(kind: .system), text: text, clientID: "\(message.seq) \(text)",
            remark: Remark(.copyReturned, ["address": address, "detail": detail]))
        if isRepeated, try await hasNote(note, after: message) { return }
        _ = try await store.append(to: message.conversation, at: moment) { _ in [.noteAdded(note)] }
    }

    private func hasNote(_ note: NoteAdded, after message: EmailIdentity.Reference) async throws -> Bool {
        var seen = message.seq
        while true {
            let events = try await store.events(of: message.conversation, after: seen, limit: Self.eventsAtOnce)
            guard let last = events.last else { return false }
            let isKnown = events.contains { event in
                if case .noteAdded(let known) = event.body { known.clientID == note.clientID } else { false }
            }
            if isKnown { return true }
            seen = last.seq
        }
    }

    func letter(answeredBy seq: Int, in conversation: ConversationID) async throws -> AnsweredLetter {
        guard let state = try await store.state(of: conversation) else {
            return AnsweredLetter(language: nil, original: nil, name: nil)
        }
        guard case .messageSent(let sent)? = try await event(seq, of: conversation), let answers = sent.answers else {
            return AnsweredLetter(
                language: state.language, original: try await store.lastOriginal(of: conversation, before: seq),
                name: try await store.context(of: state).name)
        }
        var name: String?
        if case .messageReceived(let message)? = try await event(answers, of: conversation) {
            name = message.name
            if name == nil, message.from == nil { name = try await store.context(of: state).name }
        }
        return AnsweredLetter(
            language: state.language, original: try await store.original(of: answers, in: conversation), name: name,
            isAnsweredByPerson: sent.author.kind == .operator,
            sentSince: try await ownMessages(between: answers, and: seq, in: conversation))
    }

    /// Our messages between two; at most ``eventsAtOnce`` events are looked at.
    private func ownMessages(between first: Int, and last: Int, in conversation: ConversationID) async throws -> [Int] {
        try await store.events(of: conversation, after: first, limit: Self.eventsAtOnce).filter { event in
            if case .messageSent = event.body { event.seq < last } else { false }
        }.map(\.seq)
    }

    private func event(_ seq: Int, of conversation: ConversationID) async throws -> ConversationEvent.Body? {
        let event = try await store.events(of: conversation, after: seq - 1, limit: 1).first
        return event?.seq == seq ? event?.body : nil
    }

    func bytes(of file: SentFile, in conversation: ConversationID) async throws -> [UInt8]? {
        try await store.bytes(ofFile: file.digest, in: conversation)
    }

    private static let retrySeconds = 30
    private static let eventsAtOnce = 500
}

/// Keeps in the store which calls of a platform counted.
struct StoredTokensSeen: ReplayMemory {
    let store: SQLiteStore
    let channel: ChannelName

    func isKnown(_ token: String, at now: Date) async throws -> Bool {
        try await store.isKnownToken(token, on: channel, at: Self.timestamp(now))
    }

    func remember(_ token: String, until end: Date, at now: Date) async throws {
        try await store.keepToken(token, on: channel, until: Self.timestamp(end), at: Self.timestamp(now))
    }

    private static func timestamp(_ date: Date) -> Timestamp {
        Timestamp(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
    }
}

/// Keeps in the store how far mailboxes were read.
struct StoredCursors: IMAPCursorStore {
    let store: SQLiteStore

    func cursor(account: String, folder: String) async throws -> IMAPCursor? {
        guard let text = try await store.mailboxCursor(account: account, folder: folder) else { return nil }
        return try JSONDecoder().decode(IMAPCursor.self, from: Data(text.utf8))
    }

    func keep(_ cursor: IMAPCursor, account: String, folder: String) async throws {
        let text = String(decoding: try JSONEncoder().encode(cursor), as: UTF8.self)
        try await store.keepMailboxCursor(text, account: account, folder: folder)
    }

    func hasTaken(messageID: String, account: String) async throws -> Bool {
        guard let id = MailReading.externalID(ofField: messageID) else { return false }
        return try await store.hasAccepted(id, on: ChannelName(account))
    }
}
