import AgentCore
import Conversations
import Synchronization

/// Answers every search from a closure and remembers what was asked.
final class ScriptedKnowledge: KnowledgeSource {
    private let answer: @Sendable (KnowledgeQuery) -> KnowledgeResult
    private let asked = Mutex<[KnowledgeQuery]>([])

    init(_ answer: @escaping @Sendable (KnowledgeQuery) -> KnowledgeResult) { self.answer = answer }

    var queries: [KnowledgeQuery] { asked.withLock { $0 } }

    func search(_ query: KnowledgeQuery) -> KnowledgeResult {
        asked.withLock { $0.append(query) }
        return answer(query)
    }

    /// Knows nothing.
    static var empty: ScriptedKnowledge {
        ScriptedKnowledge { _ in KnowledgeResult(hits: [], confidence: 0, margin: 1) }
    }

    /// Gives the same hits to every question.
    static func always(_ hits: [KnowledgeResult.Hit], confidence: Double, margin: Double = 1) -> ScriptedKnowledge {
        ScriptedKnowledge { _ in KnowledgeResult(hits: hits, confidence: confidence, margin: margin) }
    }
}

/// Hands over what the signals name, in a fixed order; low confidence from the second turn on.
struct PlainPolicy: EscalationPolicy {
    var asksFirst: Set<EscalationReason> = []
    var knowsWish = true
    var text = "Es kommt jemand."

    func decide(_ signals: EscalationSignals, now: Timestamp) -> EscalationDecision? {
        func decision(_ reason: EscalationReason) -> EscalationDecision {
            EscalationDecision(
                rule: "rule \(reason.rawValue)", queue: "desk", priority: .high, reason: reason,
                askFirst: asksFirst.contains(reason), customerText: text)
        }
        if signals.risks.contains(.safety) { return decision(.safety) }
        if signals.wantsHuman, knowsWish { return decision(.wantsHuman) }
        if let risk = signals.risks.first, !signals.wantsHuman { return decision(risk) }
        if signals.unanswered >= 2 { return decision(.lowConfidence) }
        return nil
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same seed, the same chance.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

let shopPersona = Persona(
    name: "Mara", version: 1, company: "Nordlicht Räder", languages: ["de", "en"], defaultLanguage: "de",
    greeting: ["de": "Moin, ich bin Mara.", "en": "Hi, I'm Mara."],
    notice: [
        "de": "Ich bin Mara, eine KI, und antworte im Auftrag von Nordlicht Räder.",
        "en": "I'm Mara, an AI answering on behalf of Nordlicht Räder.",
    ])

func hit(_ article: String, _ answer: String, language: String = "de", title: String? = nil) -> KnowledgeResult.Hit {
    KnowledgeResult.Hit(
        article: article, title: title ?? "Artikel \(article)", url: "https://shop.example/\(article)",
        language: language, answer: answer, score: 1)
}

func turn(
    _ texts: String..., language: String? = nil, memory: String = "", unanswered: Int = 0, disclosed: Bool = true,
    customer: CustomerContext = CustomerContext(id: CustomerID(number: 1)), limits: ChannelLimits = ChannelLimits(),
    handBack: String? = nil, assurances: [Assurance] = []
) -> TurnInput {
    TurnInput(
        conversation: ConversationID(number: 7), channel: ChannelName("web"),
        unseen: texts.enumerated().map { index, text in
            TurnMessage(
                seq: index + 2, author: Author(kind: .customer), text: text,
                assurance: assurances.indices.contains(index) ? assurances[index] : .anonymous)
        },
        customer: customer, language: language, memory: memory, unanswered: unanswered, disclosed: disclosed,
        handBackSummary: handBack, limits: limits, now: Timestamp(milliseconds: 1_795_000_000_000))
}

func agent(
    _ knowledge: any KnowledgeSource = ScriptedKnowledge.empty, _ policy: any EscalationPolicy = PlainPolicy(),
    persona: Persona = shopPersona, responder: (any Responder)? = nil, protectedTexts: [String] = []
) -> Agent {
    Agent(
        persona: persona, knowledge: knowledge, escalation: policy, responder: responder,
        protectedTexts: protectedTexts)
}
