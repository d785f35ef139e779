import LosslessJSON

/// A callback of Twilio's real-time transcription (twilio.com, "TwiML Voice: Transcription"; read 2026-11), whose
/// signature was verified as that of any form post.
public struct TwilioTranscription: Sendable, Hashable {
    /// What it tells.
    public enum Event: Sendable, Hashable {
        case started
        case content(HeardUtterance)
        case stopped
        case failed(code: String)
        /// To be left alone.
        case unknown
    }

    public let callSid: String
    public let transcriptionSid: String
    /// Orders the callbacks of one transcription.
    public let sequence: Int
    public let event: Event

    /// - Parameter inbound: Who is on the inbound track of this leg: the customer, where they called.
    /// - Returns: Nil for a form that is none.
    public init?(_ form: FormFields, inbound: HeardUtterance.Party = .customer) {
        guard let name = form["TranscriptionEvent"], let call = form["CallSid"], !call.isEmpty,
            let sequence = form["SequenceId"].flatMap({ Int($0) }), sequence >= 0
        else { return nil }
        callSid = String(call.prefix(64))
        transcriptionSid = String((form["TranscriptionSid"] ?? "").prefix(64))
        self.sequence = sequence
        switch name {
        case "transcription-started": event = .started
        case "transcription-stopped": event = .stopped
        case "transcription-error": event = .failed(code: String((form["TranscriptionErrorCode"] ?? "").prefix(32)))
        case "transcription-content":
            let data = form["TranscriptionData"].flatMap { JSONValue(Array($0.utf8), bytesMax: FormFields.bytesMax) }
            guard let text = data?["transcript"]?.string else {
                event = .unknown
                return
            }
            let other: HeardUtterance.Party = inbound == .customer ? .operator : .customer
            event = .content(
                HeardUtterance(
                    party: form["Track"] == "outbound_track" ? other : inbound,
                    text: String(text.prefix(HeardUtterance.textCharactersMax)), isFinal: form["Final"] != "false"))
        default: event = .unknown
        }
    }
}

/// Brings the callbacks of one transcription into order, each once.
public struct TranscriptionOrder: Sendable {
    /// How many callbacks wait for an earlier one at most; then it is given up.
    public static let waitingMax = 64

    private var next: Int?
    private var waiting: [Int: TwilioTranscription] = [:]

    public init() {}

    /// Whether something waits for an earlier callback: call ``flush()`` two seconds later.
    public var isWaiting: Bool { !waiting.isEmpty }

    /// Takes a callback.
    ///
    /// - Returns: What is in order now. Words that come late, or again because they could not be stored, go on at once.
    public mutating func take(_ callback: TwilioTranscription) -> [TwilioTranscription] {
        if next == nil { next = callback.event == .started ? callback.sequence : 1 }
        guard let expected = next, callback.sequence >= expected else {
            if case .content = callback.event { return [callback] }
            return []
        }
        waiting[callback.sequence] = callback
        return waiting.count > Self.waitingMax ? flush() : ready()
    }

    /// Whether this callback waits for an earlier one.
    public func holds(_ callback: TwilioTranscription) -> Bool { waiting[callback.sequence] == callback }

    /// Goes on without what did not come.
    public mutating func flush() -> [TwilioTranscription] {
        let all = waiting.sorted { $0.key < $1.key }.map(\.value)
        waiting = [:]
        if let last = all.last { next = last.sequence + 1 }
        return all
    }

    private mutating func ready() -> [TwilioTranscription] {
        var out: [TwilioTranscription] = []
        while let expected = next, let callback = waiting.removeValue(forKey: expected) {
            out.append(callback)
            next = expected + 1
        }
        return out
    }
}
