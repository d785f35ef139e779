public import ConnectorKit

/// What the operator of the machine may set for the public side.
public struct GatewaySettings: Sendable, Hashable {
    /// Origins whose pages may use the chat beside the gateway's own; `*` for all. Never with credentials: tokens travel
    /// in headers.
    public var allowedOrigins: [String] = ["*"]
    /// Where clients reach this gateway, without a slash at the end; empty makes addresses relative.
    public var publicURL = ""
    /// Largest request body, in bytes.
    public var bodyBytesMax = 64 * 1024
    /// Longest text of one message, in UTF-8 bytes; a channel's own limit is in characters.
    public var textBytesMax = 16 * 1024
    /// Open chat sockets at once, those in their handshake included; the next is told 503.
    public var socketsMax = 20_000
    /// Open event streams at once; the next is told 503.
    public var streamsMax = 2000
    /// Sockets and event streams of one session at once; the next is told 429. A chat open in several windows needs one
    /// each.
    public var livePerSessionMax = 8
    /// Longest time a request waits for its answer.
    public var waitSecondsMax = 60
    /// Silence on an event stream after which a comment is sent, in seconds.
    public var heartbeatSeconds = 15
    /// Silence on a chat socket after which it is pinged, in seconds, at the latest after twice that; it is closed when
    /// nothing comes for as long again.
    public var pingSeconds = 30
    /// Messages, ratings and calls for a person one sender may send.
    public var messages = RateLimit(burst: 40, perMinute: 120)
    /// Sessions one network address may open.
    public var sessions = RateLimit(burst: 120, perMinute: 120)
    /// Attempts with a wrong secret one network address may make.
    public var failures = RateLimit(burst: 60, perMinute: 60)
    /// Proxies whose `X-Forwarded-For` says who the client is.
    public var trustedProxies = TrustedProxies()

    public init() {}
}

/// A bucket of permissions that refills steadily.
public struct RateLimit: Sendable, Hashable {
    /// Permissions a full bucket holds, at least 1.
    public var burst: Int
    /// Permissions that come back in a minute, at least 1.
    public var perMinute: Int

    public init(burst: Int, perMinute: Int) {
        self.burst = burst
        self.perMinute = perMinute
    }
}
