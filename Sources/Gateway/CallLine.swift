import NIOHTTP1

/// The doors of a channel whose platform leads phone calls: it posts forms to `/channels/{name}/voice` and
/// `/channels/{name}/after`, and opens a socket at `/channels/{name}/relay` that speaks in text messages.
public struct CallLine: Sendable {
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

        /// - Parameters:
        ///   - received: Gets each text message, at most 64 KiB of UTF-8.
        ///   - closed: Called once, whoever closed the socket.
        public init(
            opened: @escaping @Sendable (Socket) -> Void, received: @escaping @Sendable ([UInt8]) -> Void,
            closed: @escaping @Sendable () -> Void
        ) {
            self.opened = opened
            self.received = received
            self.closed = closed
        }
    }

    /// Largest body read, in bytes.
    let bodyBytesMax: Int
    let voice: @Sendable (Call) async throws -> Reply
    let after: @Sendable (Call) async throws -> Reply
    let relay: @Sendable (Call) async throws -> Listener

    /// - Parameters:
    ///   - voice: Answers an incoming call. Checks first who asks, and throws ``Problem`` with nothing stored.
    ///   - after: Says what follows a call's end; checks likewise.
    ///   - relay: Decides whether a socket is opened; checks likewise.
    public init(
        bodyBytesMax: Int, voice: @escaping @Sendable (Call) async throws -> Reply,
        after: @escaping @Sendable (Call) async throws -> Reply,
        relay: @escaping @Sendable (Call) async throws -> Listener
    ) {
        self.bodyBytesMax = bodyBytesMax
        self.voice = voice
        self.after = after
        self.relay = relay
    }
}
