import Glibc
import Synchronization

/// What goes to the terminal or the pipe: results to stdout, everything else to stderr.
enum Terminal {
    /// More than this waits for nobody, in bytes.
    private static let bufferBytesMax = 65_536
    private static let buffer = Mutex<[UInt8]>([])

    /// Writes one line of a result. It may wait in the buffer until ``flush()``.
    static func line(_ text: String) { bytes(Array((text + "\n").utf8)) }

    /// Writes bytes of a result as they are. They may wait in the buffer until ``flush()``.
    static func bytes(_ bytes: [UInt8]) {
        let isFull = buffer.withLock { buffer in
            buffer.append(contentsOf: bytes)
            return buffer.count >= bufferBytesMax
        }
        if isFull { flush() }
    }

    /// Writes a prompt without a line's end, at once.
    static func prompt(_ text: String) {
        bytes(Array(text.utf8))
        flush()
    }

    /// Hands everything written so far to the reader.
    ///
    /// A reader that has gone away ends the process quietly, as it does for every tool in a pipe.
    static func flush() {
        buffer.withLock { buffer in
            write(buffer, to: STDOUT_FILENO)
            buffer.removeAll(keepingCapacity: true)
        }
    }

    /// Writes one line to stderr.
    static func note(_ text: String) { write(Array((text + "\n").utf8), to: STDERR_FILENO) }

    /// Ends the process with a failure's reasons on stderr.
    static func fail(_ failure: CommandFailure) -> Never {
        flush()
        for line in failure.lines { note(line) }
        exit(failure.code.rawValue)
    }

    /// Whether somebody reads this directly.
    static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var start = 0
        bytes.withUnsafeBytes { raw in
            while start < raw.count {
                let count = Glibc.write(descriptor, raw.baseAddress?.advanced(by: start), raw.count - start)
                if count > 0 { start += count }
                if count < 0, errno != EINTR, errno != EAGAIN {
                    if errno == EPIPE { _exit(0) }
                    return
                }
            }
        }
    }
}
