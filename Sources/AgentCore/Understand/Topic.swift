/// What patterns may speak of.
enum Topic: Int, Sendable, CaseIterable {
    /// The customer wants a human.
    case wish
    /// The customer wants no human, or no call.
    case declined
    case anger
    /// Displeased, but no case for a human by itself.
    case annoyed
    case distress
    case selfHarm
    case legal
    case safety
    case privacy
    case payment
    case greeting
    case thanks
    case goodbye
    case yes
    case no
    case howAreYou
    case areYouHuman
    case yourName
    case capabilities
    case insult
    case complaint
    case feedback
    /// The customer asks for answers in German, or in English.
    case speakGerman
    case speakEnglish
    /// The last reply did not help.
    case unhelpful
    case neverMind
    case moment
    /// The first of two choices.
    case first
    /// The second of two choices.
    case second

    /// The word used in pattern texts and traces.
    var word: String {
        switch self {
        case .wish: "wish"
        case .declined: "declined"
        case .anger: "anger"
        case .annoyed: "annoyed"
        case .distress: "distress"
        case .selfHarm: "self_harm"
        case .legal: "legal"
        case .safety: "safety"
        case .privacy: "privacy"
        case .payment: "payment"
        case .greeting: "greeting"
        case .thanks: "thanks"
        case .goodbye: "goodbye"
        case .yes: "yes"
        case .no: "no"
        case .howAreYou: "how_are_you"
        case .areYouHuman: "are_you_human"
        case .yourName: "your_name"
        case .capabilities: "capabilities"
        case .insult: "insult"
        case .complaint: "complaint"
        case .feedback: "feedback"
        case .speakGerman: "speak_german"
        case .speakEnglish: "speak_english"
        case .unhelpful: "unhelpful"
        case .neverMind: "never_mind"
        case .moment: "moment"
        case .first: "first"
        case .second: "second"
        }
    }

    /// Reads the word; anything else is nil.
    init?(word: some StringProtocol) {
        guard let match = Topic.allCases.first(where: { $0.word == word }) else { return nil }
        self = match
    }
}
