public import Conversations
import Escalation
import Synchronization

extension InMemoryDesk {
    public func links(of customer: CustomerID) async throws -> [CustomerLink] {
        stored.withLock { stored in
            let members = Set(CustomerLink.members(of: customer, in: stored.links))
            return stored.links.filter { $0.undone != nil && $0.other(than: customer) != nil }
                + stored.links.filter { $0.undone == nil && members.contains($0.first) }
        }
    }

    public func merge(
        _ first: CustomerID, _ second: CustomerID, by: Author, reason: String?, at moment: Timestamp
    ) async throws -> CustomerLink {
        for customer in [first, second] where try await self.customer(customer) == nil {
            throw DeskError.noSuchCustomer
        }
        guard first != second else { throw DeskError.sameCustomer }
        return try stored.withLock { stored in
            let known = stored.links.first { $0.undone == nil && $0.rule == .merge && $0.joins(first, second) }
            if let known { return known }
            guard !CustomerLink.members(of: first, in: stored.links, by: .merge).contains(second) else {
                throw DeskError.alreadyMerged
            }
            let link = CustomerLink(
                id: Int64(stored.links.count + 1), first: first, second: second, rule: .merge, at: moment, by: by,
                reason: reason)
            stored.links.append(link)
            return link
        }
    }

    /// Puts a link there that a rule made.
    public func link(
        _ first: CustomerID, _ second: CustomerID, byNumber evidence: [LinkEvidence], at moment: Timestamp
    ) {
        stored.withLock { stored in
            stored.links.append(
                CustomerLink(
                    id: Int64(stored.links.count + 1), first: first, second: second, rule: .phoneNumber,
                    evidence: evidence, at: moment, by: Author(kind: .system)))
        }
    }

    public func unmerge(
        _ customer: CustomerID, from other: CustomerID?, by: Author, reason: String?, at moment: Timestamp
    ) async throws -> [CustomerLink] {
        try stored.withLock { stored in
            var undone: [CustomerLink] = []
            for (index, link) in stored.links.enumerated() where link.undone == nil {
                guard let far = link.other(than: customer), other == nil || far == other else { continue }
                let ended = CustomerLink(
                    id: link.id, first: link.first, second: link.second, rule: link.rule, evidence: link.evidence,
                    at: link.at, by: link.by, reason: link.reason,
                    undone: CustomerLink.Undoing(at: moment, by: by, reason: reason))
                stored.links[index] = ended
                undone.append(ended)
            }
            guard !undone.isEmpty else { throw DeskError.notLinked }
            return undone
        }
    }
}
