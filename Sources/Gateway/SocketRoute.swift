import NIOCore
import NIOHTTP1

/// An address that is opened as a WebSocket: which requests it takes, who may open it, and what then speaks there.
struct SocketRoute: Sendable {
    /// What is known of a request once its head was checked.
    struct Request: Sendable {
        /// Added to the answer that opens the socket.
        var headers = HTTPHeaders()
        /// Decides, in a task of its own, whether whoever asks may open the socket; `peer` is their network address.
        ///
        /// - Throws: ``Problem``, or what is foreseen to become one.
        let admit: @Sendable (_ peer: String?) async throws -> Admission
    }

    /// The right to open the socket.
    struct Admission: Sendable {
        /// Makes what speaks on the connection, on its event loop.
        let speaker: @Sendable (ChatSockets.Seat, any EventLoop) throws -> any SocketSpeaker
    }

    let path: SocketPath
    /// Checks the head of the handshake, quickly and without asking anybody.
    let check: @Sendable (HTTPRequestHead) throws -> Request
}

/// What speaks on an open WebSocket: the last handler of its connection.
protocol SocketSpeaker: ChannelHandler {
    /// Largest frame that is read, in bytes.
    var frameBytesMax: Int { get }
    /// Called once a turn of the ``SocketWheel``: a client that does not answer a ping is gone.
    func lookAfter()
    /// Called when the socket could not be opened after all.
    func unregister()
}

/// The path of a ``SocketRoute``: segments, of which those that begin with a colon stand for anything but nothing.
struct SocketPath: Sendable, Hashable {
    /// Of a customer's chat.
    static let chat = SocketPath("/chat/sessions/:id/socket")

    /// As a route has it.
    let written: String
    private let segments: [[UInt8]?]
    /// `GET` and all before the first segment that may be anything.
    let beginning: [UInt8]

    init(_ path: String) {
        written = path
        segments = path.split(separator: "/").map { $0.hasPrefix(":") ? nil : Array($0.utf8) }
        beginning = Array("GET \(path.prefix { $0 != ":" })".utf8)
    }

    /// Whether a request's path, without its query, is one of these.
    func matches(_ path: some Collection<UInt8>) -> Bool {
        guard path.first == UInt8(ascii: "/") else { return false }
        let given = path.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return given.count == segments.count
            && zip(segments, given).allSatisfy { segment, part in segment.map(part.elementsEqual) ?? !part.isEmpty }
    }
}

/// Which way a connection goes, by its first line.
enum FirstLine: Sendable, Hashable {
    case undecided, http, socket

    /// A longer first line is left to the HTTP decoder and its limits.
    private static let bytesMax = 4096

    /// `GET` and one of the paths, with or without a query, and then anything.
    static func kind(of bytes: some Collection<UInt8>, paths: [SocketPath]) -> FirstLine {
        let candidates = paths.filter { path in
            bytes.starts(with: path.beginning)
                || (bytes.count < path.beginning.count && path.beginning.starts(with: bytes))
        }
        guard !candidates.isEmpty else { return .http }
        let rest = bytes.dropFirst("GET ".utf8.count)
        guard let end = rest.firstIndex(where: { $0 == 0x20 || $0 == UInt8(ascii: "?") || $0 == 0x0D || $0 == 0x0A })
        else { return bytes.count < bytesMax ? .undecided : .http }
        return candidates.contains { $0.matches(rest[..<end]) } ? .socket : .http
    }
}
