import Foundation
import Synchronization
import Testing

@testable import MailTransport

/// Mails that a server cannot give, or gives in pieces nobody can read.
extension IMAPTests {
    private static func opened(_ uids: [Int] = [1, 2]) -> [ScriptedServer.Step] {
        login() + select(next: 3, exists: 2) + listed(uids.map { ($0, "") })
    }

    private static let rest =
        [content(2, "two"), ok] + listed([]) + [.hear, .say("+\r\n"), .hearEnd]
        as [ScriptedServer.Step]

    @Test(
        arguments: [
            "{tag} NO Some messages could not be FETCHed\r\n", "* 1 FETCH (UID 1 BODY[] NIL)\r\n{tag} OK\r\n",
            "* 1 FETCH (UID 1 BODY[] {60000000}\r\n", "* 1 FETCH (UID 1 BODY[] \"half\r\n{tag} OK\r\n",
        ])
    func aMailThatCannotBeFetchedIsToldAndTheNextIsTaken(answer: String) async {
        let failing = Self.opened() + [.answer(answer), .hearEnd]
        let scripts = Array(repeating: failing, count: 4) + [Self.opened() + Self.rest]
        let cursors = Cursors(.init(uidValidity: 7, lastUID: 0))
        let (mails, heard, _) = await read(scripts, cursors: cursors)
        #expect(mails.map(\.isNotice) == [true, false])
        let notice = mails.first.map { String(decoding: $0.raw, as: UTF8.self) } ?? ""
        #expect(notice.contains("folder INBOX could not be fetched") && notice.contains("number 1 under 7"))
        #expect(mails.last?.raw == Data("two".utf8))
        #expect(!heard.contains { $0.contains("STORE 1 ") }, "it stays as it is, for people to read")
        #expect(cursors.kept.withLock { $0["INBOX"]?.lastUID } == 2)
    }

    @Test func aServerThatIsAwayForAWhileLosesNoMail() async {
        let failing = Self.opened() + [.answer("{tag} NO [UNAVAILABLE] busy\r\n"), .hearEnd]
        let scripts =
            Array(repeating: failing, count: 11) + [Self.opened() + [Self.content(1, "one"), Self.ok] + Self.rest]
        let (mails, _, _) = await read(scripts, cursors: Cursors(.init(uidValidity: 7, lastUID: 0)))
        #expect(mails.map(\.raw) == [Data("one".utf8), Data("two".utf8)])
    }

    @Test func aMailWhoseSizeWasToldWrongIsTakenByItsBeginning() async {
        let wrong = Self.opened() + [.answer("* 1 FETCH (UID 1 BODY[] {60000000}\r\n"), .hearEnd]
        let cut =
            Self.opened() + [.answer("* 1 FETCH (UID 1 BODY[]<0> \"half\")\r\n{tag} OK\r\n"), Self.ok] + Self.rest
        let (mails, heard, _) = await read([wrong, cut], cursors: Cursors(.init(uidValidity: 7, lastUID: 0)))
        #expect(mails.map(\.raw) == [Data("half".utf8), Data("two".utf8)] && mails.allSatisfy { !$0.isNotice })
        #expect(heard.contains { $0.hasSuffix("UID FETCH 1 (UID BODY.PEEK[]<0.52428800>)") })
    }

    @Test(arguments: [MailRefusal.never(reason: "no"), .tooLarge])
    func aMailTheStoreWillNeverTakeIsTold(refusal: MailRefusal) async {
        let taker = MemoryTaker()
        taker.refuse([refusal])
        let script = Self.opened() + [Self.content(1, "one")] + Self.rest
        let (mails, _, _) = await read([script], cursors: Cursors(.init(uidValidity: 7, lastUID: 0)), taker: taker)
        #expect(mails.map(\.isNotice) == [true, false])
    }

    @Test func aMailThatIsGoneIsPassedOverAndOneThatIsStillNamedIsNot() async {
        let gone = Self.opened() + [Self.ok] + Self.listed([(2, "")]) + Self.rest
        let (mails, _, _) = await read([gone], cursors: Cursors(.init(uidValidity: 7, lastUID: 0)))
        #expect(mails.map(\.raw) == [Data("two".utf8)])
        let withheld = Self.opened() + [Self.ok] + Self.listed([(1, "")]) + [.hearEnd]
        let (later, _, states) = await read(
            [withheld, Self.opened() + [Self.content(1, "one"), Self.ok] + Self.rest],
            cursors: Cursors(.init(uidValidity: 7, lastUID: 0)))
        #expect(later.map(\.raw) == [Data("one".utf8), Data("two".utf8)])
        guard case .disconnected = states.first else {
            Issue.record("\(states)")
            return
        }
    }

    @Test func anEntryNobodyCanReadMovesNoCursor() async {
        let broken =
            Self.login() + Self.select(next: 3, exists: 2)
            + [
                .answer("* 1 FETCH (UID 1 RFC822.SIZE 20 FLAGS (\r\n* 2 FETCH (UID 2 RFC822.SIZE 3)\r\n{tag} OK\r\n"),
                .hearEnd,
            ]
        let cursors = Cursors(.init(uidValidity: 7, lastUID: 0))
        let (mails, _, _) = await read(
            [broken], cursors: cursors, until: { if case .disconnected = $0 { true } else { false } })
        #expect(mails.isEmpty && cursors.kept.withLock { $0["INBOX"]?.lastUID } == 0)
    }

    @Test func aRefusedSignInIsTriedRarelyAndSaysWhereAndWhatToDo() async {
        let script: [ScriptedServer.Step] = [
            .say("* OK ready\r\n"), .answer("* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n{tag} OK\r\n"),
            .answer("{tag} NO [AUTHENTICATIONFAILED] no\r\n"), .hearEnd,
        ]
        let (_, _, states) = await read(
            [script], cursors: Cursors(), until: { if case .disconnected = $0 { true } else { false } })
        guard case .disconnected(let detail, true, let wait) = states.first else {
            Issue.record("\(states)")
            return
        }
        #expect(wait >= .seconds(120))
        #expect(
            detail.hasPrefix("127.0.0.1:") && detail.contains(" as u: ") && detail.contains("look at user and password")
        )
    }

    @Test(arguments: ["$a[b", "$a]b", "["])
    func aBracketInAKeywordIsALetter(keyword: String) {
        let text = "* 1 FETCH (UID 9 FLAGS (\\Seen \(keyword)) RFC822.SIZE 20)"
        let fetched = IMAPResponse(pieces: [.text(Array(text.utf8))]).fetched
        #expect(fetched?["FLAGS"] == .list([.atom("\\Seen"), .atom(keyword)]))
        #expect(fetched?["RFC822.SIZE"] == .atom("20"))
    }
}
