/// What `<ConversationRelay>` is told (twilio.com, "TwiML Voice: ConversationRelay"; read 2026-11). Nil leaves an
/// attribute out: the platform's default holds.
public struct RelayOptions: Sendable, Hashable {
    /// A language the call may change to.
    public struct Language: Sendable, Hashable {
        /// For instance `en-US`.
        public var code: String
        public var ttsProvider: String?
        public var voice: String?
        public var transcriptionProvider: String?
        public var speechModel: String?

        public init(
            code: String, ttsProvider: String? = nil, voice: String? = nil, transcriptionProvider: String? = nil,
            speechModel: String? = nil
        ) {
            self.code = code
            self.ttsProvider = ttsProvider
            self.voice = voice
            self.transcriptionProvider = transcriptionProvider
            self.speechModel = speechModel
        }
    }

    /// The socket, `wss://…` with its ticket.
    public var url: String
    /// Where the platform posts when the session is over; without it, it goes on with the next verb.
    public var action: String?
    /// Nil always, unless the greeting need not be in the log: the session speaks it itself.
    public var welcomeGreeting: String?
    public var language: String?
    public var ttsProvider: String?
    public var voice: String?
    public var transcriptionProvider: String?
    public var speechModel: String?
    /// `none`, `dtmf`, `speech` or `any`.
    public var interruptible: String?
    public var interruptSensitivity: String?
    public var dtmfDetection: Bool?
    public var partialPrompts: Bool?
    public var reportInputDuringAgentSpeech: String?
    public var preemptible: Bool?
    /// Words the recognition should expect, with commas between them.
    public var hints: String?
    /// For instance `speaker-events tokens-played`.
    public var events: String?
    public var languages: [Language] = []
    /// Come back in the setup frame's `customParameters`; in this order.
    public var parameters: [FormFields.Field] = []
    /// Further attributes by name, for what the platform adds.
    public var attributes: [FormFields.Field] = []

    public init(url: String, action: String? = nil) {
        self.url = url
        self.action = action
    }

    var element: TwiMLElement {
        let known: [(name: String, value: String?)] = [
            ("url", url), ("welcomeGreeting", welcomeGreeting), ("language", language), ("ttsProvider", ttsProvider),
            ("voice", voice), ("transcriptionProvider", transcriptionProvider), ("speechModel", speechModel),
            ("interruptible", interruptible), ("interruptSensitivity", interruptSensitivity),
            ("dtmfDetection", dtmfDetection.map(String.init)), ("partialPrompts", partialPrompts.map(String.init)),
            ("reportInputDuringAgentSpeech", reportInputDuringAgentSpeech),
            ("preemptible", preemptible.map(String.init)), ("hints", hints), ("events", events),
        ]
        let names = Set(known.map(\.name))
        let further = attributes.filter { Self.isName($0.name) && !names.contains($0.name) }.map {
            (name: $0.name, value: Optional($0.value))
        }
        let languages = languages.map { language in
            TwiMLElement(
                "Language",
                [
                    ("code", language.code), ("ttsProvider", language.ttsProvider), ("voice", language.voice),
                    ("transcriptionProvider", language.transcriptionProvider), ("speechModel", language.speechModel),
                ])
        }
        let parameters = parameters.map { TwiMLElement("Parameter", [("name", $0.name), ("value", $0.value)]) }
        return TwiMLElement(
            "Connect", [("action", action)],
            children: [TwiMLElement("ConversationRelay", known + further, children: languages + parameters)])
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            }
    }
}
