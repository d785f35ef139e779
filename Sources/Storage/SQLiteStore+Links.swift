public import Conversations
public import Escalation
import GRDB

extension SQLiteStore: CustomerLinking {
    public func links(of customer: CustomerID) async throws -> [CustomerLink] {
        try await read { db in
            let holding = try LinkRows.holding(db, around: customer)
            return try LinkRows.undone(db, of: customer) + holding
        }
    }

    public func merge(
        _ first: CustomerID, _ second: CustomerID, by: Author, reason: String?, at moment: Timestamp
    ) async throws -> CustomerLink {
        let (link, told) = try await writer.write { [self] db -> (CustomerLink, [Appended]) in
            for customer in [first, second] {
                let known = try Int.fetchOne(
                    db, sql: "SELECT 1 FROM customers WHERE id = ? AND erased_at IS NULL", arguments: [customer.number])
                guard known != nil else { throw DeskError.noSuchCustomer }
            }
            guard first != second else { throw DeskError.sameCustomer }
            let links = try LinkRows.holding(db, around: first)
            if let known = links.first(where: { $0.rule == .merge && $0.joins(first, second) }) { return (known, []) }
            guard !CustomerLink.members(of: first, in: links, by: .merge).contains(second) else {
                throw DeskError.alreadyMerged
            }
            let members = CustomerLink.members(of: first, in: links)
            if !members.contains(second) {
                let others = try LinkRows.members(db, of: second)
                guard members.count + others.count <= CustomerLink.membersMax else {
                    throw DeskError.tooManyCustomers(max: CustomerLink.membersMax)
                }
            }
            let link = try LinkRows.make(
                db,
                CustomerLink(id: 0, first: first, second: second, rule: .merge, at: moment, by: by, reason: reason),
                number: nil)
            return (link, try note([link], among: LinkRows.members(db, of: first), at: moment, db))
        }
        for appended in told { tell(appended) }
        return link
    }

    public func unmerge(
        _ customer: CustomerID, from other: CustomerID?, by: Author, reason: String?, at moment: Timestamp
    ) async throws -> [CustomerLink] {
        let (undone, told) = try await writer.write { [self] db -> ([CustomerLink], [Appended]) in
            let links = try LinkRows.holding(db, around: customer)
            let members = CustomerLink.members(of: customer, in: links)
            let direct = links.filter { link in
                link.other(than: customer).map { other == nil || other == $0 } ?? false
            }
            guard !direct.isEmpty else { throw DeskError.notLinked }
            let undone = try LinkRows.undo(
                db, direct, CustomerLink.Undoing(at: moment, by: by, reason: reason))
            return (undone, try note(undone, among: members, at: moment, db))
        }
        for appended in told { tell(appended) }
        return undone
    }

    public func customer(withNumber key: String) async throws -> CustomerID? {
        try await read { db in
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT handles.customer FROM phone_numbers
                    JOIN handles ON handles.scope = phone_numbers.scope AND handles.address = phone_numbers.address
                    LEFT JOIN conversations ON conversations.id = handles.conversation
                    WHERE key = ? ORDER BY changed_at DESC LIMIT 1
                    """,
                arguments: [key]
            ).map(CustomerID.init(number:))
        }
    }

    /// The links a message makes and undoes: by its number, and by what is proved of its sender.
    func followLinks(
        _ db: Database, _ message: InboundMessage, _ subscriber: Subscriber?, _ state: ConversationState
    ) throws -> [CustomerLink] {
        let keeping = LinkKeeping(db: db, rules: options.phone, at: message.receivedAt)
        var changes: [CustomerLink] = []
        if message.sender.assurance == .verified { changes += try keeping.part(verified: state.customer) }
        let handle = Handle(scope: message.channel.rawValue, address: message.sender.address)
        return changes + (try keeping.follow(handle, of: state.customer, subscriber))
    }

    /// Tells the other conversations of everybody whom these links concern.
    func noteElsewhere(
        _ db: Database, _ links: [CustomerLink], at moment: Timestamp, except told: ConversationID
    ) throws -> [Appended] {
        guard !links.isEmpty else { return [] }
        var customers: Set<CustomerID> = []
        for link in links {
            for end in [link.first, link.second] where !customers.contains(end) {
                customers.formUnion(try LinkRows.members(db, of: end))
            }
        }
        return try note(links, among: Array(customers), at: moment, except: told, db)
    }

    /// Tells the conversations that are led with these customers what has changed: all whose turn may be under way,
    /// and of the others that are open the newest ``toldMax``.
    func note(
        _ links: [CustomerLink], among customers: [CustomerID], at moment: Timestamp,
        except told: ConversationID? = nil, _ db: Database
    ) throws -> [Appended] {
        guard !links.isEmpty else { return [] }
        let marks = databaseQuestionMarks(count: customers.count)
        let numbers = StatementArguments(customers.map(\.number))
        let conversations = try Int64.fetchAll(
            db,
            sql: """
                SELECT id FROM conversations
                WHERE customer IN (\(marks)) AND owner = 'agent' AND unanswered_messages > 0
                UNION SELECT id FROM (
                    SELECT id FROM conversations WHERE customer IN (\(marks)) AND owner != 'nobody'
                    ORDER BY changed_at DESC LIMIT \(Self.toldMax))
                """,
            arguments: numbers + numbers)
        return try conversations.map(ConversationID.init(number:)).filter { $0 != told }.compactMap { id in
            guard var state = try ConversationRow.load(db, id) else { return nil }
            let events = try projection(db).append(
                links.map { .customerLink(CustomerLinkChanged($0)) }, to: &state, at: moment)
            try noteOutside(db, events, of: id)
            return Appended(state: state, events: events)
        }
    }

    /// Open conversations that are told of a link, beside those that wait for a turn.
    private static let toldMax = 5
}
