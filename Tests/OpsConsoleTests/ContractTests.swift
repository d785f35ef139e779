import Conversations
import Escalation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SwitchboardTesting
import Testing

@testable import OpsConsole

/// What `openapi.yaml` says is what happens.
@Suite struct ContractTests {
    /// Statuses by operation, such as `POST /cases/{id}/claim`; the lines of the file are read as they are written.
    private func documented(_ client: any TestClientProtocol) async throws -> [String: Set<Int>] {
        var statuses: [String: Set<Int>] = [:]
        var anchors: [Substring: String] = [:]
        var path: Substring = ""
        var operation = ""
        for line in try await client.get("/api/openapi.yaml").text.split(separator: "\n") {
            if line == "components:" { break }
            if line.hasPrefix("  /") { path = line.dropFirst(2).dropLast() }
            if let method = ["get", "post", "delete"].first(where: { line == "    \($0):" }) {
                operation = "\(method.uppercased()) \(path)"
            }
            if line.hasPrefix("      responses: &") { anchors[line.dropFirst(18)] = operation }
            if line.hasPrefix("      responses: *") {
                statuses[operation] = statuses[anchors[line.dropFirst(18)] ?? ""]
            }
            if line.hasPrefix("        \""), let status = Int(line.dropFirst(9).prefix(3)) {
                statuses[operation, default: []].insert(status)
            }
        }
        return statuses
    }

    @Test func `every operation tells what strangers, wrong scopes and a locked store get`() async throws {
        try await Console().run { client async throws in
            let documented = try await documented(client)
            #expect(documented.count == 41)
            for (operation, statuses) in documented {
                #expect(statuses.isSuperset(of: [401, 403, 503]), "\(operation)")
            }
        }
    }

    @Test func `what is asked wrongly is answered as the contract says`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        try console.waitingCase(1)
        let json = "application/json"
        let calls: [(String, String, type: String, body: String, status: Int)] = [
            ("GET /conversations/{id}", "conversations/c1?after=x", json, "", 400),
            ("GET /deadletters", "deadletters?limit=0", json, "", 400),
            ("GET /metrics/summary", "metrics/summary?hours=0", json, "", 400),
            ("POST /conversations/{id}/typing", "conversations/c1/typing", json, "{}", 400),
            ("POST /conversations/{id}/messages", "conversations/c1/messages", "text/plain", "Hello", 415),
            ("POST /conversations/{id}/messages", "conversations/c1/messages", json, text("a\\u0000b"), 400),
            (
                "POST /conversations/{id}/messages", "conversations/c1/messages", json,
                text(String(repeating: "a", count: 4001)), 413
            ),
            ("POST /conversations/{id}/notes", "conversations/c1/notes", json, text("\\u0000"), 400),
            ("POST /cases/{id}/resolve", "cases/k1-1/resolve", json, #"{"note":"a\u0000"}"#, 400),
            (
                "POST /cases/{id}/notes", "cases/k1-1/notes", json,
                String(repeating: " ", count: CallBody.bytesMax + 1), 413
            ),
            ("POST /session", "session", "text/plain", "name", 415),
        ]
        try await console.run { client async throws in
            let documented = try await documented(client)
            for call in calls {
                var headers = jana.headers
                headers[.contentType] = call.type
                let method = try #require(HTTPRequest.Method(String(call.0.prefix { $0 != " " })))
                let answer = try await client.execute(
                    uri: "/api/v1/\(call.1)", method: method, headers: headers, body: ByteBuffer(string: call.body)
                ) { $0 }
                #expect(Int(answer.status.code) == call.status, "\(call.0) \(call.1)")
                #expect(documented[call.0]?.contains(call.status) == true, "\(call.0)")
            }
        }
        #expect(try await console.log.state(of: ConversationID(number: 1))?.owner == .queue, "nothing was done")
    }

    private func text(_ text: String) -> String { #"{"text":"\#(text)"}"# }

    @Test func `too many live streams are refused for now`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        for _ in 0..<FeedSubscribers.subscribersMax {
            _ = console.feed.subscribers.subscribe(jana.id, session: nil) { true }
        }
        try await console.run { client async throws in
            #expect(try await client.get("/api/v1/events", jana).status == .tooManyRequests)
            #expect(try await documented(client)["GET /events"]?.contains(429) == true)
        }
    }
}
