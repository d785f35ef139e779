import ConnectorKit
import Synchronization
import Testing

@testable import Recipes

@Suite struct OutboundTests {
    private func outcome(_ exchange: Exchange, kind: String = "telegram") throws -> SendFailure? {
        let generic: [String: JSON] = ["secret": "whsec_c2VjcmV0", "url": "https://app.example.org/hook"]
        let channel = try channel(kind, kind == "generic" ? generic : [:])
        var run = try #require(channel.begin("message", OutboundView(key: "k", recipient: "1", text: "x")))
        guard case .request = run.next(now: 0) else { return nil }
        run.receive(exchange, now: 1_000_000)
        guard case .finished(.failed(let failure, _)) = run.next(now: 0) else { return nil }
        return failure
    }

    @Test func certaintyIsRightWhateverThePlatformDoes() throws {
        func answer(_ status: Int, _ headers: [String: String] = [:], _ body: String = "") -> Exchange {
            .answer(HTTPAnswer(status: status, headers: headers, body: Array(body.utf8)))
        }
        let table: [(Exchange, SendFailure.Kind, SendFailure.Retry, SendFailure.Certainty)] = [
            (.notSent(detail: "refused"), .unreachable, .later, .didNotHappen),
            (.noAnswer(timedOut: true), .timeout, .later, .unknown),
            (.noAnswer(timedOut: false), .unreachable, .later, .unknown),
            (.forbidden, .rejected, .never, .didNotHappen),
            (.answerTooLarge(status: 400), .rejected, .never, .didNotHappen),
            (.answerTooLarge(status: 500), .unreachable, .later, .unknown),
            (.answerCutOff(status: 200), .unreachable, .later, .unknown),
            (.answerCutOff(status: 400), .rejected, .never, .didNotHappen),
            (answer(429), .rateLimited, .later, .didNotHappen),
            (answer(429, ["retry-after": "7"]), .rateLimited, .after(milliseconds: 7_000), .didNotHappen),
            (answer(429, ["retry-after": "1e99"]), .rateLimited, .after(milliseconds: 86_400_000), .didNotHappen),
            (answer(429, ["retry-after": "-1"]), .rateLimited, .later, .didNotHappen),
            (
                answer(429, ["retry-after": "Thu, 01 Jan 1970 00:17:10 GMT"]), .rateLimited,
                .after(milliseconds: 30_000), .didNotHappen
            ),
            (answer(503, ["retry-after": "2"]), .unreachable, .after(milliseconds: 2_000), .didNotHappen),
            (answer(500), .unreachable, .later, .unknown), (answer(502), .unreachable, .later, .unknown),
            (answer(504), .unreachable, .later, .unknown), (answer(302), .rejected, .never, .didNotHappen),
            (answer(400), .rejected, .never, .didNotHappen), (answer(401), .unauthorized, .whenMended, .didNotHappen),
            (answer(413), .tooLarge, .never, .didNotHappen), (answer(408), .timeout, .later, .didNotHappen),
        ]
        for (exchange, kind, retry, certainty) in table {
            // A recipe whose mapping says nothing of these, so that the rules for all platforms speak.
            let failure = try #require(try outcome(exchange, kind: "generic"), "\(exchange)")
            #expect(failure.kind == kind, "\(exchange)")
            #expect(failure.retry == retry, "\(exchange)")
            #expect(failure.certainty == certainty, "\(exchange)")
        }
        #expect(try outcome(.answerTooLarge(status: 200), kind: "generic") == nil)
    }

