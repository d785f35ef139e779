import ConnectorKit
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

/// Who sent a request, as a key for rate limits.
func clientAddress(_ request: Request, _ context: some RequestContext, _ proxies: TrustedProxies) -> String {
    proxies.client(
        peer: (context as? any RemoteAddressRequestContext)?.remoteAddress?.ipAddress,
        forwardedFor: request.headers.filter { $0.name.canonicalName == "x-forwarded-for" }.map(\.value))
}
