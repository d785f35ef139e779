public import Conversations

/// What the agent has decided to do with a turn, before any word is chosen.
struct Plan: Sendable {
    var moves: [Move] = []
    var result: TurnResult
    var confidence: Double = 1
    var unanswered: Int = 0
    var memory: Memory
    /// The company's decision, where humans are to take over.
    var decision: EscalationDecision?
    /// What went into the decision beyond the company's rules, for the case's detail.
    var detail = ""
    /// Whether what the caller told is said back at the end of the reply.
    var asksBack = false
    /// The best article known for the question, for the brief's draft.
    var best: KnowledgeResult.Hit?
    /// A reply to a letter that a person may finish: sure and unsure answers, for the brief's draft.
    var draft: [Move] = []
    /// What of it the writer was not told in the same turn; nil where nothing was told.
    var unsaid: [Move]?
}

/// One thing to be said.
public enum Move: Sendable, Hashable {
    /// A fixed line of the persona, by its key.
    case line(String)
    /// A fixed line about one of the customer's questions, `{q}` in the line.
    case about(String, question: String)
    /// A ready sentence: the waiting text of an escalation.
    case words(String)
    /// An article's answer.
    case answer(Answer)
    /// Which of two articles is meant.
    case clarify(first: Citation, second: Citation)

    /// An article's answer, chosen for a question.
    public struct Answer: Sendable, Hashable {
        /// The customer's question.
        public var question: String
        /// Ready to be shown, in our Markdown subset.
        public var text: String
        public var citation: Citation
        /// The article's language.
        public var language: String

        public init(question: String, text: String, citation: Citation, language: String) {
            self.question = question
            self.text = text
            self.citation = citation
            self.language = language
        }
    }
}
