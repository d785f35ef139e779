import Synchronization

/// The open event streams: how many there may be, and how to end them all.
final class LiveStreams: Sendable {
    private struct State {
        var next = 0
        var open: [Int: @Sendable () -> Void] = [:]
        var isClosing = false
    }

    private let countMax: Int
    private let state = Mutex(State())

    init(countMax: Int) { self.countMax = countMax }

    /// How many are open.
    var count: Int { state.withLock { $0.open.count } }

    /// Opens one.
    ///
    /// - Parameter end: Called when all streams have to end.
    /// - Returns: What ``close(_:)`` needs.
    /// - Throws: ``Problem`` when there are as many as there may be, or the gateway is stopping.
    func open(_ end: @escaping @Sendable () -> Void) throws -> Int {
        try state.withLock { state in
            guard !state.isClosing else { throw Problem.closing }
            guard state.open.count < countMax else { throw Problem.tooManyConnections() }
            state.next += 1
            state.open[state.next] = end
            return state.next
        }
    }

    /// One has ended.
    func close(_ number: Int) { state.withLock { _ = $0.open.removeValue(forKey: number) } }

    /// Ends all, and refuses new ones from here on.
    func endAll() {
        let ends = state.withLock { state in
            state.isClosing = true
            return Array(state.open.values)
        }
        for end in ends { end() }
    }
}
