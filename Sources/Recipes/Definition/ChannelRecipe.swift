/// A platform as data: what `channels/<kind>/channel.yaml` says, checked and compiled.
public struct ChannelRecipe: Sendable {
    /// The folder's name.
    public let kind: String
    public let title: [String: String]
    public let settings: [SettingDefinition]
    public let webhook: WebhookRule?
    public let policy: PolicyData
    /// Messages that follow one another within so many milliseconds are answered together.
    public let burstWindowMilliseconds: Int
    /// Names of what the channel can do beside `message`.
    public var actionNames: Set<String> { Set(actions.keys) }

    let verifier: Verifier
    let handshakes: [HandshakeRule]
    let inbound: InboundMapping
    let hosts: [String]
    /// Settings whose values are hosts, or addresses whose hosts may be called too.
    let hostSettings: [String]
    let endpoints: [String: Endpoint]
    let credentials: [String: Credential]
    let actions: [String: RecipeAction]
    let poll: PollRule?
    let programs: JQPrograms

    /// Where requests hold a secret as it is.
    var secretPlaces: Set<RequestPlace> {
        let schemes = verifier.schemes.compactMap { if case .secret(let scheme) = $0 { scheme } else { nil } }
        return Set((schemes + handshakes.compactMap(\.secret)).map(\.place))
    }

    /// Whether the success of a request to an endpoint means that the customer gets something.
    public func delivers(_ endpoint: String) -> Bool { endpoints[endpoint]?.delivers ?? true }

    /// Whether the platform drops a request to an endpoint that it has seen with the same key.
    public func dropsRepeats(_ endpoint: String) -> Bool { endpoints[endpoint]?.dropsRepeats ?? false }

    /// Whether every request that delivers something is one the platform drops when it comes twice.
    public var dropsRepeatedKeys: Bool {
        let delivering = endpoints.values.filter(\.delivers)
        return !delivering.isEmpty && delivering.allSatisfy(\.dropsRepeats)
    }
}

/// What requests a webhook takes.
public struct WebhookRule: Sendable, Hashable {
    let methods: [String]
    /// Patterns of paths after the channel's own; `*` stands for one segment.
    let paths: [String]
    let bodies: [BodyKind]
    /// A form field whose JSON is the body.
    let embedded: String?
    public let bodyBytesMax: Int
    /// What is answered when everything was taken.
    let answer: WebhookAnswer
    /// Status for requests that do not prove where they come from.
    public let refusedStatus: Int
    /// How long a request with a timestamp is remembered against being sent again.
    public let replaySeconds: Int

    func takes(path: String) -> Bool { paths.contains { PathPattern.matches(path, $0) } }
}

/// Compares paths segment by segment.
enum PathPattern {
    static func matches(_ path: String, _ pattern: String) -> Bool {
        let path = path.split(separator: "/")
        let pattern = pattern.split(separator: "/")
        return path.count == pattern.count && zip(path, pattern).allSatisfy { $1 == "*" || $0 == $1 }
    }
}

/// An HTTP answer to a platform.
public struct WebhookAnswer: Sendable, Hashable {
    public var status: Int
    /// Media type of the body; nil when there is none.
    public var type: String?
    public var body: [UInt8]

    public init(status: Int, type: String? = nil, body: [UInt8] = []) {
        self.status = status
        self.type = type
        self.body = body
    }
}

/// A request by which a platform makes sure of us, and its answer.
struct HandshakeRule: Sendable {
    struct Computed: Sendable, Hashable {
        let name: String
        let algorithm: HMACScheme.Algorithm
        let encoding: HMACScheme.Encoding
        let key: String
        let message: Template
    }

    enum Answer: Sendable, Hashable {
        case text(Template)
        /// Name of the mapping that makes it; it sees the body, and what was computed in `$results`.
        case json(String)
        case empty
    }

    let name: String
    let method: String
    let path: String
    /// Query fields that must be there; nil for any value.
    let query: [String: String?]
    /// Name of the mapping that says of a body whether this is it; nil for requests told by method, path and query.
    let when: String?
    /// Whether the request must prove where it comes from as events do.
    let isVerified: Bool
    /// A secret that must stand in the query.
    let secret: SecretScheme?
    let computed: [Computed]
    let answer: Answer
    let status: Int

    /// Kinds of fields in what is computed and in a text answer.
    static let kinds = ["query.", "setting."]
    /// Longest text sent back, in bytes; a challenge is a few digits.
    static let textBytesMax = 1_024
}

/// What `policy` of a channel says, for whoever decides what may be sent, when and in what form.
public struct PolicyData: Sendable, Hashable {
    /// Whether customers write below posts, for everybody to see.
    public var isComments = false
    /// Longest text of one message, in `textUnit`.
    public var textMax = 4_000
    /// `bytes`, `utf16`, `scalars`, `characters`, `segments` or `weighted`.
    public var textUnit = "characters"
    /// What the text is rendered to: `plain`, `whatsapp`, `telegram-html`, `slack`, …
    public var dialect = "plain"
    /// Most messages one answer may become.
    public var partsMax = 10
    /// Hours after the customer's last message in which anything may be sent; nil for always.
    public var windowHours: Int?
    /// The same for what a person wrote.
    public var humanWindowHours: Int?
    /// Whether a template may be sent when the window has closed.
    public var templates = false
    /// Days after a comment in which it may be answered in private, once; nil where there is no such thing.
    public var privateReplyDays: Int?
    /// Longest public answer to a comment, in `textUnit`; nil for `textMax`.
    public var commentMax: Int?
    /// Least time between two messages to one customer, in milliseconds.
    public var senderPaceMilliseconds = 0
    /// Most messages a second from the whole channel; nil for any number.
    public var channelPerSecond: Int?
    /// Words by which customers want no more messages, when they are the whole message.
    public var optOutWords: [String] = []
    public var optInWords: [String] = []
    public var filesMax = 0
    public var fileBytesMax = 10_485_760
    /// Media types, `image/*` for a whole kind; empty for all.
    public var fileTypes: [String] = []
    public var buttonsMax = 0
    /// Longest title of a button, in characters.
    public var buttonTitleMax = 20
    /// Whether the platform shows that somebody writes, and for how long, in milliseconds.
    public var typingMilliseconds: Int?

    public init() {}
}
