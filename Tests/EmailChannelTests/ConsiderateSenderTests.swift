import ConnectorKit
import Conversations
import EmailChannel
import Foundation
import MailFormat
import Synchronization
import Testing

@Suite("Who gets no mail of programs")
struct ConsiderateSenderTests {
    private final class Sent: OutboundChannel {
        let dropsRepeatedKeys = false
        let keys = Mutex<[String]>([])

        func send(_ message: OutboundMessage) async -> SendOutcome {
            keys.withLock { $0.append(message.key) }
            return .sent
        }
    }

    private func message(_ kind: Author.Kind) -> OutboundMessage {
        OutboundMessage(
            key: kind.rawValue, conversation: ConversationID(number: 1), seq: 2, channel: Shop.channel,
            address: "erika@example.org", author: Author(kind: kind), text: "Guten Tag", citations: [],
            sentAt: Timestamp(milliseconds: 1))
    }

    @Test(
        "After a complaint, or where there is no such address, only a person writes",
        arguments: [
            AutomaticMailRefusal.complained, .badAddress,
        ])
    func refused(refusal: AutomaticMailRefusal) async {
        let desk = FakeDesk()
        desk.refusal.withLock { $0 = refusal }
        let sent = Sent()
        let sender = ConsiderateSender(sent, desk: desk, hours: 1)
        for kind in [Author.Kind.agent, .system] {
            guard case .failed(let failure) = await sender.send(message(kind)) else {
                Issue.record("sent")
                return
            }
            #expect(failure.kind == .rejected && failure.retry == .never && failure.certainty == .didNotHappen)
        }
        #expect(await sender.send(message(.operator)) == .sent)
        desk.refusal.withLock { $0 = nil }
        #expect(await sender.send(message(.agent)) == .sent)
        #expect(sent.keys.withLock { $0 } == ["operator", "agent"])
    }

    @Test("A mail is tried for as many hours as are set, give or take one wait", arguments: [1, 24, 108, 240])
    func hours(hours: Int) throws {
        let patience = try #require(ConsiderateSender(Sent(), desk: FakeDesk(), hours: hours).patience)
        var waited = Duration.zero
        for attempt in 1..<patience.attemptsMax {
            waited += min(patience.backoffFirst * (1 << min(attempt - 1, 30)), patience.backoffMax)
        }
        #expect(waited >= .seconds(hours * 3600) && waited < .seconds(hours * 3600 + 7200))
    }

    @Test("A complaint joins the conversation of the mail it is about", arguments: [true, false])
    func complaint(isKnown: Bool) {
        let reference = EmailIdentity.Reference(conversation: ConversationID(number: 5), seq: 3)
        let id = isKnown ? Shop.identity().messageID(of: reference) : "5-3-forged@sb.nordlicht.example"
        let lines = [
            "From: <fbl@provider.example>", "To: \(Shop.address)", "Subject: FW: Antwort", "Message-ID: <c1@p.example>",
            "MIME-Version: 1.0", "Content-Type: multipart/report; report-type=feedback-report; boundary=b", "", "--b",
            "Content-Type: text/plain", "", "This is an abuse report.", "--b", "Content-Type: message/feedback-report",
            "",
            "Feedback-Type: abuse", "User-Agent: Loop/1.0", "Version: 1", "", "--b", "Content-Type: message/rfc822", "",
            "From: \(Shop.address)", "Message-ID: <\(id)>", "Subject: Antwort", "", "Guten Tag", "--b--", "",
        ]
        let reading = Shop.reading(.init(lines.joined(separator: "\r\n").utf8))
        #expect(reading.message.handling == Handling(.silent, reason: "complaint"))
        #expect(reading.message.thread?.proven == (isKnown ? reference.conversation : nil))
        #expect(reading.news == nil)
    }
}
