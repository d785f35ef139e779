import ConnectorKit
import Conversations
import EmailChannel
import Foundation
import Intake
import Logging
import MailFormat
import MailTransport
import Storage
import SwitchboardTesting
import Testing

@testable import Switchboard

/// Two hundred threads at once, by customers whose mail programs do as they please.
@Suite("Mail threads")
struct MailThreadsTests {
    private static let threads = 200
    private static let customers = 60
    private static let rounds = 1_000

    /// What a customer does with our answer.
    fileprivate enum Habit: CaseIterable {
        case answers, dropsReferences, dropsInReplyTo, changesSubject, namesOwnMailsOnly, keepsQuoteOnly
        case answersFromAnotherAddress, writesAnew
        /// Somebody it was passed on to, whose program names our mail but who has neither reply address nor mark.
        case strangerNamesOurMail
    }

    private struct Thread {
        let customer: String
        var conversation: ConversationID
        var own: [String]
        var answer: Mail
    }

    @Test(
        "Each mail comes into its own thread, and none into another customer's", arguments: [UInt64(1), 2],
        [true, false])
    func crossing(_ seed: UInt64, _ plus: Bool) async throws {
        let bench = try MailBench(plus: plus)
        defer { bench.close() }
        var chance = SeededGenerator(seed: seed)
        var threads: [Thread] = []
        for index in 0..<Self.threads {
            let customer = "kunde\(index % Self.customers)@example.org"
            let taken = try await bench.take(from: customer, subject: "Frage", body: "Frage Nummer \(index)?")
            threads.append(
                Thread(
                    customer: customer, conversation: taken.conversation, own: [taken.id],
                    answer: try await bench.answer(taken.conversation)))
        }
        #expect(Set(threads.map(\.conversation)).count == Self.threads, "seed \(seed)")
        var (right, strayed, number) = (0, 0, 0)
        for _ in 0..<Self.rounds {
            number += 1
            let index = Int.random(in: threads.indices, using: &chance)
            let habit = Habit.allCases.randomElement(using: &chance) ?? .answers
            let thread = threads[index]
            let stranger = "fremd\(number)@elsewhere.example"
            let taken = try await bench.reply(habit.isOther ? stranger : thread.customer, thread.own, thread.answer) {
                habit.shape(&$0, number)
            }
            let staysOut = habit == .writesAnew || habit == .strangerNamesOurMail
            let isRight = (taken.conversation == thread.conversation) != staysOut
            right += isRight ? 1 : 0
            let known = Set(threads.filter { $0.customer != thread.customer }.map(\.conversation))
            if known.contains(taken.conversation) || (staysOut && taken.conversation == thread.conversation) {
                strayed += 1
            }
            if isRight, !staysOut {
                threads[index].own.append(taken.id)
                if Bool.random(using: &chance) { threads[index].answer = try await bench.answer(thread.conversation) }
            }
        }
        #expect(strayed == 0, "seed \(seed)")
        #expect(right >= Self.rounds * 99 / 100, "seed \(seed): \(right) of \(Self.rounds)")
        #expect(try await bench.store.verify().listed == [], "seed \(seed)")
    }
}

extension MailThreadsTests.Habit {
    fileprivate var isOther: Bool { self == .answersFromAnotherAddress || self == .strangerNamesOurMail }

    /// Makes of a well-formed answer what this customer's program sends.
    fileprivate func shape(_ reply: inout MailBench.Reply, _ number: Int) {
        switch self {
        case .answers: break
        case .dropsReferences: reply.references = []
        case .dropsInReplyTo: reply.inReplyTo = nil
        case .changesSubject: reply.subject = "Ganz anderer Betreff \(number)"
        case .namesOwnMailsOnly:
            reply.inReplyTo = nil
            reply.references = reply.own
            reply.goesToReplyAddress = false
            reply.quotes = false
        case .keepsQuoteOnly, .answersFromAnotherAddress:
            reply.inReplyTo = nil
            reply.references = []
        case .writesAnew:
            reply.inReplyTo = nil
            reply.references = []
            reply.goesToReplyAddress = false
            reply.quotes = false
            reply.subject = "Frage"
        case .strangerNamesOurMail:
            reply.goesToReplyAddress = false
            reply.quotes = false
        }
    }
}

