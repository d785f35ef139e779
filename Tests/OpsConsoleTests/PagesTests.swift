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
        try await console.run { client async throws in
            let answer = try await client.get("/metrics")
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
}
