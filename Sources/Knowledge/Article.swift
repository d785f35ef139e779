/// Who may read an article. Each level may read what the levels below it may.
public enum ArticleAudience: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// Anybody, also a visitor nobody knows.
    case everyone = 0
    /// Customers whose identity is proven.
    case verified = 1
    /// Operators only.
    case staff = 2

    /// The word an article's front matter uses: `public`, `verified` or `internal`.
    public var word: String {
        switch self {
        case .everyone: "public"
        case .verified: "verified"
        case .staff: "internal"
        }
    }

    /// The audience of a word in front matter; `nil` for any other word.
    public init?(word: String) {
        guard let found = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = found
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The time in which an article holds; half open, in whole seconds since 1970.
public struct ArticleValidity: Sendable, Hashable {
    /// Seconds since 1970 from which the article holds; `Int64.min` if it always did.
    public var fromSeconds: Int64
    /// Seconds since 1970 from which it no longer holds; `Int64.max` if it has no end.
    public var untilSeconds: Int64

    /// Holds at any time.
    public static let always = ArticleValidity(fromSeconds: .min, untilSeconds: .max)

    public init(fromSeconds: Int64, untilSeconds: Int64) {
        self.fromSeconds = fromSeconds
        self.untilSeconds = untilSeconds
    }

    /// Whether the article holds at a moment.
    public func holds(atSeconds seconds: Int64) -> Bool { fromSeconds <= seconds && seconds < untilSeconds }
}

/// One knowledge article as its file says it.
public struct Article: Sendable, Hashable {
    /// Names the article in citations; translations of one article share it.
    public var id: String
    /// Two-letter language code in small letters: `de`, `en`.
    public var language: String
    public var title: String
    public var tags: [String]
    /// Ways in which customers ask for this.
    public var questions: [String]
    public var audience: ArticleAudience
    public var validity: ArticleValidity
    /// Address or name of where the facts come from; shown as the citation's link when it is an address.
    public var source: String?
    /// The Markdown below the front matter, lines ended by a line feed.
    public var body: String
    /// Path of the file as found.
    public var file: String
    /// Line of `file` on which ``body`` begins; the first line is 1.
    public var bodyLine: Int
    /// Line of `file` on which each key of the front matter stands.
    public var keyLines: [String: Int]

    public init(
        id: String, language: String, title: String, tags: [String] = [], questions: [String] = [],
        audience: ArticleAudience = .everyone, validity: ArticleValidity = .always, source: String? = nil,
        body: String, file: String = "", bodyLine: Int = 1, keyLines: [String: Int] = [:]
    ) {
        self.id = id
        self.language = language
        self.title = title
        self.tags = tags
        self.questions = questions
        self.audience = audience
        self.validity = validity
        self.source = source
        self.body = body
        self.file = file
        self.bodyLine = bodyLine
        self.keyLines = keyLines
    }

    /// ``source`` when it is a web address, which a citation may link to.
    public var url: String? {
        guard let source, WebAddress.isMeant(by: source), WebAddress.isSound(source) else { return nil }
        return source
    }
}
