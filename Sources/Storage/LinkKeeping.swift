import Conversations
import GRDB

/// Makes the links that follow from a message's number, and undoes those that no longer do.
struct LinkKeeping {
    /// Why links by a number end without an operator; told in the console by these words.
    enum End: String {
        /// The company says that several people use it.
        case shared = "shared_number"
        /// More customers claim it than one person can be.
        case tooMany = "number_of_many"
        /// The handle stands for another number now.
        case otherNumber = "other_number"
        /// The handle turned out to be another customer's.
        case otherCustomer = "other_customer"
        /// Both are proved to be somebody, and not the same.
        case bothVerified = "both_verified"
        /// One of the two was erased.
        case erased = "customer_erased"
    }

    let db: Database
    let rules: PhoneRules
    let at: Timestamp

    /// What a message's handle and number change.
    ///
    /// - Parameters:
    ///   - customer: Whose the handle is now.
    ///   - subscriber: Nil where the message gives no number.
    /// - Returns: The links made and undone, in their new state.
    func follow(_ handle: Handle, of customer: CustomerID, _ subscriber: Subscriber?) throws -> [CustomerLink] {
        let known = try subscriber == nil ? NumberRows.key(db, of: handle) : nil
        guard let key = subscriber?.key ?? known else { return [] }
        var changes: [CustomerLink] = []
        if let subscriber {
            let before = try NumberRows.key(db, of: handle)
            if before != subscriber.key {
                if let before {
                    changes += try undo(
                        LinkRows.holding(db, byNumber: before).filter { speaks(handle, $0) }, .otherNumber)
                }
                try NumberRows.keep(db, subscriber, of: handle)
            }
        }
        let strayed = try LinkRows.holding(db, byNumber: key).filter { link in
            side(handle, of: link).map { $0 != customer } ?? false
        }
        changes += try undo(strayed, .otherCustomer)
        if subscriber?.isShared == true { return changes + (try undo(LinkRows.holding(db, byNumber: key), .shared)) }
        let claimants = try NumberRows.claimants(db, of: key, limit: rules.customersMax + 1)
        guard claimants.count <= rules.customersMax else {
            return changes + (try undo(LinkRows.holding(db, byNumber: key), .tooMany))
        }
        return changes + (try join(claimants, around: customer, key))
    }

    /// Parts a customer from other proved identities that a number alone joined it with.
    func part(verified customer: CustomerID) throws -> [CustomerLink] {
        let links = try LinkRows.holding(db, around: customer)
        guard !links.isEmpty, try verified(CustomerLink.members(of: customer, in: links)) > 1 else { return [] }
        return try undo(links.filter { $0.rule == .phoneNumber && $0.other(than: customer) != nil }, .bothVerified)
    }

    /// Undoes what an erased customer had.
    func partErased(_ customer: CustomerID) throws -> [CustomerLink] {
        try undo(LinkRows.holding(db, around: customer).filter { $0.other(than: customer) != nil }, .erased)
    }

    private func join(
        _ claimants: [NumberRows.Claimant], around customer: CustomerID, _ key: String
    ) throws -> [CustomerLink] {
        guard claimants.count > 1, let own = claimants.first(where: { $0.customer == customer }) else { return [] }
        var groups: [(claimant: NumberRows.Claimant, group: NumberLinking.Group)] = []
        for claimant in [own] + claimants
        where !groups.contains(where: { $0.group.members.contains(claimant.customer) }) {
            let members = try LinkRows.members(db, of: claimant.customer)
            groups.append((claimant, NumberLinking.Group(members: members, verified: try verified(members))))
        }
        let all = groups.flatMap(\.group.members)
        guard groups.count > 1,
            NumberLinking(groups: groups.map(\.group), parted: try LinkRows.parted(db, among: all)).mayJoin
        else { return [] }
        return try groups.dropFirst().map { other in
            try LinkRows.make(
                db,
                CustomerLink(
                    id: 0, first: other.claimant.customer, second: customer, rule: .phoneNumber,
                    evidence: [other.claimant.evidence, own.evidence], at: at, by: Author(kind: .system)),
                number: key)
        }
    }

    private func undo(_ links: [CustomerLink], _ end: End) throws -> [CustomerLink] {
        try LinkRows.undo(
            db, links, CustomerLink.Undoing(at: at, by: Author(kind: .system), reason: end.rawValue))
    }

    private func verified(_ customers: [CustomerID]) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM customers WHERE assurance = ? AND id IN (\(databaseQuestionMarks(count: customers.count)))
                """,
            arguments: [Assurance.verified.rawValue] + StatementArguments(customers.map(\.number))) ?? 0
    }

    private func speaks(_ handle: Handle, _ link: CustomerLink) -> Bool { side(handle, of: link) != nil }

    /// Whose handle it is by the link; nil where it is no evidence of it.
    private func side(_ handle: Handle, of link: CustomerLink) -> CustomerID? {
        guard let index = link.evidence.firstIndex(where: { $0.handle == handle }) else { return nil }
        return index == 0 ? link.first : link.second
    }
}
