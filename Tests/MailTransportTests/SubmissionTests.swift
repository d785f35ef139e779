import Foundation
import Logging
import Testing

@testable import MailTransport

/// What became of a mail, against servers that leave at each step.
@Suite struct SubmissionTests {
    private static let opening: [ScriptedServer.Step] = [
        .say("220 mx.test ESMTP\r\n"), .answer("250-mx.test\r\n250-SIZE 1000000\r\n250 8BITMIME\r\n"),
        .answer("250-mx.test\r\n250-SIZE 1000000\r\n250 8BITMIME\r\n"),
    ]
    private static let envelope = opening + [.answer("250 2.1.0 ok\r\n"), .answer("250 2.1.5 ok\r\n")]
    private static let whole = envelope + [.answer("354 go\r\n"), .hearMail]

    private func submit(
        _ script: [ScriptedServer.Step], mail: OutgoingMail? = nil, timeouts: SMTPTimeouts? = nil
    ) async -> (SubmissionOutcome, [String]) {
        let server = ScriptedServer([script])
        let outcome = await submitter(server, timeouts: timeouts).submit(mail ?? Self.mail)
        return (outcome, server.heard)
    }

    private func submitter(_ server: ScriptedServer, timeouts: SMTPTimeouts? = nil) -> SMTPSubmitter {
        SMTPSubmitter(
            .init(
                server: .init(host: "127.0.0.1", port: server.port, security: .none),
                timeouts: timeouts ?? .init(command: .seconds(60), final: .seconds(60)), idleMax: .seconds(600)),
            logger: Logger(label: "test"))
    }

    private static let mail = OutgoingMail(
        sender: "us@acme.test", recipients: ["erika@customer.test"], raw: Data("Subject: a\r\n\r\n.dot\r\nend\r\n".utf8)
    )

    @Test func aMailThatIsAnsweredWellIsSentWithTheServersNameForIt() async {
        let (outcome, heard) = await submit(Self.whole + [.say("250 2.0.0 Ok: queued as 4ABC12\r\n"), .hearEnd])
        #expect(outcome == .sent(.init(text: "Ok: queued as 4ABC12", queueID: "4ABC12")))
        #expect(heard.contains("MAIL FROM:<us@acme.test> SIZE=\(Self.mail.raw.count)"))
        #expect(heard.contains("..dot"), "a leading dot is doubled")
    }

    @Test(
        arguments: [
            [], [.say("220 mx.test ESMTP\r\n")], opening, opening + [.hear], opening + [.answer("250 ok\r\n")],
            envelope, envelope + [.hear],
        ] as [[ScriptedServer.Step]])
    func aServerThatLeavesBeforeTheMailHasSurelyNotGotIt(script: [ScriptedServer.Step]) async {
        let (outcome, _) = await submit(script)
        guard case .failed(let failure) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(!failure.isPermanent)
    }

    @Test func aServerThatLeavesInsideTheMailHasSurelyNotGotIt() async {
        let big = OutgoingMail(
            sender: nil, recipients: ["a@b.test"],
            raw: Data(String(repeating: String(repeating: "x", count: 70) + "\r\n", count: 200_000).utf8))
        let (outcome, _) = await submit(
            [
                .say("220 mx.test\r\n"), .answer("250 mx.test\r\n"), .answer("250 mx.test\r\n"), .answer("250 ok\r\n"),
                .answer("250 ok\r\n"), .answer("354 go\r\n"), .hearBytes(5000), .reset,
            ], mail: big)
        guard case .failed(let failure) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(failure.kind == .interrupted && !failure.isPermanent)
    }

