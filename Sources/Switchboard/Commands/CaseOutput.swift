import Conversations
import Escalation

/// Cases for the terminal and for programs.
enum CaseOutput {
    static func printTable(_ entries: [CaseEntry], now: Timestamp) {
        var table = TextTable(
            "CASE", "STATE", "PRIORITY", "QUEUE", "WAITING", "REASON", "HOLDER", "CUSTOMER", "SAID LAST")
        for entry in entries {
            table.add(
                entry.id.description, entry.state.rawValue, entry.priority.word, entry.queue,
                entry.waitingSince.map { LocalTime.since($0, now: now) } ?? "-", entry.reason.rawValue,
                entry.holderName ?? "-", entry.glance.customerName ?? entry.customer.description,
                entry.glance.lastMessage?.text ?? "")
        }
        for line in table.lines { Terminal.line(line) }
    }

    static func lines(_ entry: CaseEntry, _ events: [ConversationEvent], now: Timestamp) -> [String] {
        var lines = [
            "case       \(entry.id)  \(entry.state.rawValue), \(entry.priority.word), queue \(entry.queue)",
            "customer   \(entry.glance.customerName ?? "-") (\(entry.customer)) on \(entry.channel)",
            "reason     \(entry.reason.rawValue): \(entry.detail)",
            "opened     \(LocalTime.text(entry.openedAt))",
        ]
        if let since = entry.waitingSince { lines.append("waiting    \(LocalTime.since(since, now: now))") }
        if let holder = entry.holderName { lines.append("holder     \(holder)") }
        if let brief = entry.brief {
            lines.append("wants      \(brief.wants)")
            lines.append("mood       \(brief.mood)")
            for fact in brief.facts { lines.append("fact       \(fact.text) (\(fact.source))") }
            for tried in brief.tried { lines.append("tried      \(tried.text)") }
            lines.append("suggested  \(brief.suggestion)")
            if let draft = brief.draft { lines.append("draft      \(draft.text)") }
        }
        lines.append("")
        lines += events.flatMap(Self.lines)
        return lines.map(TextTable.plain)
    }

    private static func lines(_ event: ConversationEvent) -> [String] {
        let time = LocalTime.text(event.at)
        switch event.body {
        case .messageReceived(let message): return received(message, time)
        case .messageSent(let message):
            let files = (message.attachments ?? []).map { attached($0.name, $0.type, $0.sizeBytes, time) }
            return ["\(time)  \(message.author.name ?? message.author.kind.rawValue): \(message.text)"] + files
        case .noteAdded(let note): return ["\(time)  (note of \(note.author.name ?? "system")) \(note.text)"]
        case .messageHeard(let message):
            return ["\(time)  -- heard of it: \(message.heard.isEmpty ? "nothing" : message.heard)"]
        case .ownerChanged(let change): return ["\(time)  -- owner: \(change.owner.word)"]
        case .deliveryChanged(let change) where [.failed, .unknown].contains(change.state):
            return ["\(time)  -- delivery \(change.state.rawValue): \(change.detail ?? "-")"]
        default: return []
        }
    }

    /// The subject before the text, files and what is special about the message below it.
    private static func received(_ message: MessageReceived, _ time: String) -> [String] {
        let sender = message.from.map { "customer, from \($0)" } ?? "customer"
        let subject = message.subject.map { "[\($0)] " } ?? ""
        let handling = message.handling.map { handling in
            let rule = handling.kind == .silent ? "nobody waits for an answer" : "only a person may answer"
            return "\(time)  -- \(rule): \(handling.reason)"
        }
        let files = (message.attachments ?? []).map { file in
            attached(file.name ?? "unnamed", file.type, file.sizeBytes, time)
        }
        return ["\(time)  \(sender): \(subject)\(message.text)"] + files + [handling].compactMap { $0 }
    }

    private static func attached(_ name: String, _ type: String, _ sizeBytes: Int, _ time: String) -> String {
        "\(time)  -- attached: \(name) (\(type), \(sizeBytes) bytes)"
    }

    static func json(_ entry: CaseEntry) -> JSONText { .object(fields(entry)) }

    static func json(_ entry: CaseEntry, timeline: [ConversationEvent]) -> JSONText {
        .object(fields(entry) + [(key: "timeline", value: .array(timeline.map(EventJSON.value)))])
    }

    private static func fields(_ entry: CaseEntry) -> [(key: String, value: JSONText)] {
        [
            (key: "id", value: .string(entry.id.description)),
            (key: "state", value: .string(entry.state.rawValue)),
            (key: "queue", value: .string(entry.queue)),
            (key: "priority", value: .string(entry.priority.word)),
            (key: "reason", value: .string(entry.reason.rawValue)),
            (key: "detail", value: .string(entry.detail)),
            (key: "conversation", value: .string(entry.id.conversation.description)),
            (key: "customer", value: .string(entry.customer.description)),
            (key: "customer_name", value: .optional(entry.glance.customerName)),
            (key: "channel", value: .string(entry.channel.rawValue)),
            (key: "language", value: .optional(entry.language)),
            (key: "holder", value: .optional(entry.holderName)),
            (key: "opened_at", value: .string(entry.openedAt.description)),
            (key: "waiting_since", value: .optional(entry.waitingSince?.description)),
            (key: "resolved_at", value: .optional(entry.resolvedAt?.description)),
            (key: "outcome", value: .optional(entry.outcome?.rawValue)),
            (key: "last_message", value: .optional(entry.glance.lastMessage?.text)),
            (key: "brief", value: entry.brief.map(brief) ?? .null),
        ]
    }

    private static func brief(_ brief: Brief) -> JSONText {
        func attempt(_ attempt: Brief.Attempt) -> JSONText {
            .object([
                (key: "text", value: .string(attempt.text)),
                (key: "articles", value: .array(attempt.articles.map { .string($0.id) })),
            ])
        }
        return .object([
            (key: "who", value: .string(brief.who)), (key: "wants", value: .string(brief.wants)),
            (key: "mood", value: .string(brief.mood)), (key: "language", value: .string(brief.language)),
            (key: "verification", value: .string(brief.verification.word)),
            (key: "tried", value: .array(brief.tried.map(attempt))),
            (
                key: "facts",
                value: .array(
                    brief.facts.map {
                        .object([(key: "text", value: .string($0.text)), (key: "source", value: .string($0.source))])
                    })
            ),
            (key: "suggestion", value: .string(brief.suggestion)),
            (key: "draft", value: brief.draft.map(attempt) ?? .null),
        ])
    }
}
