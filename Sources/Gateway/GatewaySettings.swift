/// What the operator of the machine may set for the public side.
public struct GatewaySettings: Sendable, Hashable {
    /// Origins whose pages may use the chat; `*` for all. Never with credentials: tokens travel in headers.
    public var allowedOrigins: [String] = ["*"]
    /// Where clients reach this gateway, without a slash at the end; empty makes addresses relative.
    public var publicURL = ""
    /// Largest request body, in bytes.
    public var bodyBytesMax = 64 * 1024
    /// Longest text of one message, in UTF-8 bytes.
    public var textBytesMax = 16 * 1024
    /// Open chat sockets at once; the next is told 503.
    public var socketsMax = 20_000
    /// Open event streams at once; the next is told 503.
    public var streamsMax = 2000
    /// Longest time a request waits for its answer.
    public var waitSecondsMax = 60
    /// Silence on an event stream after which a comment is sent, in seconds.
    public var heartbeatSeconds = 15
    /// Silence on a chat socket after which it is pinged, in seconds, at the latest after twice that; it is closed when
    /// nothing comes for as long again.
    public var pingSeconds = 30
    /// Messages one sender may send.
    public var messages = RateLimit(burst: 40, perMinute: 120)
    /// Sessions one network address may open.
    public var sessions = RateLimit(burst: 120, perMinute: 120)
    /// Attempts with a wrong secret one network address may make.
    public var failures = RateLimit(burst: 60, perMinute: 60)
    /// Whether the last entry of `X-Forwarded-For` is believed to be the client's address: only behind a proxy of
    /// one's own that sets it.
    public var trustsForwardedFor = false

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
