public import Conversations
public import Foundation
public import SpokenLanguage
public import TranscriptFormat

/// Makes of a transcript what enters the log. A pure value: the clock and the company's place are parameters.
public struct FinishedCallReader: Sendable {
    /// What the company and its channel are like.
    public struct Company: Sendable {
        public var channel: ChannelName
        /// Of calls that do not tell theirs, as a tag: `de`, `en-US`.
        public var language: String
        /// In which "tomorrow" is meant.
        public var timeZone: TimeZone
        /// What callers tell that is worth keeping.
        public var details: [EntityKind]
        /// How phone numbers are dialled; nil where nobody said so.
        public var dialling: Dialling?

        public init(
            channel: ChannelName, language: String, timeZone: TimeZone, details: [EntityKind] = EntityKind.usual,
            dialling: Dialling? = nil
        ) {
            self.channel = channel
            self.language = language
            self.timeZone = timeZone
            self.details = details
            self.dialling = dialling
        }
    }

    /// What is known of a call beside its transcript, which then need not tell it.
    public struct Hints: Sendable {
        /// The platform's id of the call; goes before the file's own.
        public var callID: String?
        /// The caller's number; goes before the transcript's.
        public var caller: String?
        /// When the call began, for transcripts that do not tell.
        public var beganAt: Timestamp?
        /// When it began at the latest, where neither tells.
        public var takenAt: Timestamp
        /// What is overdue is judged by it.
        public var now: Timestamp

        public init(
            callID: String? = nil, caller: String? = nil, beganAt: Timestamp? = nil, takenAt: Timestamp,
            now: Timestamp? = nil
        ) {
            self.callID = callID
            self.caller = caller
            self.beganAt = beganAt
            self.takenAt = takenAt
            self.now = now ?? takenAt
        }
    }

    /// Longest id of a call that is kept as it is, in UTF-8 bytes; a longer one is kept as its hash.
    public static let idBytesMax = 200
    /// Longest name shown of a speaker, in characters.
    static let nameCharactersMax = 80

    public let company: Company

    public init(_ company: Company) { self.company = company }

    /// Under which id the call is taken: all that is needed to know it again.
    ///
    /// - Throws: As ``read(_:_:)``.
    public func identify(_ transcript: Transcript, _ hints: Hints) throws(Transcript.Problem) -> String {
        CallIdentity.id(of: transcript, try speech(of: transcript), named: hints.callID)
    }

    private func speech(of transcript: Transcript) throws(Transcript.Problem) -> CallSpeech {
        if let broken = transcript.problems.first(where: { Self.spoiling.contains($0.kind) }) { throw broken }
        let speech = CallSpeech(transcript)
        guard !speech.isEmpty else {
            throw transcript.problems.first ?? Transcript.Problem(.empty, at: "$", "nobody says anything in it")
        }
        return speech
    }

    /// The call as the log gets it.
    ///
    /// - Throws: `Transcript.Problem`, the first that makes it worthless: nothing was said in it, or not all of it could
    ///   be read, so that the whole file would later be taken for the same call.
    public func read(_ transcript: Transcript, _ hints: Hints) throws(Transcript.Problem) -> CallRecord {
        let speech = try speech(of: transcript)
        let people = CallPeople(transcript, speech)
        let tongue = tongue(of: speech)
        let began = beginning(transcript, hints, speech)
        let id = CallIdentity.id(of: transcript, speech, named: hints.callID)
        let entries = entries(speech, people, began: began)
        let length = max(transcript.duration ?? 0, speech.length)
        let ended = began.advanced(byMilliseconds: Self.milliseconds(length))
        let last = entries.map(\.at).max() ?? ended
        var record = CallRecord(
            channel: company.channel, id: id,
            sender: sender(people, hints, id: id), title: Self.title(seconds: length, tongue),
            language: tongue.rawValue,
            beganAt: began, endedAt: max(ended, last), entries: entries)
        record.remark = Self.remark(transcript)
        record.facts = CallFacts(company, tongue: tongue, today: CallCalendar(company.timeZone).day(of: began))
            .read(entries)
        let promises = PromiseReader(calendar: CallCalendar(company.timeZone)).read(
            entries, tongue, end: record.endedAt)
        record.followUp = FollowUpCase(calendar: CallCalendar(company.timeZone), tongue: tongue)
            .make(promises, of: record, now: hints.now)
        return record
    }

