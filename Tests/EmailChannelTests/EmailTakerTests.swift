import Conversations
import EmailChannel
import Foundation
import Logging
import MailFormat
import MailTransport
import Synchronization
import Testing

@Suite("Taking mails over")
struct EmailTakerTests {
    @Test("The same mail twice is one message; another under the same id is another")
    func duplicates() async throws {
        let desk = FakeDesk()
        let taker = desk.taker()
        #expect(try await !taker.take(Shop.received(Shop.mail())).isKnown)
        let again = Shop.mail(extra: ["Received: by another.example; Mon, 23 Nov 2026 10:00:09 +0100"])
        #expect(try await taker.take(Shop.received(again)).isKnown)
        #expect(try await !taker.take(Shop.received(Shop.mail(body: "Etwas ganz anderes"))).isKnown)
        #expect(try await taker.take(Shop.received(Shop.mail(body: "Etwas ganz anderes"))).isKnown)
        #expect(desk.messages.count == 2)
    }

    @Test("Whoever got too many automatic mails gets a person")
    func rate() async throws {
        let desk = FakeDesk()
        desk.automatic.withLock { $0 = 4 }
        _ = try await desk.taker().take(Shop.received(Shop.mail(id: "1@x")))
        desk.automatic.withLock { $0 = 5 }
        _ = try await desk.taker().take(Shop.received(Shop.mail(id: "2@x", body: "Noch etwas?")))
        #expect(desk.messages.map(\.handling) == [nil, Handling(.human, reason: "rate_limit")])
    }

    @Test("A store that refuses makes the sender's server try again, and nothing is said of why")
    func refused() async {
        let desk = FakeDesk()
        desk.failure.withLock { $0 = .later(seconds: 7) }
        await #expect(throws: MailRefusal.later(seconds: 7, reason: "the store is busy")) {
            try await desk.taker().take(Shop.received(Shop.mail()))
        }
        #expect(desk.messages.isEmpty)
    }

    @Test("News of a bounce is told once, and again where the store failed between the mail and its news")
    func bounce() async throws {
        let desk = FakeDesk()
        let reference = EmailIdentity.Reference(conversation: ConversationID(number: 5), seq: 3)
        let path = Shop.identity().returnPath(of: reference)
        let raw = Self.bounce(to: path)
        desk.losesNews.withLock { $0 = true }
        await #expect(throws: MailRefusal.self) {
            try await desk.taker().take(Shop.received(raw, sender: .none, to: [path]))
        }
        #expect(desk.messages.count == 1)
        desk.losesNews.withLock { $0 = false }
        for _ in 0..<2 {
            #expect(try await desk.taker().take(Shop.received(raw, sender: .none, to: [path])).isKnown)
        }
        #expect(desk.news.withLock { $0 } == [reference])
    }

    private static func bounce(to path: String) -> Data {
        Data(
            """
            From: Mail Delivery System <mailer-daemon@mx.example>\r
            To: \(path)\r
            Message-ID: <b1@mx.example>\r
            Subject: Mail delivery failed: returning message to sender\r
            X-Failed-Recipients: erika@example.org\r
            Auto-Submitted: auto-replied\r
            \r
            This message was created automatically by mail delivery software.\r
            A message that you sent could not be delivered to one or more of its recipients.\r
            \r
              erika@example.org\r
                550 5.1.1 no such user\r

            """.utf8)
    }
}

/// Keeps messages in memory.
final class FakeDesk: EmailDesk {
    private let stored = Mutex<[InboundMessage]>([])
    let automatic = Mutex(0)
    let failure = Mutex<EmailDeskFailure?>(nil)
    let refusal = Mutex<AutomaticMailRefusal?>(nil)
    let news = Mutex<[EmailIdentity.Reference]>([])
    /// The store fails when it is told news.
    let losesNews = Mutex(false)

    var messages: [InboundMessage] { stored.withLock { $0 } }

    func taker() -> EmailTaker {
        EmailTaker(Shop.identity(), desk: self, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    func accept(_ message: InboundMessage) async throws(EmailDeskFailure) -> StoredMail {
        if let failure = failure.withLock({ $0 }) { throw failure }
        return stored.withLock { stored in
            let known = stored.firstIndex {
                $0.externalID == message.externalID && $0.sender.address == message.sender.address
            }
            if known == nil { stored.append(message) }
            return StoredMail(
                conversation: ConversationID(number: 1), seq: (known ?? stored.count - 1) + 1, isDuplicate: known != nil
            )
        }
    }

    func original(of mail: StoredMail) async throws -> InboundMessage.Original? { messages[mail.seq - 1].original }

    func cameBack(_ message: EmailIdentity.Reference, detail: String, isRepeated: Bool, at: Timestamp) async throws {
        if losesNews.withLock({ $0 }) { throw EmailDeskFailure.later(seconds: 1) }
        news.withLock { if !isRepeated || !$0.contains(message) { $0.append(message) } }
    }

    func automaticMails(to address: String, on channel: ChannelName, since: Timestamp) async throws -> Int {
        automatic.withLock { $0 }
    }

    func refusal(of address: String, on channel: ChannelName) async throws -> AutomaticMailRefusal? {
        refusal.withLock { $0 }
    }

    func letter(answeredBy seq: Int, in conversation: ConversationID) async throws -> AnsweredLetter {
        AnsweredLetter(language: nil, original: nil, name: nil)
    }

    func bytes(of file: SentFile, in conversation: ConversationID) async throws -> [UInt8]? { nil }
}
