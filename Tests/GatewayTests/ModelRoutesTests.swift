import Conversations
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Intake
import NIOCore
import Synchronization
import Testing

@testable import Gateway

@Suite("The agent as a model, at the door") struct ModelRoutesTests: PublicAPISuite {
    private func api(
        _ answer: @escaping @Sendable ([UInt8], String) async throws -> ModelLine.Answer = { _, _ in .whole("{}") }
    ) -> PublicAPI {
        let line = ModelLine(
            bodyBytesMax: 1000,
            models: { id in
                guard id == nil || id == "m" else { throw ModelLine.Failure(status: 404, json: #"{"error":"none"}"#) }
                return id ?? "all"
            }, answer: answer,
            failure: { ModelLine.Failure(status: $0.status, json: #"{"error":"\#($0.title)"}"#) })
        return MemoryChat().api(models: line)
    }

    private static let path = "/v1/chat/completions"

    @Test("Whoever has no token that may chat is told so in the clients' own shape")
    func strangers() async throws {
        try await with(api()) { (client: any TestClientProtocol) async throws -> Void in
            for (token, status) in [(nil, 401), ("wrong", 401), ("narrow", 403)] as [(String?, Int)] {
                let answer = try await Self.post(client, Self.path, token: token, "{}")
                #expect(Int(answer.status.code) == status)
                #expect(String(buffer: answer.body).hasPrefix(#"{"error":"#))
                #expect(answer.headers[.contentType] == "application/json")
            }
            let models = try await client.execute(uri: "/v1/models", method: .get)
            #expect(models.status == .unauthorized)
        }
    }

    @Test("Answers are whole or streamed, under the name of the token")
    func answers() async throws {
        let api = api { body, client in
            guard String(decoding: body, as: UTF8.self) == "stream" else { return .whole(client) }
            let left = Mutex(["data: a\n\n", "data: b\n\n"])
            return .stream { left.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
        }
        try await with(api) { (client: any TestClientProtocol) async throws -> Void in
            let whole = try await Self.post(client, Self.path, token: "good", "x")
            #expect(whole.status == .ok && String(buffer: whole.body) == "test")
            let stream = try await Self.post(client, Self.path, token: "good", "stream")
            #expect(stream.headers[.contentType] == "text/event-stream")
            #expect(String(buffer: stream.body) == "data: a\n\ndata: b\n\n")
        }
    }

    @Test("What is refused below keeps its status, and what was foreseen gets one")
    func refusals() async throws {
        let failures: [(String, any Error & Sendable, Int, wait: String?)] = [
            ("a", ModelLine.Failure(status: 429, json: #"{"error":"busy"}"#, retryAfterSeconds: 7), 429, "7"),
            ("b", IntakeRefusal.overloaded(retryAfterSeconds: 3), 429, "3"), ("c", IntakeRefusal.closing, 503, "2"),
            ("d", StoreFailure(kind: .diskFull, detail: ""), 503, "5"), ("e", CancellationError(), 500, nil),
        ]
        let api = api { body, _ in
            guard let failure = failures.first(where: { Array($0.0.utf8) == body }) else { return .whole("{}") }
            throw failure.1
        }
        try await with(api) { (client: any TestClientProtocol) async throws -> Void in
            for (body, _, status, wait) in failures {
                let answer = try await Self.post(client, Self.path, token: "good", body)
                #expect(Int(answer.status.code) == status)
                #expect(answer.headers[.retryAfter] == wait)
                #expect(String(buffer: answer.body).hasPrefix(#"{"error":"#))
            }
            let large = try await Self.post(
                client, Self.path, token: "good", String(repeating: "x", count: 1001))
            #expect(large.status == .contentTooLarge)
        }
    }

    @Test("Models are listed and found")
    func models() async throws {
        try await with(api()) { (client: any TestClientProtocol) async throws -> Void in
            for (path, status, text) in [
                ("/v1/models", 200, "all"), ("/v1/models/m", 200, "m"), ("/v1/models/x", 404, #"{"error":"none"}"#),
            ] {
                let answer = try await client.execute(
                    uri: path, method: .get, headers: [.authorization: "Bearer good"])
                #expect(Int(answer.status.code) == status)
                #expect(String(buffer: answer.body) == text)
            }
        }
    }
}
