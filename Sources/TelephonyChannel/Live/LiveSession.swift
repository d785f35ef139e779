import Conversations

/// A call's session in the words of its platform.
enum LiveSession: Sendable {
    case relay(CallSession)
    case retell(RetellSession)

    /// What is to be done.
    enum Effect: Sendable, Hashable {
        /// A frame as it is sent.
        case frame(String)
        /// Everything else; never one that sends.
        case call(CallEffect)
    }

    /// Whose socket calls come over.
    enum Platform: Sendable, Hashable { case relay, retell }

    init(_ platform: Platform, settings: CallSettings, callID: String, resuming log: CallLog? = nil) {
        switch platform {
        case .relay: self = .relay(CallSession(settings: settings, resuming: log))
        case .retell: self = .retell(RetellSession(settings: settings, callID: callID, resuming: log))
        }
    }

    var hasEnded: Bool {
        switch self {
        case .relay(let session): session.hasEnded
        case .retell(let session): session.hasEnded
        }
    }

    /// Whether it is known which call this is.
    var isSetUp: Bool {
        switch self {
        case .relay(let session): session.callSid != nil
        case .retell(let session): session.hasBegun
        }
    }

    /// - Parameter seal: Writes what follows the end of a call.
    mutating func handle(_ input: CallInput, at now: Timestamp, seal: HandoffSeal) -> [Effect] {
        switch self {
        case .relay(var session):
            let effects = session.handle(input, at: now)
            self = .relay(session)
            return effects.map { effect in
                switch effect {
                case .send(let message): .frame(message.json)
                case .end(let handoff): .frame(RelayOutbound.end(handoffData: handoff.map(seal.seal)).json)
                default: .call(effect)
                }
            }
        case .retell(var session):
            let effects = session.handle(input, at: now)
            self = .retell(session)
            return Self.effects(effects)
        }
    }

    /// A session made of the log gets to know its call.
    mutating func resume(_ setup: RelaySetup, at now: Timestamp, seal: HandoffSeal) -> [Effect] {
        if case .retell = self { return receive(.callDetails(setup), at: now) }
        return handle(.frame(.setup(setup)), at: now, seal: seal)
    }

    /// A socket of Retell's opened.
    mutating func open() -> [Effect] {
        guard case .retell(var session) = self else { return [] }
        let effects = session.open()
        self = .retell(session)
        return Self.effects(effects)
    }

    /// Takes a frame of Retell's.
    mutating func receive(_ frame: RetellInbound, at now: Timestamp) -> [Effect] {
        guard case .retell(var session) = self else { return [] }
        let effects = session.receive(frame, at: now)
        self = .retell(session)
        return Self.effects(effects)
    }

    private static func effects(_ effects: [RetellSession.Effect]) -> [Effect] {
        effects.map { effect in
            switch effect {
            case .send(let frame): .frame(frame.json)
            case .call(let effect): .call(effect)
            }
        }
    }
}
