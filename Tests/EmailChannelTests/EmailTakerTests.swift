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

    @Test("How many mails of one address may be answered goes with each to the store")
    func rate() async throws {
        let desk = FakeDesk()
        _ = try await desk.taker().take(Shop.received(Shop.mail()))
        #expect(desk.messages.map(\.answerLimit) == [AnswerLimit()])
        #expect(desk.messages.map(\.handling) == [nil])
    }

    @Test("A mail to the reply addresses of two conversations is a message in each, once, whichever comes first")
    func twoConversations() async throws {
        let desk = FakeDesk()
        let numbers = [5, 8].map { ConversationID(number: $0) }
        let addresses = numbers.compactMap { Shop.identity().replyAddress(of: $0)?.address }
        for recipients in [addresses, addresses.reversed()] {
            _ = try await desk.taker().take(Shop.received(Shop.mail(), to: recipients))
        }
        #expect(desk.messages.map(\.thread?.proven) == numbers)
        #expect(desk.messages.map(\.answerLimit) == [AnswerLimit(), AnswerLimit()])
    }

    @Test("A copy that came back leaves the message delivered; the one it was for does not")
    func copies() async throws {
        let desk = FakeDesk()
        let reference = EmailIdentity.Reference(conversation: ConversationID(number: 5), seq: 3)
        let path = Shop.identity().returnPath(of: reference)
        desk.answered.withLock { $0 = Shop.mail(extra: ["Cc: Chef@example.org"]) }
        _ = try await desk.taker().take(Shop.received(Self.bounce(to: path, of: "chef@example.org"), sender: .none))
        #expect(desk.news.withLock { $0 } == [])
        let note = try #require(desk.copyNews.withLock { $0 }.first)
        #expect(note.contains("chef@example.org") && note.contains("5.1.1"))
        let lost = Self.bounce(to: path, of: "erika@example.org", id: "b2@mx.example")
        _ = try await desk.taker().take(Shop.received(lost, sender: .none))
        #expect(desk.news.withLock { $0 } == [reference])
        #expect(desk.copyNews.withLock { $0.count } == 1)
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

    private static func bounce(
        to path: String, of address: String = "erika@example.org", id: String = "b1@mx.example"
    ) -> Data {
        Data(
            """
            From: Mail Delivery System <mailer-daemon@mx.example>\r
            To: \(path)\r
            Message-ID: <\(id)>\r
            Subject: Mail delivery failed: returning message to sender\r
            X-Failed-Recipients: \(address)\r
            Auto-Submitted: auto-replied\r
            \r
            This message was created automatically by mail delivery software.\r
            A message that you sent could not be delivered to one or more of its recipients.\r
            \r
              \(address)\r
                550 5.1.1 no such user\r

            """.utf8)
    }
}

/// Keeps messages in memory.
final class FakeDesk: EmailDesk {
    private let stored = Mutex<[InboundMessage]>([])
    let failure = Mutex<EmailDeskFailure?>(nil)
    let refusal = Mutex<AutomaticMailRefusal?>(nil)
    let news = Mutex<[EmailIdentity.Reference]>([])
    /// What was noted of copies that came back.
    let copyNews = Mutex<[String]>([])
    /// The mail that every message of ours answers, by a person.
    let answered = Mutex<Data?>(nil)
    let letter = Mutex(AnsweredLetter(language: nil, original: nil, name: nil))
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

    func copyCameBack(
        _ message: EmailIdentity.Reference, address: String, detail: String, isRepeated: Bool, at: Timestamp
    ) async throws {
        copyNews.withLock { $0.append("\(address) \(detail)") }
    }

    func refusal(of address: String, on channel: ChannelName) async throws -> AutomaticMailRefusal? {
        refusal.withLock { $0 }
    }

    func letter(answeredBy seq: Int, in conversation: ConversationID) async throws -> AnsweredLetter {
        guard let raw = answered.withLock({ $0 }) else { return letter.withLock { $0 } }
        let original = InboundMessage.Original(mediaType: "message/rfc822", bytes: Array(raw))
        return AnsweredLetter(language: nil, original: original, name: nil, isAnsweredByPerson: true)
    }

    func bytes(of file: SentFile, in conversation: ConversationID) async throws -> [UInt8]? { nil }
}