/// A channel on a store, without servers: mails go in as bytes and come out as bytes.
private final class MailBench {
    static let channel = ChannelName("support")

    struct Reply {
        var subject: String
        var inReplyTo: String?
        var references: [String]
        let own: [String]
        var goesToReplyAddress = true
        var quotes = true
    }

    let store: SQLiteStore
    private let folder = NSTemporaryDirectory() + "switchboard-threads-" + UUID().uuidString
    private let identity: EmailIdentity
    private let desk: CoreEmailDesk
    private let taker: EmailTaker
    private let persona = Persona(
        name: "Mara", version: 1, company: "Nordlicht Räder", languages: ["de"], defaultLanguage: "de", greeting: [:],
        notice: [:])
    private var mails = 0

    init(plus: Bool) throws {
        let store = try SQLiteStore(
            path: folder + "/switchboard.db", options: SQLiteStore.Options(isFlushed: false) { _ in .pushed })
        self.store = store
        identity = EmailIdentity(
            channel: Self.channel, address: MailAddress(address: "service@nordlicht.example"), usesPlusAddresses: plus,
            key: [UInt8](repeating: 3, count: 32))
        desk = CoreEmailDesk(store: store) { message in
            let accepted = try await store.accept(message)
            try await accepted.committed()
            return accepted
        }
        taker = EmailTaker(
            identity, desk: desk, rate: EmailTaker.Guard(perHour: .max, perDay: .max),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    func close() {
        store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    func take(
        from: String, to: String = "service@nordlicht.example", subject: String, extra: [String] = [], body: String
    ) async throws -> (conversation: ConversationID, id: String) {
        mails += 1
        let id = "m\(mails)@example.org"
        let lines =
            [
                "From: <\(from)>", "To: <\(to)>", "Subject: \(subject)", "Date: Mon, 23 Nov 2026 10:00:00 +0100",
                "Message-ID: <\(id)>",
            ] + extra + ["Content-Type: text/plain; charset=utf-8", "", body]
        let taken = try await taker.take(
            ReceivedMail(
                raw: Data(lines.joined(separator: "\r\n").utf8),
                envelope: MailEnvelope(sender: .address(from), recipients: [to]), source: .lmtp, receivedAt: Date()))
        let conversation = try #require(taken.id.split(separator: "-").first.flatMap { ConversationID(String($0)) })
        return (conversation, id)
    }

    /// Says something in a conversation and returns the mail the customer gets.
    func answer(_ conversation: ConversationID) async throws -> Mail {
        let appended = try await store.append(to: conversation, at: Timestamp(milliseconds: 1_000)) { state in
            [
                .messageSent(
                    MessageSent(author: Author(kind: .agent, name: "Mara"), text: "Gern.", epoch: state.epoch))
            ]
        }
        let seq = appended.state.seq
        let letter = try Letter(
            OutboundMessage(
                key: "k", conversation: conversation, seq: seq, channel: Self.channel, address: appended.state.address,
                author: Author(kind: .agent, name: "Mara"), text: "Gern.", citations: [],
                sentAt: Timestamp(milliseconds: 1_000)),
            answering: try await desk.letter(answeredBy: seq, in: conversation), as: persona, from: identity)
        return Mail.parse(bytes: try letter.draft.rendered().bytes)
    }

    func reply(
        _ from: String, _ own: [String], _ answer: Mail, _ shape: (inout Reply) -> Void
    ) async throws -> (conversation: ConversationID, id: String) {
        var reply = Reply(
            subject: answer.subject, inReplyTo: answer.messageID,
            references: answer.references + [answer.messageID].compactMap(\.self), own: own)
        shape(&reply)
        var extra: [String] = []
        if let id = reply.inReplyTo { extra.append("In-Reply-To: <\(id)>") }
        if !reply.references.isEmpty {
            extra.append("References: " + reply.references.map { "<\($0)>" }.joined(separator: "\r\n "))
        }
        let quote = answer.text.split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)" }
        let body = ["Noch etwas: geht das auch am Samstag?", ""] + (reply.quotes ? quote : [])
        let to = reply.goesToReplyAddress ? answer.replyTo.first?.address : nil
        return try await take(
            from: from, to: to ?? "service@nordlicht.example", subject: reply.subject, extra: extra,
            body: body.joined(separator: "\r\n"))
    }
}
