import Synchronization

/// The open live connections of chats: how many there may be, in all and for one session, and how to end them.
final class LiveConnections: Sendable {
    /// How a connection stays open.
    enum Kind: Sendable, Hashable {
        case socket, stream
    }

    /// One open connection; it counts until it is closed or nobody holds it any more.
    final class Ticket: Sendable {
        private let connections: LiveConnections
        private let session: String
        private let number: Int

        fileprivate init(connections: LiveConnections, session: String, number: Int) {
            self.connections = connections
            self.session = session
            self.number = number
        }

        deinit { close() }

        /// The connection has ended; harmless when it is known.
        func close() { connections.close(number, of: session) }
    }

    private struct Entry {
        let number: Int
        let kind: Kind
        let end: @Sendable () -> Void
    }

    private struct State {
        var next = 0
        var open: [String: [Entry]] = [:]
        var sockets = 0
        var streams = 0
        var isClosing = false

        mutating func count(_ kind: Kind, _ change: Int) {
            switch kind {
            case .socket: sockets += change
            case .stream: streams += change
            }
        }
    }

    private let streamsMax: Int
    private let perSessionMax: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - streamsMax: Event streams at once; how many sockets there may be is ``ChatSockets``' to say.
    ///   - perSessionMax: Connections of both kinds that one session may have.
    init(streamsMax: Int, perSessionMax: Int) {
        self.streamsMax = streamsMax
        self.perSessionMax = perSessionMax
    }

    /// How many are open.
    var counts: (sockets: Int, streams: Int) { state.withLock { ($0.sockets, $0.streams) } }

    /// Opens one.
    ///
    /// - Parameter end: Called when it has to end: its session did, or, for a stream, the gateway stops.
    /// - Throws: ``Problem`` when there are as many as there may be, or the gateway is stopping.
    func open(_ kind: Kind, of session: String, _ end: @escaping @Sendable () -> Void) throws -> Ticket {
        let number = try state.withLock { state in
            guard !state.isClosing else { throw Problem.closing }
            guard kind == .socket || state.streams < streamsMax else { throw Problem.tooManyConnections() }
            guard state.open[session, default: []].count < perSessionMax else {
                throw Problem.tooManyOfOneSession(max: perSessionMax)
            }
            state.next += 1
            state.open[session, default: []].append(Entry(number: state.next, kind: kind, end: end))
            state.count(kind, 1)
            return state.next
        }
        return Ticket(connections: self, session: session, number: number)
    }

    /// Ends the connections of sessions that are over.
    func end(_ sessions: [String]) {
        let ends = state.withLock { state in sessions.flatMap { state.open[$0, default: []].map(\.end) } }
        for end in ends { end() }
    }

    /// Ends all event streams, and refuses new connections from here on. Sockets hear of it by themselves.
    func endStreams() {
        let ends = state.withLock { state in
            state.isClosing = true
            return state.open.values.joined().filter { $0.kind == .stream }.map(\.end)
        }
        for end in ends { end() }
    }

    private func close(_ number: Int, of session: String) {
        // What `end` holds is let go of outside the lock.
        let closed = state.withLock { state -> Entry? in
            guard var entries = state.open[session], let index = entries.firstIndex(where: { $0.number == number })
            else { return nil }
            let entry = entries.remove(at: index)
            state.open[session] = entries.isEmpty ? nil : entries
            state.count(entry.kind, -1)
            return entry
        }
        _ = closed
    }
}
