import Conversations
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Intake
import JWTKit
import NIOCore
import Synchronization
import Testing
import WebChatChannel

@testable import Gateway

@Suite struct PublicAPITests: PublicAPISuite {
    @Test func aSessionOpensWithPersonaAndNoticeInItsLanguage() async throws {
        try await with { client in
            let english = try await Self.open(client, #"{"channel":"web","locale":"en-GB"}"#)
            #expect(english.persona.name == "Mara")
            #expect(english.persona.avatarUrl == "/chat/avatar/web")
            #expect(english.notice == "I am an AI of Nordlicht.")
            #expect(try await Self.open(client, #"{"locale":"fr"}"#).notice == "Ich bin eine KI von Nordlicht.")
        }
    }

    @Test func aMessageIsAnsweredStoredOnceAndReadAgain() async throws {
        let chat = MemoryChat()
        try await with(chat) { client in
            let session = try await Self.open(client)
            let path = "/chat/sessions/\(session.session)/messages"
            let body = #"{"id":"a1","text":"Öffnungszeiten? 😀"}"#
            let first = try await Self.post(client, path + "?wait=10", token: session.token, body)
            #expect(first.status == .ok)
            let answer = try Self.json(first, as: AnswerShape.self)
            #expect(answer.accepted.id == "a1")
            #expect(answer.owner == "agent")
            #expect(answer.name == "Mara")
            #expect(answer.messages.map(\.text) == ["You said: Öffnungszeiten? 😀"])
            #expect(answer.messages.map(\.author.kind) == ["agent"])
            let again = try await Self.post(client, path, token: session.token, body)
            #expect(again.status == .accepted)
            #expect(try Self.json(again, as: AnswerShape.self).accepted.seq == answer.accepted.seq)

            let headers: HTTPFields = [.authorization: "Bearer \(session.token)"]
            let page = try await client.execute(uri: path + "?after=0", method: .get, headers: headers)
            let read = try Self.json(page, as: PageShape.self)
            #expect(read.items.map(\.id) == ["a1", "m3"])
            #expect(read.next == nil)
            #expect(read.seq == 4)
            #expect(!String(buffer: page.body).contains("secret memory"))
            let rest = try await client.execute(uri: path + "?after=2", method: .get, headers: headers)
            #expect(try Self.json(rest, as: PageShape.self).items.map(\.id) == ["m3"])
        }
        #expect(chat.received.map(\.text) == ["Öffnungszeiten? 😀", "Öffnungszeiten? 😀"])
        #expect(chat.received.first?.sender.assurance == .anonymous)
    }

    @Test func longConversationsComeInPages() async throws {
        let chat = MemoryChat()
        try await with(chat) { client in
            let session = try await Self.open(client)
            let path = "/chat/sessions/\(session.session)/messages"
            _ = try await Self.post(client, path, token: session.token, #"{"id":"1","text":"x"}"#)
            let conversation = try #require(chat.conversation(of: session.session))
            for number in 0..<300 { chat.reply(to: "\(number)", in: conversation, through: 2) }
            let headers: HTTPFields = [.authorization: "Bearer \(session.token)"]
            var seen: [Int] = []
            var after: Int? = 0
            while let from = after {
                let page = try Self.json(
                    try await client.execute(uri: path + "?after=\(from)", method: .get, headers: headers),
                    as: PageShape.self)
                seen += page.items.map(\.seq)
                after = page.next
            }
            #expect(seen.count == 302)
            #expect(seen == seen.sorted())
        }
    }

    @Test func nobodyReadsOrWritesInAForeignSession() async throws {
        let chat = MemoryChat()
        try await with(chat) { client in
            let mine = try await Self.open(client)
            let other = try await Self.open(client)
            let path = "/chat/sessions/\(mine.session)/"
            for token in [other.token, "", "x", mine.session, mine.token + "A"] {
                let headers: HTTPFields = [.authorization: "Bearer \(token)"]
                for (method, part) in [
                    (HTTPRequest.Method.post, "messages"), (.get, "messages"), (.get, "events"), (.post, "rating"),
                    (.post, "human"),
                ] {
                    let response = try await client.execute(
                        uri: path + part, method: method, headers: headers,
                        body: ByteBuffer(string: #"{"id":"1","text":"x","score":1}"#))
                    try Self.expectProblem(response, 401)
                    #expect(response.headers[.wwwAuthenticate] == "Bearer")
                }
            }
            try Self.expectProblem(try await client.execute(uri: path + "messages", method: .get), 401)
        }
        #expect(chat.received.isEmpty)
    }

    @Test func badBodiesAreRefusedAndNothingIsStored() async throws {
        let chat = MemoryChat()
        try await with(chat) { client in
            let session = try await Self.open(client)
            let path = "/chat/sessions/\(session.session)/messages"
            for (body, status) in [
                ("", 400), ("{", 400), ("[]", 400), (#"{"id":"1"}"#, 400), (#"{"text":"x"}"#, 400),
                (#"{"id":7,"text":"x"}"#, 400), (#"{"id":"","text":"x"}"#, 400), (#"{"id":"1","text":""}"#, 400),
                (#"{"id":"1","text":"\ud800"}"#, 400), (#"{"id":"1","text":"x","attachments":[{}]}"#, 400),
                (#"{"id":"\#(String(repeating: "i", count: 201))","text":"x"}"#, 413),
                (#"{"id":"1","text":"\#(String(repeating: "x", count: 17_000))"}"#, 413),
                (#"{"id":"1","text":"\#(String(repeating: "x", count: 1_000_000))"}"#, 413),
            ] {
                try Self.expectProblem(try await Self.post(client, path, token: session.token, body), status)
            }
            let raw = try await client.execute(
                uri: path, method: .post, headers: [.authorization: "Bearer \(session.token)"],
                body: ByteBuffer(bytes: Array(#"{"id":"1","text":""#.utf8) + [0xFF, 0xC3] + Array(#""}"#.utf8)))
            try Self.expectProblem(raw, 400)
            for query in ["wait=x", "wait=-1", "wait=1.5"] {
                let response = try await Self.post(
                    client, "\(path)?\(query)", token: session.token, #"{"id":"1","text":"x"}"#)
                try Self.expectProblem(response, 400)
            }
        }
        #expect(chat.received.isEmpty)
    }

    @Test func unknownAddressesMethodsAndChannelsAreTold() async throws {
        try await with { client in
            try Self.expectProblem(try await client.execute(uri: "/nope", method: .get), 404)
            let wrong = try await client.execute(uri: "/chat/sessions", method: .delete)
            try Self.expectProblem(wrong, 405)
            #expect(wrong.headers[.allow] == "POST")
            try Self.expectProblem(try await Self.post(client, "/chat/sessions", #"{"channel":"nope"}"#), 404)
            try Self.expectProblem(try await Self.post(client, "/chat/sessions", #"{"channel":"rest"}"#), 404)
            for name in ["nope", "web"] {
                let body = #"{"sender":"a","id":"1","text":"x"}"#
                try Self.expectProblem(
                    try await Self.post(client, "/channels/\(name)/messages", token: "good", body), 404)
            }
            try Self.expectProblem(try await client.execute(uri: "/chat/sessions/x/socket", method: .get), 426)
        }
    }

    @Test func applicationsChatWithATokenOfTheRightScope() async throws {
        let chat = MemoryChat()
        try await with(chat) { client in
            let path = "/channels/rest/messages"
            let body = #"{"sender":"4711","id":"1","text":"hi","name":"Kim","verified":true,"locale":"de"}"#
            try Self.expectProblem(try await Self.post(client, path, body), 401)
            try Self.expectProblem(try await Self.post(client, path, token: "bad", body), 401)
            try Self.expectProblem(try await Self.post(client, path, token: "narrow", body), 403)
            #expect(chat.received.isEmpty)
            let answer = try await Self.post(client, path + "?wait=99", token: "good", body)
            #expect(answer.status == .ok)
            #expect(try Self.json(answer, as: AnswerShape.self).messages.map(\.text) == ["You said: hi"])
            let stranger = #"{"sender":"b","id":"1","text":"hi"}"#
            #expect(try await Self.post(client, path, token: "good", stranger).status == .accepted)
            let headers: HTTPFields = [.authorization: "Bearer good"]
            let page = try await client.execute(uri: path + "?sender=4711&after=0", method: .get, headers: headers)
            #expect(try Self.json(page, as: PageShape.self).items.map(\.id) == ["1", "m3"])
            try Self.expectProblem(try await client.execute(uri: path, method: .get, headers: headers), 400)
            let nobody = try await client.execute(uri: path + "?sender=nobody", method: .get, headers: headers)
            #expect(try Self.json(nobody, as: PageShape.self).items.isEmpty)
        }
        let senders = chat.received.map(\.sender)
        #expect(senders.map(\.assurance) == [.verified, .claimed])
        #expect(senders.map(\.account) == ["4711", nil])
        #expect(senders.map(\.name) == ["Kim", nil])
    }

    @Test func aSenderThatFloodsIsToldWhenToComeBack() async throws {
        var settings = GatewaySettings()
        settings.messages = RateLimit(burst: 3, perMinute: 60)
        settings.sessions = RateLimit(burst: 1, perMinute: 1)
        settings.failures = RateLimit(burst: 2, perMinute: 1)
        let chat = MemoryChat()
        try await with(chat, settings: settings) { client in
            for number in 0..<3 {
                let body = #"{"sender":"a","id":"\#(number)","text":"x"}"#
                #expect(try await Self.post(client, "/channels/rest/messages", token: "good", body).status == .accepted)
            }
            let body = #"{"sender":"a","id":"9","text":"x"}"#
            let flood = try await Self.post(client, "/channels/rest/messages", token: "good", body)
            try Self.expectProblem(flood, 429)
            #expect(flood.headers[.retryAfter] == "1")
            chat.advance(seconds: 1)
            #expect(try await Self.post(client, "/channels/rest/messages", token: "good", body).status == .accepted)
            #expect(try await Self.post(client, "/chat/sessions", "{}").status == .created)
            try Self.expectProblem(try await Self.post(client, "/chat/sessions", "{}"), 429)
            for status in [401, 401, 429] {
                try Self.expectProblem(
                    try await Self.post(client, "/channels/rest/messages", token: "guess", body), status)
            }
        }
        #expect(chat.received.count == 4)
    }

    @Test func whatTheIntakeAndTheStoreSayReachesTheCaller() async throws {
        let chat = MemoryChat()
        try await with(chat) { client in
            let cases: [(any Error, Int, String?)] = [
                (IntakeRefusal.overloaded(retryAfterSeconds: 4), 429, "4"), (IntakeRefusal.closing, 503, "2"),
                (IntakeRefusal.unknownChannel, 404, nil), (IntakeRefusal.tooLarge, 413, nil),
                (StoreFailure(kind: .diskFull, detail: "/secret/path is full"), 503, "5"),
                (CocoaError(.fileNoSuchFile), 500, nil),
            ]
            for (error, status, retryAfter) in cases {
                chat.fail(with: error)
                let body = #"{"sender":"a","id":"1","text":"x"}"#
                let response = try await Self.post(client, "/channels/rest/messages", token: "good", body)
                try Self.expectProblem(response, status)
                #expect(response.headers[.retryAfter] == retryAfter)
                #expect(!String(buffer: response.body).contains("secret"))
            }
        }
    }

    @Test func ratingAndTheWishForAHumanArrive() async throws {
        let chat = MemoryChat()
        try await with(chat) { client in
            let session = try await Self.open(client, #"{"locale":"en"}"#)
            let path = "/chat/sessions/\(session.session)/"
            try Self.expectProblem(
                try await Self.post(client, path + "rating", token: session.token, #"{"score":5}"#), 409)
            // Before the first message the wish is the first message.
            #expect(try await Self.post(client, path + "human", token: session.token, "").status == .noContent)
            #expect(chat.received.map(\.text) == ["I would like to talk to a person, please."])
            #expect(try await Self.post(client, path + "human", token: session.token, "").status == .noContent)
            #expect(
                try await Self.post(client, path + "rating", token: session.token, #"{"score":5}"#).status == .noContent
            )
            try Self.expectProblem(
                try await Self.post(client, path + "rating", token: session.token, #"{"score":6}"#), 400)
        }
        #expect(chat.state.withLock { $0.wishes.count } == 1)
        #expect(chat.state.withLock { $0.ratings } == [5])
    }

    @Test func pagesOfAllowedOriginsMayUseTheChatAndOthersMayNot() async throws {
        try await with { client in
            let preflight = try await client.execute(
                uri: "/chat/sessions/abc/messages", method: .options, headers: [.origin: "https://shop.example"])
            #expect(preflight.status == .noContent)
            #expect(preflight.headers[.accessControlAllowOrigin] == "*")
            #expect(preflight.headers[.accessControlAllowMethods] == "POST, GET")
            #expect(preflight.headers[.accessControlAllowHeaders]?.contains("Authorization") == true)
            #expect(preflight.headers[.accessControlAllowCredentials] == nil)
        }
        var settings = GatewaySettings()
        settings.allowedOrigins = ["https://shop.example"]
        try await with(settings: settings) { client in
            for (origin, allowed) in [("https://shop.example", "https://shop.example"), ("https://evil.example", nil)] {
                let response = try await client.execute(
                    uri: "/chat/sessions", method: .post, headers: [.origin: origin], body: ByteBuffer(string: "{}"))
                #expect(response.headers[.accessControlAllowOrigin] == allowed)
                #expect(response.headers[.vary] == "Origin")
            }
        }
    }

    @Test func filesAreServedWithTheirVersion() async throws {
        try await with { client in
            let widget = try await client.execute(uri: "/chat/widget.js", method: .get)
            #expect(String(buffer: widget.body) == "let widget")
            #expect(widget.headers[.accessControlAllowOrigin] == "*")
            #expect(widget.headers[.xContentTypeOptions] == "nosniff")
            let etag = try #require(widget.headers[.eTag])
            let known = try await client.execute(uri: "/chat/widget.js", method: .get, headers: [.ifNoneMatch: etag])
            #expect(known.status == .notModified)
            #expect(try await client.execute(uri: "/", method: .get).headers[.contentType] == "text/html")
            #expect(
                try await client.execute(uri: "/chat/avatar/web", method: .get).headers[.contentType] == "image/png")
            try Self.expectProblem(try await client.execute(uri: "/../etc/passwd", method: .get), 404)
        }
    }

    @Test func healthAndReadinessDiffer() async throws {
        let chat = MemoryChat()
        try await with(chat) { client in
            #expect(try await client.execute(uri: "/readyz", method: .get).status == .ok)
            chat.state.withLock { $0.notReady = "The store is read-only." }
            try Self.expectProblem(try await client.execute(uri: "/readyz", method: .get), 503)
            #expect(try await client.execute(uri: "/healthz", method: .get).status == .ok)
        }
    }

    @Test func identityIsProvedOrRefusedAndNeverGuessed() async throws {
        let secret = "a secret of thirty-two bytes, ok"
        let identity = try await IdentityTokens(
            key: .hs256(secret: secret), rules: IdentityTokens.Rules(issuer: "shop", audience: "switchboard"))
        let keys = JWTKeyCollection()
        await keys.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
        let chat = MemoryChat()
        let expires = Double(chat.now.milliseconds / 1000 + 600)
        let good = try await keys.sign(Claims(exp: expires))
        let expired = try await keys.sign(Claims(exp: expires - 6000))
        try await with(chat, identity: identity) { client in
            let session = try await Self.open(client, #"{"identity":"\#(good)"}"#)
            let path = "/chat/sessions/\(session.session)/messages"
            _ = try await Self.post(client, path, token: session.token, #"{"id":"1","text":"x"}"#)
            for bad in [expired, good + "x", "a.b.c"] {
                try Self.expectProblem(try await Self.post(client, "/chat/sessions", #"{"identity":"\#(bad)"}"#), 401)
            }
        }
        #expect(chat.received.map(\.sender.account) == ["4711"])
        #expect(chat.received.map(\.sender.assurance) == [.verified])
        #expect(chat.state.withLock { $0.sessions.count } == 1)
        try await with { client in
            try Self.expectProblem(try await Self.post(client, "/chat/sessions", #"{"identity":"\#(good)"}"#), 400)
        }
    }

    private struct Claims: JWTPayload {
        var iss = "shop"
        var aud = "switchboard"
        var sub = "4711"
        var exp: Double
        func verify(using _: some JWTAlgorithm) async throws {}
    }
}
