/// What the letters of a turn ask, beyond what every message is read for.
struct LetterReading: Sendable {
    /// One thing that is asked.
    struct Asked: Sendable {
        /// In the writer's words.
        var words: String
        /// The same with what it goes on from: "Mein Akku lädt nicht. Was kann ich tun?".
        var search: String
        /// Whether it is about an order of the writer's, or asks for something to be done: no article settles that.
        var isOwnMatter: Bool
        /// Whether it goes on from the question before: "und am Samstag?".
        var goesOn = false
        /// Whether it has no matter of its own ("Preis in €?"): only the article before can answer it.
        var isBare = false
    }

    /// In the writer's order, at most ``LetterQuestions/questionsMax``.
    var asked: [Asked] = []
    /// Questions beyond those.
    var leftOpen: [String] = []
    /// What is told where nothing is asked; empty where nothing is said at all.
    var told = ""
    /// Whether that only names what an answer is wanted on: "Öffnungszeiten", "Informationen zur Inspektion".
    var isTopic = false
    /// Whether nobody waits for an answer: thanks, "hat sich erledigt".
    var isClosed = false
    /// What is told to be broken or missing, which no question takes up.
    var troubles: [String] = []
    /// Whether a mail of somebody else is passed on.
    var isForward = false
    /// Whether it is, and the writer's own words ask nothing.
    var isForwardAlone = false
    /// Whether nothing is there but a subject.
    var isSubjectAlone = false
    /// Whether more was written than was read.
    var isCut = false

    /// Longer texts that ask nothing are not looked up for an answer, in bytes of UTF-8.
    static let toldBytesMax = 240
}
