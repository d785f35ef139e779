import Foundation
import Logging
import Testing

@testable import MailTransport

/// Each refused sign-in brings an account nearer to being locked.
@Suite struct RefusedSignInTests {
    private static let greeting: [ScriptedServer.Step] = [
        .say("220 mx.test\r\n"), .answer("250-mx.test\r\n250 AUTH PLAIN\r\n"),
    ]
    private static let refusing = greeting + [.hear, .say("535 5.7.8 no\r\n"), .hearEnd]
    private static let taking =
        greeting + [
            .answer("334 \r\n"), .answer("235 2.7.0 in\r\n"), .answer("250 mx.test\r\n"), .answer("250 ok\r\n"),
            .answer("250 ok\r\n"), .answer("354 go\r\n"), .hearMail, .say("250 done\r\n"), .hearEnd,
        ]

    private static let mail = OutgoingMail(
        sender: "us@acme.test", recipients: ["erika@customer.test"], raw: Data("Subject: a\r\n\r\nHello\r\n".utf8))

    private func submitter(_ server: ScriptedServer) -> SMTPSubmitter {
        SMTPSubmitter(
            .init(
                server: .init(
                    host: "127.0.0.1", port: server.port, security: .none,
                    credentials: .password(user: "user", password: .init("old"))), connectionsMax: 8),
            logger: Logger(label: "test"))
    }

    @Test func mailsThatWaitForARefusedSignInDoNotTryIt() async {
        let server = ScriptedServer([Self.refusing])
        let submitter = submitter(server)
        let kinds = await withTaskGroup(of: SubmissionFailure.Kind?.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    guard case .failed(let failure) = await submitter.submit(Self.mail) else { return nil }
                    return failure.kind
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(kinds.count == 40 && kinds.allSatisfy { $0 == .authentication })
        // One that comes after the refusal was known asks once more, and all that wait meanwhile fail with it.
        #expect(server.connectionCount <= 5, "\(server.connectionCount) sign-ins")
    }

    @Test func theNextMailSignsInAgain() async {
        let server = ScriptedServer([Self.refusing, Self.taking])
        let submitter = submitter(server)
        guard case .failed = await submitter.submit(Self.mail) else {
            Issue.record("let in")
            return
        }
        #expect(await submitter.submit(Self.mail) == .sent(.init(text: "done")))
        await submitter.close()
    }
}
