import Foundation

/// Cuts what a client sends into command lines and mails.
///
/// A line ends with CRLF and a mail with CRLF.CRLF and nothing else: a bare CR or LF that one server passes on and the
/// next takes for a line end lets a second mail be smuggled inside the first.
struct LMTPFramer {
    enum Event: Equatable {
        /// Without its CRLF.
        case line([UInt8])
        /// A line above the bound was skipped.
        case lineTooLong
        /// A bare LF or CR where a command stands.
        case badLineEnd
        /// A whole mail with dots unstuffed; nil when it was above the bound and its bytes were dropped.
        case mail(Data?)
        /// More than is read of a mail that is too big.
        case mailEndless
    }

    private enum DataState {
        case lineStart, text, cr, dot, dotCR
    }

    private enum Mode {
        case commands
        case mail(DataState)
    }

    private var buffer: [UInt8] = []
    private var start = 0
    private var mode = Mode.commands
    private var isSkippingLine = false
    private var body = Data()
    private var isDropped = false
    private var bytesRead = 0
    private let lineBytesMax: Int
    private let mailBytesMax: Int

    /// How much of a mail that is too big is read and thrown away, to answer in good form.
    private var drainedBytesMax: Int { mailBytesMax * 4 + (1 << 20) }

    init(lineBytesMax: Int, mailBytesMax: Int) {
        self.lineBytesMax = lineBytesMax
        self.mailBytesMax = mailBytesMax
    }

    /// Bytes held of the mail that is being received.
    var mailBytesHeld: Int { body.count }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// What follows is a mail.
    mutating func expectMail() {
        mode = .mail(.lineStart)
        body = Data()
        isDropped = false
        bytesRead = 0
    }

    /// Throws the rest of the current mail away, as if it were too big.
    mutating func dropMail() {
        body = Data()
        isDropped = true
    }

    /// The next event; nil when more bytes are needed.
    mutating func next() -> Event? {
        if case .mail(let state) = mode { return mail(state) }
        return line()
    }

    private mutating func line() -> Event? {
        guard let end = buffer[start...].firstIndex(of: 10) else {
            if buffer.count - start > lineBytesMax {
                isSkippingLine = true
                // The last byte stays: it may be the CR before the LF to come.
                start = buffer.count - 1
            }
            return nil
        }
        let bytes = buffer[start..<end]
        start = end + 1
        defer { isSkippingLine = false }
        if isSkippingLine || bytes.count > lineBytesMax { return .lineTooLong }
        guard bytes.last == 13, !bytes.dropLast().contains(13) else { return .badLineEnd }
        return .line(Array(bytes.dropLast()))
    }

    private mutating func mail(_ initial: DataState) -> Event? {
        var state = initial
        var piece: [UInt8] = []
        piece.reserveCapacity(buffer.count - start)
        while start < buffer.count {
            let byte = buffer[start]
            start += 1
            switch (state, byte) {
            case (.cr, 10):
                piece += [13, 10]
                state = .lineStart
            case (.dotCR, 10):
                take(piece)
                mode = .commands
                let mail = isDropped ? nil : body
                body = Data()
                return .mail(mail)
            case (.lineStart, UInt8(ascii: ".")): state = .dot
            case (.dot, 13): state = .dotCR
            case (.lineStart, 13), (.text, 13): state = .cr
            case (.cr, 13), (.dotCR, 13):
                piece.append(13)
                state = .cr
            case (.cr, _), (.dotCR, _):
                piece += [13, byte]
                state = .text
            default:
                piece.append(byte)
                state = .text
            }
        }
        mode = .mail(state)
        take(piece)
        return bytesRead > drainedBytesMax ? .mailEndless : nil
    }

    private mutating func take(_ piece: [UInt8]) {
        bytesRead += piece.count
        if body.count + piece.count > mailBytesMax { dropMail() }
        if !isDropped { body.append(contentsOf: piece) }
    }
}
