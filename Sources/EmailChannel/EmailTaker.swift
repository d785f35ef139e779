import Conversations
import Foundation
public import Logging
public import MailFormat
public import MailTransport

/// Takes mails over: each becomes a message, once, or news of a delivery.
public struct EmailTaker: MailTaker {
    /// How many mails a program may write to one address before a person has to look: the last line against two
    /// programs that answer each other.
    public struct Guard: Sendable, Hashable {
        public var perHour: Int
        public var perDay: Int

        public init(perHour: Int = 5, perDay: Int = 20) {
            self.perHour = perHour
            self.perDay = perDay
        }
    }

    private let identity: EmailIdentity
    private let desk: any EmailDesk
    private let rate: Guard
    private let limits: MailLimits
    private let logger: Logger

    public init(
        _ identity: EmailIdentity, desk: any EmailDesk, rate: Guard = Guard(), limits: MailLimits = MailLimits(),
        logger: Logger
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
            stored = try await store(reading)
            if let news = reading.news {
                try await desk.cameBack(
                    news.message, detail: news.detail, isRepeated: stored.isDuplicate, at: reading.message.receivedAt)
            }
        } catch let failure as EmailDeskFailure {
            switch failure {
            case .later(let seconds): throw .later(seconds: seconds, reason: "the store is busy")
            case .tooLarge: throw .tooLarge
            case .unknownChannel: throw .unknownRecipient
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

    private func store(_ reading: MailReading) async throws -> StoredMail {
        let message = try await guarded(reading.message)
        let stored = try await desk.accept(message)
        guard stored.isDuplicate, let kept = try await desk.original(of: stored) else { return stored }
        if let original = message.original, original.bytes == kept.bytes { return stored }
        let (raw, limits) = (Data(kept.bytes), limits)
        let first = await MailThreads.shared.run(on: raw) { MailReading.fingerprint(ofRaw: raw, limits: limits) }
        if first == reading.fingerprint { return stored }
        // Broken senders use one Message-ID again and again: another mail is not lost for that.
        return try await desk.accept(message.renamed("\(message.externalID)#\(reading.fingerprint)"))
    }

    private func guarded(_ message: InboundMessage) async throws -> InboundMessage {
        guard message.handling == nil else { return message }
        let address = message.sender.address
        let now = message.receivedAt
        if let refusal = try await desk.refusal(of: address, on: message.channel) {
            // Whoever writes to us wants an answer.
            logger.notice(
                "programs may write to this address again: its owner wrote",
                metadata: ["channel.id": "\(identity.channel)", "refused": "\(refusal.rawValue)"])
        }
        let hour = try await desk.automaticMails(
            to: address, on: message.channel, since: now.advanced(byMilliseconds: -3_600_000))
        let day =
            hour > 0
            ? try await desk.automaticMails(
                to: address, on: message.channel, since: now.advanced(byMilliseconds: -86_400_000)) : 0
        guard hour >= rate.perHour || day >= rate.perDay else { return message }
        var message = message
        message.handling = Handling(.human, reason: "rate_limit")
        return message
    }

    private static let retrySeconds = 60
}

extension InboundMessage {
    /// The same message under another id.
    fileprivate func renamed(_ externalID: String) -> InboundMessage {
        var message = InboundMessage(
            channel: channel, externalID: externalID, sender: sender, text: text, locale: locale,
            receivedAt: receivedAt)
        message.thread = thread
        message.subject = subject
        message.attachments = attachments
        message.handling = handling
        message.original = original
        return message
    }
}
