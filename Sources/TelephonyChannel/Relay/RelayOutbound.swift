import LosslessJSON

/// What we tell the platform on the socket of a call.
public enum RelayOutbound: Sendable, Hashable {
    case text(RelayToken)
    /// Plays a sound file.
    case play(source: String, loop: Int, interruptible: Bool)
    /// Presses keys: `0-9`, `#`, `*`, and `w` for half a second.
    case sendDigits(String)
    /// Speaks and listens in this language from here on.
    case language(speech: String, transcription: String)
    /// Ends the session; the data comes back with the request that follows, as it is.
    case end(handoffData: String?)

    /// The frame as JSON text.
    public var json: String {
        switch self {
        case .text(let token): token.json
        case .play(let source, let loop, let interruptible):
            JSONText.object([
                ("type", "\"play\""), ("source", JSONText.quoted(source)), ("loop", String(loop)),
                ("preemptible", "false"), ("interruptible", String(interruptible)),
            ])
        case .sendDigits(let digits):
            JSONText.object([
                ("type", "\"sendDigits\""), ("digits", JSONText.quoted(digits.filter { "0123456789#*w".contains($0) })),
            ])
        case .language(let speech, let transcription):
            JSONText.object([
                ("type", "\"language\""), ("ttsLanguage", JSONText.quoted(speech)),
                ("transcriptionLanguage", JSONText.quoted(transcription)),
            ])
        case .end(let data):
            JSONText.object([("type", "\"end\""), ("handoffData", data.map(JSONText.quoted))])
        }
    }
}

/// A piece of speech.
public struct RelayToken: Sendable, Hashable {
    /// What it is spoken for; not part of the frame.
    public enum Purpose: Sendable, Hashable {
        /// A message of the log.
        case message
        /// A line that only bridges a silence before the answer.
        case holding
        /// Any other line of the call itself.
        case line
    }

    /// With the spaces natural between it and the next.
    public var text: String
    /// Whether it closes the talk cycle.
    public var isLast: Bool
    /// As the platform names it, for instance `de-DE`.
    public var language: String?
    public var isInterruptible: Bool
    public var purpose: Purpose

    public init(
        _ text: String, isLast: Bool, language: String? = nil, isInterruptible: Bool = true, purpose: Purpose = .message
    ) {
        self.text = text
        self.isLast = isLast
        self.language = language
        self.isInterruptible = isInterruptible
        self.purpose = purpose
    }

    fileprivate var json: String {
        JSONText.object([
            ("type", "\"text\""), ("token", JSONText.quoted(text)), ("last", String(isLast)),
            ("lang", language.map(JSONText.quoted)), ("interruptible", String(isInterruptible)),
            ("preemptible", "false"),
        ])
    }
}
