public import Conversations
import Foundation
public import Logging
public import MailFormat
public import MailTransport

/// Takes mails over: each becomes a message, once, or news of a delivery.
public struct EmailTaker: MailTaker {
    private let identity: EmailIdentity
    private let desk: any EmailDesk
    private let rate: AnswerLimit?
    private let limits: MailLimits
    private let logger: Logger

    /// - Parameter rate: How many mails of one address the agent may answer; nil for any number.
    public init(
        _ identity: EmailIdentity, desk: any EmailDesk, rate: AnswerLimit? = AnswerLimit(),
        limits: MailLimits = MailLimits(), logger: Logger
    ) {
        self.identity = identity
        self.desk = desk
        self.rate = rate
        self.limits = limits
        self.logger = logger
    }

    public func take(_ mail: ReceivedMail) async throws(MailRefusal) -> MailTaken {
        let (identity, limits) = (identity, limits)
        let reading = await MailThreads.shared.run(on: mail.raw) {
            MailReading(mail, for: identity, limits: limits)
        }
        let stored: StoredMail
        do {
            stored = try await store(reading.message, reading.fingerprint)
            for conversation in reading.furtherConversations {
                _ = try await store(reading.message.copied(to: conversation), reading.fingerprint)
            }
            if let news = reading.news {
                try await tell(news, isRepeated: stored.isDuplicate, at: reading.message.receivedAt)
            }
        } catch let failure as EmailDeskFailure {
            switch failure {
            case .later(let seconds): throw .later(seconds: seconds, reason: "the store is busy")
            case .tooLarge: throw .tooLarge
            case .unknownChannel: throw .unknownRecipient
            case .unfit(let detail):
                logger.error(
                    "mail cannot be stored", metadata: ["channel.id": "\(identity.channel)", "error": "\(detail)"])
                throw .never(reason: "the mail cannot be stored")
            }
        } catch {
            logger.error("mail not taken", metadata: ["channel.id": "\(identity.channel)", "error": "\(error)"])
            throw .later(seconds: Self.retrySeconds, reason: "the store is not available")
        }
        logger.info(
            "mail taken",
            metadata: [
                "channel.id": "\(identity.channel)", "conversation.id": "\(stored.conversation)",
                "seq": "\(stored.seq)", "duplicate": "\(stored.isDuplicate)",
                "handling": "\(reading.message.handling?.reason ?? "answer")",
            ])
        return MailTaken(id: "\(stored.conversation)-\(stored.seq)", isKnown: stored.isDuplicate)
    }

    private func store(_ read: InboundMessage, _ fingerprint: String) async throws -> StoredMail {
        var message = read
        message.answerLimit = rate
        let stored = try await desk.accept(message)
        guard stored.isDuplicate, let kept = try await desk.original(of: stored) else { return stored }
        if let original = message.original, original.bytes == kept.bytes { return stored }
        let (raw, limits) = (Data(kept.bytes), limits)
        let first = await MailThreads.shared.run(on: raw) { MailReading.fingerprint(ofRaw: raw, limits: limits) }
        if first == fingerprint { return stored }
        // Broken senders use one Message-ID again and again: another mail is not lost for that.
        return try await desk.accept(message.renamed("\(message.externalID)#\(fingerprint)"))
    }

    /// Tells the core of a message that came back, or of copies of it that did while it arrived.
    private func tell(_ news: MailReading.DeliveryNews, isRepeated: Bool, at moment: Timestamp) async throws {
        let copies = try await copies(of: news.message)
        if let failure = news.failures.first(where: { !$0.isOf(copies) }) {
            try await desk.cameBack(news.message, detail: failure.detail, isRepeated: isRepeated, at: moment)
        }
        for failure in news.failures where failure.isOf(copies) {
            try await desk.copyCameBack(
                news.message, address: failure.addresses[0], detail: failure.detail, isRepeated: isRepeated, at: moment)
        }
    }

    /// The addresses that got a message of ours besides whom it was for.
    private func copies(of message: EmailIdentity.Reference) async throws -> Set<String> {
        let letter = try await desk.letter(answeredBy: message.seq, in: message.conversation)
        guard letter.isAnsweredByPerson, let original = letter.original else { return [] }
        let (raw, identity) = (Data(original.bytes), identity)
        let addressing = await MailThreads.shared.run(on: raw) { identity.addressing(of: Mail.parse(bytes: raw)) }
        return Set(addressing.cc.map { $0.address.lowercased() })
    }

    private static let retrySeconds = 60
}

extension InboundMessage {
    /// The same message for a further conversation it came to.
    fileprivate func copied(to conversation: ConversationID) -> InboundMessage {
        var message = renamed("\(externalID)#\(conversation)")
        message.thread?.proven = conversation
        return message
    }

    /// The same message under another id.
    fileprivate func renamed(_ externalID: String) -> InboundMessage {
        var message = self
        message.externalID = externalID
        return message
    }
}
