import Conversations
import SwitchboardTesting
import Synchronization

@testable import TelephonyChannel

/// The store and the timers of calls, in memory: the same message again is found.
final class CallBox: Sendable {
    let known: Mutex<[String: ConversationID]>
    let rings = Mutex<[@Sendable () -> Void]>([])
    let troubles = Mutex<[CallTrouble]>([])

    init(_ known: [String: ConversationID]) { self.known = Mutex(known) }

    func take(_ message: InboundMessage, _ log: InMemoryConversationLog) throws -> CallPorts.Taken {
        let call = String(message.externalID.prefix { $0 != "/" })
        let (id, isNew) = known.withLock { known in
            if let id = known[call] { return (id, false) }
            let id = ConversationID(number: Int64(known.count + 1))
            known[call] = id
            return (id, true)
        }
        if isNew { log.open(id, channel: message.channel, address: message.sender.address) }
        let isDuplicate = log.events(of: id).contains { event in
            guard case .messageReceived(let before) = event.body else { return false }
            return before.externalID == message.externalID
        }
        if !isDuplicate {
            try log.appendNow(to: id, at: message.receivedAt) { state in
                [.messageReceived(MessageReceived(message, address: state.address))]
            }
        }
        return CallPorts.Taken(conversation: id, isDuplicate: isDuplicate)
    }
}

/// Tells of what is appended, as the hub does.
final class CallListeners: ConversationObserver {
    private let tells = Mutex<[(ConversationID, @Sendable ([ConversationEvent]) -> Void)]>([])

    func add(
        _ conversation: ConversationID, _ tell: @escaping @Sendable ([ConversationEvent]) -> Void
    ) -> CallPorts.Ending {
        tells.withLock { $0.append((conversation, tell)) }
        return {}
    }

    func appended(_ appended: Appended) {
        for (conversation, tell) in tells.withLock({ $0 }) where conversation == appended.state.id {
            tell(appended.events)
        }
    }
}
