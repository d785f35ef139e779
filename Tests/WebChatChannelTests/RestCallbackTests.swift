import AsyncHTTPClient
import ConnectorKit
import Conversations
import NIOCore
import OutgoingHTTP
import Testing

@testable import WebChatChannel

@Suite struct RestCallbackTests {
    @Test func signsAsTheSpecificationsExampleDoes() throws {
        // The example of the Standard Webhooks specification and its reference libraries.
        let signature = try WebhookSignature(secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        #expect(
            signature.header(
                id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestampSeconds: 1_614_265_330,
                body: Array(#"{"test": 2432232314}"#.utf8))
                == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test func secretsMustBeAsLongAsTheSpecificationAsks() {
        #expect(throws: WebhookSignature.SecretFault.length(3)) { try WebhookSignature(secret: "whsec_AAAA") }
        #expect(throws: WebhookSignature.SecretFault.notBase64) { try WebhookSignature(secret: "whsec_!") }
    }

    @Test(
        arguments: [
            (200, nil, SendOutcome.sent), (204, nil, .sent),
            (
                400, nil,
                .failed(
                    .init(
                        kind: .rejected, retry: .never, certainty: .didNotHappen,
                        detail: "the callback answered with status 400"))
            ),
            (
                302, nil,
                .failed(
                    .init(
                        kind: .rejected, retry: .never, certainty: .didNotHappen,
                        detail: "the callback answered with status 302"))
            ),
            (
                401, nil,
                .failed(
                    .init(
                        kind: .unauthorized, retry: .never, certainty: .didNotHappen,
                        detail: "the callback answered with status 401"))
            ),
            (
                413, nil,
                .failed(
                    .init(
                        kind: .tooLarge, retry: .never, certainty: .didNotHappen,
                        detail: "the callback answered with status 413"))
            ),
            (
                429, "7",
                .failed(
                    .init(
                        kind: .rateLimited, retry: .after(milliseconds: 7000), certainty: .didNotHappen,
                        detail: "the callback answered with status 429"))
            ),
            (
                429, "soon",
                .failed(
                    .init(
                        kind: .rateLimited, retry: .later, certainty: .didNotHappen,
                        detail: "the callback answered with status 429"))
            ),
            (
                503, "9999999999",
                .failed(
                    .init(
                        kind: .other, retry: .after(milliseconds: 86_400_000), certainty: .didNotHappen,
                        detail: "the callback answered with status 503"))
            ),
            (
                500, nil,
                .failed(
                    .init(
                        kind: .other, retry: .later, certainty: .unknown,
                        detail: "the callback answered with status 500"))
            ),
        ] as [(Int, String?, SendOutcome)])
    func statusesSayWhatBecameOfTheAttempt(status: Int, retryAfter: String?, expected: SendOutcome) {
        #expect(CallbackOutcome.of(status: status, retryAfter: retryAfter) == expected)
    }

    @Test func whatTimesOutAfterSendingIsUnknown() {
        #expect(CallbackOutcome.of(HTTPClientError.readTimeout).certainty == .unknown)
        #expect(CallbackOutcome.of(HTTPClientError.deadlineExceeded).certainty == .unknown)
        #expect(CallbackOutcome.of(HTTPClientError.remoteConnectionClosed).certainty == .unknown)
        #expect(CallbackOutcome.of(HTTPClientError.connectTimeout).certainty == .didNotHappen)
    }

    @Test(arguments: ["ftp://a", "a.example", "", "http://", "https://user:pw@a.example/"])
    func refusesAddressesItCannotUse(url: String) {
        #expect(throws: CallbackTarget.Fault.self) { try CallbackTarget(url) }
    }

    @Test(arguments: ["http://127.0.0.1:1/x", "http://[::1]/", "http://localhost/", "http://169.254.169.254/latest"])
    func privateTargetsAreRefusedWithoutAConnection(url: String) async throws {
        let client = HTTPClient(configuration: RestCallback.clientConfiguration)
        let callback = try RestCallback(
            RestCallback.Configuration(url: url, secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), client: client,
            now: { Timestamp(milliseconds: 0) })
        #expect(await callback.send(Self.message) == .failed(CallbackOutcome.privateAddress))
        try await client.shutdown()
    }

    @Test func aRefusedConnectionDidNotHappen() async throws {
        let client = HTTPClient(configuration: RestCallback.clientConfiguration)
        let callback = try RestCallback(
            RestCallback.Configuration(
                url: "http://127.0.0.1:1/", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", allowsPrivate: true),
            client: client, now: { Timestamp(milliseconds: 0) })
        guard case .failed(let failure) = await callback.send(Self.message) else {
            Issue.record("sent to nobody")
            return
        }
        #expect(failure.certainty == .didNotHappen)
        #expect(failure.retry == .later)
        try await client.shutdown()
    }

    @Test func theAddressThatWasCheckedIsTheOneThatIsCalled() async throws {
        let receiver = try await CallbackReceiver.start()
        let client = HTTPClient(configuration: RestCallback.clientConfiguration)
        // A name that leads nowhere: only the checked address can be called.
        let callback = try RestCallback(
            RestCallback.Configuration(
                url: "http://callback.invalid:\(receiver.port)/hook", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            client: client, now: { Timestamp(milliseconds: 0) }, timeout: nil, reach: { .open(address: "127.0.0.1") })
        #expect(await callback.send(Self.message) == .sent)
        #expect(receiver.hosts == ["callback.invalid:\(receiver.port)"])
        try await client.shutdown()
        try await receiver.stop()
    }

    @Test func theDeadlineCountsFromBeforeTheNameIsResolved() async throws {
        let client = HTTPClient(configuration: RestCallback.clientConfiguration)
        let callback = try RestCallback(
            RestCallback.Configuration(
                url: "http://callback.invalid/", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            client: client, now: { Timestamp(milliseconds: 0) }, timeout: .nanoseconds(0),
            reach: { .open(address: "127.0.0.1") })
        #expect(await callback.send(Self.message) == .failed(CallbackOutcome.unresolvedInTime))
        try await client.shutdown()
    }

    @Test func theBodyIsTheSameForEveryAttempt() {
        #expect(RestCallback.body(of: Self.message) == RestCallback.body(of: Self.message))
        #expect(
            String(decoding: RestCallback.body(of: Self.message), as: UTF8.self)
                == #"{"type":"message.created","timestamp":"1970-01-01T00:00:00.000Z","data":{"channel":"rest","conversation":"c7","sender":"a","message":{"id":"m3","seq":3,"author":{"kind":"agent","name":"Mara"},"text":"Hi","citations":[],"attachments":[],"sent_at":"1970-01-01T00:00:00.000Z"}}}"#
        )
    }

    private static let message = OutboundMessage(
        key: "c7-3", conversation: ConversationID(number: 7), seq: 3, channel: ChannelName("rest"), address: "a",
        author: Author(kind: .agent, name: "Mara"), text: "Hi", citations: [], sentAt: Timestamp(milliseconds: 0))
}
