import Conversations
import HummingbirdTesting
import SwitchboardTesting
import Synchronization

@testable import OpsConsole

/// What a channel of letters kept, in memory, and a console over it.
final class KeptLetters: MessageOriginals, Sendable {
    private struct Stored {
        var originals: [Int: InboundMessage.Original] = [:]
        var files: [Int: [AttachedFile]] = [:]
        var formatted: [Int: String] = [:]
        var details: [Int: LetterDetails] = [:]
        var recipients: ReplyRecipients?
        var failure: StoreFailure?
    }

    private let conversation: ConversationID
    private let stored = Mutex(Stored())

    init(of conversation: ConversationID) { self.conversation = conversation }

    func keep(_ seq: Int, _ original: InboundMessage.Original, files: [AttachedFile] = [], html: String? = nil) {
        stored.withLock { stored in
            stored.originals[seq] = original
            stored.files[seq] = files
            stored.formatted[seq] = html
        }
    }

    func tell(_ details: LetterDetails, of seq: Int) { stored.withLock { $0.details[seq] = details } }

    func reach(_ recipients: ReplyRecipients) { stored.withLock { $0.recipients = recipients } }

    func fail(with failure: StoreFailure) { stored.withLock { $0.failure = failure } }

    private func look<Value>(_ conversation: ConversationID, _ value: (Stored) -> Value?) throws -> Value? {
        try stored.withLock { stored in
            if let failure = stored.failure { throw failure }
            return conversation == self.conversation ? value(stored) : nil
        }
    }

    func kept(of messages: [Int], in conversation: ConversationID) async throws -> Set<Int> {
        try look(conversation) { Set(messages).intersection($0.originals.keys) } ?? []
    }

    func original(of message: Int, in conversation: ConversationID) async throws -> InboundMessage.Original? {
        try look(conversation) { $0.originals[message] }
    }

    func attachment(_ index: Int, of message: Int, in conversation: ConversationID) async throws -> AttachedFile? {
        try look(conversation) { stored in
            let files = stored.files[message] ?? []
            return files.indices.contains(index) ? files[index] : nil
        }
    }

    func html(of message: Int, in conversation: ConversationID) async throws -> String? {
        try look(conversation) { $0.formatted[message] }
    }

    func details(of message: Int, in conversation: ConversationID) async throws -> LetterDetails? {
        try look(conversation) { $0.details[message] }
    }

    func recipients(of conversation: ConversationState) async throws -> ReplyRecipients? {
        try look(conversation.id) { $0.recipients }
    }
}

extension Console {
    /// A console whose conversation `c1` holds a mail with two files, kept as it came, as event 2.
    static func ofLetters(
        files: [AttachedFile] = [
            AttachedFile(name: "Rechnung März.pdf", type: "application/pdf", bytes: Array("%PDF".utf8)),
            AttachedFile(name: nil, type: "image/svg+xml", bytes: Array("<svg onload=alert(1)>".utf8)),
        ],
        html: String? = "<p style=\"color: red\">Hallo</p>"
    ) throws -> (Console, KeptLetters) {
        let id = ConversationID(number: 1)
        let letters = KeptLetters(of: id)
        let console = Console(originals: letters)
        console.log.open(id, channel: ChannelName("support"), address: "lena@vogt.example", at: console.clock.now)
        var message = MessageReceived(externalID: "<a@b>", text: "Anbei die Rechnung.", name: "Lena Vogt")
        message.subject = "Re: Reklamation"
        message.from = "lena@arbeit.example"
        message.attachments = files.enumerated().map { index, file in
            Attachment(name: file.name, type: file.type, sizeBytes: file.bytes.count, isInline: index > 0)
        }
        message.handling = Handling(.silent, reason: "auto_reply")
        try console.log.appendNow(to: id, at: console.clock.now) { [message] _ in [.messageReceived(message)] }
        letters.keep(
            2, InboundMessage.Original(mediaType: "message/rfc822", bytes: Array("Subject: x\r\n\r\nHallo".utf8)),
            files: files, html: html)
        return (console, letters)
    }
}
