import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing
import WebChatChannel

@testable import Gateway

/// Suites that call the public routes, without a network and with everything behind them in memory.
protocol PublicAPISuite {}

extension PublicAPISuite {
    func with(
        _ chat: MemoryChat = MemoryChat(), settings: GatewaySettings = GatewaySettings(),
        identity: IdentityTokens? = nil, _ test: @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        try await with(chat.api(settings: settings, identity: identity), test)
    }

    func with(_ api: PublicAPI, _ test: @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        let router = Router(context: PublicRequestContext.self)
        api.addRoutes(to: router)
        try await Application(router: router).test(.router) { try await test($0) }
    }

    /// Over a real connection.
    func live(
        settings: GatewaySettings, _ test: @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        let router = Router(context: PublicRequestContext.self)
        let api = MemoryChat().api(settings: settings)
        api.addRoutes(to: router)
        let application = Application(
            router: router, server: api.server(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)))
        try await application.test(.live) { try await test($0) }
    }

    static func json<Value: Decodable>(_ response: TestResponse, as _: Value.Type = Value.self) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Value.self, from: Data(response.body.readableBytesView))
    }

    static func post(
        _ client: any TestClientProtocol, _ uri: String, token: String? = nil, _ body: String
    ) async throws -> TestResponse {
        var headers: HTTPFields = [:]
        if let token { headers[.authorization] = "Bearer \(token)" }
        return try await client.execute(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: body))
    }

    static func open(_ client: any TestClientProtocol, _ body: String = "{}") async throws -> OpeningShape {
        let response = try await post(client, "/chat/sessions", body)
        #expect(response.status == .created)
        return try json(response)
    }

    /// Checks that an answer is a problem with this status and says something to mend.
    static func expectProblem(_ response: TestResponse, _ status: Int) throws {
        #expect(Int(response.status.code) == status)
        #expect(response.headers[.contentType] == "application/problem+json")
        let problem = try json(response, as: ProblemShape.self)
        #expect(problem.status == status)
        #expect(!problem.title.isEmpty)
        #expect(problem.detail.count > 10)
    }
}
