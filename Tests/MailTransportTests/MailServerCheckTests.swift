import Foundation
import Testing

@testable import MailTransport

/// What an operator is told of mail servers before the gateway starts.
@Suite(.timeLimit(.minutes(2))) struct MailServerCheckTests {
    private static let user = MailCredentials.password(user: "service", password: .init("hunter2"))

    private func submission(
        _ script: [ScriptedServer.Step], security: MailServer.Security = .none, credentials: MailCredentials? = nil
    ) async -> (MailServerFinding, [String]) {
        let server = ScriptedServer([script])
        let finding = await MailServerCheck.submission(
            .init(
                server: .init(
                    host: "127.0.0.1", port: server.port, security: security, credentials: credentials,
                    connectTimeout: .seconds(20)), timeouts: .init(command: .seconds(20))))
        return (finding, server.heard)
    }

    private func mailbox(
        _ script: [ScriptedServer.Step], folders: [String] = ["INBOX"], mark: IMAPConfiguration.Mark = .seen
    ) async -> ([MailServerFinding], [String]) {
        let server = ScriptedServer([script])
        let findings = await MailServerCheck.mailbox(
            .init(
                account: "support",
                server: .init(
                    host: "127.0.0.1", port: server.port, security: .none, credentials: Self.user,
                    connectTimeout: .seconds(20)),
                folders: folders, mark: mark, commandTimeout: .seconds(20)))
        return (findings, server.heard)
    }

    private static let login: [ScriptedServer.Step] = [
        .say("* OK ready\r\n"), .answer("* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n{tag} OK\r\n"),
        .answer("{tag} OK in\r\n"), .answer("* CAPABILITY IMAP4rev1 IDLE\r\n{tag} OK\r\n"),
    ]

    private static func opened(_ mode: String = "READ-WRITE", flags: String = "\\Seen \\*") -> ScriptedServer.Step {
        .answer(
            "* 0 EXISTS\r\n* OK [PERMANENTFLAGS (\(flags))] ok\r\n* OK [UIDVALIDITY 7] ok\r\n{tag} OK [\(mode)] done\r\n"
        )
    }

    @Test func aSubmissionServerIsGreetedAndGetsNoMail() async {
        let (finding, heard) = await submission(
            [
                .say("220 mx.test\r\n"), .answer("250-mx.test\r\n250 AUTH PLAIN\r\n"), .answer("334 \r\n"),
                .answer("235 2.7.0 in\r\n"),
                .answer("250 mx.test\r\n"), .hearEnd,
            ], credentials: Self.user)
        #expect(finding.verdict == .good && finding.text.hasSuffix("takes mail of service"))
        #expect(!heard.contains { $0.hasPrefix("MAIL") })
    }

    @Test func aWrongPasswordIsNamedWithoutShowingIt() async {
        let (finding, _) = await submission(
            [
                .say("220 mx.test\r\n"), .answer("250-mx.test\r\n250 AUTH PLAIN\r\n"),
                .answer("535 5.7.8 not hunter2\r\n"), .hearEnd,
            ], credentials: Self.user)
        #expect(finding.verdict == .bad && finding.text.contains("look at user and password"))
        #expect(!finding.text.contains("hunter2"))
    }

    @Test func aServerWithoutSTARTTLSIsToldApartFromOneThatIsNotThere() async {
        let (plain, _) = await submission(
            [.say("220 mx.test\r\n"), .answer("250 mx.test\r\n"), .hearEnd], security: .startTLS)
        #expect(plain.verdict == .bad && plain.text.contains("no STARTTLS"))
        let closed = await MailServerCheck.submission(
            .init(server: .init(host: "127.0.0.1", port: 1, security: .none, connectTimeout: .seconds(20))))
        #expect(closed.verdict == .bad && closed.text.contains("look at host, port"), "\(closed)")
    }

    @Test func aServerThatNeverAnswersIsWaitedForWithinBounds() async {
        let server = ScriptedServer([[.hearEnd]])
        let finding = await MailServerCheck.submission(
            .init(
                server: .init(
                    host: "127.0.0.1", port: server.port, security: .none, connectTimeout: .milliseconds(200))))
        #expect(finding.verdict == .bad)
    }

    @Test func aMailboxIsOpenedAndNothingInItIsTouched() async {
        let (findings, heard) = await mailbox(Self.login + [Self.opened(), .hearEnd])
        #expect(findings.map(\.verdict) == [.good])
        #expect(findings.first?.text.hasSuffix("lets in service, INBOX, tells of new mail") == true, "\(findings)")
        #expect(!heard.contains { $0.contains("FETCH") || $0.contains("STORE") })
    }

    @Test func eachFolderThatCannotBeUsedIsNamed() async {
        let (findings, _) = await mailbox(
            Self.login + [
                .answer("{tag} NO [NONEXISTENT] no such mailbox\r\n"), Self.opened("READ-ONLY"), Self.opened(),
                .hearEnd,
            ], folders: ["Hilfe", "Archiv", "INBOX"])
        #expect(findings.map(\.verdict) == [.good, .bad, .bad])
        #expect(findings.dropFirst().first?.text.contains("Hilfe cannot be opened") == true)
        #expect(findings.last?.text.contains("Archiv may only be read") == true)
    }

    @Test func whatAMarkNeedsIsLookedAt() async {
        let (keywords, _) = await mailbox(
            Self.login + [Self.opened(flags: "\\Seen"), .hearEnd], mark: .keyword("$Taken"))
        #expect(keywords.map(\.verdict) == [.good, .doubtful])
        let (target, heard) = await mailbox(
            Self.login + [Self.opened(), .answer("{tag} NO none\r\n"), .hearEnd], mark: .move(folder: "Erledigt"))
        #expect(target.map(\.verdict) == [.good, .doubtful])
        #expect(heard.contains { $0.hasSuffix("STATUS \"Erledigt\" (UIDNEXT)") })
    }
}
