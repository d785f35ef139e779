import Foundation
import SwitchboardTesting
import Testing

@testable import MailFormat

@Suite("Hostile text", .serialized)
struct HostileTextTests {
    static let pieces = [
        "> ", ">", "\n", "\r", "\r\n", " ", "\u{A0}", "\u{200B}", "On ", "Am ", "20.11.2026", " um 10:00", "10:00",
        "schrieb", " wrote:", ":",
        "<", ">", "a@b.example", "From: ", "Von: ", "Subject: x", "-----", "Original Message", "-- ", "--", "__", "```",
        "##-", "-##",
        "Sent from my iPhone", "Mit freundlichen Grüßen", "Danke", "550 ", "5.1.1",
        "Final-Recipient: rfc822; a@b.example", "Action: failed",
        "{", "}", "\"", "\\", "写道：", "👍🏽", "\u{301}", "\u{0}", "\u{FEFF}", "é", "?", "1.2.3.4.5", "@", "rcpt to:",
        "*From:*",
    ]

    static func text(_ chance: inout SeededGenerator, _ count: Int) -> String {
        (0..<count).map { _ in pieces[chance.below(pieces.count)] }.joined()
    }

    static func letters(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { $0.properties.isAlphabetic }
    }

    @Test("No word is lost, none is made up, whatever comes", arguments: 0..<40)
    func total(_ seed: Int) {
        var chance = SeededGenerator(seed: UInt64(seed))
        for round in 0..<50 {
            let text = Self.text(&chance, 1 + chance.below(120))
            let split = ReplySplit(text: text)
            let parts = split.reply + split.quoted + split.signature
            #expect(Self.letters(parts).sorted() == Self.letters(text).sorted(), "seed \(seed), round \(round)")
        }
    }

    @Test("Every judgement ends, whatever comes", arguments: 0..<20)
    func judgements(_ seed: Int) {
        var chance = SeededGenerator(seed: UInt64(1000 + seed))
        for _ in 0..<30 {
            var mail = Mails.made("From: MAILER-DAEMON@x.example\nSubject: Undeliverable")
            mail.text = Self.text(&chance, 1 + chance.below(120))
            mail.subject = Self.text(&chance, chance.below(8))
            if chance.below(2) == 0 {
                let fields = (0..<chance.below(6)).map { _ in
                    MailHeaders.Field(
                        name: ["Status", "Action", "Final-Recipient", "X"][chance.below(4)],
                        value: Self.text(&chance, 4))
                }
                mail.reports = [MailReport(kind: .deliveryStatus, blocks: [MailHeaders(fields)])]
            }
            let judgement = MailJudgement(mail)
            for recipient in judgement.bounce?.recipients ?? [] {
                let parts = recipient.status.split(separator: ".")
                #expect(parts.count == 3 && parts.allSatisfy { Int($0) != nil }, "seed \(1000 + seed)")
            }
            _ = QuotedReply(mail, language: .german)
        }
    }

    static let floods = [
        ">", "> ", ">\n", "On ", "On\n", "\n", "On 2026-01-01 at 10:00\n", "On 2026-01-01 at 10:00 <\n\n",
        "From: a@b.example\n",
        "From: a@b.example\nSent:\n", "--\n", "__\n", "```\n", "Sent from my iPhone\n", "@", "a@b", "1.", "550 5.1.1 ",
        "<",
        "Mit freundlichen Grüßen\nA\n", "> a\nb\n", "On 1/1/2026 10:00 a wrote:\n> x\ny\n", "Amtsgericht HRB 1\n", "{",
        "\u{301}", "👍🏽", "LG\n",
    ]

    /// Time of this thread alone, in nanoseconds: other tests do not count.
    static func spent(_ work: () -> Void) -> Int {
        func now() -> Int {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return time.tv_sec * 1_000_000_000 + time.tv_nsec
        }
        let start = now()
        work()
        return now() - start
    }

    @Test("Eight times the text takes about eight times the work, not its square", arguments: floods)
    func linear(_ piece: String) {
        var mail = Mails.made("From: MAILER-DAEMON@x.example\nSubject: Undeliverable")
        func work(_ octets: Int) -> Int {
            mail.text = String(repeating: piece, count: octets / piece.utf8.count)
            return Self.spent {
                _ = ReplySplit(text: mail.text)
                _ = MailJudgement(mail)
            }
        }
        _ = work(2_000)
        let small = max(work(12_000), 2_000_000)
        #expect(work(96_000) < 32 * small)
    }
}
