import LosslessJSON

/// What the platform tells us on the socket of a call (twilio.com, "ConversationRelay: WebSocket messages"; read
/// 2026-11). Telnyx says the same, with members of its own, which are left alone.
public enum RelayInbound: Sendable, Hashable {
    case setup(RelaySetup)
    case prompt(RelayPrompt)
    case interrupt(RelayInterrupt)
    /// One key: `0` to `9`, `*`, `#`, or a letter of the fourth column.
    case dtmf(digit: Character)
    /// The platform did not understand something of ours; the session goes on.
    case error(description: String)
    case info(RelayInfo)
    /// A type we do not know: to be left alone.
    case unknown(type: String)

    /// Largest frame, in bytes.
    public static let bytesMax = 64 * 1024
    /// Longest text of one prompt, in characters; more is cut off. Nobody says so much without a pause.
    public static let promptCharactersMax = 2000
    /// Longest of any other text, in characters.
    public static let fieldCharactersMax = 256

    /// Reads a text frame.
    public init(_ frame: some Collection<UInt8>) throws(RelayFault) {
        guard frame.count <= Self.bytesMax else { throw .tooLarge }
        guard let tree = JSONValue(frame, bytesMax: Self.bytesMax), tree.object != nil else { throw .notJSON }
        guard let type = tree["type"]?.string else { throw .noType }
        switch type {
        case "setup":
            guard let setup = RelaySetup(tree) else { throw .noCall }
            self = .setup(setup)
        case "prompt": self = .prompt(RelayPrompt(tree))
        case "interrupt": self = .interrupt(RelayInterrupt(tree))
        case "dtmf":
            guard let digit = tree["digit"]?.string ?? tree["digit"]?.whole.map({ String($0) }), digit.count == 1,
                let key = digit.first, "0123456789*#ABCD".contains(key)
            else {
                self = .unknown(type: "dtmf")
                return
            }
            self = .dtmf(digit: key)
        case "error": self = .error(description: Self.field(tree["description"]) ?? "")
        case "info": self = .info(RelayInfo(tree))
        default: self = .unknown(type: String(type.prefix(32)))
        }
    }

    static func field(_ tree: JSONValue?) -> String? {
        tree?.string.map { String($0.prefix(fieldCharactersMax)) }
    }
}

/// Why a frame could not be read. Fit for a metric label.
public enum RelayFault: String, Error, Sendable {
    case tooLarge = "too_large"
    case notJSON = "not_json"
    case noType = "no_type"
    case noCall = "no_call"
}

/// The first frame: which call this is.
public struct RelaySetup: Sendable, Hashable {
    public var callSid: String
    public var sessionID: String
    public var from: String
    public var to: String
    /// As the network gave it; untrusted text.
    public var callerName: String?
    public var isOutbound: Bool
    /// What our TwiML's `<Parameter>` said; at most 32.
    public var parameters: [String: String]

    public init(
        callSid: String, sessionID: String = "", from: String, to: String, callerName: String? = nil,
        isOutbound: Bool = false, parameters: [String: String] = [:]
    ) {
        self.callSid = callSid
        self.sessionID = sessionID
        self.from = from
        self.to = to
        self.callerName = callerName
        self.isOutbound = isOutbound
        self.parameters = parameters
    }

    init?(_ tree: JSONValue) {
        let id = RelayInbound.field(tree["callSid"]) ?? RelayInbound.field(tree["callControlId"])
        guard let id, !id.isEmpty else { return nil }
        callSid = id
        sessionID = RelayInbound.field(tree["sessionId"]) ?? ""
        from = RelayInbound.field(tree["from"]) ?? ""
        to = RelayInbound.field(tree["to"]) ?? ""
        callerName = RelayInbound.field(tree["callerName"]).flatMap { $0.isEmpty ? nil : $0 }
        isOutbound = tree["direction"]?.string?.hasPrefix("outbound") ?? false
        parameters = [:]
        for member in (tree["customParameters"]?.object?.members ?? []).sorted(by: { $0.key < $1.key }).prefix(32) {
            guard let text = RelayInbound.field(member.value) else { continue }
            parameters[String(member.key.prefix(64))] = text
        }
    }

    /// The other side's number: who called us, or whom we called.
    public var caller: String { isOutbound ? to : from }
}

/// What the caller said.
public struct RelayPrompt: Sendable, Hashable {
    public var text: String
    public var language: String?
    /// False for an interim text, which may still change.
    public var isFinal: Bool

    public init(text: String, language: String? = nil, isFinal: Bool = true) {
        self.text = text
        self.language = language
        self.isFinal = isFinal
    }

    init(_ tree: JSONValue) {
        text = (tree["voicePrompt"]?.string).map { String($0.prefix(RelayInbound.promptCharactersMax)) } ?? ""
        language = RelayInbound.field(tree["lang"])
        isFinal = tree["last"]?.flag ?? true
    }
}

/// The caller cut in.
public struct RelayInterrupt: Sendable, Hashable {
    /// What was spoken of the current talk cycle before.
    public var heard: String
    /// How long it took, in milliseconds; nil where the platform does not say.
    public var heardMilliseconds: Int?

    public init(heard: String, heardMilliseconds: Int? = nil) {
        self.heard = heard
        self.heardMilliseconds = heardMilliseconds
    }

    init(_ tree: JSONValue) {
        heard = (tree["utteranceUntilInterrupt"]?.string).map { String($0.prefix(20_000)) } ?? ""
        heardMilliseconds = (tree["durationUntilInterruptMs"]?.whole).map { min(max(0, $0), 3_600_000) }
    }
}

/// What goes on, where the platform was asked to tell. Its shapes are not documented: what is not understood is
/// ``other``.
public enum RelayInfo: Sendable, Hashable {
    case agentSpeaking(Bool)
    case callerSpeaking(Bool)
    /// So much of our text was played.
    case tokensPlayed(String)
    case other(name: String)

    init(_ tree: JSONValue) {
        let name = RelayInbound.field(tree["name"]) ?? ""
        let value = tree["value"]
        switch (name, value?.string) {
        case ("agentSpeaking", "on"?), ("agentSpeaking", "off"?): self = .agentSpeaking(value?.string == "on")
        case ("clientSpeaking", "on"?), ("clientSpeaking", "off"?): self = .callerSpeaking(value?.string == "on")
        case ("tokensPlayed", let text?): self = .tokensPlayed(String(text.prefix(20_000)))
        default: self = .other(name: String(name.prefix(32)))
        }
    }
}
