import Foundation
import Logging
import Synchronization
import Testing

@testable import MailTransport

/// Reading mailboxes, against servers that play a script.
@Suite(.timeLimit(.minutes(2))) struct IMAPTests {
    final class Cursors: IMAPCursorStore {
        let kept = Mutex<[String: IMAPCursor]>([:])
        let known: Set<String>

        init(_ cursor: IMAPCursor? = nil, known: Set<String> = []) {
            self.known = known
            if let cursor { kept.withLock { $0["INBOX"] = cursor } }
        }

        func cursor(account: String, folder: String) async throws -> IMAPCursor? { kept.withLock { $0[folder] } }

        func keep(_ cursor: IMAPCursor, account: String, folder: String) async throws {
            kept.withLock { $0[folder] = cursor }
        }

        func hasTaken(messageID: String, account: String) async throws -> Bool { known.contains(messageID) }
    }

    static let now = Date(timeIntervalSince1970: 1_795_000_000)

    /// Greeting and login as libcurl asks for them, then our own CAPABILITY.
    static func login(_ capabilities: String = "IDLE") -> [ScriptedServer.Step] {
        [
            .say("* OK ready\r\n"), .answer("* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n{tag} OK\r\n"),
            .answer("{tag} OK in\r\n"), .answer("* CAPABILITY IMAP4rev1 \(capabilities)\r\n{tag} OK\r\n"),
        ]
    }

    static func select(validity: Int = 7, next: Int, exists: Int) -> [ScriptedServer.Step] {
        [
            .answer(
                "* FLAGS (\\Seen)\r\n* OK [PERMANENTFLAGS (\\Seen \\*)] ok\r\n* \(exists) EXISTS\r\n"
                    + "* OK [UIDVALIDITY \(validity)] ok\r\n* OK [UIDNEXT \(next)] ok\r\n{tag} OK [READ-WRITE] done\r\n"
            )
        ]
    }

    static func listed(_ mails: [(uid: Int, flags: String)]) -> [ScriptedServer.Step] {
        let lines = mails.map { "* \($0.uid) FETCH (UID \($0.uid) RFC822.SIZE 20 FLAGS (\($0.flags)))\r\n" }
        return [.answer(lines.joined() + "{tag} OK\r\n")]
    }

    static func content(_ uid: Int, _ text: String) -> ScriptedServer.Step {
        .answer("* 1 FETCH (FLAGS (\\Seen) UID \(uid) BODY[] {\(text.utf8.count)}\r\n\(text))\r\n{tag} OK\r\n")
    }

    static let ok = ScriptedServer.Step.answer("{tag} OK\r\n")

    func receiver(
        _ server: ScriptedServer, _ cursors: Cursors, _ taker: MemoryTaker,
        configure: (inout IMAPConfiguration) -> Void = { _ in },
        onState: @escaping @Sendable (IMAPState) -> Void = { _ in }
    ) -> IMAPReceiver {
        var configuration = IMAPConfiguration(
            account: "support",
            server: .init(
                host: "127.0.0.1", port: server.port, security: .none,
                credentials: .password(user: "u", password: .init("p"))),
            commandTimeout: .seconds(20), backoff: .milliseconds(1) ... .milliseconds(5))
        configure(&configuration)
        return IMAPReceiver(
            configuration, cursors: cursors, taker: taker, logger: Logger(label: "test"), now: { Self.now },
            jitter: { 0 }, onState: onState)
    }

    /// Runs until the state says what is awaited, then cancels.
    func read(
        _ scripts: [[ScriptedServer.Step]], cursors: Cursors, taker: MemoryTaker = MemoryTaker(),
        configure: (inout IMAPConfiguration) -> Void = { _ in },
        until isEnd: @escaping @Sendable (IMAPState) -> Bool = { if case .watching = $0 { true } else { false } }
    ) async -> (mails: [ReceivedMail], heard: [String], states: [IMAPState]) {
        let server = ScriptedServer(scripts)
        let (ends, end) = AsyncStream<Void>.makeStream()
        let states = Mutex<[IMAPState]>([])
        let receiver = receiver(server, cursors, taker, configure: configure) { state in
            states.withLock { $0.append(state) }
            if isEnd(state) { end.finish() }
        }
        let run = Task { await receiver.run() }
        for await _ in ends {}
        run.cancel()
        await run.value
        return (taker.mails, server.heard, states.withLock { $0 })
    }

    @Test func unreadMailsAreTakenAtFirstSightAndMarkedInOrder() async {
        let cursors = Cursors()
        let script =
            Self.login() + Self.select(next: 4, exists: 3)
            + Self.listed([(1, ""), (2, "\\Seen"), (3, "\\Recent")]) + [Self.content(1, "a: {3}\r\n\r\none"), Self.ok]
            + [Self.content(3, "three"), Self.ok] + Self.listed([(3, "")]) + [.hear, .say("+ idling\r\n"), .hearEnd]
        let (mails, heard, states) = await read([script], cursors: cursors)
        #expect(mails.map(\.raw) == [Data("a: {3}\r\n\r\none".utf8), Data("three".utf8)])
        #expect(mails.last?.source == .imap(account: "support", folder: "INBOX", uidValidity: 7, uid: 3))
        #expect(heard.contains { $0.hasSuffix("UID STORE 3 +FLAGS.SILENT ($SwitchboardTaken)") })
        #expect(states == [.watching(isPushed: true)])
        #expect(
            cursors.kept.withLock { $0["INBOX"] }
                == .init(uidValidity: 7, lastUID: 3, oldThroughUID: 3, oldMails: .takeUnseen, readAt: Self.now))
    }

    @Test func aMailTheStoreRefusesForNowIsAskedForAgain() async {
        let cursors = Cursors(.init(uidValidity: 7, lastUID: 4))
        let taker = MemoryTaker()
        taker.refuse([.later(seconds: 1, reason: "full")])
        let once = Self.select(next: 6, exists: 1) + Self.listed([(5, "")]) + [Self.content(5, "five")]
        let script =
            Self.login() + once + [Self.ok] + once + [Self.ok] + Self.listed([]) + [.hear, .say("+\r\n"), .hearEnd]
        let (mails, _, states) = await read([script], cursors: cursors, taker: taker)
        #expect(mails.map(\.raw) == [Data("five".utf8)])
        #expect(states == [.held(seconds: 1), .watching(isPushed: true)])
    }

    @Test func anAnnouncementInIdleBringsTheMail() async {
        let cursors = Cursors(.init(uidValidity: 7, lastUID: 4))
        let script =
            Self.login() + Self.select(next: 5, exists: 1) + Self.listed([(4, "")])
            + [.hear, .say("+ idling\r\n* OK still here\r\n* 2 EXISTS\r\n"), .hear, .say("S4 OK\r\n")]
            + Self.select(next: 6, exists: 2) + Self.listed([(5, "")]) + [Self.content(5, "new"), Self.ok]
            + Self.listed([]) + [.hear, .say("+\r\n"), .say("* BYE\r\n"), .hearEnd]
        let (mails, heard, _) = await read(
            [script], cursors: cursors, until: { if case .disconnected = $0 { true } else { false } })
        #expect(mails.map(\.raw) == [Data("new".utf8)])
        #expect(heard.contains("DONE"))
    }

    @Test func withoutMoveAMailIsCopiedAndRemovedAlone() async {
        let cursors = Cursors(.init(uidValidity: 7, lastUID: 0))
        let script =
            Self.login("UIDPLUS") + Self.select(next: 2, exists: 1) + Self.listed([(1, "")])
            + [Self.content(1, "one"), .answer("{tag} NO [TRYCREATE] none\r\n"), Self.ok, Self.ok, Self.ok, Self.ok]
            + Self.listed([]) + [.hearEnd]
        let (mails, heard, _) = await read([script], cursors: cursors) { $0.mark = .move(folder: "Erledigt ü") }
        #expect(mails.count == 1)
        let commands = heard.map { $0.split(separator: " ").dropFirst().joined(separator: " ") }
        let folder = "\"Erledigt &APw-\""
        let moving = ["UID COPY 1 \(folder)", "CREATE \(folder)", "UID COPY 1 \(folder)"]
        #expect(
            Array(commands.drop { !$0.hasPrefix("UID COPY") }.prefix(5))
                == moving + ["UID STORE 1 +FLAGS.SILENT (\\Deleted)", "UID EXPUNGE 1"])
    }

    @Test func aMailAboveTheBoundIsTakenByItsBeginning() async {
        let cursors = Cursors(.init(uidValidity: 7, lastUID: 0))
        let script =
            Self.login() + Self.select(next: 2, exists: 1) + Self.listed([(1, "")])
            + [.answer("* 1 FETCH (UID 1 BODY[]<0> \"half\")\r\n{tag} OK\r\n"), Self.ok] + Self.listed([])
            + [.hear, .say("+\r\n"), .hearEnd]
        let (mails, heard, _) = await read([script], cursors: cursors) { $0.mailBytesMax = 4 }
        #expect(mails.map(\.raw) == [Data("half".utf8)] && mails.first?.truncatedFromBytes == 20)
        #expect(heard.contains { $0.hasSuffix("(UID BODY.PEEK[]<0.4>)") })
    }

    @Test(arguments: [
        "* 1 FETCH (UID 1 BODY[] {99999999999}\r\n", "* 1 FETCH (UID 1 BODY[] {60000000}\r\n",
        String(repeating: "x", count: 70_000), "* 1 FETCH " + String(repeating: "{0}\r\n", count: 100) + "\r\n",
        "* BYE bored\r\n",
    ])
    func aHostileServerLosesItsConnectionAndNothingElse(answer: String) async {
        let cursors = Cursors(.init(uidValidity: 7, lastUID: 0))
        let hostile =
            Self.login() + Self.select(next: 2, exists: 1) + Self.listed([(1, "")]) + [.hear, .say(answer), .hearEnd]
        let honest =
            Self.login() + Self.select(next: 2, exists: 1) + Self.listed([(1, "")]) + [Self.content(1, "one"), Self.ok]
            + Self.listed([]) + [.hear, .say("+\r\n"), .hearEnd]
        let (mails, _, states) = await read([hostile, honest], cursors: cursors)
        #expect(mails.map(\.raw) == [Data("one".utf8)])
        guard case .disconnected = states.first else {
            Issue.record("\(states)")
            return
        }
    }

    @Test func valuesOfAnyShapeAreReadOrRefused() {
        func read(_ pieces: [IMAPResponse.Piece]) -> [String: IMAPValue]? { IMAPResponse(pieces: pieces).fetched }
        let text = #"* 3 FETCH (UID 9 X (a "q\"\\" NIL (())) BODY[HEADER.FIELDS (TO)] "#
        let value = read([.text(Array(text.utf8)), .literal(Data("z".utf8)), .text(Array(")".utf8))])
        #expect(value?["UID"] == .atom("9"))
        #expect(value?["X"] == .list([.atom("a"), .string(Data(#"q"\"#.utf8)), .atom("NIL"), .list([.list([])])]))
        #expect(value?["BODY[HEADER.FIELDS (TO)]"] == .string(Data("z".utf8)))
        for broken in ["* 1 FETCH (", "* 1 FETCH )", "* 1 FETCH (UID", "* 1 FETCH (UID \"", "* 1 FETCH ((((", "* x"] {
            #expect(read([.text(Array(broken.utf8))]) == nil)
        }
        let deep = "* 1 FETCH " + String(repeating: "(", count: 100_000)
        #expect(read([.text(Array(deep.utf8))]) == nil)
    }

    @Test(
        arguments: [
            ("INBOX", "\"INBOX\""), ("a\"b\\", "\"a\\\"b\\\\\""), ("A&B", "\"A&-B\""), ("Entwürfe", "\"Entw&APw-rfe\""),
            ("台北", "\"&U,BTFw-\""), ("😀", "\"&2D3eAA-\""), ("a\r\nb", nil), ("", nil),
        ] as [(String, String?)])
    func folderNamesAreWrittenAsTheProtocolWants(name: String, wire: String?) {
        #expect(IMAPFolderName.quoted(name) == wire)
    }

    @Test func waitsGrowAndStayWithinTheirBounds() {
        let range = Duration.seconds(1) ... .seconds(300)
        let waits = (0..<40).map { IMAPReceiver.backoff(range, attempt: $0, jitter: 1) }
        #expect(waits.first == .seconds(1) && waits.last == .seconds(300) && waits == waits.sorted())
        #expect(IMAPReceiver.backoff(range, attempt: 0, jitter: 0) == .milliseconds(500))
    }
}