    @Test func aRunGoesOnWhereAnotherStopped() throws {
        let whatsapp = try channel("whatsapp")
        var view = OutboundView(key: "k", recipient: "49", text: "Bitte sehr")
        view.files = [.init(name: "a.png", type: "image/png", sizeBytes: 5)]
        func answer(_ body: String) -> Exchange { .answer(HTTPAnswer(status: 200, body: Array(body.utf8))) }
        var first = try #require(whatsapp.begin("message", view))
        var endpoints: [String] = []
        for exchange in [
            answer(#"{"id":"m1"}"#), answer(#"{"messages":[{"id":"w1"}]}"#), Exchange.notSent(detail: "x"),
        ] {
            guard case .request(let request) = first.next(now: 0) else { break }
            endpoints.append(request.endpoint)
            first.receive(exchange, now: 0)
        }
        #expect(endpoints == ["upload", "messages", "messages"])
        guard case .finished(.failed(let failure, ["w1"])) = first.next(now: 0) else {
            Issue.record("\(first.next(now: 0))")
            return
        }
        #expect(failure.certainty == .didNotHappen && first.isPartlyDelivered)
        var second = try #require(whatsapp.begin("message", view))
        second.resume(try JSON(parsing: first.progress.bytes))
        guard case .request(let request) = second.next(now: 0), case .json(let bytes) = request.body else {
            Issue.record("nothing left to send")
            return
        }
        #expect(try JSON(parsing: bytes)["image"]?["id"] == "m1")
        second.receive(answer(#"{"messages":[{"id":"w2"}]}"#), now: 0)
        #expect(second.next(now: 0) == .finished(.done(ids: ["w1", "w2"])))
        var third = try #require(whatsapp.begin("message", view))
        third.resume(["step": 99])
        guard case .request(let again) = third.next(now: 0) else { return }
        #expect(again.endpoint == "upload")
    }

    @Test func aKeyIsOneUUID() {
        #expect(KeyUUID.of("m1") == KeyUUID.of("m1"))
        #expect(KeyUUID.of("m1") != KeyUUID.of("m2"))
        #expect(
            KeyUUID.of("m1").wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
                != nil)
    }
}

@Suite struct CredentialsTests {
    /// A token server whose answers are given, and which counts.
    private final class TokenServer: RecipeHTTP, RefreshTokens {
        struct State {
            var requests: [RecipeRequest] = []
            var answers: [Exchange] = []
            var kept: [String] = []
        }

        let state: Mutex<State>

        init(_ answers: [Exchange]) { state = Mutex(State(answers: answers)) }

        func exchange(
            _ request: RecipeRequest, credential: CredentialValue?, files: [CarriedFile]
        ) async -> Exchange {
            await Task.yield()
            return state.withLock { state in
                state.requests.append(request)
                return state.answers.isEmpty ? .notSent(detail: "none") : state.answers.removeFirst()
            }
        }

        func refreshToken(of credential: String) async -> String? { state.withLock { $0.kept.last } }
        func keep(_ token: String, of credential: String) async throws { state.withLock { $0.kept.append(token) } }
        var requests: [RecipeRequest] { state.withLock { $0.requests } }
    }

    private func token(_ text: String) -> Exchange { .answer(HTTPAnswer(status: 200, body: Array(text.utf8))) }

    private func value(_ result: Result<CredentialValue, SendFailure>) -> String? {
        if case .success(.header(_, let value)) = result { value } else { nil }
    }

    @Test func oneTokenIsHadForAllWhoWaitAndAgainWhenItEnds() async throws {
        let server = TokenServer([
            token(#"{"access_token":"A","expires_in":3600}"#), token(#"{"access_token":"B","expires_in":3600}"#),
        ])
        let clock = Mutex<Int64>(0)
        let credentials = Credentials(
            channel: try channel("teams", ["app_id": "id", "app_password": "pw"]), http: server, refreshTokens: server,
            now: { clock.withLock { $0 } })
        await withTaskGroup(of: String?.self) { group in
            for _ in 0..<50 { group.addTask { self.value(await credentials.value(of: "bot")) } }
            for await value in group { #expect(value == "Bearer A") }
        }
        #expect(server.requests.count == 1)
        guard case .form(let fields) = server.requests[0].body else { return }
        #expect(fields.contains { $0.name == "grant_type" && $0.value == "client_credentials" })
        #expect(fields.contains { $0.name == "client_secret" && $0.value == "pw" })
        clock.withLock { $0 = 3_539_000 }
        #expect(value(await credentials.value(of: "bot")) == "Bearer A")
        clock.withLock { $0 = 3_541_000 }
        #expect(value(await credentials.value(of: "bot")) == "Bearer B")
        // One that the platform refused is not used again; a late word about an older one changes nothing.
        await credentials.refused(.header(name: "Authorization", value: "Bearer A"), of: "bot")
        #expect(value(await credentials.value(of: "bot")) == "Bearer B")
        await credentials.refused(.header(name: "Authorization", value: "Bearer B"), of: "bot")
        #expect(value(await credentials.value(of: "bot")) == nil)
    }

    @Test func aRefreshTokenTakesTheOldOnesPlace() async throws {
        let server = TokenServer([
            token(#"{"access_token":"A","expires_in":60,"refresh_token":"R2"}"#),
            token(#"{"access_token":"B","expires_in":7200,"refresh_token":"R3"}"#),
        ])
        let clock = Mutex<Int64>(0)
        let credentials = Credentials(
            channel: try channel("x", ["refresh_token": "R1", "client_id": "id", "client_secret": "s"]), http: server,
            refreshTokens: server, now: { clock.withLock { $0 } })
        #expect(value(await credentials.value(of: "user")) == "Bearer A")
        clock.withLock { $0 = 40_000 }
        #expect(value(await credentials.value(of: "user")) == "Bearer B")
        let used = server.requests.map { request -> String? in
            guard case .form(let fields) = request.body else { return nil }
            return fields.first { $0.name == "refresh_token" }?.value
        }
        #expect(used == ["R1", "R2"])
        #expect(server.state.withLock { $0.kept } == ["R2", "R3"])
        #expect(server.requests[0].headers["Authorization"] == "Basic aWQ6cw==")
    }

    @Test func aDeadCredentialIsNotTriedForEveryMessage() async throws {
        let server = TokenServer([.answer(HTTPAnswer(status: 400, body: Array(#"{"error":"invalid_client"}"#.utf8)))])
        let credentials = Credentials(
            channel: try channel("teams"), http: server, refreshTokens: server, now: { 0 })
        for _ in 0..<5 {
            guard case .failure(let failure) = await credentials.value(of: "bot") else {
                Issue.record("there is no token")
                return
            }
            #expect(failure.kind == .unauthorized && failure.detail == "no token: invalid_client")
        }
        #expect(server.requests.count == 1)
    }
}
