import ConnectorKit
import Conversations

/// When was sent on one channel lately, for the rates of its policy. In memory: a restart begins anew, and what a
/// platform then finds too fast it says (429).
actor SendPace {
    /// Customers whose moments are kept; beyond it those of the longest silence go.
    static let customersMax = 10_000

    private let perCustomer: Int
    private let onChannel: Int
    private var channel: [Timestamp] = []
    private var customers: [String: [Timestamp]] = [:]

    init(_ rates: [SendRate]) {
        perCustomer = rates.filter { $0.scope == .customer }.map(\.most).max() ?? 0
        onChannel = rates.filter { $0.scope == .channel }.map(\.most).max() ?? 0
    }

    /// The state with its moments.
    func filled(_ state: ReplyState, for customer: String) -> ReplyState {
        var state = state
        state.sendsToCustomer = customers[customer] ?? []
        state.sendsOnChannel = channel
        return state
    }

    func note(_ moment: Timestamp, for customer: String) {
        if onChannel > 0 { channel = (channel + [moment]).suffix(onChannel) }
        guard perCustomer > 0 else { return }
        customers[customer] = ((customers[customer] ?? []) + [moment]).suffix(perCustomer)
        guard customers.count > Self.customersMax else { return }
        let kept = customers.sorted { ($0.value.last ?? moment) > ($1.value.last ?? moment) }
        customers = Dictionary(uniqueKeysWithValues: kept.prefix(Self.customersMax / 2).map { ($0.key, $0.value) })
    }
}