    @Test(
        arguments: [[], [.say("25")], [.say("250-half\r\n")], [.say("hello?\r\n")], [.reset]] as [[ScriptedServer.Step]]
    )
    func aServerThatLeavesAfterTheFinalDotLeavesUsNotKnowing(end: [ScriptedServer.Step]) async {
        let (outcome, _) = await submit(Self.whole + end)
        guard case .unknown = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test func aServerThatStaysSilentAfterTheFinalDotLeavesUsNotKnowing() async {
        let (outcome, _) = await submit(
            Self.whole + [.hearEnd], timeouts: .init(command: .seconds(60), final: .milliseconds(200)))
        guard case .unknown = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test(arguments: [(450, false), (421, false), (550, true), (552, true)])
    func aRefusalAfterTheFinalDotIsFinalOrNotByItsClass(code: Int, isPermanent: Bool) async {
        let (outcome, _) = await submit(Self.whole + [.say("\(code) \(code / 100).7.1 no\r\n"), .hearEnd])
        guard case .failed(let failure) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(failure.isPermanent == isPermanent)
        #expect(failure.reply == .init(code: code, enhanced: "\(code / 100).7.1", text: "no"))
        #expect(failure.kind == (code == 552 ? .tooLarge : .content))
    }

    @Test func aRefusedCopyIsToldAndTheMailIsSent() async {
        let two = OutgoingMail(
            sender: "u@a.test", recipients: ["y@c.test"], copies: ["x@c.test"], raw: Self.mail.raw)
        let (outcome, _) = await submit(
            Self.opening + [
                .answer("250 ok\r\n"), .answer("250 ok\r\n"), .answer("550 5.1.1 who?\r\n"), .answer("354 go\r\n"),
                .hearMail, .say("250 fine\r\n"), .hearEnd,
            ], mail: two)
        let refusal = RecipientRefusal(
            recipient: "x@c.test", reply: .init(code: 550, enhanced: "5.1.1", text: "who?"))
        #expect(outcome == .sent(.init(text: "fine", refused: [refusal])))
    }

    @Test(
        arguments: [
            ("550 5.1.1 no\r\n", "250 ok\r\n", true), ("450 4.2.0 greylisted\r\n", "250 ok\r\n", false),
            ("450 4.2.0 greylisted\r\n", "550 5.1.1 no\r\n", false),
        ])
    func whenItsRecipientIsRefusedNobodyGetsACopy(customer: String, copy: String, isPermanent: Bool) async {
        let two = OutgoingMail(
            sender: "u@a.test", recipients: ["erika@c.test"], copies: ["y@c.test"], raw: Self.mail.raw)
        // The last answer never comes: what was refused stays refused.
        for end in [[.answer("250 reset\r\n"), .hearEnd], [.hear]] as [[ScriptedServer.Step]] {
            let (outcome, heard) = await submit(
                Self.opening + [.answer("250 ok\r\n"), .answer(customer), .answer(copy)] + end, mail: two)
            guard case .failed(let failure) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(failure.isPermanent == isPermanent && failure.kind == .recipients)
            #expect(failure.detail.hasPrefix("erika@c.test: \(customer.prefix(3))"))
            #expect(!heard.contains("DATA"))
        }
    }

    @Test func severalMailsGoOverOneConnectionAndALostOneIsMadeAgain() async {
        let twice: [ScriptedServer.Step] =
            Self.whole + [.say("250 one\r\n"), .answer("250 ok\r\n"), .answer("250 ok\r\n"), .answer("354 go\r\n")]
            + [.hearMail, .say("250 two\r\n")]
        let server = ScriptedServer([twice, Self.whole + [.say("250 three\r\n"), .hearEnd]])
        let submitter = submitter(server)
        for text in ["one", "two", "three"] {
            #expect(await submitter.submit(Self.mail) == .sent(.init(text: text)))
        }
        #expect(server.connectionCount == 2)
        await submitter.close()
    }

    @Test func whatTheServerCannotCarryIsNotSent() async {
        let tooBig = OutgoingMail(sender: nil, recipients: ["a@b.test"], raw: Data(count: 1_000_001))
        let utf8 = OutgoingMail(sender: nil, recipients: ["jürgen@b.test"], raw: Self.mail.raw)
        let injected = OutgoingMail(sender: nil, recipients: ["a@b.test>\r\nRCPT TO:<x@y"], raw: Self.mail.raw)
        for (mail, kind) in [(tooBig, SubmissionFailure.Kind.tooLarge), (utf8, .unsupported), (injected, .envelope)] {
            let (outcome, heard) = await submit(Self.opening + [.hearEnd], mail: mail)
            guard case .failed(let failure) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(failure.kind == kind && failure.isPermanent && !failure.needsOperator)
            #expect(!heard.contains { $0.hasPrefix("MAIL") })
        }
    }

    @Test func aWrongPasswordIsAnAlertAndNeverShown() async {
        let server = ScriptedServer([
            [
                .say("220 mx.test\r\n"), .answer("250-mx.test\r\n250 AUTH PLAIN\r\n"),
                .hear, .say("535 5.7.8 hunter2 is wrong, as is AHVzZXIAaHVudGVyMg==\r\n"), .hearEnd,
            ]
        ])
        let submitter = SMTPSubmitter(
            .init(
                server: .init(
                    host: "127.0.0.1", port: server.port, security: .none,
                    credentials: .password(user: "user", password: .init("hunter2")))), logger: Logger(label: "test"))
        let outcome = await submitter.submit(Self.mail)
        guard case .failed(let failure) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(failure.kind == .authentication && failure.isPermanent && failure.needsOperator)
        #expect(failure.reply?.code == 535)
        #expect(!"\(failure)".contains("hunter2") && !"\(failure)".contains("AHVzZXIAaHVudGVyMg"))
    }

    @Test func aTokenIsFetchedForEachConnectionAndSentAsTheProvidersWant() async {
        let server = ScriptedServer([
            [
                .say("220 mx.test\r\n"), .answer("250-mx.test\r\n250 AUTH XOAUTH2\r\n"), .answer("334 \r\n"),
                .answer("235 2.7.0 in\r\n"), .answer("250 mx.test\r\n"), .answer("250 ok\r\n"),
                .answer("250 ok\r\n"), .answer("354 go\r\n"), .hearMail, .say("250 done\r\n"), .hearEnd,
            ]
        ])
        let submitter = SMTPSubmitter(
            .init(
                server: .init(
                    host: "127.0.0.1", port: server.port, security: .none,
                    credentials: .token(user: "us@acme.test", token: { _ in .init("t0ken") }))),
            logger: Logger(label: "test"))
        #expect(await submitter.submit(Self.mail) == .sent(.init(text: "done")))
        let blob = Data("user=us@acme.test\u{1}auth=Bearer t0ken\u{1}\u{1}".utf8).base64EncodedString()
        #expect(server.heard.contains(blob))
    }

    @Test func aServerThatOffersNoAuthenticationGetsNoMailOfOneWhoMustLogIn() async {
        let server = ScriptedServer([Self.opening + [.hearEnd]])
        let submitter = SMTPSubmitter(
            .init(
                server: .init(
                    host: "127.0.0.1", port: server.port, security: .none,
                    credentials: .password(user: "user", password: .init("x")))), logger: Logger(label: "test"))
        guard case .failed(let failure) = await submitter.submit(Self.mail) else {
            Issue.record("sent")
            return
        }
        #expect(failure.kind == .authentication)
        #expect(!server.heard.contains { $0.hasPrefix("MAIL") })
    }

    @Test func withoutTLSNothingIsSaidToAServerThatShouldHaveIt() async {
        let server = ScriptedServer([Self.opening + [.hearEnd]])
        let submitter = SMTPSubmitter(
            .init(server: .init(host: "127.0.0.1", port: server.port, security: .startTLS)),
            logger: Logger(label: "test"))
        guard case .failed(let failure) = await submitter.submit(Self.mail) else {
            Issue.record("sent")
            return
        }
        #expect(failure.kind == .tls && !failure.isPermanent)
        #expect(MailServer(host: "mx.example", port: 25, security: .none).problem != nil)
    }

    @Test func cancellingEndsASilentServerAtOnce() async {
        let server = ScriptedServer([Self.opening + [.hear, .hearEnd]])
        // Far longer than the test may take: only the cancelling can end it.
        let submitter = submitter(server, timeouts: .init(command: .seconds(3600), final: .seconds(3600)))
        let task = Task { await submitter.submit(Self.mail) }
        while !server.heard.contains(where: { $0.hasPrefix("MAIL") }) { await Task.yield() }
        task.cancel()
        guard case .failed(let failure) = await task.value else {
            Issue.record("sent")
            return
        }
        #expect(failure.kind == .interrupted)
    }

    @Test func bareLineEndsCannotEndTheMailEarly() {
        var body = OutgoingBody(Data("a\n.\nb\r.\rc\r\n.\r\nMAIL FROM:<x>".utf8))
        var sent: [UInt8] = []
        while let piece = body.next() { sent += piece }
        sent += body.terminator
        #expect(String(decoding: sent, as: UTF8.self) == "a\r\n..\r\nb\r\n..\r\nc\r\n..\r\nMAIL FROM:<x>\r\n.\r\n")
    }
}
