import Conversations
import Testing

@testable import AgentCore

/// What becomes of a letter.
enum LetterDecision: Sendable, Equatable {
    /// Answered whole from these articles, in this order.
    case answered([String])
    /// Answered without an article: what the agent is.
    case told
    /// No reply.
    case silent
    /// Handed over for this reason; these articles are said, these stand in the draft.
    case passedOn(EscalationReason, said: [String] = [], draft: [String] = [])
}

/// A letter with what is expected of it.
struct Letter: Sendable, CustomTestStringConvertible {
    let name: String
    let language: String
    let text: String
    let decision: LetterDecision

    init(_ name: String, _ language: String, _ decision: LetterDecision, _ text: String) {
        self.name = name
        self.language = language
        self.text = text
        self.decision = decision
    }

    var testDescription: String { name }
}

/// A shop's articles by the words that find them; two articles at once are a tie, none is nothing.
enum ShopShelf {
    static let words: [(article: String, words: [String])] = [
        ("hours", ["geöffnet", "offen", "öffnungszeiten", "aufhaben", "open", "opening"]),
        ("shipping", ["versand", "versendet", "liefern", "lieferung", "shipping", "ship", "deliver", "versandkosten"]),
        ("service", ["inspektion", "wartung", "service"]),
        ("returns", ["zurückgeben", "rückgabe", "return", "umtausch"]),
        ("warranty", ["garantie", "warranty"]), ("payment", ["bezahlen", "paypal", "zahlungsarten", "pay"]),
        ("testride", ["probefahrt", "test ride"]), ("leasing", ["leasing", "jobrad"]), ("parking", ["parken", "park"]),
        ("battery", ["akku", "battery"]), ("cancelling", ["stornieren", "cancel"]),
        ("tracking", ["bestellung", "order"]),
    ]

    static var knowledge: ScriptedKnowledge {
        ScriptedKnowledge { query in
            let text = query.text.lowercased()
            let found = words.filter { entry in entry.words.contains { text.contains($0) } }.map(\.article)
            let hits = found.map { hit($0, "Text \($0).", language: query.language, title: $0) }
            let isTie = found.count > 1
            return KnowledgeResult(hits: hits, confidence: found.isEmpty ? 0 : 0.9, margin: isTie ? 0.02 : 1)
        }
    }
}

func letterTurn(
    _ texts: String..., memory: String = "", disclosed: Bool = true, handling: Handling? = nil, handBack: String? = nil,
    isLive: Bool = false, charactersMax: Int = 20_000, files: Int = 0, after lastSaid: String? = nil
) -> TurnInput {
    TurnInput(
        conversation: ConversationID(number: 7), channel: ChannelName("mail"),
        unseen: texts.enumerated().map { index, text in
            TurnMessage(
                seq: index + 2, author: Author(kind: .customer), text: text, handling: handling,
                files: files)
        },
        customer: CustomerContext(id: CustomerID(number: 1)), language: nil, memory: memory, unanswered: 0,
        disclosed: disclosed, handBackSummary: handBack,
        limits: ChannelLimits(textCharactersMax: charactersMax, isLive: isLive),
        now: Timestamp(milliseconds: 1_795_000_000_000), lastSaid: lastSaid)
}

/// The decision an outcome shows.
func decision(of outcome: TurnOutcome) -> LetterDecision {
    let said = outcome.replies.flatMap(\.citations).map(\.id)
    switch outcome.result {
    case .answered: return .answered(said)
    case .silent: return .silent
    case .social: return .told
    default:
        guard let escalation = outcome.escalation else { return .told }
        let draft = escalation.brief.draft?.articles.map(\.id) ?? []
        return .passedOn(escalation.reason, said: said, draft: draft)
    }
}
