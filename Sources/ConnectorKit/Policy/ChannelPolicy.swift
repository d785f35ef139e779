/// What a platform allows us to send, to whom and when, as data of a channel's definition.
///
/// ``decide(_:in:at:)`` is the one place that says whether and how a message may leave: no clock, no store, no chance.
public struct ChannelPolicy: Sendable, Hashable {
    /// Direct messages, private answers to comments among them.
    public var text: TextRules
    /// Whether the platform has direct messages; YouTube and LinkedIn have none.
    public var hasDirectMessages = true
    /// How long the customer's words allow ours; nil for platforms without such a window.
    public var window: ReplyWindow?
    /// Private messages in answer to a public comment; nil where there are none.
    public var privateReply: PrivateReply?
    /// Answers everybody sees; nil where conversations are never public.
    public var publicReply: PublicReply?
    /// Words by which a customer ends and begins to get messages; nil where the platform sees to it alone.
    public var optOut: OptOutWords?
    /// Every one of them holds. At most ``ratesMax``.
    public var rates: [SendRate]
    /// Nil where the platform takes no files.
    public var attachments: AttachmentRules?
    /// Nil where the platform has no buttons: they become lines of the text.
    public var buttons: ButtonRules?

    /// So that a decision's work is bounded.
    public static let ratesMax = 8

    public init(
        text: TextRules, window: ReplyWindow? = nil, privateReply: PrivateReply? = nil, publicReply: PublicReply? = nil,
        optOut: OptOutWords? = nil, rates: [SendRate] = [], attachments: AttachmentRules? = nil,
        buttons: ButtonRules? = nil
    ) {
        precondition(rates.count <= Self.ratesMax, "a platform has few limits of pace")
        self.text = text
        self.window = window
        self.privateReply = privateReply
        self.publicReply = publicReply
        self.optOut = optOut
        self.rates = rates
        self.attachments = attachments
        self.buttons = buttons
    }
}

/// How texts are written and how long they may be.
public struct TextRules: Sendable, Hashable {
    public var dialect: TextDialect
    /// All hold for each part. At least one.
    public var limits: [TextLimit]
    /// Most parts of one message; at least 1.
    public var partsMax: Int
    /// Whether parts are told apart, `(1/3)`.
    public var numbersParts: Bool

    public init(_ dialect: TextDialect, limits: [TextLimit], partsMax: Int = 5, numbersParts: Bool = false) {
        precondition(!limits.isEmpty && partsMax >= 1, "a platform takes at least one part of some length")
        self.dialect = dialect
        self.limits = limits
        self.partsMax = partsMax
        self.numbersParts = numbersParts
    }
}

/// For how long a platform lets us write after the customer's last message.
public struct ReplyWindow: Sendable, Hashable {
    /// A longer window for what a person wrote.
    public struct HumanExtension: Sendable, Hashable {
        /// Since the customer's last message, in milliseconds; longer than the window itself.
        public var milliseconds: Int64
        /// How the platform is told, `HUMAN_AGENT`.
        public var tag: String

        public init(milliseconds: Int64, tag: String) {
            self.milliseconds = milliseconds
            self.tag = tag
        }
    }

    /// Since the customer's last message.
    public var milliseconds: Int64
    /// Nil where people have no longer than the agent.
    public var human: HumanExtension?
    /// Whether templates the platform has approved may be sent when the window is closed.
    public var allowsTemplates: Bool

    public init(milliseconds: Int64, human: HumanExtension? = nil, allowsTemplates: Bool = false) {
        self.milliseconds = milliseconds
        self.human = human
        self.allowsTemplates = allowsTemplates
    }
}

/// A private message in answer to a public comment: one for each comment.
public struct PrivateReply: Sendable, Hashable {
    /// Since the comment, in milliseconds.
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
}

/// An answer below a comment, for everybody to see.
public struct PublicReply: Sendable, Hashable {
    /// One part only.
    public var dialect: TextDialect
    public var limits: [TextLimit]
    /// What is said in public when the answer itself went out privately, by language (`de`), as Markdown. Without one for
    /// the language and for `en`, nothing is said.
    public var pointers: [String: String]

    public init(_ dialect: TextDialect = .publicPlain, limits: [TextLimit], pointers: [String: String] = [:]) {
        self.dialect = dialect
        self.limits = limits
        self.pointers = pointers
    }
}

/// How often may be sent.
public struct SendRate: Sendable, Hashable {
    /// What is counted together.
    public enum Scope: String, Sendable, Hashable {
        /// Sends to one customer.
        case customer
        /// All sends of the channel.
        case channel
    }

    public var scope: Scope
    /// Sends within ``milliseconds``; 1 to ``mostMax``.
    public var most: Int
    public var milliseconds: Int64

    /// As many moments a caller must keep.
    public static let mostMax = 2000

    public init(_ scope: Scope, most: Int, milliseconds: Int64) {
        precondition((1...Self.mostMax).contains(most) && milliseconds > 0, "a rate is a number in a time")
        self.scope = scope
        self.most = most
        self.milliseconds = milliseconds
    }
}

/// Files a platform takes.
public struct AttachmentRules: Sendable, Hashable {
    /// One kind of file.
    public struct Kind: Sendable, Hashable {
        /// A media type, `image/png`, or all of a kind, `image/*`, or all, `*/*`.
        public var type: String
        public var bytesMax: Int

        public init(_ type: String, bytesMax: Int) {
            self.type = type
            self.bytesMax = bytesMax
        }
    }

    /// The first that fits a file counts.
    public var kinds: [Kind]
    /// Most files of one message; each is a send of its own.
    public var countMax: Int

    public init(_ kinds: [Kind], countMax: Int = 10) {
        self.kinds = kinds
        self.countMax = countMax
    }

    func kind(of type: String) -> Kind? {
        kinds.first { kind in
            kind.type == "*/*" || kind.type == type || kind.type.hasSuffix("/*") && type.hasPrefix(kind.type.dropLast())
        }
    }
}

/// Buttons below a message.
public struct ButtonRules: Sendable, Hashable {
    public var countMax: Int
    /// Longest words on a button.
    public var titleMax: Int
    public var titleUnit: TextLimit.Unit
    /// Longest text above buttons, as sent; nil where it is that of any text.
    public var textLimit: TextLimit?

    public init(countMax: Int, titleMax: Int, titleUnit: TextLimit.Unit = .characters, textLimit: TextLimit? = nil) {
        self.countMax = countMax
        self.titleMax = titleMax
        self.titleUnit = titleUnit
        self.textLimit = textLimit
    }
}
