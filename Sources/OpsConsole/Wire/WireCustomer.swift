import Conversations
import Escalation

/// A customer, with everything of those they are one person with; each item says whose it is.
struct WireCustomer: Encodable, Sendable {
    struct LinkedHandle: Encodable, Sendable {
        let channel: String
        let address: String
        let verification: String
        let customer: String
    }

    struct KnownFact: Encodable, Sendable {
        let text: String
        let key: String
        let value: String
        let source: String
        let at: String
        let customer: String
    }

    let id: String
    let name: OrNull<String>
    let verification: String
    let language: OrNull<String>
    let createdAt: String
    let handles: [LinkedHandle]
    let facts: [KnownFact]
    let conversations: [WireConversationSummary]
    let links: [WireLink]

    init(_ person: Person, conversations: [ConversationEntry]) {
        let customer = person.customer
        id = customer.id.description
        name = OrNull(customer.name)
        verification = customer.assurance.word
        language = OrNull(customer.language)
        createdAt = customer.createdAt.description
        handles = person.members.flatMap { member in
            member.handles.map {
                LinkedHandle(
                    channel: $0.handle.scope, address: $0.handle.address, verification: $0.assurance.word,
                    customer: member.id.description)
            }
        }
        facts = person.members.flatMap { member in
            member.facts.map {
                KnownFact(
                    text: factText($0.fact), key: $0.fact.key, value: $0.fact.value, source: "customer",
                    at: $0.at.description, customer: member.id.description)
            }
        }
        self.conversations = conversations.map(WireConversationSummary.init)
        let names = Dictionary(person.members.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        links = person.links.map { WireLink($0, names: names.compactMapValues(\.self)) }
    }

    /// A customer nobody knows any more: erased.
    init(erased id: CustomerID, at moment: Timestamp) {
        self.id = id.description
        name = OrNull(nil)
        verification = Assurance.anonymous.word
        language = OrNull(nil)
        createdAt = moment.description
        handles = []
        facts = []
        conversations = []
        links = []
    }
}

/// Why two customers are one person, or were.
struct WireLink: Encodable, Sendable {
    struct End: Encodable, Sendable {
        let customer: String
        let name: OrNull<String>
        /// What speaks for the link; null for a merge.
        let channel: OrNull<String>
        let address: OrNull<String>
        let number: OrNull<String>
    }

    struct Undoing: Encodable, Sendable {
        let at: String
        /// Null for a rule.
        let by: OrNull<String>
        /// An operator's words, or a code.
        let reason: OrNull<String>
    }

    let id: Int64
    let rule: String
    let ends: [End]
    let at: String
    /// Null for a rule.
    let by: OrNull<String>
    let reason: OrNull<String>
    let undone: OrNull<Undoing>

    init(_ link: CustomerLink, names: [CustomerID: String]) {
        id = link.id
        rule = link.rule.rawValue
        ends = [link.first, link.second].enumerated().map { index, customer in
            let evidence = link.evidence.indices.contains(index) ? link.evidence[index] : nil
            return End(
                customer: customer.description, name: OrNull(names[customer]), channel: OrNull(evidence?.handle.scope),
                address: OrNull(evidence?.handle.address), number: OrNull(evidence?.number))
        }
        at = link.at.description
        by = OrNull(link.by.name)
        reason = OrNull(link.reason)
        undone = OrNull(
            link.undone.map {
                Undoing(at: $0.at.description, by: OrNull($0.by.name), reason: OrNull($0.reason))
            })
    }
}

/// A fact in words: `Order number: 2026-1142`.
func factText(_ fact: Fact) -> String {
    let words = fact.key.split(separator: "_").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst() + ": " + fact.value
}
