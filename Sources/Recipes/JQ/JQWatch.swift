import CJQ
import Glibc

/// Ends runs that take too long or too much memory.
///
/// Time is what the processor spent on the run's own thread: on a busy machine a mapping may wait long without doing
/// anything wrong. A run that is not done after ``waitMax`` ends all the same.
///
/// libjq has no interrupt of its own, but its interpreter looks before every instruction whether it was halted, so one
/// thread of ours halts runs that are over their time. A single builtin is one instruction and is not interrupted:
/// what those can take is bounded by the input (``JSONLimits``), by the regular expressions' retry limit, and where
/// both fail by ``JQThreads`` giving the thread up.
final class JQWatch: Sendable {
    static let shared = JQWatch()

    /// Why a run was ended.
    enum Verdict: Sendable { case timeout, memory }

    /// One run under watch.
    ///
    /// `@unchecked`: the state's address is used by the watch only under the monitor's lock and while the run is on.
    final class Run: @unchecked Sendable {
        fileprivate struct Phase {
            var isOn = true
            var verdict: Verdict?
        }

        fileprivate let state: OpaquePointer
        fileprivate let started: ContinuousClock.Instant
        fileprivate let timeMax: Duration
        private let clock: clockid_t
        private let spentAtStart: Duration
        fileprivate let phase = Monitor(Phase())

        fileprivate init(state: OpaquePointer, timeMax: Duration) {
            self.state = state
            self.timeMax = timeMax
            started = .now
            var clock = clockid_t()
            self.clock = pthread_getcpuclockid(pthread_self(), &clock) == 0 ? clock : CLOCK_MONOTONIC
            spentAtStart = Self.read(self.clock)
        }

        private static func read(_ clock: clockid_t) -> Duration {
            var time = timespec()
            // A thread that is gone has no clock, and its run is over.
            guard clock_gettime(clock, &time) == 0 else { return .zero }
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        }

        fileprivate var isOver: Bool {
            let waited = started.duration(to: .now)
            guard waited > timeMax else { return false }
            return waited > JQWatch.waitMax || Self.read(clock) - spentAtStart > timeMax
        }

        /// Ends the watch; what the run was ended for, if it was.
        func finish() -> Verdict? {
            phase.locked { phase in
                phase.isOn = false
                return phase.verdict
            }
        }

        fileprivate func end(_ verdict: Verdict) {
            phase.locked { phase in
                guard phase.isOn, phase.verdict == nil else { return }
                phase.verdict = verdict
                jq_halt(state, jv_invalid(), jv_invalid())
            }
        }
    }

    private struct Board {
        var runs: [ObjectIdentifier: Run] = [:]
        var isAwake = false
        var isStarted = false
    }

    /// Longest a run may take by the clock on the wall.
    static let waitMax: Duration = .seconds(10)
    /// How often running programs are looked at.
    private static let tickMicroseconds: UInt32 = 2_000
    /// Ticks without a run before the watch sleeps.
    private static let idleTicksMax = 500
    /// Runs younger than this are not asked for their memory.
    private static let memoryGrace: Duration = .milliseconds(10)
    /// How much the whole process may grow while one run is on. Other work counts too, so it is generous.
    static let growthBytesMax = 256 << 20

    private let board = Monitor(Board())

    /// Puts a run under watch.
    func begin(_ state: OpaquePointer, timeMax: Duration) -> Run {
        let run = Run(state: state, timeMax: timeMax)
        let (starts, wakes) = board.locked { board in
            board.runs[ObjectIdentifier(run)] = run
            defer { board.isStarted = true }
            return (!board.isStarted, !board.isAwake)
        }
        if starts { startThread(stackBytes: 256 << 10) { self.watch() } }
        if wakes { board.wake() }
        return run
    }

    func end(_ run: Run) -> Verdict? {
        board.locked { _ = $0.runs.removeValue(forKey: ObjectIdentifier(run)) }
        return run.finish()
    }

    private func watch() {
        while true {
            board.wait { board in
                board.isAwake = !board.runs.isEmpty
                return board.isAwake ? () : nil
            }
            tick()
        }
    }

    /// Looks again and again until nothing has run for a while.
    private func tick() {
        var idle = 0
        var resident: [ObjectIdentifier: Int] = [:]
        while idle < Self.idleTicksMax {
            usleep(Self.tickMicroseconds)
            let runs = board.locked { Array($0.runs.values) }
            idle = runs.isEmpty ? idle + 1 : 0
            let old = runs.filter { $0.started.duration(to: .now) > Self.memoryGrace }
            resident = resident.filter { id, _ in old.contains { ObjectIdentifier($0) == id } }
            let now = old.isEmpty ? nil : Self.residentBytes()
            for run in runs where run.isOver { run.end(.timeout) }
            guard let now else { continue }
            for run in old {
                let first = resident[ObjectIdentifier(run), default: now]
                resident[ObjectIdentifier(run)] = first
                if now - first > Self.growthBytesMax { run.end(.memory) }
            }
        }
        board.locked { $0.isAwake = false }
    }

    /// Memory of the process that is in use (proc(5), `statm`).
    private static func residentBytes() -> Int? {
        let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 128)
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return nil }
        let fields = String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
