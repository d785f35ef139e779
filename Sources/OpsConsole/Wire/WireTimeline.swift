import Conversations
import Escalation

/// One event of a conversation's log as operators see it. Members a kind does not use are absent.
struct WireTimelineItem: Encodable, Sendable {
    let seq: Int
    let at: String
    let kind: String
    var id: String?
    var author: WireAuthor?
    var text: String?
    var citations: [WireCitation]?
    var attachments: [WireAttachment]?
    var subject: String?
    var from: String?
    var handling: WireHandling?
    var hasOriginal: Bool?
    var delivery: String?
    /// Of a spoken message that was cut off; absent where it was heard to its end.
    var heard: String?
    /// Absent where it makes no sense.
    var canRetry: Bool?
    var retryAt: String?
    var trace: WireTrace?
    var owner: String?
    var reason: String?
    var cause: String?
    var causeDetail: String?
    var fact: WireFact?
    var remark: WireRemark?
    var promised: [WirePromised]?
    var `case`: String?
    var to: String?
    var score: Int?
    var source: String?
    var verification: String?

    init(_ event: ConversationEvent, _ kind: String) {
        seq = event.seq
        at = event.at.description
        self.kind = kind
    }
}

/// A fact, for pages that have a word for its key.
struct WireFact: Encodable, Sendable {
    let key: String
    let value: String

    init(_ fact: Fact) {
        key = fact.key
        value = fact.value
    }
}

/// What a note says, for pages that have words of their own for it.
struct WireRemark: Encodable, Sendable {
    let code: String
    let values: [String: String]

    init(_ remark: Remark) {
        code = remark.code.rawValue
        values = remark.values
    }
}

/// A file of a message.
struct WireAttachment: Encodable, Sendable {
    let name: OrNull<String>
    let type: String
    let sizeBytes: Int
    let inline: Bool
    let url: OrNull<String>

    init(_ file: SentFile, url: String) {
        name = OrNull(file.name)
        type = file.type
        sizeBytes = file.sizeBytes
        inline = false
        self.url = OrNull(url)
    }

    init(_ attachment: Attachment, url: String?) {
        name = OrNull(attachment.name)
        type = attachment.type
        sizeBytes = attachment.sizeBytes
        inline = attachment.isInline
        self.url = OrNull(url)
    }
}

/// How a message is treated that the agent must not simply answer.
struct WireHandling: Encodable, Sendable {
    let kind: String
    let reason: String

    init(_ handling: Handling) {
        kind = handling.kind.rawValue
        reason = handling.reason
    }
}

/// Why the agent did what it did.
struct WireTrace: Encodable, Sendable {
    struct Article: Encodable, Sendable {
        let id: String
        let title: String
    }

    struct Step: Encodable, Sendable {
        let stage: String
        let text: String
    }

    let turn: String
    let intent: String
    let language: String
    let confidence: Double
    let decision: String
    let rule: OrNull<String>
    let reason: OrNull<String>
    var articles: [Article]
    let steps: [Step]

    init(_ turn: TurnEnded, seq: Int) {
        self.turn = "t\(seq)"
        intent = turn.trace.intent
        language = turn.language
        confidence = min(max(turn.trace.confidence, 0), 1)
        decision = Self.decisionWord(turn.result)
        rule = OrNull(turn.trace.steps.last { $0.fact == "rule" || $0.fact == "escalation rule" }?.value)
        reason = OrNull(turn.trace.steps.last { $0.stage == "decide" }.map { "\($0.fact): \($0.value)" })
        articles = []
        steps = turn.trace.steps.map {
            Step(stage: $0.stage, text: $0.value.isEmpty ? $0.fact : "\($0.fact): \($0.value)")
        }
    }

    private static func decisionWord(_ result: TurnResult) -> String {
        switch result {
        case .answered: "answer"
        case .asked: "clarify"
        case .social: "small_talk"
        case .unknown: "unknown"
        case .escalated: "escalate"
        case .silent: "silent"
        case .failed: "failed"
        }
    }
}
