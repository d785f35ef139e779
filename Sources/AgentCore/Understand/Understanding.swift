import Conversations

/// What a customer may want, the closed list of the understanding stage; the raw value stands in traces.
enum Intent: String, Sendable, CaseIterable {
    case question
    case wantsHuman = "wants_human"
    /// Says that no human is needed.
    case declinesHuman = "declines_human"
    case greeting
    case thanks
    case goodbye
    case yes
    case no
    case howAreYou = "how_are_you"
    case areYouHuman = "are_you_human"
    case yourName = "your_name"
    case capabilities
    case insult
    case complaint
    case feedback
    /// Gives data such as an order number and asks nothing.
    case orderData = "order_data"
    /// The last reply did not help.
    case unhelpful
    /// The matter is closed: "never mind".
    case neverMind = "never_mind"
    /// Asks for answers in another language.
    case languageRequest = "language_request"
    /// Asks to wait a moment.
    case moment
    /// Names one of the two choices that were offered.
    case choice
    case emoji
    case empty
}

/// How the customer feels; the raw value stands in briefs.
enum Mood: String, Sendable {
    case calm, annoyed, angry, distressed
}

/// What the understanding stage found in the messages of one turn.
struct Understanding: Sendable {
    var language: DetectedLanguage
    var intent: Intent
    var wantsHuman = false
    var declinesHuman = false
    /// Graver ones first.
    var risks: [EscalationReason] = []
    var mood: Mood = .calm
    var facts: [Fact] = []
    /// The questions to be answered, in the customer's order and words; empty for small talk.
    var questions: [String] = []
    /// Questions beyond those that one turn answers.
    var leftOpen: [String] = []
    /// The language the customer asked to be answered in.
    var wantedLanguage: String?
    /// Which of two offered choices was named: 0 or 1.
    var choice: Int?
    /// What the turn's letters ask; nil where the customer is there while the agent answers.
    var letter: LetterReading?
    /// What decided on wish and risks.
    var evidence: [Evidence] = []
    /// All messages of the turn as one text.
    var text: String

    /// Why a topic was found.
    struct Evidence: Sendable {
        var topic: String
        var pattern: String
        /// The customer's sentence, shortened.
        var sentence: String
    }
}
