import NIOCore
import NIOHTTP1

/// Bounds of what is read of an HTTP request before anybody looks at it.
enum RequestLimits {
    /// Largest header field, and largest address, in bytes.
    static let headerFieldBytesMax = 16 * 1024
    /// All header fields together, in bytes.
    static let headerListBytesMax = 32 * 1024
    static let headerFieldsMax = 100
    /// Time to send a whole request, from its first byte to its last. A body of 64 KiB passes at 9 kbit/s.
    static let readingMax = TimeAmount.seconds(60)
    /// Time from the first byte of a connection that opens a chat socket to the answer.
    static let handshakeMax = TimeAmount.seconds(30)
    /// Time a refused client has to read why before its connection is cut.
    static let farewell = TimeAmount.seconds(2)

    /// The limits as NIO's decoder takes them.
    static var decoder: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = headerFieldBytesMax
        limits.maxHeaderListSize = headerListBytesMax
        limits.maxHeaderFieldCount = headerFieldsMax
        return limits
    }

    /// What a client is told whose request cannot be read.
    static func problem(of error: HTTPParserError) -> Problem {
        guard error == .headerOverflow else {
            return Problem(status: 400, title: "Bad request", detail: "The request is not valid HTTP/1.1. Mend it.")
        }
        return Problem(
            status: 431, title: "Too large",
            detail:
                "The address or the header fields are too large: \(headerFieldBytesMax) bytes each, \(headerListBytesMax) bytes and \(headerFieldsMax) fields in all."
        )
    }
}
