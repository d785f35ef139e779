import OutgoingHTTP
import Testing

@testable import RecipeChannels
@testable import Recipes

@Suite struct HTTPEffectsTests {
    private func request(
        _ url: String, body: RecipeRequest.Body = .json(Array(#"{"text":"Guten Tag"}"#.utf8)), bytesMax: Int = 4_096,
        seconds: Int = 20
    ) -> RecipeRequest {
        RecipeRequest(
            endpoint: "post", method: "POST", url: url, headers: [:], body: body, credential: nil,
            timeoutSeconds: seconds,
            answerBytesMax: bytesMax)
    }

    private func exchange(_ server: UnrulyServer, seconds: Int = 20) async throws -> Exchange {
        let effects = HTTPEffects(allowsPrivate: true)
        let exchange = await effects.exchange(
            request(server.url, seconds: seconds), credential: nil, files: [])
        await effects.shutDown()
        try await server.close()
        return exchange
    }

    @Test func anAnswerIsTakenWithItsHeaders() async throws {
        let server = try await UnrulyServer(.answer(429, headers: ["Retry-After": "7"], body: "{\"a\":1}"))
        guard case .answer(let answer) = try await exchange(server) else {
            Issue.record("no answer")
            return
        }
        #expect(answer.status == 429 && answer.headers["retry-after"] == "7" && answer.body == Array("{\"a\":1}".utf8))
        let head = try #require(server.requests.first).lowercased()
        #expect(head.contains("content-type: application/json") && head.contains("connection: close"))
        #expect(server.bodies == [#"{"text":"Guten Tag"}"#])
    }

    @Test func whatIsKnownOfAnEndIsRight() async throws {
        #expect(try await exchange(UnrulyServer(.close)) == .noAnswer(timedOut: false))
        #expect(try await exchange(UnrulyServer(.silent), seconds: 3) == .noAnswer(timedOut: true))
        #expect(try await exchange(UnrulyServer(.breakOff(200))) == .answerCutOff(status: 200))
        #expect(try await exchange(UnrulyServer(.stall(500)), seconds: 3) == .answerCutOff(status: 500))
        #expect(try await exchange(UnrulyServer(.huge(9_000, told: true))) == .answerTooLarge(status: 200))
        #expect(try await exchange(UnrulyServer(.huge(9_000, told: false))) == .answerTooLarge(status: 200))
    }

    @Test func redirectsAreAnswersAndNoMore() async throws {
        let other = try await UnrulyServer(.answer(200))
        let server = try await UnrulyServer(.answer(307, headers: ["Location": other.url]))
        guard case .answer(let answer) = try await exchange(server) else {
            Issue.record("no answer")
            return
        }
        #expect(answer.status == 307)
        #expect(other.requests.isEmpty)
        try await other.close()
    }

    @Test func whatNeverLeftDidNotHappen() async throws {
        let effects = HTTPEffects(allowsPrivate: true)
        // Nobody listens.
        let closed = try await UnrulyServer(.silent)
        try await closed.close()
        guard case .notSent = await effects.exchange(request(closed.url), credential: nil, files: []) else {
            Issue.record("a refused connection sent something")
            return
        }
        // A server that never greets: the encryption is not there when the time is over.
        let mute = try await UnrulyServer(.silent)
        let address = "https://127.0.0.1:\(mute.port)/"
        guard
            case .notSent(let detail) = await effects.exchange(request(address, seconds: 3), credential: nil, files: [])
        else {
            Issue.record("sent without encryption")
            return
        }
        #expect(!detail.contains("127.0.0.1"))
        #expect(!mute.bodies.contains { $0.contains("Guten") })
        try await mute.close()
        // A server that speaks no TLS.
        let plain = try await UnrulyServer(.close)
        guard
            case .notSent = await effects.exchange(
                request("https://127.0.0.1:\(plain.port)/"), credential: nil, files: [])
        else {
            Issue.record("sent without encryption")
            return
        }
        try await plain.close()
        await effects.shutDown()
    }

    @Test func privateNetworksAndNamesWithoutAddressAreNotCalled() async throws {
        let server = try await UnrulyServer(.answer(200))
        let effects = HTTPEffects()
        #expect(await effects.exchange(request(server.url), credential: nil, files: []) == .forbidden)
        let nowhere = HTTPEffects(allowsPrivate: false, clients: HostClients()) { _, _ in .unresolved }
        guard case .notSent = await nowhere.exchange(request(server.url), credential: nil, files: []) else {
            Issue.record("a name without address was called")
            return
        }
        #expect(server.requests.isEmpty)
        try await server.close()
        await effects.shutDown()
    }

    @Test func credentialsAndFilesGoAlong() async throws {
        let server = try await UnrulyServer(.answer(200))
        let effects = HTTPEffects(allowsPrivate: true)
        let body = RecipeRequest.Body.multipart([
            .init(name: "caption", content: .text("für Sie")), .init(name: "file", content: .file(0)),
        ])
        let file = CarriedFile(name: "a\"\r\nb.txt", type: "text/plain", bytes: Array("Inhalt".utf8))
        _ = await effects.exchange(
            request(server.url, body: body), credential: .query(name: "token", value: "a&b"), files: [file])
        let got = server.requests.first ?? ""
        #expect(got.hasPrefix("POST /hook?token=a%26b HTTP/1.1\r\n"))
        #expect(got.contains("name=\"caption\"\r\n\r\nfür Sie\r\n"))
        #expect(got.contains("filename=\"a%22%0A%0Ab.txt\"\r\nContent-Type: text/plain\r\n\r\nInhalt\r\n--"))
        // A file that is not there is no request.
        guard
            case .notSent = await effects.exchange(request(server.url, body: body), credential: nil, files: [])
        else {
            Issue.record("sent without its file")
            return
        }
        #expect(server.requests.count == 1)
        await effects.shutDown()
        try await server.close()
    }
}
