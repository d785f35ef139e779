import Glibc

/// Reads lines of text from a file descriptor as they come, within bounds.
///
/// Bytes that are no UTF-8 are replaced; a carriage return before a line's end is dropped.
struct LineReader {
    /// What is longer than this is cut, in bytes.
    static let lineBytesMax = 1 << 20
    private static let chunkBytes = 65_536

    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    init(descriptor: Int32 = STDIN_FILENO) { self.descriptor = descriptor }

    /// Whether the next line is there already, so that reading it does not wait for anybody.
    var hasLine: Bool { buffer[start...].contains(0x0A) || isAtEnd }

    /// The next line without its end; nil after the last.
    mutating func next() -> String? {
        var searched = start
        var isCut = false
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                defer { start = end + 1 }
                return text(buffer[start..<min(end, start + Self.lineBytesMax)])
            }
            if isAtEnd {
                guard start < buffer.count else { return nil }
                defer { start = buffer.count }
                return text(buffer[start..<min(buffer.count, start + Self.lineBytesMax)])
            }
            if buffer.count - start > Self.lineBytesMax {
                buffer.removeSubrange((start + Self.lineBytesMax)...)
                isCut = true
            }
            if start > 0, !isCut {
                buffer.removeSubrange(..<start)
                start = 0
            }
            searched = buffer.count
            fill()
        }
    }

    private mutating func fill() {
        var chunk = [UInt8](repeating: 0, count: Self.chunkBytes)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { isAtEnd = true } else { buffer.append(contentsOf: chunk[..<count]) }
            return
        }
    }

    private func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self)
    }
}
