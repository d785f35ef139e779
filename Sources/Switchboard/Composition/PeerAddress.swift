public import Gateway
import NIOCore
public import OpsConsole

extension PublicRequestContext: PeerAddressContext {
    /// The address at the other end of the connection.
    public var peerAddress: String? { remoteAddress?.ipAddress }
}
