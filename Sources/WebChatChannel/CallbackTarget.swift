import Foundation
import OutgoingHTTP

/// The address an application wants to be called at.
public struct CallbackTarget: Sendable, Hashable {
    /// Why an address cannot be used.
    public enum Fault: Error, Sendable, Hashable {
        /// Not `http://…` or `https://…` with a host.
        case notHTTP
        /// It holds a user or a password, which belong into the secret.
        case credentials
    }

    public let url: String
    let host: String
    let port: Int

    public init(_ url: String) throws(Fault) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
            scheme == "http" || scheme == "https", let host = parts.host, !host.isEmpty
        else { throw .notHTTP }
        guard parts.user == nil, parts.password == nil else { throw .credentials }
        self.url = url
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        port = parts.port ?? (scheme == "https" ? 443 : 80)
    }

    /// Where the host leads at this moment.
    func reach() async -> HostReach { await HostReach.of(host: host, port: port) }
}
