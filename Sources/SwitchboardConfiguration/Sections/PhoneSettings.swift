public import ConfigurationReading
public import SpokenLanguage

/// How a phone channel takes and leads calls.
public struct PhoneSettings: Sendable, Hashable {
    /// Who speaks and who listens in one language; nil leaves the choice to the platform.
    public struct Voice: Sendable, Hashable {
        /// As the platform names the language, for instance `de-DE`; nil for the channel's.
        public var code: String?
        public var ttsProvider: String?
        public var voice: String?
        public var transcriptionProvider: String?
        public var speechModel: String?
    }

    /// What follows when a caller says nothing for the second time.
    public enum SilenceEnd: String, Sendable, CaseIterable { case goodbye, human }

    /// Where calls go that a person takes over, in written form: a number, a SIP address, `queue:name`, `workflow:id`.
    public struct Transfer: Sendable, Hashable {
        public var to: String?
        public var byQueue: [String: String] = [:]
        /// By the operator's name.
        public var byOperator: [String: String] = [:]
        /// How long a person's phone rings.
        public var ringSeconds = 30
    }

    /// The door of Retell's platform.
    public struct Retell: Sendable, Hashable {
        /// One, or two while it is changed: they sign its webhooks.
        public var apiKeys: [Secret]
        /// Stands in the socket's address, which nothing signs.
        public var pathSecret: Secret
    }

    /// Calls that people lead, and the agent listens to.
    public struct Listening: Sendable, Hashable {
        /// A side of the call.
        public enum Party: String, Sendable, CaseIterable { case customer, `operator` }

        /// Who is on the inbound track, and on the first channel of a stream.
        public var inbound = Party.customer
    }

    /// What a key of the menu does when it is pressed alone.
    public enum KeyChoice: Sendable, Hashable {
        /// The caller says this, by language.
        case says([String: String])
        /// Asks for a person.
        case human
        /// What was said last is said again.
        case again
    }

    /// Waits, in milliseconds but for the last.
    public struct Timing: Sendable, Hashable {
        /// Until a line bridges the silence before an answer.
        public var fillerAfter = 1_500
        /// Until a second one does.
        public var secondFillerAfter = 6_000
        /// Until a silent caller is asked whether they are there.
        public var silenceAfter = 8_000
        /// How long after an interim text its final one is waited for.
        public var partialAfter = 2_500
        /// The pause that ends a row of digits.
        public var digitPause = 2_000
        /// How long a lost connection may come back.
        public var reconnectWithin = 60_000
        public var durationMaxSeconds = 3_600
    }

    /// One, or two while the account's token is changed; none where no platform signs forms.
    public var authTokens: [Secret]
    /// As written, for instance `de` or `de-DE`; nil for the persona's default language.
    public var language: String?
    public var voice: Voice
    /// Words that recognition should expect.
    public var hints: [String]
    /// Languages a call may change to.
    public var languages: [Voice]
    public var usesPartialPrompts: Bool
    /// The key that asks for a person; nil for none.
    public var humanKey: Character?
    public var menu: [Character: KeyChoice]
    public var transfer: Transfer?
    public var silenceEnd: SilenceEnd
    public var timing: Timing
    /// Calls at the same time.
    public var callsMax: Int
    /// Whether the channel answers as an OpenAI-compatible model.
    public var answersCompletions: Bool
    public var retell: Retell?
    public var listening: Listening?
    /// What is understood of callers and read back before it is used.
    public var details: [EntityKind]
    /// How the company's country dials; nil where the language names no country.
    public var dialling: Dialling?
}
