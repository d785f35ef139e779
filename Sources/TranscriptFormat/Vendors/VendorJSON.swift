import LosslessJSON

/// Recognisers' and voice platforms' JSON: told apart by its keys, one value or many frames.
enum VendorJSON {
    /// What the frames of a file say, or nil when they are of no kind we know.
    static func read(_ values: [JSONValue], limits: TranscriptLimits) -> Talk? {
        let frames = frames(values, limits: limits)
        guard let first = frames.first(where: { $0.object != nil }) else { return nil }
        if frames.count == 1 { return streamed(first, frames) ?? whole(first) ?? UtteranceList.read(first) }
        for frame in frames.prefix(16) {
            if let talk = streamed(frame, frames) { return talk }
            if var talk = whole(frame) {
                talk.problems.append(.init(.limit, at: "$", "only the first of \(frames.count) transcripts was read"))
                return talk
            }
        }
        return UtteranceList.read(frames)
    }

    /// A vendor's whole transcript in one object.
    private static func whole(_ value: JSONValue) -> Talk? {
        guard let object = value.object else { return nil }
        if AmazonTranscribe.recognises(object) { return AmazonTranscribe.read(value) }
        if ContactLens.recognises(object) { return ContactLens.read(value) }
        if Deepgram.recognises(object) { return Deepgram.read(value) }
        if VoicePlatforms.recognises(object) { return VoicePlatforms.read(value) }
        if AssemblyAI.recognises(object) { return AssemblyAI.read(value) }
        if TwilioVoice.isSentences(object) { return TwilioVoice.sentences(value) }
        if GoogleSpeech.recognises(object) { return GoogleSpeech.read([value]) }
        return nil
    }

    private static func streamed(_ first: JSONValue, _ frames: [JSONValue]) -> Talk? {
        guard let object = first.object else { return nil }
        if object["TranscriptionEvent"] != nil { return TwilioVoice.callbacks(frames) }
        if object.has("EventType", "ContactId") || object.has("ContactId", "Segments") || object["Segments"] != nil {
            return ContactLens.read(stream: frames)
        }
        if first["Transcript"]?["Results"] != nil || object.hasAny("UtteranceEvent", "CategoryEvent") {
            return AmazonTranscribe.read(stream: frames)
        }
        if object.hasAny("newMessagePayload", "newRecognitionResultPayload")
            || first["conversation"]?.string?.hasPrefix("projects/") == true
        {
            return Dialogflow.read(frames)
        }
        switch first["type"]?.string {
        case "Results", "UtteranceEnd", "SpeechStarted", "Metadata": return Deepgram.read(stream: frames)
        case "Begin", "Turn", "SpeakerRevision", "Termination": return AssemblyAI.read(stream: frames)
        default: break
        }
        if frames.count > 1, GoogleSpeech.recognises(object) { return GoogleSpeech.read(frames) }
        return nil
    }

    /// Frames without their envelopes: lists, Pub/Sub pushes and Kinesis records.
    private static func frames(_ values: [JSONValue], limits: TranscriptLimits) -> [JSONValue] {
        var frames: [JSONValue] = []
        for value in values.flatMap({ $0.array ?? [$0] }) {
            if let data = value["message"]?["data"]?.string, let inner = decoded(data, limits) {
                frames.append(inner)
            } else if let records = value["Records"]?.array {
                for record in records {
                    if let data = record["kinesis"]?["data"]?.string, let inner = decoded(data, limits) {
                        frames.append(inner)
                    }
                }
            } else {
                frames.append(value)
            }
        }
        return frames
    }

    private static func decoded(_ base64: String, _ limits: TranscriptLimits) -> JSONValue? {
        Base64.decoded(base64).flatMap { try? JSONParser.value(of: $0, limits: limits.json) }
    }
}

/// Words of a recogniser with their times, put together where the speaker changes.
struct WordRun {
    /// A pause this long ends a stretch when several channels were recorded.
    static let pauseSeconds = 1.5

    private(set) var utterances: [Utterance] = []
    private var words: [String] = []
    private var confidences = 0.0
    private var counted = 0

    /// A word after a space; punctuation joins the word before.
    mutating func add(
        _ word: String, speaker: Speaker, start: Double?, end: Double?, confidence: Double? = nil,
        punctuation: Bool = false, pauses: Bool = false
    ) {
        if punctuation, !words.isEmpty {
            words[words.count - 1] += word
            return
        }
        var fresh = utterances.isEmpty || utterances[utterances.count - 1].speaker != speaker
        if pauses, let start, let last = utterances.last?.end, start - last > Self.pauseSeconds { fresh = true }
        if fresh {
            close()
            utterances.append(Utterance(speaker: speaker, start: start, end: end, text: ""))
        }
        words.append(word)
        if let end { utterances[utterances.count - 1].end = end }
        if let confidence {
            confidences += confidence
            counted += 1
        }
    }

    /// The stretches; the confidence is the mean of the words'.
    mutating func finished() -> [Utterance] {
        close()
        return utterances
    }

    private mutating func close() {
        guard let last = utterances.indices.last, !words.isEmpty else { return }
        utterances[last].text = words.joined(separator: " ")
        if counted > 0 { utterances[last].confidence = confidences / Double(counted) }
        words = []
        confidences = 0
        counted = 0
    }
}

extension JSONValue {
    /// A speaker's label: a string, or a number as one.
    var label: String? {
        if let text = string?.trimmed, !text.isEmpty { return text }
        if let int { return String(int) }
        return nil
    }

    /// The first of several keys that is there and not null.
    func first(_ keys: String...) -> JSONValue? {
        for key in keys {
            if let value = self[key], !value.isNull { return value }
        }
        return nil
    }
}
