import Conversations

/// Entries of a conversation's log for programs and exports.
enum EventJSON {
    static func value(_ event: ConversationEvent) -> JSONText {
        let (kind, fields) = content(event.body)
        return .object(
            [
                (key: "seq", value: .integer(Int64(event.seq))), (key: "at", value: .string(event.at.description)),
                (key: "kind", value: .string(kind)),
            ] + fields)
    }

    private typealias Fields = [(key: String, value: JSONText)]

    private static func content(_ body: ConversationEvent.Body) -> (String, Fields) {
        switch body {
        case .opened(let opened):
            ("opened", [text("channel", opened.channel.rawValue), text("address", opened.address)])
        case .messageReceived(let message):
            (
                "message_received",
                [
                    author(Author(kind: .customer, name: message.name)), text("id", message.externalID),
                    text("from", message.from), text("subject", message.subject), text("text", message.text),
                    (key: "attachments", value: .array((message.attachments ?? []).map(attachment))),
                    (key: "handling", value: message.handling.map(handling) ?? .null),
                ]
            )
        case .messageSent(let message):
            (
                "message_sent",
                [
                    author(message.author), text("text", message.text),
                    (key: "citations", value: .array(message.citations.map { .string($0.id) })),
                    (key: "attachments", value: .array((message.attachments ?? []).map(file))),
                ]
            )
        case .disclosed(let disclosed):
            ("disclosed", [text("notice", disclosed.notice), text("on_behalf_of", disclosed.onBehalfOf)])
        case .turnEnded(let turn):
            ("turn_ended", [text("result", turn.result.rawValue), text("language", turn.language)])
        case .ownerChanged(let change):
            ("owner_changed", [text("owner", change.owner.word), author(change.by)])
        case .escalated(let escalated):
            (
                "escalated",
                [
                    text("queue", escalated.queue), text("reason", escalated.reason.rawValue),
                    text("detail", escalated.detail),
                ]
            )
        case .caseChanged(let change):
            ("case_changed", [text("state", change.state.rawValue), text("queue", change.queue), author(change.by)])
        case .noteAdded(let note):
            ("note_added", [author(note.author), text("text", note.text), text("remark", note.remark?.code.rawValue)])
        case .handedBack(let handedBack):
            ("handed_back", [author(handedBack.by), text("summary", handedBack.summary)])
        case .rated(let rated):
            ("rated", [(key: "score", value: .integer(Int64(rated.score))), text("comment", rated.comment)])
        case .deliveryChanged(let change):
            (
                "delivery_changed",
                [
                    (key: "message", value: .integer(Int64(change.message))), text("state", change.state.rawValue),
                    text("detail", change.detail),
                ]
            )
        case .factLearned(let fact):
            ("fact_learned", [text("key", fact.key), text("value", fact.value)])
        case .identityLinked(let linked):
            (
                "identity_linked",
                [
                    text("scope", linked.handle.scope), text("address", linked.handle.address),
                    text("evidence", linked.evidence),
                ]
            )
        case .customerLink(let change):
            (
                change.isUndone ? "customers_unlinked" : "customers_linked",
                [
                    (key: "link", value: .integer(change.link)), text("first", change.first.description),
                    text("second", change.second.description), text("rule", change.rule.rawValue), author(change.by),
                    text("reason", change.reason),
                ]
            )
        case .waitingNoticeDue:
            ("waiting_notice_due", [])
        case .messageHeard(let message):
            (
                "message_heard",
                [(key: "message", value: .integer(Int64(message.message))), text("heard", message.heard)]
            )
        }
    }

    private static func text(_ key: String, _ value: String?) -> (key: String, value: JSONText) {
        (key: key, value: .optional(value))
    }

    private static func attachment(_ attachment: Attachment) -> JSONText {
        .object([
            text("name", attachment.name), text("type", attachment.type),
            (key: "size_bytes", value: .integer(Int64(attachment.sizeBytes))),
            (key: "inline", value: .bool(attachment.isInline)),
        ])
    }

    private static func file(_ file: SentFile) -> JSONText {
        .object([
            text("name", file.name), text("type", file.type),
            (key: "size_bytes", value: .integer(Int64(file.sizeBytes))), text("sha256", file.digest),
        ])
    }

    private static func handling(_ handling: Handling) -> JSONText {
        .object([text("kind", handling.kind.rawValue), text("reason", handling.reason)])
    }

    private static func author(_ author: Author) -> (key: String, value: JSONText) {
        (
            key: "author",
            value: .object([text("kind", author.kind.rawValue), text("name", author.name)])
        )
    }
}
