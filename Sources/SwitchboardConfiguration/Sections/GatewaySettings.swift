import ConfigurationReading
public import ConnectorKit

/// The public side: web chat, REST, demo page.
public struct GatewaySettings: Sendable, Hashable {
    /// Address to listen on.
    public var host: String
    /// TCP port; 0 picks a free one.
    public var port: Int
    /// How customers' browsers reach the gateway, without a closing slash.
    public var publicURL: String
    /// The proxies in front of the gateway, whose `X-Forwarded-For` is believed.
    public var trustedProxies: TrustedProxies
    public var limits: GatewayLimits

    init(reading section: ConfigurationReader?) {
        host = section?.text("host", charactersMax: 255) ?? "127.0.0.1"
        port = section?.integer("port", in: 0...65_535, unit: "TCP port; 0 picks a free one") ?? 8080
        publicURL = section?.webAddress("public_url") ?? WebAddress.listener(host: host, port: port)
        trustedProxies = section.map(Self.trustedProxies) ?? TrustedProxies()
        limits = section?.section("limits", GatewayLimits.init(reading:)) ?? GatewayLimits()
    }

    /// The origin of ``publicURL`` as browsers write it in the `Origin` header.
    public var publicOrigin: String { WebAddress(publicURL)?.origin ?? publicURL }

    private static func trustedProxies(_ section: ConfigurationReader) -> TrustedProxies {
        var sound: [String] = []
        for (index, entry) in (section.texts("trusted_proxies", charactersMax: 64) ?? []).enumerated() {
            if (try? TrustedProxies([entry])) != nil {
                sound.append(entry)
            } else {
                section.report(
                    "trusted_proxies[\(index)]", line: section.line(of: "trusted_proxies"),
                    "must be an IP address or a network such as 10.0.0.0/8, not \(Printable.quoted(entry))")
            }
        }
        return (try? TrustedProxies(sound)) ?? TrustedProxies()
    }
}

/// What one sender, one address and all together may ask of the public side.
public struct GatewayLimits: Sendable, Hashable {
    /// Largest request body taken, in bytes.
    public var bodyBytes = 65_536
    /// Messages one sender may send in a minute; beyond it 429 with `Retry-After`.
    public var messagesPerMinutePerSender = 60
    /// Chat sessions one network address may open in a minute.
    public var sessionsPerMinutePerAddress = 60
    /// WebSocket chats open at the same time.
    public var socketsMax = 10_000

    public init() {}

    init(reading section: ConfigurationReader) {
        if let value = section.integer("body_bytes", in: 1_024...10_485_760, unit: "bytes") { bodyBytes = value }
        if let value = section.integer(
            "messages_per_minute_per_sender", in: 1...1_000_000, unit: "messages a minute")
        {
            messagesPerMinutePerSender = value
        }
        if let value = section.integer(
            "sessions_per_minute_per_address", in: 1...1_000_000, unit: "sessions a minute")
        {
            sessionsPerMinutePerAddress = value
        }
        if let value = section.integer("sockets_max", in: 1...1_000_000, unit: "open sockets") { socketsMax = value }
    }
}

extension WebAddress {
    /// The address of a listener as a browser on the same machine writes it.
    static func listener(host: String, port: Int) -> String {
        let shown = host == "0.0.0.0" ? "127.0.0.1" : host == "::" ? "[::1]" : host.contains(":") ? "[\(host)]" : host
        return "http://\(shown):\(port)"
    }
}
