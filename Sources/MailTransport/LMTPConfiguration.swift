/// Where and how mails are taken from a mail server on this machine.
public struct LMTPConfiguration: Sendable {
    /// Where we listen.
    public enum Address: Sendable, Equatable {
        /// A loopback address, never port 25 (RFC 2033, 5); port 0 lets the system choose.
        case tcp(host: String, port: Int)
        /// A Unix socket; `mode` are its permission bits.
        case unix(path: String, mode: UInt16)
    }

    public var address: Address
    /// The name we answer with.
    public var hostName: String
    /// Largest mail taken.
    public var mailBytesMax: Int
    /// Of all mails being received at once.
    public var bytesInFlightMax: Int
    public var recipientsMax: Int
    public var connectionsMax: Int
    /// For one command, from the answer before it to its last byte.
    public var commandTimeout: Duration
    /// For one whole mail, from `DATA` to the final dot.
    public var dataTimeout: Duration

    public init(
        address: Address, hostName: String = "localhost", mailBytesMax: Int = 50 << 20,
        bytesInFlightMax: Int = 256 << 20, recipientsMax: Int = 100, connectionsMax: Int = 50,
        commandTimeout: Duration = .seconds(300), dataTimeout: Duration = .seconds(600)
    ) {
        self.address = address
        self.hostName = hostName
        self.mailBytesMax = mailBytesMax
        self.bytesInFlightMax = bytesInFlightMax
        self.recipientsMax = recipientsMax
        self.connectionsMax = connectionsMax
        self.commandTimeout = commandTimeout
        self.dataTimeout = dataTimeout
    }

    /// What is wrong with these settings, for operators; nil when they can be used.
    public var problem: String? {
        switch address {
        case .tcp(let host, let port):
            guard host == "localhost" || host == "::1" || host.hasPrefix("127.") else {
                return "LMTP has no authentication: listen on a loopback address or a Unix socket"
            }
            guard (0...65535).contains(port), port != 25 else { return "the LMTP port must not be 25 (RFC 2033)" }
        case .unix(let path, _):
            // sockaddr_un holds 108 bytes with the zero at the end.
            guard (1..<108).contains(path.utf8.count) else { return "the socket's path must be shorter than 108 bytes" }
        }
        guard hostName.utf8.allSatisfy({ $0 > 32 && $0 < 127 }), !hostName.isEmpty else {
            return "the host name is not one"
        }
        return nil
    }
}

/// Knows for which addresses mail is taken.
public protocol MailboxDirectory: Sendable {
    func answer(for recipient: String) async -> MailboxAnswer
}

/// Whether mail for an address is taken.
public enum MailboxAnswer: Sendable, Equatable {
    case accepted
    case unknown
}
