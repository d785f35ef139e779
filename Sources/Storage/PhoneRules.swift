public import Conversations

/// What the store makes of telephone numbers.
public struct PhoneRules: Sendable {
    /// A number that more customers claim is a line of many, and links nobody.
    public var customersMax: Int
    /// Who a sender is by their number; nil for a number that is withheld, invalid or nobody's own.
    public var subscriber: @Sendable (InboundMessage) -> Subscriber?

    public init(customersMax: Int = 5, subscriber: @escaping @Sendable (InboundMessage) -> Subscriber? = { _ in nil }) {
        self.customersMax = customersMax
        self.subscriber = subscriber
    }
}

/// Which customers a number makes one person. A pure value.
///
/// Everybody who claims the number, or nobody: where it would bring together what must stay apart, it is not known
/// whose it is.
struct NumberLinking {
    /// Customers who are one person already.
    struct Group {
        let members: [CustomerID]
        /// How many of them are proved to be somebody.
        let verified: Int
    }

    /// Each claimant's group, each group once; the one who gave the number now is in the first.
    let groups: [Group]
    /// Pairs that an operator parted.
    let parted: [(CustomerID, CustomerID)]

    /// Whether all groups may become one: nobody parts them, and no two proved identities meet.
    var mayJoin: Bool {
        guard groups.count > 1, groups.reduce(0, { $0 + $1.members.count }) <= CustomerLink.membersMax,
            groups.reduce(0, { $0 + $1.verified }) <= 1
        else { return false }
        return !parted.contains { one, other in
            guard let first = group(of: one), let second = group(of: other) else { return false }
            return first != second
        }
    }

    private func group(of customer: CustomerID) -> Int? { groups.firstIndex { $0.members.contains(customer) } }
}
