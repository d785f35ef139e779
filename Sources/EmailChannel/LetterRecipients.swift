public import MailFormat

/// Whom an answer reaches: pure, the same for the mail that leaves and for what operators are shown before it does.
public struct LetterRecipients: Sendable, Hashable {
    /// Never empty, and none of our own addresses.
    public let to: [MailAddress]
    /// Without those of ``to`` and our own.
    public let cc: [MailAddress]

    /// - Parameters:
    ///   - answered: The customer's mail; nil when there is none, or none any more.
    ///   - customer: Where answers go when that mail names nobody.
    ///   - isPerson: Whether a person writes. Copies, and several who want the answer, are for people to decide: the
    ///     agent answers the writer alone.
    /// - Throws: ``Letter/NobodyToAnswer`` when no address may be written to.
    public init(
        answering answered: Mail?, of customer: MailAddress, byPerson isPerson: Bool, from identity: EmailIdentity
    ) throws(Letter.NobodyToAnswer) {
        let addressing = answered.map(identity.addressing(of:))
        let named = addressing.map { isPerson ? $0.to : Array($0.to.prefix(1)) } ?? []
        to = named.isEmpty ? [customer] : named
        guard !to.contains(where: { identity.house.contains($0.address) }) else { throw Letter.NobodyToAnswer() }
        cc = isPerson ? addressing?.cc ?? [] : []
    }
}
