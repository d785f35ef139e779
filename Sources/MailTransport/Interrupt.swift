import Glibc

/// Wakes a thread that waits for a socket.
///
/// A raised interrupt stays raised.
final class Interrupt: Sendable {
    /// Readable once raised; -1 when the system has no descriptors left, and then it wakes nobody.
    let descriptor: Int32
    private let writeEnd: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) != 0 { ends = [-1, -1] }
        for end in ends where end >= 0 {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        descriptor = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        for end in [descriptor, writeEnd] where end >= 0 { close(end) }
    }

    func raise() {
        var one: UInt8 = 1
        if writeEnd >= 0 { _ = write(writeEnd, &one, 1) }
    }

    var isRaised: Bool {
        guard descriptor >= 0 else { return false }
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) > 0
    }
}
