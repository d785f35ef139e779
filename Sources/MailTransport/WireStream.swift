/// A connection to a mail server, read and written by the thread that owns it.
protocol WireStream: AnyObject {
    /// Hands all of `bytes` to the connection.
    func send(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) throws(WireFailure)

    /// What has come, at least one byte and at most 64 KiB.
    ///
    /// - Parameter isInterruptible: whether a raised ``Interrupt`` ends the wait.
    func receive(until deadline: ContinuousClock.Instant, isInterruptible: Bool) throws(WireFailure) -> [UInt8]

    /// What has come already, without waiting; empty when nothing has. Throws when the other side has closed.
    func pending() throws(WireFailure) -> [UInt8]
}

/// Why a connection is of no use any more.
enum WireFailure: Error, Sendable, Equatable {
    case closed
    case timedOut
    case interrupted
    /// The other side does not speak the protocol, or more than the bounds allow.
    case malformed(String)
    case broken(String)

    /// For operators.
    var text: String {
        switch self {
        case .closed: "the server closed the connection"
        case .timedOut: "the server did not answer in time"
        case .interrupted: "interrupted"
        case .malformed(let detail): "the server's answer could not be read: \(detail)"
        case .broken(let detail): "the connection broke: \(detail)"
        }
    }
}

/// Reads lines and counted bytes from a ``WireStream``.
struct WireReader {
    let stream: any WireStream
    private var buffer: [UInt8] = []
    private var start = 0

    init(_ stream: any WireStream) { self.stream = stream }

    /// The next line without its end (CRLF, or LF alone from careless servers).
    ///
    /// - Throws: ``WireFailure/malformed(_:)`` when it is longer than `maxBytes`.
    mutating func line(
        maxBytes: Int, until deadline: ContinuousClock.Instant, isInterruptible: Bool = true
    ) throws(WireFailure) -> [UInt8] {
        var scanned = start
        while true {
            if let end = buffer[scanned...].firstIndex(of: 10) {
                guard end - start <= maxBytes else { throw .malformed("a line of \(end - start) bytes") }
                let hasReturn = end > start && buffer[end - 1] == 13
                let line = Array(buffer[start..<(hasReturn ? end - 1 : end)])
                consume(through: end + 1)
                return line
            }
            guard buffer.count - start <= maxBytes else { throw .malformed("a line above \(maxBytes) bytes") }
            let held = buffer.count - start
            try fill(until: deadline, isInterruptible: isInterruptible)
            scanned = start + held
        }
    }

    /// The next `count` bytes.
    mutating func bytes(_ count: Int, until deadline: ContinuousClock.Instant) throws(WireFailure) -> [UInt8] {
        while buffer.count - start < count { try fill(until: deadline, isInterruptible: true) }
        let bytes = Array(buffer[start..<(start + count)])
        consume(through: start + count)
        return bytes
    }

    /// Whether something unread lies here already. Throws when the other side has closed.
    mutating func hasPending() throws(WireFailure) -> Bool {
        if start < buffer.count { return true }
        let bytes = try stream.pending()
        buffer.append(contentsOf: bytes)
        return !bytes.isEmpty
    }

    private mutating func fill(until deadline: ContinuousClock.Instant, isInterruptible: Bool) throws(WireFailure) {
        if start > 0, start >= buffer.count / 2 {
            buffer.removeFirst(start)
            start = 0
        }
        buffer.append(contentsOf: try stream.receive(until: deadline, isInterruptible: isInterruptible))
    }

    private mutating func consume(through end: Int) {
        start = end
        if start == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity <= 1 << 20)
            start = 0
        }
    }
}
