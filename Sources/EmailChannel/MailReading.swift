public import Conversations
import Crypto
import Foundation
public import MailFormat
public import MailTransport

/// What a mail is to us: pure, so that a mail can be looked at without taking it.
public struct MailReading: Sendable {
    public let mail: Mail
    public let split: ReplySplit
    public let judgement: MailJudgement
    public let authentication: SenderAuthentication
    /// The message as the conversation gets it.
    public let message: InboundMessage
    /// What is known of a message of ours by this mail.
    public let news: DeliveryNews?
    /// Conversations it came to besides the one of ``message``.
    public let furtherConversations: [ConversationID]
    /// Tells two mails apart that came under one Message-ID.
    public let fingerprint: String

    /// A message of ours did not arrive.
    public struct DeliveryNews: Sendable, Hashable {
        public let message: EmailIdentity.Reference
        /// One for each recipient it did not reach; at least one.
        public let failures: [Failure]

        /// For operators: status and the server's words on the first of them.
        public var detail: String { failures.first?.detail ?? "" }
    }

    /// One recipient a message of ours did not reach.
    public struct Failure: Sendable, Hashable {
        /// As we wrote to it, and as it was in the end; empty where the report names none.
        public let addresses: [String]
        /// For operators: status and the server's words.
        public let detail: String

        /// How the detail begins where the address itself is at fault (RFC 3463, 3.2) and stays so.
        public static let badAddress = "came back: 5.1."

        /// Whether it is one of these addresses, which are in lower case.
        func isOf(_ known: Set<String>) -> Bool { addresses.contains { known.contains($0.lowercased()) } }
    }

    public init(_ received: ReceivedMail, for identity: EmailIdentity, limits: MailLimits = MailLimits()) {
        let mail = Mail.parse(bytes: received.raw, limits: limits)
        let split = ReplySplit(text: mail.text)
        let returnPath: String? =
            switch received.envelope.sender {
            case .address(let address): address
            case .none: ""
            case .unknown: nil
            }
        let judgement = MailJudgement(
            mail, returnPath: returnPath, own: identity.house, reply: split,
            isOurs: { identity.message(ofID: $0) != nil })
        let authentication = SenderAuthentication.judge(mail, trustedServers: identity.trustedServers)
        self.mail = mail
        self.split = split
        self.judgement = judgement
        self.authentication = authentication
        fingerprint = Self.fingerprint(mail)
        let threading = MailThreading(
            mail, quoted: split.quoted, received.envelope, identity, reported: judgement.reportedMessageID)
        furtherConversations = threading.further
        news = judgement.bounce.flatMap { Self.news($0, threading, identity) }
        message = Self.message(
            received, mail, split, judgement, authentication, threading, identity, fingerprint: fingerprint)
    }

    private static func message(
        _ received: ReceivedMail, _ mail: Mail, _ split: ReplySplit, _ judgement: MailJudgement,
        _ authentication: SenderAuthentication, _ threading: MailThreading, _ identity: EmailIdentity,
        fingerprint: String
    ) -> InboundMessage {
        let addressing = identity.addressing(of: mail, authentication, automatic: judgement.automatic?.kind)
        let writer = addressing.writer
        var message = InboundMessage(
            channel: identity.channel, externalID: mail.messageID ?? "fingerprint:\(fingerprint)",
            sender: InboundMessage.Sender(
                address: (writer?.address ?? received.envelope.sender.address ?? "unknown@invalid").lowercased(),
                assurance: addressing.isVerified ? .verified : .claimed,
                name: judgement.automatic == nil ? writer?.name.map { String($0.prefix(nameCharactersMax)) } : nil),
            text: text(mail, split), locale: nil,
            receivedAt: Timestamp(milliseconds: Int64(received.receivedAt.timeIntervalSince1970 * 1000)))
        message.thread = threading.thread
        message.subject = mail.subject.isEmpty ? nil : String(mail.subject.prefix(subjectCharactersMax))
        message.attachments = mail.attachments.map {
            Attachment(name: $0.name, type: $0.type, sizeBytes: $0.bytes.count, isInline: $0.kind == .inline)
        }
        message.handling = handling(received, mail, split, judgement)
        message.original = InboundMessage.Original(mediaType: "message/rfc822", bytes: Array(received.raw))
        message.fingerprint = fingerprint
        return message
    }

    /// What the person newly wrote; the whole text where nothing of it is new, as in a bare forward.
    private static func whole(_ mail: Mail, _ split: ReplySplit) -> String {
        split.reply.allSatisfy(\.isWhitespace) ? mail.text : split.reply
    }

    /// As much of it as a message may have.
    private static func text(_ mail: Mail, _ split: ReplySplit) -> String {
        let whole = whole(mail, split)
        guard whole.utf8.count > textBytesMax else { return whole }
        return String(decoding: whole.utf8.prefix(textBytesMax), as: UTF8.self)
    }

