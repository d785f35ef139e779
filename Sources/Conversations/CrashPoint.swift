import Glibc

/// A named moment at which the process can be made to die, so that the crash tests can show that nothing is lost.
///
/// Setting `SWITCHBOARD_CRASH_POINT` to a point's name, or to `name:N` for the N-th time it is reached, kills the
/// process there as `kill -9` would. Unset, reaching a point costs one comparison.
public enum CrashPoint: String, Sendable, CaseIterable {
    /// A message is part of the running transaction; nobody was told.
    case afterStore = "after-store"
    /// A transaction is complete but not on disk.
    case beforeCommit = "before-commit"
    /// A transaction is on disk; nobody was told.
    case afterCommit = "after-commit"
    /// An outbound message is marked as being sent; the attempt has not begun.
    case beforeSend = "before-send"
    /// The platform took an outbound message; that is not recorded.
    case afterSend = "after-send"
    /// The outcome of an attempt is known and about to be recorded.
    case beforeRecord = "before-record"

    /// Dies here when the environment asks for it.
    @inlinable
    public func reached() {
        if let armed = CrashPoint.armed, armed.point == self { CrashPoint.die(armed) }
    }

    @usableFromInline
    struct Armed: Sendable {
        @usableFromInline let point: CrashPoint
        let occurrence: Int
    }

    @usableFromInline
    static let armed: Armed? = {
        guard let value = getenv("SWITCHBOARD_CRASH_POINT") else { return nil }
        let parts = String(cString: value).split(separator: ":")
        guard let name = parts.first, let point = CrashPoint(rawValue: String(name)) else { return nil }
        return Armed(point: point, occurrence: parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
    }()

    private static let visits = Counter()

    @usableFromInline
    static func die(_ armed: Armed) {
        if visits.next() >= armed.occurrence { kill(getpid(), SIGKILL) }
    }
}
