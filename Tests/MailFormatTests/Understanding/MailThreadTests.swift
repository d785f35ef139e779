import Foundation
import Testing

@testable import MailFormat

@Suite("Threads, addresses and tokens")
struct MailThreadTests {
    @Test(
        "Prefixes of many programs leave a subject",
        arguments: [
            "Re: Ihr Rad", "AW: Ihr Rad", "Antw: Ihr Rad", "SV: Re: Ihr Rad", "WG: AW: Ihr Rad", "Fwd: Ihr Rad",
            "RE: FW: Ihr Rad",
            "Re[2]: Ihr Rad", "AW (3): Ihr  Rad", "re:Ihr Rad", "Re : Ihr Rad", "Re：Ihr Rad", "Ihr Rad",
        ])
    func subjects(_ subject: String) {
        #expect(MailSubject(subject).bare == "Ihr Rad")
        #expect(MailSubject(subject).answering == "Re: Ihr Rad")
    }

    @Test("A colon of the writer's own stays")
    func colon() {
        #expect(MailSubject("Rechnung: Frage").bare == "Rechnung: Frage")
        #expect(MailSubject("").answering == "Re:")
        #expect(MailSubject("WG: x").isForward && !MailSubject("WG: x").isAnswer)
    }

    @Test("Ids are matched from the answered mail to the oldest, each once")
    func order() {
        let ids = MailThreadReferences(inReplyTo: ["c"], references: ["a", "b", "c", "b"])
        #expect(ids.candidates == ["c", "b", "a"])
        let many = MailThreadReferences(inReplyTo: [], references: (0..<5000).map(String.init))
        #expect(many.candidates.count == MailThreadReferences.idsMax && many.candidates.first == "4999")
        #expect(MailThreadReferences(inReplyTo: ["", "a b", "a>b"], references: []).candidates.isEmpty)
    }

    @Test("An answer names what the mail named, and the mail")
    func answer() {
        let mail = Mails.made("References: <a@x> <b@x>")
        #expect(MailThreadReferences.forAnswer(to: mail) == ["a@x", "b@x", "k1@kunde.example"])
        let lone = Mails.made("In-Reply-To: <a@x>")
        #expect(MailThreadReferences.forAnswer(to: lone) == ["a@x", "k1@kunde.example"])
        let long = Mails.made("References: " + (0..<60).map { "<i\($0)@x>" }.joined(separator: "\n "))
        let ids = MailThreadReferences.forAnswer(to: long)
        #expect(ids.count == MailThreadReferences.answerIDsMax && ids.first == "i0@x" && ids.last == "k1@kunde.example")
    }

    @Test("An answer goes to whom it should")
    func addressing() {
        let header =
            "To: service@laden.example, anna@kunde.example\nCc: Service+x@laden.example, bo@kunde.example, ANNA@kunde.example"
        let mail = Mails.made(header)
        let all = ReplyAddressing(mail, own: Mails.ours)
        #expect(all.to.map(\.address) == ["kim@kunde.example"])
        #expect(all.cc.map(\.address) == ["anna@kunde.example", "bo@kunde.example"])
        #expect(ReplyAddressing(mail, own: Mails.ours, automatic: .autoReply).cc.isEmpty)
        let other = Mails.made("Reply-To: chef@kunde.example\n\(header)")
        #expect(ReplyAddressing(other, own: Mails.ours).to.map(\.address) == ["chef@kunde.example"])
        #expect(ReplyAddressing(other, own: Mails.ours, automatic: .list).to.map(\.address) == ["kim@kunde.example"])
        #expect(ReplyAddressing(Mails.made("From: service@laden.example"), own: Mails.ours).to.isEmpty)
        #expect(ReplyAddressing(Mails.made("From: <\"a<b\"@kunde.example>"), own: Mails.ours).to.isEmpty)
    }

    struct Addressed: Sendable {
        let header: String
        var isVerified = false
        let writer: String
        let isProved: Bool
        let to: [String]

        init(_ header: String, isVerified: Bool = false, _ writer: String, isProved: Bool = false, to: [String]) {
            (self.header, self.isVerified, self.writer, self.isProved, self.to) = (
                header, isVerified, writer, isProved, to
            )
        }
    }

