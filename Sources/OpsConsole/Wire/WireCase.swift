import Conversations
import Escalation

struct WireCase: Encodable, Sendable {
    let id: String
    let conversation: String
    let customer: WireCustomerReference
    let queue: String
    let priority: String
    let state: String
    let reason: String
    let reasonDetail: OrNull<String>
    /// The reason itself, finer than ``reason``.
    let cause: String
    let causeDetail: OrNull<String>
    let holder: OrNull<WireHolder>
    let createdAt: String
    let waitingSince: OrNull<String>
    let resolvedAt: OrNull<String>
    let outcome: OrNull<String>
    let language: OrNull<String>
    let channel: String
    let wants: OrNull<String>
    let lastMessage: OrNull<WireLastMessage>
    let lastCustomerMessage: OrNull<WireCustomerMessage>
    /// Absent in lists.
    let brief: WireBrief?

    init(_ entry: CaseEntry, withBrief: Bool) {
        id = entry.id.description
        conversation = entry.id.conversation.description
        customer = WireCustomerReference(entry.customer, entry.glance)
        queue = entry.queue
        priority = entry.priority.word
        state = entry.state.rawValue
        reason = reasonWord(entry.reason, detail: entry.detail)
        reasonDetail = OrNull(reasonText(entry.reason, detail: entry.detail))
        cause = entry.reason.rawValue
        causeDetail = OrNull(entry.detail.isEmpty || entry.detail == cause ? nil : entry.detail)
        holder = OrNull(WireHolder(entry.holder, entry.holderName))
        createdAt = entry.openedAt.description
        waitingSince = OrNull(entry.waitingSince?.description)
        resolvedAt = OrNull(entry.resolvedAt?.description)
        outcome = OrNull(entry.outcome?.rawValue)
        language = OrNull(entry.language)
        channel = entry.channel.rawValue
        wants = OrNull(entry.wants.isEmpty ? nil : entry.wants)
        lastMessage = OrNull(WireLastMessage(entry.glance.lastMessage))
        lastCustomerMessage = OrNull(WireCustomerMessage(entry.glance.lastCustomerMessage))
        brief = withBrief ? entry.brief.map(WireBrief.init) : nil
    }
}

struct WireBrief: Encodable, Sendable {
    struct Attempt: Encodable, Sendable {
        let text: String
        let articles: [WireCitation]
    }

    struct SourcedFact: Encodable, Sendable {
        let text: String
        let source: String
    }

    struct Draft: Encodable, Sendable {
        let text: String
        let citations: [WireCitation]
    }

    let who: String
    let wants: String
    let tried: [Attempt]
    let facts: [SourcedFact]
    let mood: OrNull<String>
    let verification: String
    let suggestion: OrNull<String>
    let draft: OrNull<Draft>
    let language: String
    /// Absent where nothing was promised.
    let promised: [WirePromised]?

    init(_ brief: Brief) {
        who = brief.who
        wants = brief.wants
        tried = brief.tried.map { Attempt(text: $0.text, articles: $0.articles.map(WireCitation.init)) }
        facts = brief.facts.map { SourcedFact(text: $0.text, source: $0.source) }
        mood = OrNull(Self.moodWord(brief.mood))
        verification = brief.verification.word
        suggestion = OrNull(brief.suggestion.isEmpty ? nil : brief.suggestion)
        draft = OrNull(
            brief.draft.map { Draft(text: $0.text, citations: $0.articles.map(WireCitation.init)) })
        language = brief.language
        promised = brief.promised?.map(WirePromised.init)
    }

    private static func moodWord(_ mood: String) -> String? {
        switch mood {
        case "": nil
        case "annoyed": "impatient"
        case "distressed": "worried"
        default: mood
        }
    }
}

/// Something the company said it would do, for pages that have words of their own for it.
struct WirePromised: Encodable, Sendable {
    let kind: String
    let due: OrNull<String>

    init(_ promised: Brief.Promised) {
        kind = promised.kind.rawValue
        due = OrNull(promised.due?.description)
    }
}

/// The API's word for why a person is needed.
func reasonWord(_ reason: EscalationReason, detail: String) -> String {
    switch reason {
    case .wantsHuman: "asked_for_human"
    case .anger, .distress: "mood"
    case .selfHarm, .legalThreat, .safety, .privacy, .payment: "risk"
    case .lowConfidence: "low_confidence"
    case .words, .personOnly, .followUp: "rule"
    case .toolFailed, .agentFailed, .undelivered: "error"
    case .byOperator: EscalationDetail.isTakeover(detail) ? "takeover" : "operator"
    }
}

/// The detail; where the API's word is coarser than the reason, behind the reason itself.
func reasonText(_ reason: EscalationReason, detail: String) -> String? {
    switch reason {
    case .anger, .distress, .selfHarm, .legalThreat, .safety, .privacy, .payment, .toolFailed, .agentFailed,
        .personOnly, .undelivered:
        let word = reason.rawValue.split(separator: "_").joined(separator: " ")
        return detail.isEmpty || detail == reason.rawValue ? word : "\(word): \(detail)"
    case .wantsHuman, .lowConfidence, .words, .byOperator, .followUp:
        return detail.isEmpty ? nil : detail
    }
}
