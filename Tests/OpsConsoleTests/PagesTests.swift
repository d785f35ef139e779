import ConnectorKit
import Conversations
import Escalation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SwitchboardTesting
import Testing

@testable import OpsConsole

@Suite struct PagesTests {
    @Test func `the console's page is served with headers that let nothing foreign in`() async throws {
        try await Console().run { client async throws in
            let page = try await client.get("/ops")
            #expect(page.status == .ok)
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'self'"))
            #expect(policy.contains("frame-ancestors 'none'"))
            #expect(!policy.contains("unsafe"))
            #expect(page.headers[.xContentTypeOptions] == "nosniff")
            #expect(page.headers[.referrerPolicy] == "same-origin")
        }
    }

    @Test func `the console has words in both languages for every note, and for what it tells`() async throws {
        let keys =
            Remark.Code.allCases.filter { $0 != .suggestion }.map { "note_\($0.rawValue)" }
            + ["hung_up", "lost", "silence", "transferred", "unavailable", "too_long"].map { "ended_\($0)" }
            + Brief.Promised.Kind.allCases.map { "promised_\($0.rawValue)" }
            + ["led", "listened", "over"].map { "call_\($0)" }
        try await Console().run { client async throws in
            let words = try await client.get("/ops/words.js").text
            for key in keys {
                let count = words.split(separator: " \(key): ", omittingEmptySubsequences: false).count - 1
                #expect(count == 2, "\(key)")
            }
        }
    }

    @Test func `a page known to the browser is not sent again`() async throws {
        try await Console().run { client async throws in
            let tag = try #require(try await client.get("/ops").headers[.eTag])
            let again = try await client.execute(uri: "/ops", method: .get, headers: [.ifNoneMatch: tag]) { $0 }
            #expect(again.status == .notModified)
            #expect(again.body.readableBytes == 0)
        }
    }

    @Test(arguments: [
        "/ops/../openapi.yaml", "/ops/..%2fopenapi.yaml", "/ops/%2e%2e/openapi.yaml", "/ops//etc/passwd",
        "/ops/....//openapi.yaml", "/ops/%00", "/ops/..\\openapi.yaml", "/ops/.", "/ops/nothing.js",
    ])
    func `no path leads out of the console's folder`(path: String) async throws {
        try await Console().run { client async throws in
            let answer = try await client.get(path)
            #expect(answer.status == .notFound)
            #expect(!answer.text.contains("openapi:"))
        }
    }

    @Test func `the contract is served as it is written`() async throws {
        try await Console().run { client async throws in
            let answer = try await client.get("/api/openapi.yaml")
            #expect(answer.headers[.contentType] == "application/yaml")
            #expect(answer.text.hasPrefix("openapi: 3.1.0"))
        }
    }

    @Test func `the figures are in Prometheus' text format`() async throws {
        let console = Console()
        console.store.setLedger([
            ChannelLedgerEntry(name: ChannelName("a\"b\\"), received: 7, processed: 7, sent: 9)
        ])
        try console.waitingCase(1)
        let jana = try await console.operatorSession("Jana")
        try await console.run { client async throws in
            let answer = try await client.get("/metrics", jana)
            #expect(answer.headers[.contentType]?.hasPrefix("text/plain; version=0.0.4") == true)
            let lines = Set(answer.text.split(separator: "\n").map(String.init))
            #expect(lines.contains(#"switchboard_messages_received_total{channel="a\"b\\"} 7"#))
            #expect(lines.contains(#"switchboard_cases_waiting{queue="front"} 1"#))
            #expect(lines.contains(#"switchboard_cases_waiting{queue="workshop"} 0"#))
            for line in lines where !line.hasPrefix("#") {
                #expect(line.split(separator: " ").last.flatMap { Double($0) } != nil, "\(line)")
            }
            for name in ["process_cpu_seconds_total", "process_resident_memory_bytes", "process_open_fds"] {
                #expect(lines.contains { $0.hasPrefix(name + " ") }, "\(name)")
            }
        }
    }

    @Test func `the figures are for operators and tokens of the desk alone`() async throws {
        let console = Console()
        let scopes: [(TokenScope, HTTPResponse.Status)] = [(.operate, .ok), (.admin, .ok), (.chat, .forbidden)]
        try await console.run { client async throws in
            #expect(try await client.get("/metrics").status == .unauthorized)
            for (scope, status) in scopes {
                let secret = try await console.accounts.createToken(name: scope.rawValue, scope: scope).secret
                let answer = try await client.execute(
                    uri: "/metrics", method: .get, headers: [.authorization: "Bearer \(secret)"]
                ) { $0 }
                #expect(answer.status == status, "\(scope)")
            }
        }
    }

    @Test(arguments: [
        ("/ops", HTTPRequest.Method.post, "GET"), ("/metrics", .delete, "GET"),
        ("/api/v1/session", .put, "DELETE, GET, POST"),
        ("/api/v1/cases/k1-1/claim", .get, "POST"), ("/api/v1/conversations", .options, "GET"),
        ("/api/v1/customers/u1", .post, "DELETE, GET"),
    ])
    func `a method an address does not take is told which it takes`(
        path: String, method: HTTPRequest.Method, allowed: String
    ) async throws {
        try await Console().run { client async throws in
            let answer = try await client.execute(uri: path, method: method) { $0 }
            #expect(answer.status == .methodNotAllowed)
            #expect(answer.headers[.allow] == allowed)
            #expect(answer.headers[.contentType] == "application/problem+json")
            #expect(answer.headers[.contentSecurityPolicy] != nil)
        }
    }

    @Test func `on a listener of its own every address is answered, and the bare one leads to the pages`() async throws
    {
        let router = Router()
        try Console().api().addRoutes(to: router, isAlone: true)
        try await Application(router: router).test(.router) { client in
            let root = try await client.get("/")
            #expect(root.status == .seeOther)
            #expect(root.headers[.location] == "/ops")
            for path in ["/nothing", "/chat/sessions", "/api/v1/nothing", "/api"] {
                let answer = try await client.get(path)
                #expect(answer.status == .notFound, "\(path)")
                #expect(answer.headers[.contentType] == "application/problem+json", "\(path)")
                #expect(answer.headers[.xContentTypeOptions] == "nosniff", "\(path)")
            }
            #expect(try await client.get("/ops").status == .ok)
        }
    }
}
