import ConnectorKit
import Conversations
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing
import WebChatChannel

@testable import Gateway

/// What sessions may do, and what ends them.
@Suite struct SessionRuleTests: PublicAPISuite {
    @Test func theTokenOfAnErasedCustomerIsVoid() async throws {
        let chat = MemoryChat()
        let api = chat.api()
        try await with(api) { client in
            let session = try await Self.open(client)
            let path = "/chat/sessions/\(session.session)/messages"
            let body = #"{"id":"1","text":"x"}"#
            #expect(try await Self.post(client, path, token: session.token, body).status == .accepted)
            // As the store does after an erasure, made by this process or another one.
            chat.state.withLock { $0.sessions = [:] }
            api.desk.sessions.ended([session.session])
            try Self.expectProblem(try await Self.post(client, path, token: session.token, body), 401)
            let headers: HTTPFields = [.authorization: "Bearer \(session.token)"]
            for part in ["messages", "events"] {
                try Self.expectProblem(
                    try await client.execute(
                        uri: "/chat/sessions/\(session.session)/\(part)", method: .get, headers: headers), 401)
            }
        }
        #expect(chat.received.count == 1)
    }

    @Test func aSessionThatEndsWhileItsMessageIsReadStoresNothing() async throws {
        let chat = MemoryChat()
        let desk = chat.api().desk
        var generator = SystemRandomNumberGenerator()
        let (session, _) = try await desk.sessions.open(
            channel: ChannelName("web"), locale: nil, identity: nil, now: chat.now, using: &generator)
        try await desk.sessions.end(session.id)
        await #expect(throws: (any Error).self) { try await desk.say(session, id: "1", text: "x", waitSeconds: 0) }
        await #expect(throws: (any Error).self) { try await desk.askForHuman(session) }
        await #expect(throws: (any Error).self) { try await desk.rate(session, score: 1, comment: nil) }
        #expect(chat.received.isEmpty)
    }

    @Test func whoSignsOutEndsTheSession() async throws {
        let chat = MemoryChat()
        try await with(chat) { client in
            let session = try await Self.open(client)
            let other = try await Self.open(client)
            let path = "/chat/sessions/\(session.session)"
            let foreign: HTTPFields = [.authorization: "Bearer \(other.token)"]
            try Self.expectProblem(try await client.execute(uri: path, method: .delete, headers: foreign), 401)
            let headers: HTTPFields = [.authorization: "Bearer \(session.token)"]
            #expect(try await client.execute(uri: path, method: .delete, headers: headers).status == .noContent)
            try Self.expectProblem(try await client.execute(uri: path, method: .delete, headers: headers), 401)
            try Self.expectProblem(
                try await client.execute(uri: path + "/messages", method: .get, headers: headers), 401)
        }
        #expect(chat.state.withLock { $0.sessions.count } == 1)
    }

    @Test func ratingsAndCallsForAPersonAreChargedLikeMessages() async throws {
        var settings = GatewaySettings()
        settings.messages = RateLimit(burst: 4, perMinute: 1)
        let chat = MemoryChat()
        try await with(chat, settings: settings) { client in
            let session = try await Self.open(client)
            let path = "/chat/sessions/\(session.session)/"
            let token = session.token
            _ = try await Self.post(client, path + "messages", token: token, #"{"id":"1","text":"x"}"#)
            for _ in 0..<2 {
                let rated = try await Self.post(client, path + "rating", token: token, #"{"score":5}"#)
                #expect(rated.status == .noContent)
            }
            #expect(try await Self.post(client, path + "human", token: token, "").status == .noContent)
            try Self.expectProblem(
                try await Self.post(client, path + "rating", token: token, #"{"score":5}"#), 429)
            try Self.expectProblem(try await Self.post(client, path + "human", token: token, ""), 429)
        }
        #expect(chat.state.withLock { $0.ratings.count } == 2)
        #expect(chat.state.withLock { $0.wishes.count } == 1)
    }

    @Test func theChannelsLimitOfCharactersHoldsForCustomersToo() async throws {
        let chat = MemoryChat()
        try await with(chat) { client in
            let session = try await Self.open(client)
            let path = "/chat/sessions/\(session.session)/messages"
            for (character, count, status) in [("x", 4000, 202), ("x", 4001, 413), ("😀", 4000, 202), ("ü", 4001, 413)] {
                let text = String(repeating: character, count: count)
                let response = try await Self.post(
                    client, path, token: session.token, #"{"id":"\#(count)\#(character)","text":"\#(text)"}"#)
                #expect(Int(response.status.code) == status, "\(count) of \(character)")
                let application = try await Self.post(
                    client, "/channels/rest/messages", token: "good",
                    #"{"sender":"a","id":"\#(count)\#(character)","text":"\#(text)"}"#)
                #expect(Int(application.status.code) == status)
            }
        }
        #expect(chat.received.count == 4)
    }

    @Test func limitsKeyOnTheClientBehindTrustedProxies() async throws {
        var settings = GatewaySettings()
        settings.sessions = RateLimit(burst: 1, perMinute: 1)
        settings.trustedProxies = try TrustedProxies(["127.0.0.1", "::1"])
        let name = try #require(HTTPField.Name("X-Forwarded-For"))
        try await live(settings: settings) { client in
            for (fields, status) in [
                (["6.6.6.6", "203.0.113.1"], 201), (["7.7.7.7", "203.0.113.1"], 429), (["203.0.113.2"], 201),
                (["2001:db8::1"], 201), (["2001:db8::2"], 429),
            ] {
                var headers: HTTPFields = [:]
                for field in fields { headers.append(HTTPField(name: name, value: field)) }
                let response = try await client.execute(
                    uri: "/chat/sessions", method: .post, headers: headers, body: ByteBuffer(string: "{}"))
                #expect(Int(response.status.code) == status, "\(fields)")
            }
        }
    }
}
