import Glibc

/// Held while a gateway serves a data folder, so that a second one is refused: two would deliver the same outbox and
/// not see each other's takeovers. The system lets go of it when the process ends, however it ends.
final class ServeLock: Sendable {
    /// Another gateway serves the folder, or the lock's file cannot be made.
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    private let descriptor: Int32

    /// - Parameter path: The lock's file; it holds the process's number.
    init(path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Refusal(description: "\(path) cannot be made: \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.content(descriptor)
            close(descriptor)
            throw Refusal(
                description: "another gateway (process \(holder)) serves this data folder; stop it, or name another "
                    + "folder with --data")
        }
        self.descriptor = descriptor
        let text = Array("\(getpid())".utf8)
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.count, 0) }
    }

    deinit { close(descriptor) }

    private static func content(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : "unknown"
    }
}
