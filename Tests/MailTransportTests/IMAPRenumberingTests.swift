import Foundation
import Synchronization
import Testing

@testable import MailTransport

/// What is taken of a mailbox that was moved or restored.
extension IMAPTests {
    private static func id(_ uid: Int, _ value: String) -> ScriptedServer.Step {
        let field = "Message-ID: \(value)\r\n\r\n"
        return .answer(
            "* 1 FETCH (UID \(uid) BODY[HEADER.FIELDS (MESSAGE-ID)] {\(field.utf8.count)}\r\n\(field))\r\n{tag} OK\r\n")
    }

    private static func dated(_ mails: [(uid: Int, date: String)]) -> [ScriptedServer.Step] {
        let lines = mails.map {
            "* \($0.uid) FETCH (UID \($0.uid) RFC822.SIZE 20 INTERNALDATE \"\($0.date)\" FLAGS ())\r\n"
        }
        return [.answer(lines.joined() + "{tag} OK\r\n")]
    }

    private static let end = listed([]) + [.hear, .say("+\r\n"), .hearEnd] as [ScriptedServer.Step]

    @Test func aFolderNumberedAnewIsReadAgainWithoutWhatIsKnown() async {
        let cursors = Cursors(.init(uidValidity: 6, lastUID: 900, readAt: Self.now), known: ["<known@x>"])
        let looked =
            Self.listed([(1, "$SwitchboardTaken"), (2, ""), (3, "")]) + [
                Self.id(2, "<known@x>"), Self.id(3, "<new@x>"),
            ]
        let script =
            Self.login() + Self.select(next: 4, exists: 3) + looked + looked + [Self.content(3, "new"), Self.ok]
            + Self.end
        let (mails, heard, _) = await read([script], cursors: cursors)
        #expect(mails.map(\.raw) == [Data("new".utf8)])
        #expect(heard.filter { $0.contains("BODY.PEEK[]") }.count == 1, "known mails are not fetched")
    }

    @Test func ofAFolderNumberedAnewOnlyWhatCameSinceItWasLastReadIsTaken() async {
        // Read last on 23 Nov 2026, 10:00 UTC.
        let read = Date(timeIntervalSince1970: 1_795_428_000)
        let cursors = Cursors(.init(uidValidity: 6, lastUID: 900, readAt: read))
        let looked =
            Self.dated([
                (1, "23-Nov-2026 10:40:00 +0100"), (2, " 1-Jan-2020 00:00:00 +0000"), (3, "23-Nov-2026 11:05:00 +0100"),
            ]) + [Self.id(3, "<new@x>")]
        let script =
            Self.login() + Self.select(next: 4, exists: 3) + looked + looked + [Self.content(3, "new"), Self.ok]
            + Self.end
        let (mails, heard, _) = await self.read([script], cursors: cursors)
        #expect(mails.map(\.raw) == [Data("new".utf8)])
        #expect(!heard.contains { $0.contains("FETCH 1 ") || $0.contains("FETCH 2 ") })
    }

    @Test func withoutARecordOfReadingAFolderNumberedAnewBeginsAsAtFirstSight() {
        let folder = IMAPFolderState(uidValidity: 7)
        let known = IMAPCursor(uidValidity: 6, lastUID: 900)
        for (start, taken) in [(IMAPConfiguration.Start.unseen, IMAPCursor.OldMails.takeUnseen), (.all, .takeAll)] {
            let cursor = IMAPCursor(known, folder: folder, highestUID: 30, start: start)
            #expect(cursor == .init(uidValidity: 7, lastUID: 0, oldThroughUID: 30, oldMails: taken))
        }
        #expect(IMAPCursor(known, folder: folder, highestUID: 30, start: .new).lastUID == 30)
    }

    @Test func aFloodOfOldMailsWaitsForAPerson() async {
        let cursors = Cursors(.init(uidValidity: 6, lastUID: 900, readAt: Self.now))
        let script =
            Self.login() + Self.select(next: 4, exists: 3) + Self.listed([(1, ""), (2, ""), (3, "")])
            + [Self.id(1, "<a@x>"), Self.id(2, "<b@x>"), Self.id(3, "<c@x>"), .hearEnd]
        let (mails, heard, states) = await read(
            [script], cursors: cursors, configure: { $0.renumberedMailsMax = 2 },
            until: { if case .disconnected = $0 { true } else { false } })
        #expect(mails.isEmpty && !heard.contains { $0.contains("BODY.PEEK[]") })
        #expect(cursors.kept.withLock { $0["INBOX"]?.uidValidity } == 6, "it is asked again")
        guard case .disconnected(let detail, true, _) = states.first else {
            Issue.record("\(states)")
            return
        }
        #expect(detail.contains("renumbered_mails_max"))
    }

    @Test func aCursorOfBeforeIsReadWithoutItsMoment() throws {
        let text = #"{"uidValidity":7,"lastUID":3,"oldThroughUID":3,"oldMails":"takeUnseen"}"#
        let cursor = try JSONDecoder().decode(IMAPCursor.self, from: Data(text.utf8))
        #expect(cursor == .init(uidValidity: 7, lastUID: 3, oldThroughUID: 3, oldMails: .takeUnseen))
    }

    @Test(
        arguments: [
            ("23-Nov-2026 11:05:00 +0100", 1_795_428_300), (" 1-Mar-2024 00:00:00 +0000", 1_709_251_200),
            ("29-Feb-2024 23:59:59 -0030", 1_709_252_999), ("01-Jan-1970 00:00:00 +0000", 0), ("32-Jan-2024", nil),
            ("1-Foo-2024 00:00:00 +0000", nil), ("1-Jan-2024 25:00:00 +0000", nil), ("", nil),
            ("1-Jan-99999 00:00:00 +0000", nil), ("1-Jan-2024 00:00:00 0000", nil),
        ] as [(String, Int?)])
    func internalDates(text: String, seconds: Int?) {
        #expect(IMAPDate.parse(text) == seconds.map { Date(timeIntervalSince1970: Double($0)) })
    }
}
