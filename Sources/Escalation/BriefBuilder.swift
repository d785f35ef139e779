public import Conversations

/// Makes the brief of a case that no turn of the agent opened: from the log alone.
public struct BriefBuilder: Sendable {
    /// How many of the newest events are looked at; a brief is read in seconds.
    public static let eventsMax = 60
    /// Longest quotation of a message, in characters.
    static let quotationCharactersMax = 500
    /// How many replies of the agent are quoted.
    static let triedMax = 3

    private let customerName: String?

    /// - Parameter customerName: Untrusted text; nil where nobody said it.
    public init(customerName: String?) { self.customerName = customerName }

    /// - Parameter events: The newest of the conversation, oldest first.
    public func brief(_ state: ConversationState, _ events: [ConversationEvent]) -> Brief {
        var wants = ""
        var assurance = Assurance.anonymous
        var tried: [(message: Int, attempt: Brief.Attempt)] = []
        var facts: [Brief.SourcedFact] = []
        for event in events {
            switch event.body {
            case .messageReceived(let message):
                wants = Self.quotation(message.text)
                assurance = message.assurance ?? .anonymous
            case .messageSent(let message) where message.author.kind == .agent:
                tried.append(
                    (event.seq, Brief.Attempt(text: Self.quotation(message.text), articles: message.citations)))
            case .messageHeard(let cut):
                guard let index = tried.lastIndex(where: { $0.message == cut.message }) else { break }
                let articles = tried.remove(at: index).attempt.articles
                if cut.heard.isEmpty { break }
                tried.insert(
                    (cut.message, Brief.Attempt(text: Self.quotation(cut.heard), articles: articles)), at: index)
            case .factLearned(let fact):
                facts.append(Brief.SourcedFact(text: "\(fact.key): \(fact.value)", source: "customer"))
            default: break
            }
        }
        return Brief(
            who: Brief.who(
                name: customerName, assurance: assurance, channel: state.channel, language: state.language ?? ""),
            wants: wants,
            tried: tried.suffix(Self.triedMax).map(\.attempt), facts: facts, mood: "calm", verification: assurance,
            suggestion: "", draft: nil, language: state.language ?? "")
    }

    private static func quotation(_ text: String) -> String {
        let cut = text.prefix(quotationCharactersMax)
        return cut.endIndex == text.endIndex ? text : cut.dropLast() + "…"
    }
}
