/// Who the agent is on every channel; one versioned file of the company.
public struct Persona: Sendable, Hashable {
    public var name: String
    public var version: Int
    /// On whose behalf it speaks.
    public var company: String
    /// Language tags it speaks, preferred first.
    public var languages: [String]
    public var defaultLanguage: String
    /// A file relative to the persona's, served to chats; nil for none.
    public var avatar: String?
    /// By language.
    public var greeting: [String: String]
    /// The AI notice by language: names that it is synthetic and on whose behalf it speaks.
    public var notice: [String: String]
    /// Fixed lines by language and key; several are variants of one line.
    public var texts: [String: [String: [String]]]
    /// What is said on the phone in place of ``texts``, ``greeting`` and ``notice``, by language and key.
    public var spoken: [String: [String: [String]]] = [:]
    /// Phrases that never leave the house.
    public var neverSays: [String]
    /// Longest reply, in characters.
    public var replyCharactersMax: Int

    public init(
        name: String, version: Int, company: String, languages: [String], defaultLanguage: String,
        avatar: String? = nil, greeting: [String: String], notice: [String: String],
        texts: [String: [String: [String]]] = [:], neverSays: [String] = [], replyCharactersMax: Int = 900
    ) {
        self.name = name
        self.version = version
        self.company = company
        self.languages = languages
        self.defaultLanguage = defaultLanguage
        self.avatar = avatar
        self.greeting = greeting
        self.notice = notice
        self.texts = texts
        self.neverSays = neverSays
        self.replyCharactersMax = replyCharactersMax
    }
}
