import ConnectorKit
import Conversations
import Escalation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SwitchboardTesting
import Testing

@testable import OpsConsole

/// Many attempts to sign in, and who is meant by them.
@Suite struct SignInFloodTests {
    /// What became of one attempt with a wrong password.
    private func attempt(_ console: Console, _ name: String, from client: String) async -> SignInRefusal? {
        do {
            _ = try await console.accounts.signIn(name: name, password: "wrong", client: client)
            return nil
        } catch {
            return error as? SignInRefusal
        }
    }

    private func isLater(_ refusal: SignInRefusal?) -> Bool {
        if case .later = refusal { true } else { false }
    }

    @Test func `an address has a limit of its own, whatever the names`() async throws {
        let console = Console(settings: AccountSettings(attemptsPerName: 100, attemptsPerAddress: 2))
        for name in ["a", "b"] { #expect(await attempt(console, name, from: "192.0.2.1") == .wrong) }
        #expect(isLater(await attempt(console, "c", from: "192.0.2.1")))
        #expect(await attempt(console, "d", from: "192.0.2.2") == .wrong)
    }

    @Test func `somebody at one address cannot keep an operator out who is at another`() async throws {
        let console = Console(settings: AccountSettings(attemptsPerName: 3, attemptsPerNameAnywhere: 5))
        _ = try await console.accounts.addOperator(name: "Jana", role: .operator, password: Console.password)
        for _ in 0..<3 { #expect(await attempt(console, "Jana", from: "192.0.2.1") == .wrong) }
        for _ in 0..<20 { #expect(isLater(await attempt(console, "JANA", from: "192.0.2.1"))) }
        _ = try await console.accounts.signIn(name: "Jana", password: Console.password, client: "198.51.100.7")
    }

    @Test func `from everywhere together a name has many attempts, not any number`() async throws {
        let console = Console(settings: AccountSettings(attemptsPerName: 3, attemptsPerNameAnywhere: 5))
        for number in 0..<5 { #expect(await attempt(console, "Jana", from: "192.0.2.\(number)") == .wrong) }
        #expect(isLater(await attempt(console, "Jana", from: "192.0.2.9")))
        #expect(await attempt(console, "Ben", from: "192.0.2.9") == .wrong)
    }

    /// A request's context whose peer is the proxy.
    private struct Context: RequestContext, PeerAddressContext {
        var coreContext: CoreRequestContextStorage
        let peerAddress: String? = "10.0.0.1"
        init(source: Source) { coreContext = .init(source: source) }
    }

    @Test(arguments: [true, false])
    func `behind a trusted proxy attempts are counted for each client it names`(isTrusted: Bool) async throws {
        let proxies = try TrustedProxies(isTrusted ? ["10.0.0.0/8"] : [])
        let console = Console(settings: AccountSettings(trustedProxies: proxies, attemptsPerAddress: 1))
        let router = Router(context: Context.self)
        try console.api().addRoutes(to: router)
        try await Application(router: router).test(.router) { client in
            for (number, status) in [(1, 401), (2, isTrusted ? 401 : 429), (1, 429)] {
                let answer = try await client.execute(
                    uri: "/api/v1/session", method: .post,
                    headers: [.contentType: "application/json", .xForwardedFor: "203.0.113.\(number)"],
                    body: ByteBuffer(string: #"{"name":"n\#(number)","password":"wrong"}"#)
                ) { $0 }
                #expect(answer.status.code == status, "client \(number)")
            }
        }
        #expect(
            console.store.audited.map(\.detail) == (isTrusted ? ["203.0.113.1", "203.0.113.2"] : ["10.0.0.1"]))
    }

    @Test(arguments: [
        ("https://chat.example", 401), ("https://CHAT.example", 401), ("http://localhost", 401),
        ("https://evil.example", 403), ("http://chat.example", 403), ("null", 403),
    ])
    func `behind a proxy pages of the public address may sign in, no others`(origin: String, status: Int) async throws {
        let console = Console(settings: AccountSettings(publicOrigin: "https://chat.example"))
        try await console.run { client async throws in
            let answer = try await client.execute(
                uri: "/api/v1/session", method: .post, headers: [.contentType: "application/json", .origin: origin],
                body: ByteBuffer(string: #"{"name":"Jana","password":"wrong"}"#)
            ) { $0 }
            #expect(answer.status.code == status)
        }
    }
}
