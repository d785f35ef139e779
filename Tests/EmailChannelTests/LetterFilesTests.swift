import ConnectorKit
import Conversations
import EmailChannel
import Foundation
import MailFormat
import MailTransport
import Synchronization
import Testing

@Suite("Files in mails of operators")
struct LetterFilesTests {
    private static let name = "Rechnung für Öztürk – März 2026, „geprüft“.pdf"
    private static let pdf = Array("%PDF-1.7\r\n".utf8) + (0...255).map { UInt8($0) }
    private static let file = SentFile(
        name: name, type: "application/pdf", sizeBytes: pdf.count, digest: String(repeating: "a", count: 64))

    /// Knows one file's bytes, or has lost them, or cannot be asked.
    private struct Desk: EmailDesk {
        var bytes: [UInt8]? = LetterFilesTests.pdf
        var isDown = false

        func accept(_ message: InboundMessage) async throws(EmailDeskFailure) -> StoredMail { throw .unknownChannel }
        func original(of stored: StoredMail) async throws -> InboundMessage.Original? { nil }
        func cameBack(_: EmailIdentity.Reference, detail: String, isRepeated: Bool, at: Timestamp) async throws {}
        func copyCameBack(
            _: EmailIdentity.Reference, address: String, detail: String, isRepeated: Bool, at: Timestamp
        ) async throws {}
        func refusal(of address: String, on channel: ChannelName) async throws -> AutomaticMailRefusal? { nil }
        func letter(answeredBy seq: Int, in conversation: ConversationID) async throws -> AnsweredLetter {
            AnsweredLetter(language: "de", original: nil, name: nil)
        }
        func bytes(of file: SentFile, in conversation: ConversationID) async throws -> [UInt8]? {
            if isDown { throw StoreFailure(kind: .locked, detail: "busy") }
            return bytes
        }
    }

    private func send(_ desk: Desk) async -> (outcome: SendOutcome, mails: [Data]) {
        let mails = Mutex<[Data]>([])
        var message = OutboundMessage(
            key: "k", conversation: ConversationID(number: 5), seq: 3, channel: Shop.channel,
            address: "erika@example.org", author: Author(kind: .operator, name: "Jana"), text: "Anbei.", citations: [],
            sentAt: Timestamp(milliseconds: 1_800_000_000_000))
        message.attachments = [
            Self.file,
            SentFile(name: "alt.eml", type: "message/rfc822", sizeBytes: Self.pdf.count, digest: Self.file.digest),
        ]
        let sender = EmailSender(Shop.identity(), persona: Shop.persona, desk: desk) { mail in
            mails.withLock { $0.append(mail.raw) }
            return .sent(SubmissionReceipt(text: "250 ok"))
        }
        let outcome = await sender.send(message)
        return (outcome, mails.withLock { $0 })
    }

    @Test("They arrive byte for byte, with their names and types, the same in every attempt")
    func arrive() async throws {
        let (outcome, mails) = await send(Desk())
        #expect(outcome == .sent)
        let mail = Mail.parse(bytes: try #require(mails.first))
        #expect(mail.attachments.map(\.name) == [Self.name, "alt.eml"])
        #expect(mail.attachments.map(\.type) == ["application/pdf", "application/octet-stream"])
        #expect(mail.attachments.map { Array($0.bytes) } == [Self.pdf, Self.pdf])
        #expect(mail.text.hasPrefix("Anbei."))
        #expect(mail.problems.isEmpty)
        #expect(await send(Desk()).mails == mails)
        let raw = String(decoding: try #require(mails.first), as: UTF8.self)
        #expect(raw.contains("filename*0*=UTF-8''Rechnung%20f%C3%BCr"), "RFC 2231")
        #expect(raw.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 998 })
    }

    @Test("Without its bytes no mail leaves: for good when they are gone, for now when the store is busy")
    func missing() async {
        for (desk, retry) in [(Desk(bytes: nil), SendFailure.Retry.never), (Desk(isDown: true), .later)] {
            let (outcome, mails) = await send(desk)
            guard case .failed(let failure) = outcome else {
                Issue.record("it was sent")
                continue
            }
            #expect(failure.retry == retry)
            #expect(failure.certainty == .didNotHappen)
            #expect(mails.isEmpty)
        }
    }
}
