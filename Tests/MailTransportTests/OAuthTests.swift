import Foundation
import Logging
import Synchronization
import Testing

@testable import MailTransport

/// Access tokens from a provider on this machine, and servers that want to see them.
@Suite(.timeLimit(.minutes(2))) struct OAuthTests {
    private final class Kept: OAuthTokenStore {
        let tokens = Mutex<[String: String]>([:])
        let isBroken = Mutex(false)

        struct Broken: Error {}

        func refreshToken(named name: String) async throws -> MailSecret? {
            tokens.withLock { $0[name] }.map { MailSecret($0) }
        }

        func keep(_ token: MailSecret, named name: String) async throws {
            if isBroken.withLock({ $0 }) { throw Broken() }
            tokens.withLock { $0[name] = token.exposed }
        }
    }

    /// A clock that is set.
    private final class Now: Sendable {
        private let seconds = Mutex(1_000_000.0)

        func advance(_ by: Double) { seconds.withLock { $0 += by } }

        var date: Date { seconds.withLock { Date(timeIntervalSince1970: $0) } }
    }

    private static func answer(_ token: String, lifetime: Int = 3600, refresh: String? = nil) -> LoopbackHTTP.Answer {
        let more = refresh.map { ",\"refresh_token\":\"\($0)\"" } ?? ""
        return .init(
            body: "{\"token_type\":\"Bearer\",\"access_token\":\"\(token)\",\"expires_in\":\(lifetime)\(more)}")
    }

    private static func numbered() -> LoopbackHTTP {
        let count = Mutex(0)
        return LoopbackHTTP { _ in
            answer("t\(count.withLock { count -> Int in count += 1; return count })")
        }
    }

    private func client(_ provider: LoopbackHTTP, refreshToken: String? = nil) -> OAuthClient {
        OAuthClient(
            tokenURL: "http://127.0.0.1:\(provider.port)/token", clientID: "app & co", clientSecret: .init("se+cret"),
            scope: "https://mail.example/ offline",
            grant: refreshToken.map { .refreshToken(.init($0)) } ?? .clientCredentials)
    }

    @Test func theApplicationAsksInItsOwnName() async throws {
        let provider = Self.numbered()
        let token = try await OAuthTokens(client(provider), store: nil).token()
        #expect(token.exposed == "t1")
        #expect(provider.requests.first?.line == "POST /token")
        #expect(
            provider.requests.first?.form == [
                "grant_type": "client_credentials", "client_id": "app & co", "client_secret": "se+cret",
                "scope": "https://mail.example/ offline",
            ])
    }

    @Test func aTokenIsKeptUntilShortlyBeforeItsEndAndNotAfterARefusal() async throws {
        let provider = Self.numbered()
        let clock = Now()
        let tokens = OAuthTokens(client(provider), store: nil, now: { clock.date })
        #expect(try await tokens.token().exposed == "t1")
        clock.advance(3200)
        #expect(try await tokens.token().exposed == "t1")
        clock.advance(200)
        #expect(try await tokens.token().exposed == "t2")
        #expect(try await tokens.token(insteadOf: .init("t2")).exposed == "t3")
        #expect(try await tokens.token(insteadOf: .init("t2")).exposed == "t3", "it was renewed since")
    }

    @Test func manyWhoAskAtOnceAreServedByOneRequest() async throws {
        let provider = Self.numbered()
        let tokens = OAuthTokens(client(provider), store: nil)
        let all = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<20 { group.addTask { try await tokens.token().exposed } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(all == ["t1"] && provider.requests.count == 1)
    }

    @Test func anExchangedRefreshTokenIsKeptAndUsedByTheNextRun() async throws {
        let provider = LoopbackHTTP { request in
            let number = Int(request.form["refresh_token"]?.dropFirst() ?? "") ?? -1
            return Self.answer("t\(number)", refresh: "r\(number + 1)")
        }
        let store = Kept()
        let client = client(provider, refreshToken: "r1")
        #expect(try await OAuthTokens(client, store: store).token().exposed == "t1")
        let second = OAuthTokens(client, store: store)
        #expect(try await second.token().exposed == "t2")
        #expect(store.tokens.withLock { Array($0.values) } == ["r3"])
        #expect(!store.tokens.withLock { $0.keys.joined() }.contains("r1"))
        store.isBroken.withLock { $0 = true }
        #expect(try await second.token(insteadOf: .init("t2")).exposed == "t3", "its token is good all the same")
        await #expect(throws: OAuthFailure.self) { try await second.token(insteadOf: .init("t3")) }
        #expect(provider.requests.count == 3, "what could not be kept is kept before the next exchange")
    }

    @Test(
        arguments: [
            (#"{"error":"invalid_grant","error_description":"AADSTS700082: expired, se+cret"}"#, 400, "grant", true),
            (#"{"error":"invalid_client"}"#, 401, "client", true),
            (#"{"error":"unauthorized_client"}"#, 400, "permission", true),
            (#"{"error":"temporarily_unavailable"}"#, 503, "unavailable", false),
            ("<html>busy</html>", 503, "unavailable", false), ("<html>what?</html>", 404, "unusable", true),
            (#"{"token_type":"Bearer"}"#, 200, "unusable", true),
            (#"{"access_token":"a b"}"#, 200, "unusable", true), ("", 200, "unusable", true),
        ])
    func aProviderThatGivesNoTokenSaysWhyOnceForAWhile(
        body: String, status: Int, kind: String, needsOperator: Bool
    ) async throws {
        let provider = LoopbackHTTP { _ in .init(status: status, body: body) }
        let clock = Now()
        let tokens = OAuthTokens(client(provider, refreshToken: "r1"), store: Kept(), now: { clock.date })
        for _ in 0..<3 {
            let failure = await #expect(throws: OAuthFailure.self) { try await tokens.token() }
            #expect(failure?.kind.rawValue == kind && failure?.needsOperator == needsOperator)
            #expect(failure?.text.contains("se+cret") == false)
        }
        #expect(provider.requests.count == 1)
        clock.advance(10)
        _ = try? await tokens.token()
        #expect(provider.requests.count == 2)
    }

    @Test func aProviderThatIsAwayCostsNothingWhileTheTokenIsGood() async throws {
        let isAway = Mutex(false)
        let provider = LoopbackHTTP { _ in
            isAway.withLock { $0 } ? .init(body: "", isMissing: true) : Self.answer("t1")
        }
        let clock = Now()
        let tokens = OAuthTokens(client(provider), store: nil, now: { clock.date })
        _ = try await tokens.token()
        isAway.withLock { $0 = true }
        clock.advance(3500)
        #expect(try await tokens.token().exposed == "t1")
        clock.advance(200)
        await #expect(throws: OAuthFailure.self) { try await tokens.token() }
    }

    @Test func secretsGoNowhereInPlainText() async throws {
        let far = OAuthClient(tokenURL: "http://192.0.2.1/token", clientID: "a", grant: .clientCredentials)
        let failure = await #expect(throws: OAuthFailure.self) { try await OAuthTokens(far, store: nil).token() }
        #expect(failure?.kind == .unusable && failure?.text.contains("https") == true)
    }

    private static func blob(_ token: String) -> String {
        Data("user=us@acme.test\u{1}auth=Bearer \(token)\u{1}\u{1}".utf8).base64EncodedString()
    }

    private func credentials(_ tokens: OAuthTokens) -> MailCredentials {
        .token(user: "us@acme.test") { try await tokens.token(insteadOf: $0) }
    }

    @Test func aRefusedTokenIsRenewedOnceAndTheMailSent() async throws {
        let start: [ScriptedServer.Step] = [
            .say("220 mx.test\r\n"), .answer("250-mx.test\r\n250 AUTH XOAUTH2\r\n"), .answer("334 \r\n"),
        ]
        let refusing = start + [.answer("334 eyJzdGF0dXMiOiI0MDAifQ==\r\n"), .answer("535 5.7.8 no\r\n"), .hearEnd]
        let taking =
            start + [
                .answer("235 2.7.0 in\r\n"), .answer("250 mx.test\r\n"), .answer("250 ok\r\n"), .answer("250 ok\r\n"),
                .answer("354 go\r\n"), .hearMail, .say("250 done\r\n"), .hearEnd,
            ]
        let provider = Self.numbered()
        let tokens = OAuthTokens(client(provider), store: nil)
        let server = ScriptedServer([refusing, taking])
        let submitter = SMTPSubmitter(
            .init(
                server: .init(
                    host: "127.0.0.1", port: server.port, security: .none, credentials: credentials(tokens))),
            logger: Logger(label: "test"))
        let mail = OutgoingMail(sender: "a@b.test", recipients: ["c@d.test"], raw: Data("Subject: a\r\n\r\nb".utf8))
        #expect(await submitter.submit(mail) == .sent(.init(text: "done")))
        #expect(server.heard.filter { $0 == Self.blob("t1") || $0 == Self.blob("t2") }.count == 2)

        let never = ScriptedServer([refusing])
        let other = SMTPSubmitter(
            .init(
                server: .init(host: "127.0.0.1", port: never.port, security: .none, credentials: credentials(tokens))),
            logger: Logger(label: "test"))
        guard case .failed(let failure) = await other.submit(mail) else {
            Issue.record("sent")
            return
        }
        #expect(failure.kind == .authentication && never.connectionCount == 2, "once more, and no further")
    }

    @Test func withoutATokenAMailStaysWithUs() async throws {
        let provider = LoopbackHTTP { _ in .init(status: 400, body: #"{"error":"invalid_grant"}"#) }
        let tokens = OAuthTokens(client(provider, refreshToken: "r1"), store: Kept())
        let submitter = SMTPSubmitter(
            .init(server: .init(host: "127.0.0.1", port: 1, security: .none, credentials: credentials(tokens))),
            logger: Logger(label: "test"))
        let mail = OutgoingMail(sender: "a@b.test", recipients: ["c@d.test"], raw: Data("Subject: a\r\n\r\nb".utf8))
        guard case .failed(let failure) = await submitter.submit(mail) else {
            Issue.record("sent")
            return
        }
        #expect(!failure.isPermanent && failure.needsOperator && failure.detail.contains("refresh_token"))
    }

    @Test func aMailboxIsOpenedWithARenewedToken() async throws {
        func script(_ answer: [ScriptedServer.Step]) -> [ScriptedServer.Step] {
            [.say("* OK ready\r\n"), .answer("* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR\r\n{tag} OK\r\n")] + answer
        }
        let refusing = script([.hear, .say("+ eyJzdGF0dXMiOiI0MDAifQ==\r\n"), .hear, .say("A002 NO no\r\n"), .hearEnd])
        let open = script([
            .answer("{tag} OK in\r\n"), .answer("* CAPABILITY IMAP4rev1 IDLE\r\n{tag} OK\r\n"),
            .answer("* OK [PERMANENTFLAGS (\\*)] ok\r\n* OK [UIDVALIDITY 7] ok\r\n{tag} OK [READ-WRITE] ok\r\n"),
            .hearEnd,
        ])
        let provider = Self.numbered()
        let tokens = OAuthTokens(client(provider), store: nil)
        let server = ScriptedServer([refusing, open])
        let findings = await MailServerCheck.mailbox(
            .init(
                account: "support",
                server: .init(
                    host: "127.0.0.1", port: server.port, security: .none, credentials: credentials(tokens))))
        #expect(findings.map(\.verdict) == [.good], "\(findings) \(server.heard)")
        #expect(server.heard.contains { $0.hasSuffix("AUTHENTICATE XOAUTH2 \(Self.blob("t2"))") })
    }
}
