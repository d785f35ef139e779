public import Foundation

/// A finished call or a thread of messages: who took part and what was said, whatever format told it.
public struct Transcript: Sendable, Equatable {
    /// What it was read from.
    public enum Format: String, Sendable, Equatable, CaseIterable {
        case vcon, webvtt, srt, text, whisper, deepgram, assemblyai, retell, vapi, unknown
        case worldTranscription = "wtf"
        case amazonTranscribe = "amazon-transcribe"
        case amazonStreaming = "amazon-transcribe-stream"
        case contactLens = "contact-lens"
        case contactLensStream = "contact-lens-stream"
        case deepgramLive = "deepgram-live"
        case assemblyAIStream = "assemblyai-stream"
        case googleSpeech = "google-speech"
        case dialogflow
        case twilioCallbacks = "twilio-transcription"
        case twilioSentences = "twilio-intelligence"
        /// JSON whose list of utterances explains itself, of no vendor we know.
        case utterances
    }

    /// What a party is in the call.
    public enum Role: String, Sendable, Equatable {
        case agent, customer, `operator`, unknown
    }

    /// One who took part.
    public struct Party: Sendable, Equatable {
        /// Unique in the transcript: the index in a vCon, elsewhere the source's label for the speaker.
        public var id: String
        public var role: Role
        public var name: String?
        /// Phone number as written, without `tel:`.
        public var tel: String?
        /// Mail address, without `mailto:`.
        public var mailto: String?
        /// SIP address, without `sip:`.
        public var sip: String?

        public init(
            id: String, role: Role = .unknown, name: String? = nil, tel: String? = nil, mailto: String? = nil,
            sip: String? = nil
        ) {
            self.id = id
            self.role = role
            self.name = name
            self.tel = tel
            self.mailto = mailto
            self.sip = sip
        }
    }

    /// Words said or written in one go.
    public struct Segment: Sendable, Equatable {
        /// `Party.id`; nil where the source does not tell, or tells only a speaker's number that is nobody's.
        public var party: String?
        /// The number or label a recogniser gave to a voice that is no party.
        public var speaker: String?
        /// Seconds from the start of the call.
        public var start: Double?
        public var end: Double?
        public var text: String
        /// BCP 47 tag, where the source tells.
        public var language: String?
        /// 0 to 1, the recogniser's own.
        public var confidence: Double?

        public init(
            party: String? = nil, speaker: String? = nil, start: Double? = nil, end: Double? = nil, text: String,
            language: String? = nil, confidence: Double? = nil
        ) {
            self.party = party
            self.speaker = speaker
            self.start = start
            self.end = end
            self.text = text
            self.language = language
            self.confidence = confidence
        }
    }

    /// Something in the file that was wrong, missing or left out.
    public struct Problem: Error, Sendable, Equatable, CustomStringConvertible {
        /// A closed list, fit for a metric label.
        public enum Kind: String, Sendable, Equatable, CaseIterable {
            /// No JSON where JSON is expected.
            case syntax
            /// A bound of ``TranscriptLimits`` was met: what lies beyond was left out.
            case limit
            /// Bytes that are no text in the expected encoding.
            case encoding
            case empty, unrecognised, compressed
            /// The file's first lines are not what its format demands.
            case header
            /// A line of times that are none.
            case times
            /// A value has another type than its key demands, or is missing.
            case shape
            case uuid, date, duration, mediatype, url
            /// An index that points at no party, dialog or recording.
            case reference
            /// A version that is not known.
            case version
            /// A vCon demands an extension that is not understood.
            case critical
            case encrypted
            /// Signed, and the signature was not checked: no key was given.
            case signatureUnverified = "signature-unverified"
            case signatureWrong = "signature-wrong"
            /// The content is not what its hash says.
            case hash
            /// The words lie elsewhere and were not fetched.
            case external
            /// The recogniser reports an error.
            case recognition
        }

        public var kind: Kind
        /// Where: a JSON path (`$.dialog[0].url`) or `line 7`.
        public var place: String
        public var detail: String

        public init(_ kind: Kind, at place: String, _ detail: String) {
            self.kind = kind
            self.place = place
            self.detail = detail
        }

        public var description: String { "\(kind.rawValue): \(place): \(detail)" }
    }

    public var format: Format
    /// What the source calls this call: a vCon's `uuid`, the platform's id of the call. Nil where it tells none.
    public var callID: String?
    public var startedAt: Date?
    /// Seconds.
    public var duration: Double?
    public var parties: [Party]
    /// In the order in which they began, where the source tells times; else in its order.
    public var segments: [Segment]
    public var problems: [Problem]

    public init(
        format: Format, startedAt: Date? = nil, duration: Double? = nil, parties: [Party] = [],
        segments: [Segment] = [], problems: [Problem] = []
    ) {
        self.format = format
        self.startedAt = startedAt
        self.duration = duration
        self.parties = parties
        self.segments = segments
        self.problems = problems
    }
}
