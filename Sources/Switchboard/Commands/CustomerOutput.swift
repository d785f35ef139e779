import Conversations
import Escalation

/// Customers for the terminal and for programs. Who is one person with others is shown with all of theirs; each item
/// says whose it is.
enum CustomerOutput {
    /// Prints a customer.
    static func show(_ id: CustomerID, _ desk: Desk, json: Bool) async throws {
        guard let person = try await desk.person(id) else { throw DeskError.noSuchCustomer }
        var conversations: [ConversationEntry] = []
        for member in person.members {
            conversations += try await desk.store.conversations(
                ConversationFilter(customer: member.id), PageRequest(limit: PageRequest.limitMax)
            ).items
        }
        conversations.sort { ($1.state.changedAt, $1.state.id.number) < ($0.state.changedAt, $0.state.id.number) }
        if json {
            Terminal.line(self.json(person, conversations).text)
        } else {
            for line in lines(person, conversations) { Terminal.line(line) }
        }
    }

    static func lines(_ person: Person, _ conversations: [ConversationEntry]) -> [String] {
        let customer = person.customer
        var lines = [
            "customer  \(customer.id)", "name      \(customer.name ?? "-")", "language  \(customer.language ?? "-")",
            "assurance \(customer.assurance.word)", "since     \(LocalTime.text(customer.createdAt))",
        ]
        for member in person.members {
            let whose = member.id == customer.id ? "" : ", \(member.id)"
            for handle in member.handles {
                lines.append(
                    "address   \(handle.handle.address) (\(handle.handle.scope), \(handle.assurance.word)\(whose))")
            }
            for known in member.facts {
                lines.append(
                    "fact      \(known.fact.key): \(known.fact.value)\(whose.isEmpty ? "" : " (\(member.id))")")
            }
        }
        for link in person.links { lines.append("link      \(text(link))") }
        if !conversations.isEmpty {
            lines.append("")
            var table = TextTable("CONVERSATION", "CUSTOMER", "CHANNEL", "OWNER", "CHANGED", "SAID LAST")
            for entry in conversations {
                table.add(
                    entry.state.id.description, entry.state.customer.description, entry.state.channel.rawValue,
                    entry.state.owner.word, LocalTime.text(entry.state.changedAt), entry.glance.lastMessage?.text ?? "")
            }
            lines += table.lines
        }
        return lines.map(TextTable.plain)
    }

    private static func text(_ link: CustomerLink) -> String {
        var text = "\(link.id): \(link.first) and \(link.second), "
        switch link.rule {
        case .phoneNumber:
            text +=
                "the same number: "
                + link.evidence.map { "\($0.number) on \($0.handle.scope)" }.joined(separator: ", ")
        case .merge: text += "merged by \(link.by.name ?? "-")"
        }
        text += ", \(LocalTime.text(link.at))"
        if let reason = link.reason { text += ", \(reason)" }
        guard let undone = link.undone else { return text }
        text += "; undone by \(undone.by.name ?? "a rule"), \(LocalTime.text(undone.at))"
        return undone.reason.map { "\(text), \($0)" } ?? text
    }

    static func json(_ person: Person, _ conversations: [ConversationEntry]) -> JSONText {
        .object(
            fields(person) + [
                (key: "conversations", value: .array(conversations.map { .object(self.conversation($0)) }))
            ])
    }

    static func json(_ export: Desk.Export) -> JSONText {
        .object([
            (key: "exported_at", value: .string(export.exportedAt.description)),
            (key: "customer", value: .object(fields(export.person))),
            (
                key: "conversations",
                value: .array(
                    export.conversations.map { entry, events in
                        .object(conversation(entry) + [(key: "events", value: .array(events.map(EventJSON.value)))])
                    })
            ),
        ])
    }

    /// A link.
    static func json(_ link: CustomerLink) -> JSONText {
        .object([
            (key: "id", value: .integer(link.id)), (key: "rule", value: .string(link.rule.rawValue)),
            (key: "customers", value: .array([link.first, link.second].map { .string($0.description) })),
            (
                key: "evidence",
                value: .array(
                    link.evidence.map {
                        .object([
                            (key: "scope", value: .string($0.handle.scope)),
                            (key: "address", value: .string($0.handle.address)),
                            (key: "number", value: .string($0.number)),
                        ])
                    })
            ),
            (key: "at", value: .string(link.at.description)), (key: "by", value: .optional(link.by.name)),
            (key: "reason", value: .optional(link.reason)),
            (
                key: "undone",
                value: link.undone.map {
                    .object([
                        (key: "at", value: .string($0.at.description)), (key: "by", value: .optional($0.by.name)),
                        (key: "reason", value: .optional($0.reason)),
                    ])
                } ?? .null
            ),
        ])
    }

    private static func fields(_ person: Person) -> [(key: String, value: JSONText)] {
        let customer = person.customer
        return [
            (key: "id", value: .string(customer.id.description)), (key: "name", value: .optional(customer.name)),
            (key: "language", value: .optional(customer.language)),
            (key: "assurance", value: .string(customer.assurance.word)),
            (key: "created_at", value: .string(customer.createdAt.description)),
            (key: "customers", value: .array(person.members.map { .string($0.id.description) })),
            (key: "handles", value: .array(person.members.flatMap(handles))),
            (key: "facts", value: .array(person.members.flatMap(facts))),
            (key: "links", value: .array(person.links.map(json))),
        ]
    }

    private static func handles(_ customer: CustomerEntry) -> [JSONText] {
        customer.handles.map {
            .object([
                (key: "scope", value: .string($0.handle.scope)), (key: "address", value: .string($0.handle.address)),
                (key: "assurance", value: .string($0.assurance.word)),
                (key: "customer", value: .string(customer.id.description)),
            ])
        }
    }

    private static func facts(_ customer: CustomerEntry) -> [JSONText] {
        customer.facts.map {
            .object([
                (key: "key", value: .string($0.fact.key)), (key: "value", value: .string($0.fact.value)),
                (key: "conversation", value: .string($0.conversation.description)),
                (key: "learned_at", value: .string($0.at.description)),
                (key: "customer", value: .string(customer.id.description)),
            ])
        }
    }

    private static func conversation(_ entry: ConversationEntry) -> [(key: String, value: JSONText)] {
        [
            (key: "id", value: .string(entry.state.id.description)),
            (key: "customer", value: .string(entry.state.customer.description)),
            (key: "channel", value: .string(entry.state.channel.rawValue)),
            (key: "owner", value: .string(entry.state.owner.word)),
            (key: "language", value: .optional(entry.state.language)),
            (key: "opened_at", value: .string(entry.state.openedAt.description)),
            (key: "changed_at", value: .string(entry.state.changedAt.description)),
        ]
    }
}
