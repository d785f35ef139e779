import Conversations
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

@testable import Gateway

@Suite("Calls of platforms") struct WebhookRoutesTests: PublicAPISuite {
    private func api(_ webhook: ChannelWebhook, bytesMax: Int? = nil) -> PublicAPI {
        let chat = MemoryChat()
        return chat.api(settings: GatewaySettings(), identity: nil, webhooks: [ChannelName("mail"): webhook], bytesMax)
    }

    private func post(_ client: any TestClientProtocol, _ bytes: Int, _ query: String = "") async throws -> TestResponse
    {
        try await client.execute(
            uri: "/channels/mail\(query)", method: .post, body: ByteBuffer(repeating: 120, count: bytes))
    }

    @Test("Whoever proves nothing in the head is answered without a look at the body")
    func head() async throws {
        let bodies = Mutex<[Int]>([])
        let webhook = ChannelWebhook(
            bodyBytesMax: 1000,
            refuse: { $0.query.contains { $0.name == "secret" } ? nil : .init(status: 401, text: "no") },
            receive: { call in
                bodies.withLock { $0.append(call.body.count) }
                return .init(status: 200, text: "taken")
            })
        try await with(api(webhook)) { (client: any TestClientProtocol) async throws -> Void in
            #expect(try await post(client, 900).status == .unauthorized)
            #expect(try await post(client, 900, "?secret=s").status == .ok)
            #expect(try await post(client, 1001, "?secret=s").status == .contentTooLarge)
        }
        #expect(bodies.withLock { $0 } == [900])
    }

    @Test("All calls together hold no more than their budget, and give it back")
    func budget() async throws {
        let began = AsyncStream<Void>.makeStream()
        let mayEnd = AsyncStream<Void>.makeStream()
        let isFirst = Mutex(true)
        let webhook = ChannelWebhook(bodyBytesMax: 1000) { _ in
            if isFirst.withLock({ first in
                defer { first = false }; return first
            }) {
                began.continuation.finish()
                for await _ in mayEnd.stream {}
            }
            return .init(status: 200, text: "taken")
        }
        let api = api(webhook, bytesMax: 1500)
        try await with(api) { (client: any TestClientProtocol) async throws -> Void in
            async let first = post(client, 900)
            for await _ in began.stream {}
            let refused = try await post(client, 900)
            #expect(refused.status == .serviceUnavailable && refused.headers[.retryAfter] != nil)
            #expect(try await post(client, 500).status == .ok)
            mayEnd.continuation.finish()
            #expect(try await first.status == .ok)
            #expect(try await post(client, 1000).status == .ok)
        }
        #expect(api.webhookBudget.usedBytes == 0)
    }
}
