import Conversations
import Escalation

/// Customers for the terminal and for programs.
enum CustomerOutput {
    static func lines(_ customer: CustomerEntry, _ conversations: [ConversationEntry]) -> [String] {
        var lines = [
            "customer  \(customer.id)", "name      \(customer.name ?? "-")", "language  \(customer.language ?? "-")",
            "assurance \(customer.assurance.word)", "since     \(LocalTime.text(customer.createdAt))",
        ]
        for handle in customer.handles {
            lines.append("address   \(handle.handle.address) (\(handle.handle.scope), \(handle.assurance.word))")
        }
        for known in customer.facts { lines.append("fact      \(known.fact.key): \(known.fact.value)") }
        if !conversations.isEmpty {
            lines.append("")
            var table = TextTable("CONVERSATION", "CHANNEL", "OWNER", "CHANGED", "SAID LAST")
            for entry in conversations {
                table.add(
                    entry.state.id.description, entry.state.channel.rawValue, entry.state.owner.word,
                    LocalTime.text(entry.state.changedAt), entry.glance.lastMessage?.text ?? "")
            }
            lines += table.lines
        }
        return lines.map(TextTable.plain)
    }

    static func json(_ customer: CustomerEntry, _ conversations: [ConversationEntry]) -> JSONText {
        .object(
            fields(customer) + [
                (key: "conversations", value: .array(conversations.map { .object(self.conversation($0)) }))
            ])
    }

    static func json(_ export: Desk.Export) -> JSONText {
        .object([
            (key: "exported_at", value: .string(export.exportedAt.description)),
            (key: "customer", value: .object(fields(export.customer))),
            (
                key: "conversations",
                value: .array(
                    export.conversations.map { entry, events in
                        .object(conversation(entry) + [(key: "events", value: .array(events.map(EventJSON.value)))])
                    })
            ),
        ])
    }

    private static func fields(_ customer: CustomerEntry) -> [(key: String, value: JSONText)] {
        [
            (key: "id", value: .string(customer.id.description)), (key: "name", value: .optional(customer.name)),
            (key: "language", value: .optional(customer.language)),
            (key: "assurance", value: .string(customer.assurance.word)),
            (key: "created_at", value: .string(customer.createdAt.description)),
            (
                key: "handles",
                value: .array(
                    customer.handles.map {
                        .object([
                            (key: "scope", value: .string($0.handle.scope)),
                            (key: "address", value: .string($0.handle.address)),
                            (key: "assurance", value: .string($0.assurance.word)),
                        ])
                    })
            ),
            (
                key: "facts",
                value: .array(
                    customer.facts.map {
                        .object([
                            (key: "key", value: .string($0.fact.key)), (key: "value", value: .string($0.fact.value)),
                            (key: "conversation", value: .string($0.conversation.description)),
                            (key: "learned_at", value: .string($0.at.description)),
                        ])
                    })
            ),
        ]
    }

    private static func conversation(_ entry: ConversationEntry) -> [(key: String, value: JSONText)] {
        [
            (key: "id", value: .string(entry.state.id.description)),
            (key: "channel", value: .string(entry.state.channel.rawValue)),
            (key: "owner", value: .string(entry.state.owner.word)),
            (key: "language", value: .optional(entry.state.language)),
            (key: "opened_at", value: .string(entry.state.openedAt.description)),
            (key: "changed_at", value: .string(entry.state.changedAt.description)),
        ]
    }
}
