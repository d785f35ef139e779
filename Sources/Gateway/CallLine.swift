import NIOHTTP1

/// The doors of a channel whose platforms lead phone calls: what they post to, and the sockets they open, which speak in
/// text messages.
public struct CallLine: Sendable {
    /// What is posted to: `/channels/{name}/` and this.
    public enum Post: String, Sendable, CaseIterable { case voice, after, retell, transcription }

    /// What is opened as a socket: `/channels/{name}/` and this, for Retell followed by a secret and the call.
    public enum Door: String, Sendable, CaseIterable {
        case relay, retell, listen

        var path: SocketPath { SocketPath("/channels/:name/\(rawValue)" + (self == .retell ? "/:secret/:call" : "")) }
    }

    /// A request, unread; path and query as they came, still encoded, for they are signed so.
    public struct Call: Sendable {
        public let path: String
        /// Without `?`; nil for none.
        public let query: String?
        /// Nothing for a socket.
        public let body: [UInt8]
        private let headers: [(name: String, value: String)]

        init(uri: String, headers: [(name: String, value: String)], body: [UInt8] = []) {
            let parts = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
            path = String(parts[0])
            query = parts.count > 1 ? String(parts[1]) : nil
            self.headers = headers
            self.body = body
        }

        /// The value of a header field; nil where there is none, or more than one.
        public func header(_ name: String) -> String? {
            let found = headers.filter { $0.name.lowercased() == name.lowercased() }
            return found.count == 1 ? found[0].value : nil
        }
    }

    /// What the platform is told.
    public struct Reply: Sendable {
        public let mediaType: String
        public let text: String

        public init(mediaType: String, text: String) {
            self.mediaType = mediaType
            self.text = text
        }
    }

    /// Our end of an open socket. Both may be called from anywhere; what is sent leaves in the order of the calls.
    public struct Socket: Sendable {
        public let send: @Sendable (String) -> Void
        /// Closes it, after what was sent.
        public let close: @Sendable () -> Void
    }

    /// What listens on an open socket; called in order. Quick and without suspension.
    public struct Listener: Sendable {
        let opened: @Sendable (Socket) -> Void
        let received: @Sendable ([UInt8]) -> Void
        let closed: @Sendable () -> Void
        let messageBytesMax: Int

        /// - Parameters:
        ///   - messageBytesMax: Largest message, in bytes.
        ///   - received: Gets each text message, in UTF-8.
        ///   - closed: Called once, whoever closed the socket.
        public init(
            messageBytesMax: Int = 64 * 1024, opened: @escaping @Sendable (Socket) -> Void,
            received: @escaping @Sendable ([UInt8]) -> Void,
            closed: @escaping @Sendable () -> Void
        ) {
            self.messageBytesMax = messageBytesMax
            self.opened = opened
            self.received = received
            self.closed = closed
        }
    }

    /// Largest body read, in bytes.
    let bodyBytesMax: Int
    let posts: [Post: @Sendable (Call) async throws -> Reply]
    let sockets: [Door: @Sendable (Call) async throws -> Listener]

    /// - Parameters:
    ///   - posts: Answer what is posted. Each checks first who asks, and throws ``Problem`` with nothing stored.
    ///   - sockets: Decide whether a socket is opened; each checks likewise, but ``Door/listen``, which is for holders of
    ///     an API token and was checked before.
    public init(
        bodyBytesMax: Int, posts: [Post: @Sendable (Call) async throws -> Reply],
        sockets: [Door: @Sendable (Call) async throws -> Listener]
    ) {
        self.bodyBytesMax = bodyBytesMax
        self.posts = posts
        self.sockets = sockets
    }
}
