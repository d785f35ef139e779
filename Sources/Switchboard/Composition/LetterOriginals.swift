import Conversations
import EmailChannel
import FoundationEssentials
import MailFormat
import MailTransport
import OpsConsole
import Storage

/// Mails as they came, for the console: whole, their files, and their formatted text made harmless.
struct LetterOriginals: MessageOriginals {
    let store: SQLiteStore
    /// Who each channel of mails is.
    let identities: [ChannelName: EmailIdentity]

    func kept(of messages: [Int], in conversation: ConversationID) async throws -> Set<Int> {
        try await store.originals(of: messages, in: conversation)
    }

    func original(of message: Int, in conversation: ConversationID) async throws -> InboundMessage.Original? {
        try await store.original(of: message, in: conversation)
    }

    func attachment(
        _ index: Int, of message: Int, in conversation: ConversationID
    ) async throws -> AttachedFile? {
        try await read(message, conversation) { mail in
            guard mail.attachments.indices.contains(index) else { return nil }
            let file = mail.attachments[index]
            return AttachedFile(name: file.name, type: file.type, bytes: Array(file.bytes))
        }
    }

    func html(of message: Int, in conversation: ConversationID) async throws -> String? {
        try await read(message, conversation) { mail in
            guard let html = mail.html else { return nil }
            let pictures = Self.pictures(mail)
            return HTMLSanitizer(images: .attached { pictures[$0] }).sanitised(html)
        }
    }

    func details(of message: Int, in conversation: ConversationID) async throws -> LetterDetails? {
        try await read(message, conversation) { LetterDetails($0) }
    }

    func recipients(of conversation: ConversationState) async throws -> ReplyRecipients? {
        guard let identity = identities[conversation.channel] else { return nil }
        var answered: InboundMessage.Original?
        // What a reply to the conversation as it is shown answers, whatever has come since.
        if let newest = conversation.newestToAnswer {
            answered = try await store.original(of: newest, in: conversation.id)
        }
        let customer = MailAddress(
            name: try await store.context(of: conversation).name, address: conversation.address)
        let raw = answered.map { Data($0.bytes) }
        let reached = await MailThreads.shared.run(on: raw ?? Data()) {
            try? LetterRecipients(
                answering: raw.map { Mail.parse(bytes: $0) }, of: customer, byPerson: true, from: identity)
        }
        return ReplyRecipients(
            to: (reached?.to ?? []).map(LetterAddress.init), cc: (reached?.cc ?? []).map(LetterAddress.init))
    }

    /// The mail's own pictures by content id, as addresses that carry them; formats that cannot hold code only.
    private static func pictures(_ mail: Mail) -> [String: String] {
        var pictures: [String: String] = [:]
        var bytes = 0
        for file in mail.attachments {
            guard let id = file.contentID, pictureTypes.contains(file.type) else { continue }
            bytes += file.bytes.count
            if bytes > pictureBytesMax { break }
            pictures[id] = "data:\(file.type);base64,\(file.bytes.base64EncodedString())"
        }
        return pictures
    }

    private static let pictureTypes: Set<String> = ["image/png", "image/jpeg", "image/gif", "image/webp"]
    /// Of all pictures of a mail together.
    private static let pictureBytesMax = 8 << 20

    /// What is wanted of a mail, found beside the threads that serve everybody; nil where there is no mail.
    private func read<Value: Sendable>(
        _ message: Int, _ conversation: ConversationID, _ wanted: @escaping @Sendable (Mail) -> Value?
    ) async throws -> Value? {
        guard let original = try await store.original(of: message, in: conversation),
            original.mediaType == "message/rfc822"
        else { return nil }
        let raw = Data(original.bytes)
        return await MailThreads.shared.run(on: raw) { wanted(Mail.parse(bytes: raw)) }
    }
}
