public import Conversations

/// How calls of one channel are led.
public struct CallSettings: Sendable {
    /// What happens when a caller says nothing for the second time.
    public enum SilenceEnd: String, Sendable, Hashable {
        case goodbye
        /// A person is asked for; a third silence ends the call.
        case human
    }

    /// What a key of the menu does.
    public enum MenuChoice: Sendable, Hashable {
        /// The caller says this, by language.
        case says([String: String])
        case human
        /// What was said last is said again.
        case again
    }

    public var channel: ChannelName
    /// Tag of ours for the first words: `de`.
    public var language: String
    /// The platform's name of each language: `de` is `de-DE`.
    public var platformLanguages: [String: String] = ["de": "de-DE", "en": "en-US"]
    /// Lines of the call itself, by language.
    public var lines: [String: CallLines] = CallLines.builtIn
    /// A message as it is spoken, sentence by sentence: text and language in, sentences out.
    public var speak: @Sendable (String, String) -> [String]

    /// All waits are in milliseconds.
    public var fillerAfter: Int64 = 1_500
    public var secondFillerAfter: Int64 = 6_000
    public var silenceAfter: Int64 = 8_000
    /// How long a caller who waits for a person, and cannot be put through, may say nothing.
    public var queueSilenceAfter: Int64 = 60_000
    public var silenceEnd = SilenceEnd.goodbye
    /// How long after an interim text its final one is waited for.
    public var partialAfter: Int64 = 2_500
    /// The pause that ends a row of digits.
    public var digitPause: Int64 = 2_000
    /// The digit that, alone, asks for a person; nil for none.
    public var humanDigit: Character? = "0"
    /// What a key does that is pressed alone; empty for no menu.
    public var menu: [Character: MenuChoice] = [:]
    /// Whether a single key answers what this message asks, such as `1` for yes: then it is no choice from the menu.
    public var asksForKey: @Sendable (String) -> Bool = { _ in false }
    /// How long a lost socket may come back.
    public var reconnectWithin: Int64 = 60_000
    /// How long after a reconnect a repeated prompt is known.
    public var repeatWithin: Int64 = 10_000
    /// How long the log may take to open the call.
    public var openingWithin: Int64 = 5_000
    public var durationMax: Int64 = 3_600_000
    public var utterancesMax = 400
    public var promptsPerMinuteMax = 60
    /// How fast speech is spoken, for estimates.
    public var charactersPerSecond: Double = 15

    public var transfer = TransferPlan()
    /// Whether somebody takes calls of that queue now.
    public var isStaffed: @Sendable (_ queue: String?, _ at: Timestamp) -> Bool = { _, _ in true }

    /// - Parameter speak: Takes a message and a language tag; gives sentences. Empty ones are left out.
    public init(channel: ChannelName, language: String, speak: @escaping @Sendable (String, String) -> [String]) {
        self.channel = channel
        self.language = language
        self.speak = speak
    }

    func line(_ language: String) -> CallLines {
        lines[language] ?? lines[String(language.prefix(2))] ?? lines[self.language] ?? CallLines.english
    }

    func platformLanguage(_ language: String) -> String {
        platformLanguages[language] ?? platformLanguages[String(language.prefix(2))] ?? language
    }
}

/// What is said in a call besides the log's messages, in one language. None of it is in the log.
public struct CallLines: Sendable, Hashable {
    /// While an answer takes its time; taken in turn.
    public var holding: [String]
    /// Nobody said anything.
    public var silence: String
    public var goodbye: String
    /// Nobody said anything again, and a person is asked for.
    public var offerHuman: String
    /// Before the call is transferred.
    public var handingOver: String
    /// The call was as long as a call may be.
    public var tooLong: String
    /// Who waits for a person and says nothing for long is told that the case stands.
    public var willAnswer: String
    /// The AI notice in the fewest words, for who cut into the whole one; nil repeats that.
    public var noticeAgain: String?

    public init(
        holding: [String], silence: String, goodbye: String, offerHuman: String, handingOver: String, tooLong: String,
        willAnswer: String, noticeAgain: String? = nil
    ) {
        self.holding = holding
        self.silence = silence
        self.goodbye = goodbye
        self.offerHuman = offerHuman
        self.handingOver = handingOver
        self.tooLong = tooLong
        self.willAnswer = willAnswer
        self.noticeAgain = noticeAgain
    }

    static let english = CallLines(
        holding: ["One moment, please.", "I am still looking, please hold the line."],
        silence: "Are you still there?",
        goodbye: "I cannot hear you. Please call again any time. Goodbye.",
        offerHuman: "I cannot hear you well. I will get a person for you.",
        handingOver: "I am connecting you now. Please hold the line.",
        tooLong: "We have reached the end of the time for this call. Please call again any time. Goodbye.",
        willAnswer: "A person has your request and will get back to you. Goodbye.",
        noticeAgain: "You are speaking with an AI.")

    static let german = CallLines(
        holding: ["Einen Moment, bitte.", "Ich sehe noch nach, bleiben Sie bitte dran."],
        silence: "Sind Sie noch da?",
        goodbye: "Ich höre Sie leider nicht. Rufen Sie gern wieder an. Auf Wiederhören.",
        offerHuman: "Ich höre Sie leider nicht gut. Ich hole einen Menschen dazu.",
        handingOver: "Ich verbinde Sie jetzt. Bleiben Sie bitte dran.",
        tooLong: "Die Zeit für dieses Gespräch ist um. Rufen Sie gern wieder an. Auf Wiederhören.",
        willAnswer: "Ein Mensch hat Ihr Anliegen und meldet sich bei Ihnen. Auf Wiederhören.",
        noticeAgain: "Sie sprechen mit einer KI.")

    /// In German and English.
    public static let builtIn = ["de": german, "en": english]
}

/// Where calls go that a person takes over; what is not named is not transferred.
public struct TransferPlan: Sendable, Hashable {
    public var usual: TransferTarget?
    public var byQueue: [String: TransferTarget] = [:]
    /// By the operator's name.
    public var byOperator: [String: TransferTarget] = [:]

    public init(usual: TransferTarget? = nil) { self.usual = usual }

    /// Without what only some platforms can dial.
    var numbersOnly: TransferPlan {
        func number(_ target: TransferTarget) -> TransferTarget? {
            if case .number = target { target } else { nil }
        }
        var plan = TransferPlan(usual: usual.flatMap(number))
        plan.byQueue = byQueue.compactMapValues(number)
        plan.byOperator = byOperator.compactMapValues(number)
        return plan
    }

    func target(queue: String?, operatorName: String?) -> TransferTarget? {
        operatorName.flatMap { byOperator[$0] } ?? queue.flatMap { byQueue[$0] } ?? usual
    }
}