    /// Half a call would keep the whole one out.
    private static let spoiling: Set<Transcript.Problem.Kind> = [
        .syntax, .compressed, .encrypted, .critical, .signatureWrong,
    ]

    private func tongue(of speech: CallSpeech) -> Tongue {
        let told = speech.turns.lazy.compactMap(\.language).first.flatMap { Tongue(languageTag: $0) }
        let usual = told ?? Tongue(languageTag: company.language) ?? .english
        let words = speech.turns.prefix(40).map(\.text).joined(separator: " ")
        return Tongue.spoken(in: String(words.prefix(4000)), unless: usual)
    }

    private func beginning(_ transcript: Transcript, _ hints: Hints, _ speech: CallSpeech) -> Timestamp {
        if let told = hints.beganAt { return told }
        if let started = transcript.startedAt { return Self.timestamp(started) }
        return hints.takenAt.advanced(byMilliseconds: -Self.milliseconds(max(transcript.duration ?? 0, speech.length)))
    }

    private func entries(_ speech: CallSpeech, _ people: CallPeople, began: Timestamp) -> [CallRecord.Entry] {
        var at = began
        return speech.turns.map { turn in
            // Without a time of its own it was said after what stands before it.
            if let start = turn.start { at = began.advanced(byMilliseconds: Self.milliseconds(start)) }
            let (author, stranger) = people.author(of: turn)
            return CallRecord.Entry(at: at, author: author, text: turn.text, stranger: stranger)
        }
    }

    private func sender(_ people: CallPeople, _ hints: Hints, id: String) -> InboundMessage.Sender {
        let number = (hints.caller ?? people.callerNumber).flatMap { CallerNumber.e164($0, region: company.region) }
        return InboundMessage.Sender(
            address: number ?? "anonymous:\(id)", assurance: number == nil ? .anonymous : .claimed,
            name: people.callerName, phone: number)
    }

    /// `Phone call, 12 min`.
    static func title(seconds: Double, _ tongue: Tongue) -> String {
        let whole = milliseconds(seconds) / 1000
        let length = whole < 60 ? "\(whole) s" : "\((whole + 30) / 60) min"
        return tongue == .german ? "Telefonat, \(length)" : "Phone call, \(length)"
    }

    /// Most problems that are named one by one.
    private static let problemsMax = 5

    private static func remark(_ transcript: Transcript) -> NoteAdded? {
        guard !transcript.problems.isEmpty else { return nil }
        let named = transcript.problems.prefix(problemsMax)
        let more = transcript.problems.count - named.count
        return NoteAdded(
            author: Author(kind: .system),
            text: "Noticed in the transcript:\n" + named.map { "• \($0)" }.joined(separator: "\n")
                + (more > 0 ? "\n…" : ""),
            remark: Remark(
                .transcriptProblems,
                [
                    "problems": named.map { "\($0.kind.rawValue) \($0.place)" }.joined(separator: "\n"),
                    "more": "\(more)",
                ]))
    }

    static func milliseconds(_ seconds: Double) -> Int64 {
        // A hundred days: what is beyond is no call, and no moment is to overflow.
        seconds.isFinite ? Int64((min(max(seconds, 0), 8_640_000) * 1000).rounded()) : 0
    }

    private static func timestamp(_ date: Date) -> Timestamp {
        let bound = 253_402_300_799.0
        return Timestamp(milliseconds: Int64((min(max(date.timeIntervalSince1970, -bound), bound) * 1000).rounded()))
    }
}

extension FinishedCallReader.Company {
    /// As configured, else as in the company's country.
    var usualDialling: Dialling? {
        dialling ?? CallerNumber.countries[region].map { Dialling(countryCode: $0.code, trunkPrefix: $0.trunk) }
    }

    /// The country of a tag such as `de-AT`; where there is none, the language's own.
    var region: String {
        let parts = language.split { $0 == "-" || $0 == "_" }
        if let region = parts.dropFirst().first(where: { $0.count == 2 }) { return region.uppercased() }
        return parts.first?.lowercased() == "de" ? "DE" : ""
    }
}
