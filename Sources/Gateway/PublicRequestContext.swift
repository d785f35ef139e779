import HTTPTypes
public import Hummingbird
public import NIOCore

/// A request context that knows who is at the other end of the connection.
public struct PublicRequestContext: RequestContext, RemoteAddressRequestContext {
    public var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    public init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    public var remoteAddress: SocketAddress? { channel.remoteAddress }
}

/// The network address a request came from, as a key for rate limits.
func clientAddress(_ request: Request, _ context: some RequestContext, trustsForwardedFor: Bool) -> String {
    if trustsForwardedFor, let forwarded = request.headers.value(named: "x-forwarded-for")?.split(separator: ",").last {
        return String(forwarded.drop { $0 == " " }.prefix(64))
    }
    return (context as? any RemoteAddressRequestContext)?.remoteAddress?.ipAddress ?? "unknown"
}
