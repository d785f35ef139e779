public import Conversations

/// Where it is kept who is one person with whom.
public protocol CustomerLinking: Sendable {
    /// Every link that holds within the customer's person, and those that held once and touch the customer; undone ones
    /// first, then by id.
    func links(of customer: CustomerID) async throws -> [CustomerLink]

    /// Makes two customers one person. Merged already, the link there is.
    ///
    /// - Parameter by: An operator.
    /// - Throws: ``DeskError/noSuchCustomer``, ``DeskError/sameCustomer``, ``DeskError/alreadyMerged`` by way of others,
    ///   ``DeskError/tooManyCustomers(max:)``.
    func merge(
        _ first: CustomerID, _ second: CustomerID, by: Author, reason: String?, at moment: Timestamp
    ) async throws -> CustomerLink

    /// Undoes every link of any rule between two customers, or all that touch the customer. No rule links the same two
    /// again.
    ///
    /// - Parameters:
    ///   - other: Nil for everybody.
    ///   - by: An operator.
    /// - Returns: The links as they are now; never none.
    /// - Throws: ``DeskError/notLinked``.
    func unmerge(
        _ customer: CustomerID, from other: CustomerID?, by: Author, reason: String?, at moment: Timestamp
    ) async throws -> [CustomerLink]
}

/// A customer with everybody they are one person with.
public struct Person: Sendable {
    public let customer: CustomerEntry
    /// By id; erased ones are gone.
    public let others: [CustomerEntry]
    /// As ``CustomerLinking/links(of:)`` has them.
    public let links: [CustomerLink]

    public init(customer: CustomerEntry, others: [CustomerEntry], links: [CustomerLink]) {
        self.customer = customer
        self.others = others
        self.links = links
    }

    /// The customer, then the others.
    public var members: [CustomerEntry] { [customer] + others }
}
