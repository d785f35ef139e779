import Foundation

/// A mail as it goes over the wire after `DATA`: line ends made CRLF, leading dots doubled (RFC 5321, 4.5.2).
///
/// Bare CR and bare LF are line ends here: left as they are, a careless server could see the end of the mail in them.
struct OutgoingBody {
    private let raw: [UInt8]
    private var position = 0
    private var isAtLineStart = true

    /// Bytes handed over at once.
    static let pieceBytes = 32 * 1024

    init(_ raw: Data) {
        self.raw = [UInt8](raw)
    }

    /// The final dot; sent apart, because with its last byte the mail is the server's.
    var terminator: [UInt8] { Array((isAtLineStart ? ".\r\n" : "\r\n.\r\n").utf8) }

    /// The next piece; nil at the end. Any piece ends inside or at the end of a line, never between CR and LF.
    mutating func next() -> [UInt8]? {
        guard position < raw.count else { return nil }
        var piece: [UInt8] = []
        piece.reserveCapacity(Self.pieceBytes + 4)
        while position < raw.count, piece.count < Self.pieceBytes {
            let byte = raw[position]
            position += 1
            switch byte {
            case 13:
                if position < raw.count, raw[position] == 10 { position += 1 }
                piece += [13, 10]
                isAtLineStart = true
            case 10:
                piece += [13, 10]
                isAtLineStart = true
            default:
                if isAtLineStart, byte == UInt8(ascii: ".") { piece.append(byte) }
                piece.append(byte)
                isAtLineStart = false
            }
        }
        return piece
    }
}

/// What a mail asks of the server.
struct MailNeeds: Equatable {
    var eightBit: Bool
    var utf8: Bool

    init(_ mail: OutgoingMail) {
        eightBit = mail.raw.contains { $0 >= 0x80 }
        let addresses = [mail.sender ?? ""] + mail.recipients
        utf8 = addresses.contains { $0.utf8.contains { $0 >= 0x80 } } || (eightBit && Self.hasEightBitHeader(mail.raw))
    }

    private static func hasEightBitHeader(_ raw: Data) -> Bool {
        var isEmptyLine = true
        for byte in raw {
            switch byte {
            case 10:
                if isEmptyLine { return false }
                isEmptyLine = true
            case 13: break
            case 0x80...: return true
            default: isEmptyLine = false
            }
        }
        return false
    }
}
