import Conversations
import Synchronization

/// The calls of one channel that people lead and the agent listens to.
public final class ListeningDesk: Sendable {
    /// A call, as whoever forwards its words names it.
    struct Call: Sendable, Hashable {
        /// Longest name of a call or an operator, in characters.
        static let fieldCharactersMax = 128

        let id: String
        /// The customer's number, in E.164; nil where it is not told.
        let number: String?
        /// Of the operator who leads it; nil where it is not told.
        let operatorName: String?

        init?(id: String?, query: FormFields?) {
            guard let id, !id.isEmpty, id.count <= Self.fieldCharactersMax else { return nil }
            self.id = id
            number = query?["from"].flatMap { PhoneNumber.isCaller($0) ? $0 : nil }
            operatorName = query?["operator"].flatMap { name in
                name.isEmpty || name.count > Self.fieldCharactersMax ? nil : name
            }
        }
    }

    let settings: CallSettings
    let ports: ListeningPorts
    private let callsMax: Int
    private let calls = Mutex<[String: ListenedCall]>([:])

    /// - Parameter callsMax: Calls at a time.
    public init(settings: CallSettings, ports: ListeningPorts, callsMax: Int) {
        self.settings = settings
        self.ports = ports
        self.callsMax = callsMax
    }

    /// How many calls are listened to.
    public var count: Int { calls.withLock { $0.count } }

    /// Whether this call is listened to.
    func hears(_ id: String) -> Bool { calls.withLock { $0[id] != nil } }

    /// Whether this call is listened to, or another can be.
    func mayTake(_ id: String) -> Bool { calls.withLock { $0.count < callsMax || $0[id] != nil } }

    /// The call, new or known; nil where there is no room.
    func call(_ call: Call) -> ListenedCall? {
        calls.withLock { calls in
            if let known = calls[call.id] { return known }
            guard calls.count < callsMax else { return nil }
            let listened = ListenedCall(call, self)
            calls[call.id] = listened
            listened.watchSilence()
            return listened
        }
    }

    func forget(_ call: ListenedCall) {
        calls.withLock { calls in
            if calls[call.call.id] === call { calls[call.call.id] = nil }
        }
    }
}
