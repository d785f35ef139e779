import NIOCore
import Synchronization

/// Ends a connection that takes too long, or that the shutdown finds at rest. A mail being stored is always answered.
final class LMTPGuard: Sendable {
    private struct State {
        var alarm: Scheduled<Void>?
        var isStoring = false
        var isStopping = false
        var isClosed = false
    }

    private let channel: any Channel
    private let state = Mutex(State())

    init(_ channel: any Channel) { self.channel = channel }

    /// From now on the client has `time`.
    func arm(_ time: Duration) {
        let alarm = channel.eventLoop.scheduleTask(in: TimeAmount(time)) { self.end("421 4.4.2 too slow") }
        let old = state.withLock { state in
            defer { state.alarm = alarm }
            return state.alarm
        }
        old?.cancel()
    }

    /// A whole mail is here. False when the shutdown was faster: the mail is not to be stored.
    func beginStoring() -> Bool {
        let (alarm, may) = state.withLock { state in
            state.isStoring = !state.isStopping
            return (state.alarm, state.isStoring)
        }
        alarm?.cancel()
        return may
    }

    /// The mail's answer is handed over.
    func endStoring() {
        let isStopping = state.withLock { state in
            state.isStoring = false
            return state.isStopping
        }
        if isStopping { end(Self.stopping) }
    }

    /// The gateway stops.
    func stop() {
        let isStoring = state.withLock { state in
            state.isStopping = true
            return state.isStoring
        }
        if !isStoring { end(Self.stopping) }
    }

    /// The connection is gone.
    func disarm() { state.withLock { $0.alarm }?.cancel() }

    private static let stopping = "421 4.3.2 going down"

    private func end(_ line: String) {
        let isFirst = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed && !state.isStoring
        }
        guard isFirst else { return }
        channel.writeAndFlush(ByteBuffer(string: line + "\r\n"), promise: nil)
        channel.close(promise: nil)
    }
}

/// Bytes of all mails being received at once.
final class ByteBudget: Sendable {
    private let limit: Int
    private let used = Mutex(0)

    init(_ limit: Int) { self.limit = limit }

    func take(_ count: Int) -> Bool {
        used.withLock { used in
            guard used + count <= limit else { return false }
            used += count
            return true
        }
    }

    func give(_ count: Int) { used.withLock { $0 -= count } }

    var usedBytes: Int { used.withLock { $0 } }
}
