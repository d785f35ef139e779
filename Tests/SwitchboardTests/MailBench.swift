import ConnectorKit
import Conversations
import EmailChannel
import Foundation
import Intake
import Logging
import MailFormat
import MailTransport
import Storage
import Testing

@testable import Switchboard

/// A channel on a store, without servers: mails go in as bytes and come out as bytes.
final class MailBench {
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
    let identity: EmailIdentity
    let taker: EmailTaker
    private let desk: CoreEmailDesk
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
            identity, desk: desk, rate: nil,
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

    /// A report of a server that could not deliver a mail of ours to an address.
    func bounce(to path: String, of address: String) async throws {
        let lines = [
            "From: Mail Delivery System <mailer-daemon@mx.example>", "To: \(path)",
            "Message-ID: <bounce-\(address)>", "Subject: Mail delivery failed: returning message to sender",
            "X-Failed-Recipients: \(address)", "Auto-Submitted: auto-replied", "",
            "This message was created automatically by mail delivery software.",
            "A message that you sent could not be delivered to one or more of its recipients.", "",
            "  \(address)", "    550 5.1.1 no such user", "",
        ]
        _ = try await taker.take(
            ReceivedMail(
                raw: Data(lines.joined(separator: "\r\n").utf8),
                envelope: MailEnvelope(sender: .none, recipients: [path]), source: .lmtp, receivedAt: Date()))
    }

    /// Says something in a conversation and returns the mail the customer gets.
    func answer(_ conversation: ConversationID) async throws -> Mail {
        try await letter(try await say(conversation), in: conversation)
    }

    /// Says something in a conversation; its sequence.
    func say(
        _ conversation: ConversationID, answering answers: Int? = nil, by kind: Author.Kind = .agent
    ) async throws -> Int {
        try await store.append(to: conversation, at: Timestamp(milliseconds: 1_000)) { state in
            [
                .messageSent(
                    MessageSent(
                        author: Author(kind: kind, name: "Mara"), text: "Gern.", epoch: state.epoch, answers: answers))
            ]
        }.state.seq
    }

    /// The mail that carries a message, as it would leave now.
    func letter(_ seq: Int, in conversation: ConversationID) async throws -> Mail {
        let address = try #require(try await store.state(of: conversation)).address
        let letter = try Letter(
            OutboundMessage(
                key: "k", conversation: conversation, seq: seq, channel: Self.channel, address: address,
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
