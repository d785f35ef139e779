import Conversations
import Escalation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SwitchboardTesting
import Testing

@testable import OpsConsole

@Suite struct SignInTests {
    private func signIn(
        _ client: any TestClientProtocol, _ name: String, _ password: String, headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = headers
        headers[.contentType] = "application/json"
        return try await client.execute(
            uri: "/api/v1/session", method: .post, headers: headers,
            body: ByteBuffer(string: "{\"name\":\"\(name)\",\"password\":\"\(password)\"}")
        ) { $0 }
    }

    @Test func `the right password gives a session in a cookie no script and no other site can use`() async throws {
        let console = Console(settings: AccountSettings(secureCookies: true))
        _ = try await console.accounts.addOperator(name: "Jana", role: .operator, password: Console.password)
        try await console.run { client async throws in
            let answer = try await signIn(client, "jana", Console.password)
            #expect(answer.status == .ok)
            let cookie = try #require(answer.headers[.setCookie])
            for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Secure", "Max-Age=43200"] {
                #expect(cookie.contains(part), "\(part)")
            }
            #expect(answer.headers[.cacheControl] == "no-store")
            let json = try answer.json()
            #expect(json["operator"]?["name"] == .text("Jana"))
            #expect(json["csrf"]?.text?.isEmpty == false)
            #expect(json["expires_at"]?.text == "2026-11-23T21:00:00.000Z")
            let secret = cookie.split(separator: ";")[0].split(separator: "=")[1]
            #expect(!console.store.sessionHashes.contains(Array(secret.utf8)), "only the hash is kept")
            #expect(console.store.sessionHashes == [Secrets.hash(String(secret))])
        }
    }

    @Test func `without https the cookie is not marked secure`() async throws {
        let console = Console()
        _ = try await console.accounts.addOperator(name: "Jana", role: .operator, password: Console.password)
        try await console.run { client async throws in
            let answer = try await signIn(client, "Jana", Console.password)
            #expect(answer.headers[.setCookie]?.contains("Secure") == false)
        }
    }

    @Test func `unknown name and wrong password are answered alike`() async throws {
        let console = Console()
        _ = try await console.accounts.addOperator(name: "Jana", role: .operator, password: Console.password)
        try await console.run { client async throws in
            let wrong = try await signIn(client, "Jana", "wrong password")
            let unknown = try await signIn(client, "Nobody", "wrong password")
            #expect(wrong.status == .unauthorized)
            #expect(unknown.status == .unauthorized)
            #expect(wrong.text == unknown.text)
            #expect(wrong.headers[.contentType] == "application/problem+json")
            #expect(wrong.headers[.setCookie] == nil)
        }
        #expect(console.store.audited.map(\.action) == ["session.refused", "session.refused"])
    }

    @Test func `beyond the limit for a name even the right password waits, and the window gives it back`() async throws
    {
        let console = Console(settings: AccountSettings(attemptsPerName: 3, attemptWindowMinutes: 15))
        _ = try await console.accounts.addOperator(name: "Jana", role: .operator, password: Console.password)
        try await console.run { client async throws in
            for _ in 0..<3 { #expect(try await signIn(client, "JANA", "wrong password").status == .unauthorized) }
            let refused = try await signIn(client, "Jana", Console.password)
            #expect(refused.status == .tooManyRequests)
            let seconds = try #require(refused.headers[.retryAfter].flatMap { Int($0) })
            #expect((1...300).contains(seconds))
            console.clock.advance(minutes: 6)
            #expect(try await signIn(client, "Jana", Console.password).status == .ok)
        }
    }

    @Test func `signing in again ends the browser's session before`() async throws {
        let console = Console()
        let first = try await console.operatorSession("Jana")
        try await console.run { client async throws in
            #expect(try await signIn(client, "Jana", Console.password, headers: first.cookie).status == .ok)
            #expect(try await client.get("/api/v1/session", first).status == .unauthorized)
        }
        #expect(console.store.sessionHashes.count == 1)
    }

    @Test func `a session ends without use, at its end, and on signing out`() async throws {
        let console = Console(settings: AccountSettings(sessionHours: 12, idleMinutes: 60))
        let browser = try await console.operatorSession("Jana")
        try await console.run { client async throws in
            console.clock.advance(minutes: 59)
            #expect(try await client.get("/api/v1/session", browser).status == .ok)
            console.clock.advance(minutes: 59)
            #expect(try await client.get("/api/v1/session", browser).status == .ok, "use keeps it")
            console.clock.advance(minutes: 61)
            #expect(try await client.get("/api/v1/session", browser).status == .unauthorized)
        }
        let second = try await console.accounts.signIn(name: "Jana", password: Console.password, client: "192.0.2.1")
        for _ in 0..<13 {
            console.clock.advance(minutes: 55)
            _ = try await console.accounts.session(secret: second.secret)
        }
        #expect(try await console.accounts.session(secret: second.secret) != nil)
        console.clock.advance(minutes: 10)
        #expect(try await console.accounts.session(secret: second.secret) == nil, "twelve hours are over")
        let third = try await console.accounts.signIn(name: "Jana", password: Console.password, client: "192.0.2.1")
        let leaving = Browser(secret: third.secret, csrf: third.csrf, id: third.user.id)
        try await console.run { client async throws in
            let answer = try await client.execute(
                uri: "/api/v1/session", method: .delete, headers: leaving.headers
            ) { $0 }
            #expect(answer.status == .noContent)
            #expect(answer.headers[.setCookie]?.contains("Max-Age=0") == true)
            #expect(try await client.get("/api/v1/session", leaving).status == .unauthorized)
        }
    }

    @Test func `a page of another site cannot sign in or act`() async throws {
        let console = Console()
        let browser = try await console.operatorSession("Jana")
        try console.waitingCase(1)
        try await console.run { client async throws in
            for (name, value) in [(HTTPField.Name.origin, "https://evil.example"), (.secFetchSite, "cross-site")] {
                var headers = browser.headers
                headers[name] = value
                let claim = try await client.execute(
                    uri: "/api/v1/cases/k1-1/claim", method: .post, headers: headers
                ) { $0 }
                #expect(claim.status == .forbidden)
                let signIn = try await signIn(client, "Jana", Console.password, headers: [name: value])
                #expect(signIn.status == .forbidden)
            }
            var own = browser.headers
            own[.origin] = "http://localhost"
            own[.secFetchSite] = "same-origin"
            let claim = try await client.execute(uri: "/api/v1/cases/k1-1/claim", method: .post, headers: own) { $0 }
            #expect(claim.status == .ok)
        }
    }

    @Test func `without the CSRF token, or with another's, nothing is done`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        let ben = try await console.operatorSession("Ben")
        try console.waitingCase(1)
        try await console.run { client async throws in
            for token in [nil, "", "wrong", ben.csrf] {
                var headers = jana.cookie
                headers[.csrfToken] = token
                let answer = try await client.execute(
                    uri: "/api/v1/cases/k1-1/claim", method: .post, headers: headers
                ) { $0 }
                #expect(answer.status == .forbidden)
            }
        }
        #expect(try await console.log.state(of: ConversationID(number: 1))?.owner == .queue)
    }

    @Test func `nothing of the API is given to strangers`() async throws {
        let console = Console()
        try console.waitingCase(1)
        try await console.run { client async throws in
            for path in [
                "session", "operators", "conversations", "conversations/c1", "cases", "cases/k1-1", "customers/u1",
                "customers/u1/export", "channels", "deadletters", "metrics/summary", "events",
            ] {
                let answer = try await client.get("/api/v1/\(path)")
                #expect(answer.status == .unauthorized, "\(path)")
                #expect(answer.headers[.contentType] == "application/problem+json", "\(path)")
            }
        }
    }

    @Test func `a token does what its scope says, under its own name`() async throws {
        let console = Console()
        try console.waitingCase(1)
        let operate = try await console.accounts.createToken(name: "crm", scope: .operate)
        let chat = try await console.accounts.createToken(name: "app", scope: .chat)
        #expect(operate.secret.hasPrefix("swb_operate_"))
        #expect(operate.secret.utf8.count == "swb_operate_".utf8.count + 43)
        try await console.run { client async throws in
            func call(
                _ secret: String, _ path: String, _ method: HTTPRequest.Method = .get
            ) async throws -> TestResponse {
                try await client.execute(
                    uri: "/api/v1/\(path)", method: method, headers: [.authorization: "Bearer \(secret)"]
                ) { $0 }
            }
            #expect(try await call(chat.secret, "cases").status == .forbidden)
            #expect(try await call("swb_operate_" + String(repeating: "a", count: 43), "cases").status == .unauthorized)
            #expect(try await call(operate.secret, "session").json()["csrf"] == .text(""))
            #expect(try await call(operate.secret, "customers/u1", .delete).status == .forbidden)
            let claimed = try await call(operate.secret, "cases/k1-1/claim", .post)
            #expect(claimed.status == .ok)
            #expect(try claimed.json()["holder"]?["name"] == .text("crm"))
            #expect(try await console.store.revokeToken(operate.token.id, at: console.clock.now))
            #expect(try await call(operate.secret, "cases").status == .unauthorized)
        }
    }

    @Test func `bodies of sign-in that make no sense are refused with what to mend`() async throws {
        let console = Console()
        try await console.run { client async throws in
            for (body, field) in [
                ("", "body"), ("{", "body"), ("[]", "body"), ("{\"name\":\"a\"}", "password"),
                ("{\"name\":7,\"password\":\"x\"}", "name"), ("{\"name\":\"\",\"password\":\"x\"}", "name"),
            ] {
                let answer = try await client.execute(
                    uri: "/api/v1/session", method: .post, headers: [.contentType: "application/json"],
                    body: ByteBuffer(string: body)
                ) { $0 }
                #expect(answer.status == .badRequest, "\(body)")
                #expect(try answer.json()["errors"]?.list.first?["field"] == .text(field), "\(body)")
            }
        }
    }

    @Test(arguments: ["", " Jana", "Jana ", "a\u{0}b", String(repeating: "a", count: 65)])
    func `a name that cannot be shown is refused`(name: String) async throws {
        await #expect(throws: AccountError.unusableName) {
            _ = try await Console().accounts.addOperator(name: name, role: .operator, password: Console.password)
        }
    }

    @Test func `a short password and a name in use are refused`() async throws {
        let accounts = Console().accounts
        await #expect(throws: AccountError.unusablePassword) {
            _ = try await accounts.addOperator(name: "Jana", role: .operator, password: "1234567")
        }
        _ = try await accounts.addOperator(name: "Jana", role: .operator, password: Console.password)
        await #expect(throws: AccountError.nameTaken) {
            _ = try await accounts.addOperator(name: "JANA", role: .admin, password: Console.password)
        }
    }

    @Test func `changing the password ends every session`() async throws {
        let console = Console()
        let browser = try await console.operatorSession("Jana")
        #expect(try await console.accounts.setPassword(of: browser.id, "another long password"))
        #expect(try await console.accounts.session(secret: browser.secret) == nil)
        await #expect(throws: SignInRefusal.wrong) {
            try await console.accounts.signIn(name: "Jana", password: Console.password, client: "192.0.2.1")
        }
    }

    @Test func `nobody's hash is well formed, so that unknown names take as long`() {
        #expect(PasswordHashing.nobodysHash.split(separator: "$").count == 5)
        #expect(PasswordHashing.nobodysHash.hasPrefix("$argon2id$v=19$m=65536,t=2,p=1$"))
    }
}
