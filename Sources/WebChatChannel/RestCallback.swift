public import AsyncHTTPClient
public import ConnectorKit
public import Conversations
import NIOCore
import NIOHTTP1
import OutgoingHTTP

/// Brings messages to an application that wants to be called, signed as Standard Webhooks.
///
/// The receiver drops a repeated `webhook-id`, as that specification asks of it; so an attempt of unknown outcome may
/// be repeated.
public struct RestCallback: OutboundChannel {
    /// Where to and with which secret.
    public struct Configuration: Sendable {
        /// `http` or `https`.
        public var url: String
        /// As ``WebhookSignature/init(secret:)`` takes it.
        public var secret: String
        /// Whether the address may be one of a private network; by default it may not.
        public var allowsPrivate: Bool
        /// Time for one attempt, name resolution included; 1 to 60.
        public var timeoutSeconds: Int

        public init(url: String, secret: String, allowsPrivate: Bool = false, timeoutSeconds: Int = 10) {
            self.url = url
            self.secret = secret
            self.allowsPrivate = allowsPrivate
            self.timeoutSeconds = timeoutSeconds
        }
    }

    /// What the client must be made with: no redirects, which could lead where the configuration does not, and no
    /// silent repetition of failed connections, which is Delivery's to decide.
    public static var clientConfiguration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    public let dropsRepeatedKeys = true

    private let target: CallbackTarget
    private let signature: WebhookSignature
    private let allowsPrivate: Bool
    private let timeout: TimeAmount
    private let client: HTTPClient
    private let now: @Sendable () -> Timestamp
    /// Where the host leads, asked for each attempt.
    private let reach: @Sendable () async -> HostReach

    /// - Parameter client: Made with ``clientConfiguration``; the caller shuts it down.
    /// - Throws: ``CallbackTarget/Fault`` or ``WebhookSignature/SecretFault``.
    public init(
        _ configuration: Configuration, client: HTTPClient, now: @escaping @Sendable () -> Timestamp
    ) throws {
        try self.init(configuration, client: client, now: now, timeout: nil, reach: nil)
    }

    init(
        _ configuration: Configuration, client: HTTPClient, now: @escaping @Sendable () -> Timestamp,
        timeout: TimeAmount?, reach: (@Sendable () async -> HostReach)?
    ) throws {
        let target = try CallbackTarget(configuration.url)
        self.target = target
        self.reach = reach ?? { await target.reach() }
        signature = try WebhookSignature(secret: configuration.secret)
        allowsPrivate = configuration.allowsPrivate
        self.timeout = timeout ?? .seconds(Int64(min(max(configuration.timeoutSeconds, 1), 60)))
        self.client = client
        self.now = now
    }

    public func send(_ message: OutboundMessage) async -> SendOutcome {
        let deadline = NIODeadline.now() + timeout
        if allowsPrivate { return await post(message, by: client, deadline) }
        switch await reach() {
        case .isPrivate: return .failed(CallbackOutcome.privateAddress)
        case .unresolved: return .failed(CallbackOutcome.unresolved)
        case .open(let address):
            guard NIODeadline.now() < deadline else { return .failed(CallbackOutcome.unresolvedInTime) }
            return await post(message, to: address, deadline)
        }
    }

    /// Calls the address that was checked: another look-up of the name could give another one (DNS rebinding). A client
    /// of its own is the only way AsyncHTTPClient has for that; Host and server name stay those of the URL.
    private func post(_ message: OutboundMessage, to address: String, _ deadline: NIODeadline) async -> SendOutcome {
        var configuration = Self.clientConfiguration
        configuration.dnsOverride = [target.host: address]
        let client = HTTPClient(configuration: configuration)
        let outcome = await post(message, by: client, deadline)
        try? await client.shutdown()
        return outcome
    }

    private func post(_ message: OutboundMessage, by client: HTTPClient, _ deadline: NIODeadline) async -> SendOutcome {
        do {
            let response = try await client.execute(request(for: message), deadline: deadline)
            return CallbackOutcome.of(
                status: Int(response.status.code), retryAfter: response.headers.first(name: "retry-after"))
        } catch {
            return .failed(CallbackOutcome.of(error))
        }
    }

    private func request(for message: OutboundMessage) -> HTTPClientRequest {
        let body = Self.body(of: message)
        let seconds = now().milliseconds / 1000
        var request = HTTPClientRequest(url: target.url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "user-agent", value: "switchboard")
        request.headers.add(name: "webhook-id", value: message.key)
        request.headers.add(name: "webhook-timestamp", value: String(seconds))
        request.headers.add(
            name: "webhook-signature", value: signature.header(id: message.key, timestampSeconds: seconds, body: body))
        request.body = .bytes(body)
        return request
    }

    /// `{type, timestamp, data:{channel, conversation, sender, message}}`; the same bytes for every attempt.
    static func body(of message: OutboundMessage) -> [UInt8] {
        var json = JSONWriter(capacity: 512 + message.text.utf8.count)
        json.beginObject()
        json.field("type", "message.created")
        json.field("timestamp", message.sentAt.description)
        json.beginObject("data")
        json.field("channel", message.channel.rawValue)
        json.field("conversation", message.conversation.description)
        json.field("sender", message.address)
        json.beginObject("message")
        ChatWire.writeMembers(
            of: ChatMessage(
                id: "m\(message.seq)", seq: message.seq, author: message.author, text: message.text,
                citations: message.citations, sentAt: message.sentAt), to: &json)
        json.endObject()
        json.endObject()
        json.endObject()
        return json.bytes
    }
}