    private static func handling(
        _ received: ReceivedMail, _ mail: Mail, _ split: ReplySplit, _ judgement: MailJudgement
    ) -> Handling? {
        if received.isNotice { return Handling(.human, reason: "unfetched") }
        if let automatic = judgement.automatic, judgement.ingest != .message {
            return Handling(.silent, reason: automatic.kind.rawValue)
        }
        if received.truncatedFromBytes != nil { return Handling(.human, reason: "too_large") }
        if mail.protection.contains(.encryptedSMIME) || mail.protection.contains(.encryptedPGP) {
            return Handling(.human, reason: "encrypted")
        }
        // What a bound of ours left out may be what the writer wants to know.
        if mail.isPartlyRead || whole(mail, split).utf8.count > textBytesMax {
            return Handling(.human, reason: "partly_read")
        }
        if mail.text.allSatisfy(\.isWhitespace), mail.subject.allSatisfy(\.isWhitespace) {
            let isBroken = mail.problems.contains { Self.loss.contains($0.kind) }
            return Handling(
                .human,
                reason: mail.attachments.contains { $0.kind != .signature }
                    ? "files_only" : isBroken ? "unreadable" : "empty")
        }
        return judgement.mayAnswer
            ? nil
            : Handling(
                .human,
                reason: judgement.automatic?.kind.rawValue
                    ?? (judgement.isFromUs ? "own_address" : "no_automatic_answer"))
    }

    private static func news(
        _ bounce: Bounce, _ threading: MailThreading, _ identity: EmailIdentity
    ) -> DeliveryNews? {
        let failures = bounce.recipients.filter { $0.action == .failed }.map { failed in
            let words = [failed.status, failed.diagnostic].compactMap(\.self).joined(separator: " ")
            return Failure(
                addresses: [failed.originalAddress, failed.address].compactMap(\.self),
                detail: "came back: " + (words.isEmpty ? "undeliverable" : String(words.prefix(detailCharactersMax))))
        }
        guard !failures.isEmpty,
            let message = threading.bounced ?? bounce.originalMessageID.flatMap(identity.message(ofID:))
        else { return nil }
        return DeliveryNews(message: message, failures: failures)
    }

    /// ``fingerprint`` of a mail that is not to be read otherwise.
    static func fingerprint(ofRaw raw: Data, limits: MailLimits) -> String {
        fingerprint(Mail.parse(bytes: raw, limits: limits))
    }

    private static func fingerprint(_ mail: Mail) -> String {
        let parts = [
            mail.from.map(\.address).joined(separator: ","), mail.subject, mail.headers["Date"] ?? "", mail.text,
            mail.attachments.map { "\($0.name ?? "") \($0.bytes.count)" }.joined(separator: ","),
        ]
        let digest = SHA256.hash(data: Data(parts.joined(separator: "\0").utf8))
        return digest.prefix(16).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// The id a message gets from a `Message-ID` field; nil when it names none.
    public static func externalID(ofField value: String) -> String? {
        Mail.parse(bytes: Data("Message-ID: \(value.filter { !$0.isNewline })\r\n\r\n".utf8)).messageID
    }

    /// As much as a message may have; the rest stays in the original.
    static let textBytesMax = 60 * 1024
    private static let nameCharactersMax = 200
    private static let subjectCharactersMax = 500
    private static let detailCharactersMax = 300
    /// Problems (``MailFormat/MailProblem/kind``) behind which words may be lost.
    private static let loss: Set<String> = ["charset", "encoding", "limit", "structure"]
}

/// Where a mail belongs.
struct MailThreading: Sendable {
    let thread: InboundMessage.Thread
    /// Conversations it came to besides the first.
    let further: [ConversationID]
    /// The message of ours a bounce came back for, by the address it came to.
    let bounced: EmailIdentity.Reference?

    /// - Parameters:
    ///   - quoted: What the writer did not write: a mark counts there alone.
    ///   - reported: The Message-ID a report is about. Whoever knows one of ours got that mail.
    init(
        _ mail: Mail, quoted: String, _ envelope: MailEnvelope, _ identity: EmailIdentity, reported: String?
    ) {
        let addresses =
            envelope.recipients + Self.deliveredTo.flatMap { mail.headers.all($0) }.map(Self.bare)
            + (mail.to + mail.cc).map(\.address)
        bounced = identity.bouncedMessage(in: addresses)
        var answers: [InboundMessage.Thread.Reference] = []
        var seen: Set<InboundMessage.Thread.Reference> = []
        for id in MailThreadReferences(mail).candidates {
            let reference: InboundMessage.Thread.Reference =
                identity.message(ofID: id).map { .sent($0.conversation) } ?? .received(id)
            if seen.insert(reference).inserted { answers.append(reference) }
        }
        var proven = bounced.map { [$0.conversation] } ?? identity.conversations(in: addresses)
        if proven.isEmpty, let about = reported.flatMap(identity.message(ofID:)) { proven = [about.conversation] }
        thread = InboundMessage.Thread(
            proven: proven.first, answers: answers, marked: identity.conversation(markedIn: quoted))
        further = Array(proven.dropFirst())
    }

    /// Where servers write the address a mail was delivered to.
    private static let deliveredTo = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"]

    private static func bare(_ value: String) -> String {
        String(value.filter { !$0.isWhitespace && $0 != "<" && $0 != ">" })
    }
}
