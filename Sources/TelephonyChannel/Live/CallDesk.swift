import Conversations
import Synchronization

/// The live calls of one channel, by the platform's id of the call.
public final class CallDesk: Sendable {
    /// How long a socket may take to say which call it is, in milliseconds.
    static let setupWithin: Int64 = 10_000

    let settings: CallSettings
    let greeting: CallGreeting
    let seal: HandoffSeal
    let ports: CallPorts
    let platform: LiveSession.Platform
    private let callsMax: Int
    private let calls = Mutex<[String: LiveCall]>([:])

    /// - Parameters:
    ///   - callsMax: Calls at a time.
    ///   - isRetell: Whether calls come over Retell's socket; else over a relay's.
    public init(
        settings: CallSettings, greeting: CallGreeting, seal: HandoffSeal, ports: CallPorts, callsMax: Int,
        isRetell: Bool = false
    ) {
        platform = isRetell ? .retell : .relay
        self.settings = settings
        self.greeting = greeting
        self.seal = seal
        self.ports = ports
        self.callsMax = callsMax
    }

    /// How many calls are led.
    public var count: Int { calls.withLock { $0.count } }
    /// Whether another call can be taken.
    public var hasRoom: Bool { count < callsMax }

    /// Whether this call is led, or another can be taken.
    func mayTake(_ callSid: String) -> Bool { calls.withLock { $0.count < callsMax || $0[callSid] != nil } }

    /// The platform says that the caller hung up.
    public func hungUp(_ callSid: String) { calls.withLock { $0[callSid] }?.hungUp() }

    /// Nobody answered a transferred call: whoever reads the case calls back. One is opened where none is.
    ///
    /// - Parameter conversation: Nil where the call could not be stored when it came.
    func promiseCallBack(_ setup: RelaySetup, in conversation: ConversationID?) async {
        do {
            var found = conversation
            if let named = conversation {
                guard try await ports.log.state(of: named)?.channel == settings.channel else { return }
            } else {
                let caller = CallCaller(setup, channel: settings.channel)
                let locale = settings.platformLanguage(settings.language)
                found = try await ports.take(caller.opening(locale: locale, at: ports.now())).conversation
            }
            guard let found else { return }
            await note(
                "nobody answered the transferred call: to be called back", Remark(.transferUnanswered), in: found)
            try await ports.requestHuman(found)
        } catch {
            ports.report(.nobodyAsked, setup.callSid)
        }
    }

    /// Whether this call is led here.
    func leads(_ callSid: String) -> Bool { calls.withLock { $0[callSid] != nil } }

    /// Appends a remark to a conversation of this channel.
    func note(_ text: String, _ remark: Remark, in conversation: ConversationID) async {
        let channel = settings.channel
        let body = ConversationEvent.Body.noteAdded(
            NoteAdded(author: Author(kind: .system), text: text, remark: remark))
        do {
            _ = try await ports.log.append(to: conversation, at: ports.now()) { state in
                state.channel == channel ? [body] : []
            }
        } catch {
            ports.report(.notNoted, conversation.description)
        }
    }

    /// The call, new or known; nil where there is no room.
    func call(_ callSid: String) -> LiveCall? {
        calls.withLock { calls in
            if let call = calls[callSid] { return call }
            guard calls.count < callsMax else { return nil }
            let call = LiveCall(callSid: callSid, desk: self)
            calls[callSid] = call
            return call
        }
    }

    func forget(_ call: LiveCall) {
        calls.withLock { calls in
            if calls[call.callSid] === call { calls[call.callSid] = nil }
        }
    }
}

/// The far side of one socket: its first frame says which call it is, the rest goes to that call.
public final class CallSocket: Sendable {
    private struct State {
        var send: (@Sendable (String) -> Void)?
        var close: (@Sendable () -> Void)?
        var call: (call: LiveCall, number: Int)?
        var waiting: CallPorts.Ending?
        var isOver = false
    }

    private let desk: CallDesk
    /// What the ticket named.
    private let callSid: String
    private let state = Mutex(State())

    init(desk: CallDesk, callSid: String) {
        self.desk = desk
        self.callSid = callSid
    }

    /// The socket is open; `send` and `close` may be called from anywhere, and keep their order.
    public func opened(send: @escaping @Sendable (String) -> Void, close: @escaping @Sendable () -> Void) {
        let waiting = desk.ports.after(CallDesk.setupWithin, close)
        state.withLock { state in
            state.send = send
            state.close = close
            state.waiting = waiting
        }
    }

    /// A text message of the platform.
    public func received(_ bytes: [UInt8]) {
        let frame: RelayInbound
        do {
            frame = try RelayInbound(bytes)
        } catch {
            return desk.ports.report(.badFrame, callSid)
        }
        if let (call, number) = state.withLock({ $0.call }) { return call.receive(frame, on: number) }
        let (send, close) = state.withLock { ($0.send, $0.close) }
        guard let send, let close else { return }
        guard case .setup(let setup) = frame, setup.callSid == callSid else {
            desk.ports.report(.wrongCall, callSid)
            return close()
        }
        guard let call = desk.call(callSid) else { return close() }
        state.withLock { $0.waiting.take() }?()
        let number = call.join(setup, send: send, close: close)
        let isOver = state.withLock { state in
            state.call = (call, number)
            return state.isOver
        }
        if isOver { call.closed(number) }
    }

    /// The socket is gone.
    public func closed() {
        let (call, waiting) = state.withLock { state in
            state.isOver = true
            return (state.call, state.waiting.take())
        }
        waiting?()
        call?.call.closed(call?.number ?? 0)
    }
}