    static let addressed = [
        Addressed("Reply-To: m1@evil.example, m2@evil.example", "m1@evil.example", to: ["m1@evil.example"]),
        Addressed("Reply-To: kim@kunde.example, m2@evil.example", "m2@evil.example", to: ["m2@evil.example"]),
        Addressed("Reply-To: service+t@laden.example, m2@evil.example", "m2@evil.example", to: ["m2@evil.example"]),
        Addressed(
            "Reply-To: SERVICE@laden.example, service+t@laden.example", "kim@kunde.example", to: ["kim@kunde.example"]),
        Addressed("Reply-To: noreply@kunde.example", "kim@kunde.example", to: ["kim@kunde.example"]),
        Addressed("Reply-To: kim+t@kunde.example", "kim@kunde.example", to: ["kim+t@kunde.example"]),
        Addressed(
            "Reply-To: a@kunde.example, b@kunde.example", isVerified: true, "kim@kunde.example", isProved: true,
            to: ["a@kunde.example", "b@kunde.example"]),
        Addressed(
            "From: service@laden.example\nReply-To: a@kunde.example, b@kunde.example", isVerified: true,
            "a@kunde.example",
            to: ["a@kunde.example"]),
        Addressed(
            "From: noreply@formulare.example\nReply-To: a@kunde.example", isVerified: true, "a@kunde.example",
            to: ["a@kunde.example"]),
        Addressed("From: service@laden.example\nReply-To: service+t@laden.example", "service@laden.example", to: []),
    ]

    @Test("Whose mail it is and who is answered are one, unless the sender is proved", arguments: addressed)
    func oneDecision(_ item: Addressed) {
        let read = ReplyAddressing(Mails.made(item.header), own: Mails.ours, isVerified: item.isVerified)
        #expect(read.writer?.address == item.writer)
        #expect(read.isVerified == item.isProved)
        #expect(read.to.map(\.address) == item.to)
    }

    /// Not a MAC: enough to see which bytes go where.
    static let token = MailToken { text in
        var state: UInt64 = 14_695_981_039_346_656_037
        return (0..<16).map { _ in
            for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 1_099_511_628_211 }
            return UInt8(truncatingIfNeeded: state >> 32)
        }
    }

    @Test("A token names its conversation, whatever mailers do to its case")
    func token() throws {
        let address = try #require(Self.token.address(.conversation, id: "c4711", base: "service@laden.example"))
        #expect(address.hasPrefix("service+c4711-") && address.hasSuffix("@laden.example"))
        #expect(Self.token.id(.conversation, in: address) == "c4711")
        #expect(Self.token.id(.conversation, in: address.uppercased()) == "c4711")
    }

    @Test("A token that was not made with the key names nothing")
    func forged() throws {
        let address = try #require(Self.token.address(.conversation, id: "c4711", base: "service@laden.example"))
        #expect(Self.token.id(.bounce, in: address) == nil)
        #expect(Self.token.id(.conversation, in: address.replacingOccurrences(of: "c4711", with: "c4712")) == nil)
        #expect(MailToken { _ in Array(repeating: 7, count: 32) }.id(.conversation, in: address) == nil)
        for text in ["", "@", "service@laden.example", "service+@x", "service+c1@x", "service+c1-@x", "service+-abc@x"]
        {
            #expect(Self.token.id(.conversation, in: text) == nil)
        }
    }

    @Test("A token that would not fit is not made")
    func bounds() {
        let long = String(repeating: "a", count: 60)
        #expect(Self.token.address(.conversation, id: "c1", base: "\(long)@x.example") == nil)
        #expect(Self.token.address(.conversation, id: "C 1", base: "a@x.example") == nil)
        #expect(MailToken { _ in [1] }.address(.conversation, id: "c1", base: "a@x.example") == nil)
    }

    @Test("The MAC is written in base32, ten octets of it")
    func base32() {
        let token = MailToken { _ in [0, 1, 2, 3, 4, 5, 6, 7, 8, 255, 9, 9] }
        #expect(token.address(.bounce, id: "m1", base: "bounce@x.example") == "bounce+m1-aaaqeayeaudaoch7@x.example")
    }
}
