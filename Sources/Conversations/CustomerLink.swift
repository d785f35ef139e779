/// Why two customers are taken for one person.
public enum LinkRule: String, Sendable, Codable, Hashable, CaseIterable {
    /// The same subscriber's number was claimed on both; a claim, no proof.
    case phoneNumber = "phone_number"
    /// An operator said so.
    case merge
}

/// A handle of one customer that speaks for a link, and the number it stands for.
public struct LinkEvidence: Sendable, Hashable, Codable {
    public let handle: Handle
    /// E.164, as this side gave it.
    public let number: String

    public init(handle: Handle, number: String) {
        self.handle = handle
        self.number = number
    }
}

/// Two customers who count as one person, until it is undone.
///
/// A link moves nothing: each customer keeps handles, facts, conversations and cases, and whoever writes is who their
/// handle says. What is linked is read together. So undoing it leaves everything where it would be without it.
public struct CustomerLink: Sendable, Hashable {
    /// How a link ended.
    public struct Undoing: Sendable, Hashable {
        public let at: Timestamp
        /// Of kind system where a rule no longer held; else the operator, after whom no rule links the two again.
        public let by: Author
        public let reason: String?

        public init(at: Timestamp, by: Author, reason: String?) {
            self.at = at
            self.by = by
            self.reason = reason
        }
    }

    /// Counts the links of this installation.
    public let id: Int64
    public let first: CustomerID
    public let second: CustomerID
    public let rule: LinkRule
    /// One handle of the first and one of the second; empty for ``LinkRule/merge``.
    public let evidence: [LinkEvidence]
    public let at: Timestamp
    /// Of kind system for a rule.
    public let by: Author
    public let reason: String?
    /// Nil while the link holds.
    public let undone: Undoing?

    public init(
        id: Int64, first: CustomerID, second: CustomerID, rule: LinkRule, evidence: [LinkEvidence] = [], at: Timestamp,
        by: Author, reason: String? = nil, undone: Undoing? = nil
    ) {
        self.id = id
        self.first = first
        self.second = second
        self.rule = rule
        self.evidence = evidence
        self.at = at
        self.by = by
        self.reason = reason
        self.undone = undone
    }

    /// Most customers one person can be: more are no person, but a mistake.
    public static let membersMax = 32

    /// The customer at the other end; nil for a link of others.
    public func other(than customer: CustomerID) -> CustomerID? {
        customer == first ? second : customer == second ? first : nil
    }

    /// Whether it joins these two, in either order.
    public func joins(_ one: CustomerID, _ other: CustomerID) -> Bool {
        first == one && second == other || first == other && second == one
    }

    /// Everybody who is one person with a customer by these links, the customer first, the others by id.
    ///
    /// - Parameter rule: The only one that counts; nil for any.
    public static func members(
        of customer: CustomerID, in links: [CustomerLink], by rule: LinkRule? = nil
    ) -> [CustomerID] {
        var known: Set<CustomerID> = [customer]
        var open = [customer]
        while let next = open.popLast() {
            for link in links where link.undone == nil && (rule == nil || link.rule == rule) {
                guard let other = link.other(than: next), known.insert(other).inserted else { continue }
                open.append(other)
            }
        }
        known.remove(customer)
        return [customer] + known.sorted { $0.number < $1.number }
    }
}

/// A link of the conversation's customer was made or undone, as far as the conversation is concerned. Handles are not
/// told here: whose they are may change, and erasing them must find them in one place.
public struct CustomerLinkChanged: Sendable, Hashable, Codable {
    public let link: Int64
    public let first: CustomerID
    public let second: CustomerID
    public let rule: LinkRule
    public let isUndone: Bool
    public let by: Author
    public let reason: String?

    public init(_ link: CustomerLink) {
        self.link = link.id
        first = link.first
        second = link.second
        rule = link.rule
        isUndone = link.undone != nil
        by = link.undone?.by ?? link.by
        reason = link.undone == nil ? link.reason : link.undone?.reason
    }

    public init(
        link: Int64, first: CustomerID, second: CustomerID, rule: LinkRule, isUndone: Bool, by: Author, reason: String?
    ) {
        self.link = link
        self.first = first
        self.second = second
        self.rule = rule
        self.isUndone = isUndone
        self.by = by
        self.reason = reason
    }
}

/// A telephone subscriber, as whoever gave the number claims to be.
public struct Subscriber: Sendable, Hashable {
    /// `+` and digits (ITU-T E.164).
    public let e164: String
    /// The same for all ways in which networks and platforms write the subscriber's number.
    public let key: String
    /// Whether several people use the number by what the company says of it.
    public let isShared: Bool

    public init(e164: String, key: String, isShared: Bool = false) {
        self.e164 = e164
        self.key = key
        self.isShared = isShared
    }
}
