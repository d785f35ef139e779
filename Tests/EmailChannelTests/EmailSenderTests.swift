import ConnectorKit
import Conversations
import Foundation
import MailTransport
import Synchronization
import Testing

@testable import EmailChannel

@Suite("What becomes of a letter")
struct EmailSenderTests {
    private func outcome(
        _ kind: Author.Kind, original: Data, answering outcome: SubmissionOutcome
    ) async -> (SendOutcome, OutgoingMail?) {
        let desk = FakeDesk()
        desk.letter.withLock {
            $0 = AnsweredLetter(
                language: "de", original: .init(mediaType: "message/rfc822", bytes: Array(original)), name: nil)
        }
        let mail = Mutex<OutgoingMail?>(nil)
        let sender = EmailSender(Shop.identity(), persona: Shop.persona, desk: desk) { given in
            mail.withLock { $0 = given }
            return outcome
        }
        let message = OutboundMessage(
            key: "1-2", conversation: ConversationID(number: 1), seq: 2, channel: Shop.channel,
            address: "erika@example.org", author: Author(kind: kind, name: "Jo"), text: "Guten Tag", citations: [],
            sentAt: Timestamp(milliseconds: 1))
        return (await sender.send(message), mail.withLock { $0 })
    }

    @Test("Who is in copy is no condition for the customer's mail, and a refused copy is told")
    func copies() async {
        let original = Shop.mail(extra: ["Cc: Kim <kim@example.net>"])
        let refusal = RecipientRefusal(
            recipient: "kim@example.net", reply: SMTPReply(code: 550, enhanced: "5.1.1", text: "who?"))
        let (sent, mail) = await outcome(
            .operator, original: original, answering: .sent(SubmissionReceipt(text: "ok", refused: [refusal])))
        #expect(
            mail?.recipients.map { $0.lowercased() } == ["erika@example.org"] && mail?.copies == ["kim@example.net"])
        #expect(sent == .sentInPart(detail: "sent, but not to kim@example.net (550 5.1.1 who?)"))
    }

    @Test("A mail whose envelope cannot be sent has failed; settings that cannot be used may be mended")
    func retries() async {
        for (kind, retry) in [(SubmissionFailure.Kind.envelope, SendFailure.Retry.never), (.local, .later)] {
            let (sent, _) = await outcome(
                .agent, original: Shop.mail(),
                answering: .failed(SubmissionFailure(kind: kind, isPermanent: true, detail: "no")))
            guard case .failed(let failure) = sent else {
                Issue.record("\(sent)")
                return
            }
            #expect(failure.retry == retry && failure.certainty == .didNotHappen)
        }
    }

    @Test("A refused sign-in waits for an operator, who is told which key to mend")
    func signIn() async {
        let (sent, _) = await outcome(
            .agent, original: Shop.mail(),
            answering: .failed(SubmissionFailure(kind: .authentication, isPermanent: true, detail: "535 no")))
        #expect(
            sent
                == .failed(
                    SendFailure(
                        kind: .unauthorized, retry: .whenMended, certainty: .didNotHappen,
                        detail: "535 no (mend settings.smtp)")))
    }
}
