import NIOCore
import Synchronization

/// The sockets, open or in their handshake: where they are opened, how many there may be, and who looks after the
/// silent ones.
final class ChatSockets: Sendable {
    /// The right to be one of the sockets; given back exactly once.
    struct Seat: Sendable {
        private let sockets: ChatSockets
        /// Of the event loop the socket lives on.
        let wheel: NIOLoopBound<SocketWheel>

        fileprivate init(sockets: ChatSockets, wheel: NIOLoopBound<SocketWheel>) {
            self.sockets = sockets
            self.wheel = wheel
        }

        /// Gives the seat back.
        func leave() { sockets.state.withLock { $0.count -= 1 } }
    }

    private struct State {
        var count = 0
        var wheels: [ObjectIdentifier: NIOLoopBound<SocketWheel>] = [:]
    }

    let desk: ChatDesk
    private let routes: [SocketRoute]
    private let state = Mutex(State())

    /// - Parameter routes: Beside the customers' chats.
    init(desk: ChatDesk, routes: [SocketRoute] = []) {
        self.desk = desk
        self.routes = [.chat(desk)] + routes
    }

    /// Where sockets are opened.
    var paths: [SocketPath] { routes.map(\.path) }

    /// The route a request's address, with its query, leads to.
    func route(of uri: String) -> SocketRoute? {
        let path = uri.utf8.prefix { $0 != UInt8(ascii: "?") }
        return routes.first { $0.path.matches(path) }
    }

    /// How many there are.
    var count: Int { state.withLock { $0.count } }

    /// A seat for a socket on this event loop, called there; nil when all are taken.
    func reserve(on eventLoop: any EventLoop) -> Seat? {
        eventLoop.assertInEventLoop()
        let pingSeconds = desk.settings.pingSeconds
        let max = desk.settings.socketsMax
        return state.withLock { state in
            guard state.count < max else { return nil }
            state.count += 1
            let key = ObjectIdentifier(eventLoop)
            let wheel =
                state.wheels[key]
                ?? NIOLoopBound(SocketWheel(eventLoop: eventLoop, pingSeconds: pingSeconds), eventLoop: eventLoop)
            state.wheels[key] = wheel
            return Seat(sockets: self, wheel: wheel)
        }
    }
}

/// One timer for all sockets of an event loop.
///
/// Each second it looks at those in one slot, so that ten thousand pings never leave at once. It runs only while there
/// are sockets.
final class SocketWheel {
    private let eventLoop: any EventLoop
    private var slots: [[ObjectIdentifier: any SocketSpeaker]]
    private var nextSlot = 0
    private var count = 0
    private var timer: RepeatedTask?

    init(eventLoop: any EventLoop, pingSeconds: Int) {
        self.eventLoop = eventLoop
        slots = Array(repeating: [:], count: max(1, pingSeconds))
    }

    /// Adds a socket; it is looked at once a turn of the wheel.
    ///
    /// - Returns: Its slot, for ``remove(_:from:)``.
    func add(_ socket: any SocketSpeaker) -> Int {
        count += 1
        // The slot that was looked at last, so that a whole turn passes before the first look.
        let slot = (nextSlot + slots.count - 1) % slots.count
        slots[slot][ObjectIdentifier(socket)] = socket
        startIfNeeded()
        return slot
    }

    /// Removes a socket.
    func remove(_ socket: any SocketSpeaker, from slot: Int) {
        guard slots[slot].removeValue(forKey: ObjectIdentifier(socket)) != nil else { return }
        count -= 1
        if count == 0 {
            timer?.cancel()
            timer = nil
        }
    }

    private func startIfNeeded() {
        guard timer == nil else { return }
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        timer = eventLoop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
            bound.value.turn()
        }
    }

    private func turn() {
        let sockets = slots[nextSlot].values
        nextSlot = (nextSlot + 1) % slots.count
        for socket in sockets { socket.lookAfter() }
    }
}
