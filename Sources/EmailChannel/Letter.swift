public import ConnectorKit
public import Conversations
import Foundation
public import MailFormat

/// Makes of a message the mail that carries it: pure, the same for every attempt.
public struct Letter: Sendable {
    public let draft: MailDraft
    /// To whom it goes, the copies too.
    public let recipients: [String]
    /// The envelope's sender.
    public let returnPath: String

    /// - Parameter files: Those of the message, with their bytes.
    /// - Throws: ``NobodyToAnswer`` when no address may be written to.
    public init(
        _ message: OutboundMessage, answering letter: AnsweredLetter, files: [(SentFile, [UInt8])] = [],
        as persona: Persona, from identity: EmailIdentity
    ) throws(NobodyToAnswer) {
        let reference = EmailIdentity.Reference(conversation: message.conversation, seq: message.seq)
        let answered = letter.original.map { Mail.parse(bytes: Data($0.bytes)) }
        let isPerson = message.author.kind == .operator
        let addressed = try LetterRecipients(
            answering: answered, of: MailAddress(name: letter.name, address: message.address), byPerson: isPerson,
            from: identity)
        let (receivers, copies) = (addressed.to, addressed.cc)
        let language = letter.language ?? persona.defaultLanguage
        let style = LetterStyle(persona: persona, language: language)
        let name = receivers.count == 1 ? receivers[0].name ?? letter.name : nil
        let body = Self.body(message, style, name: name, address: receivers[0].address)
        let close = isPerson ? nil : style.close
        let quote = answered.map { QuotedReply($0, language: style.isGerman ? .german : .english) }
        let mark = identity.usesPlusAddresses ? nil : identity.mark(of: message.conversation)
        draft = MailDraft(
            from: MailAddress(name: Self.sender(message, persona), address: identity.address.address), to: receivers,
            cc: copies, replyTo: identity.replyAddress(of: message.conversation).map { [$0] } ?? [],
            subject: answered.map { MailSubject($0.subject).answering } ?? style.subject,
            date: Date(timeIntervalSince1970: Double(message.sentAt.milliseconds) / 1000),
            messageID: identity.messageID(of: reference), inReplyTo: answered?.messageID.map { [$0] } ?? [],
            references: (answered.map(MailThreadReferences.forAnswer(to:)) ?? [])
                + letter.sentSince.map { identity.messageID(of: .init(conversation: message.conversation, seq: $0)) },
            headers: Self.headers(isPerson: isPerson, language: language),
            text: [LetterText.plain(body), close, mark, quote?.text].compactMap(\.self).joined(separator: "\n\n"),
            html: LetterPage(
                content: LetterText.html(body), signature: isPerson ? nil : style.signature,
                imprint: "\(persona.company) · \(identity.address.address)", mark: mark, quote: quote?.html,
                language: language
            ).html,
            attachments: files.map { file, bytes in
                MailAttachment(kind: .file, name: file.name, type: file.type, bytes: Data(bytes))
            })
        recipients = (receivers + copies).map(\.address)
        returnPath = identity.returnPath(of: reference)
    }

    /// Every address of the mail answered is ours or no person's.
    public struct NobodyToAnswer: Error, Sendable {}

    /// The letter's own words, as Markdown: a person's as they are, the agent's with its greeting.
    private static func body(
        _ message: OutboundMessage, _ style: LetterStyle, name: String?, address: String
    ) -> String {
        let sources = style.sources(message.citations)
        guard message.author.kind != .operator else {
            return [message.text, sources].compactMap(\.self).joined(separator: "\n\n")
        }
        let greeting = style.greeting(name, address: address)
        return [greeting, style.goesOn(message.text, after: greeting), sources].compactMap(\.self)
            .joined(separator: "\n\n")
    }

    private static func sender(_ message: OutboundMessage, _ persona: Persona) -> String {
        let name = message.author.kind == .system ? nil : message.author.name ?? persona.name
        return name.map { "\($0) (\(persona.company))" } ?? persona.company
    }

    private static func headers(isPerson: Bool, language: String) -> [MailHeaders.Field] {
        let common = [MailHeaders.Field(name: "Content-Language", value: language)]
        if isPerson { return common }
        // RFC 3834, section 5; the second is what Exchange heeds; by the third gateways know each other where a relay
        // drops the first two.
        return common + [
            MailHeaders.Field(name: "Auto-Submitted", value: "auto-replied"),
            MailHeaders.Field(name: "X-Auto-Response-Suppress", value: "All"),
            MailHeaders.Field(name: "X-Switchboard-Agent", value: "1"),
        ]
    }
}
