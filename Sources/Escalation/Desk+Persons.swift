public import Conversations

extension Desk {
    /// Longest reason of a merge or its undoing, in characters.
    public static let linkReasonCharactersMax = 400

    /// A customer and everybody who is one person with them; nil when there is none.
    ///
    /// - Parameter rule: The only links that count; nil for all.
    public func person(_ id: CustomerID, by rule: LinkRule? = nil) async throws -> Person? {
        guard let customer = try await store.customer(id) else { return nil }
        let links = try await store.links(of: id)
        var others: [CustomerEntry] = []
        for member in CustomerLink.members(of: id, in: links, by: rule).dropFirst() {
            if let other = try await store.customer(member) { others.append(other) }
        }
        return Person(customer: customer, others: others, links: links)
    }

    /// Makes two customers one person; for supervisors and administrators. Nothing moves: see ``CustomerLink``.
    ///
    /// - Throws: ``DeskError/needs(_:)``, ``DeskError/textTooLong(charactersMax:)`` for the reason, and what
    ///   ``CustomerLinking/merge(_:_:by:reason:at:)`` throws.
    public func merge(
        _ first: CustomerID, with second: CustomerID, reason: String? = nil, by user: DeskUser
    ) async throws -> CustomerLink {
        try require(.supervisor, user)
        let reason = try Self.linkReason(reason)
        let link = try await store.merge(first, second, by: user.author, reason: reason, at: now())
        try await audit("customer.merge", on: first.description, detail: "with \(second), link \(link.id)", by: user)
        return link
    }

    /// Undoes what makes two customers one person, or a customer one with anybody; for supervisors and administrators.
    ///
    /// - Throws: ``DeskError/needs(_:)``, ``DeskError/noSuchCustomer``, ``DeskError/textTooLong(charactersMax:)`` for the
    ///   reason, ``DeskError/notLinked``.
    public func unmerge(
        _ id: CustomerID, from other: CustomerID? = nil, reason: String? = nil, by user: DeskUser
    ) async throws -> [CustomerLink] {
        try require(.supervisor, user)
        let reason = try Self.linkReason(reason)
        guard try await store.customer(id) != nil else { throw DeskError.noSuchCustomer }
        let undone = try await store.unmerge(id, from: other, by: user.author, reason: reason, at: now())
        let links = undone.map { String($0.id) }.joined(separator: " ")
        try await audit(
            "customer.unmerge", on: id.description, detail: "from \(other?.description ?? "all"), links \(links)",
            by: user)
        return undone
    }

    private static func linkReason(_ text: String?) throws -> String? {
        guard let text, !text.allSatisfy(\.isWhitespace) else { return nil }
        guard text.count <= linkReasonCharactersMax else {
            throw DeskError.textTooLong(charactersMax: linkReasonCharactersMax)
        }
        return text
    }
}
