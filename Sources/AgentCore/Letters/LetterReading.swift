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
    /// Whether the matter stands in a mail that is passed on, which the writer's own words ask nothing about.
    var isForward = false
    /// Whether more was written than was read.
    var isCut = false

    /// Longer texts that ask nothing are not looked up for an answer, in bytes of UTF-8.
    static let toldBytesMax = 240
}
