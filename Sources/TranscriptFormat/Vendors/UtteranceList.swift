import Foundation
import LosslessJSON

/// Lists of utterances that explain themselves: Whisper's `segments`, the WTF extension of vCon
/// (draft-howe-vcon-wtf-extension), `[{speaker, message}]` and their like. Seconds, unless the key says otherwise.
enum UtteranceList {
    static func read(_ value: JSONValue) -> Talk? {
        if let list = value.array { return read(list) }
        guard let object = value.object else { return nil }
        let lists = [
            "segments", "utterances", "turns", "messages", "transcript", "conversation", "entries", "results",
            "transcription", "sentences", "dialog", "items", "monologues", "phrases", "recognizedPhrases",
        ]
        for key in lists {
            guard let list = object[key]?.array, var talk = read(list) else { continue }
            talk.format =
                key == "segments"
                ? (wtf(object) ? .worldTranscription : object["text"] == nil ? .utterances : .whisper) : .utterances
            talk.duration = value["transcript"]?["duration"]?.seconds ?? value.first("duration", "duration_s")?.seconds
            let language = value["transcript"]?["language"]?.string ?? object["language"]?.string
            if let language {
                for index in talk.utterances.indices where talk.utterances[index].language == nil {
                    talk.utterances[index].language = language
                }
            }
            return talk
        }
        // A line of its own, with who says it.
        if speaker(of: value) != Speaker(), let talk = read([value]) { return talk }
        // Without segments the whole text is one.
        let text = value["transcript"]?["text"]?.string ?? object["text"]?.string ?? object["transcript"]?.string
        guard let text, !text.trimmed.isEmpty, !object.hasAny("uuid", "vcon") else { return nil }
        var talk = Talk(format: wtf(object) ? .worldTranscription : .utterances)
        talk.duration = value["transcript"]?["duration"]?.seconds
        talk.utterances = [
            Utterance(
                text: text, language: value["transcript"]?["language"]?.string ?? object["language"]?.string,
                confidence: value["transcript"]?["confidence"]?.double)
        ]
        return talk
    }

    private static func wtf(_ object: JSONObject) -> Bool {
        object["transcript"]?.object != nil && object["segments"] != nil || object["transcript"]?["text"] != nil
    }

    /// Nil unless every object of the list has words: half understood is misunderstood.
    static func read(_ list: [JSONValue]) -> Talk? {
        var talk = Talk(format: .utterances)
        for value in list where !value.isNull {
            guard value.object != nil, let text = words(value) else { return nil }
            if text.trimmed.isEmpty { continue }
            talk.utterances.append(utterance(value, text: text))
        }
        guard !talk.utterances.isEmpty else { return nil }
        placeMoments(&talk)
        return talk
    }

    /// Lists that tell moments instead of offsets begin with their first one.
    private static func placeMoments(_ talk: inout Talk) {
        let moments = talk.utterances.compactMap(\.moment)
        guard moments.count == talk.utterances.count, let began = moments.min() else { return }
        talk.startedAt = began
        for (index, moment) in moments.enumerated() {
            let start = moment.timeIntervalSince(began)
            talk.utterances[index].start = start
            // What was the length stood in for the end.
            if let length = talk.utterances[index].end { talk.utterances[index].end = start + length }
        }
    }

    private static func words(_ value: JSONValue) -> String? {
        for key in ["text", "message", "content", "transcript", "utterance", "sentence", "words", "body", "display"] {
            if let text = value[key]?.string { return text }
        }
        if let text = value["message"]?["content"]?.string { return text }
        // Rev's monologues.
        if let elements = value["elements"]?.array {
            return elements.compactMap { $0["value"]?.string }.joined()
        }
        return nil
    }

    private static func utterance(_ value: JSONValue, text: String) -> Utterance {
        var utterance = Utterance(speaker: speaker(of: value), text: text)
        utterance.start =
            value.first(
                "start", "start_s", "start_time", "startTime", "begin", "from", "secondsFromStart", "timestamp")?
            .seconds
            ?? value.first("start_ms", "startMs", "BeginOffsetMillis", "begin_offset_ms", "offset_ms")?.milliseconds
        if utterance.start == nil {
            utterance.moment = Timestamp.moment(value.first("start", "start_time", "timestamp"))
        }
        utterance.end =
            value.first("end", "end_s", "end_time", "endTime", "to")?.seconds
            ?? value.first("end_ms", "endMs", "EndOffsetMillis", "end_offset_ms")?.milliseconds
        if let timestamps = value["timestamps"] {
            utterance.start = utterance.start ?? timestamps["from"]?.seconds
            utterance.end = utterance.end ?? timestamps["to"]?.seconds
        }
        if utterance.end == nil, let duration = value.first("duration", "duration_s")?.seconds {
            if let start = utterance.start { utterance.end = start + duration }
            if utterance.moment != nil { utterance.end = duration }
        }
        if let confidence = value["confidence"]?.double, 0...1 ~= confidence { utterance.confidence = confidence }
        utterance.language = value.first("language", "language_code", "lang")?.string
        return utterance
    }

    private static func speaker(of value: JSONValue) -> Speaker {
        var speaker = Speaker()
        if let party = value.first("party", "parties", "party_index", "originator") {
            speaker.party = party.int ?? party[0]?.int
            if speaker.party == nil { speaker.label = party.label }
        }
        speaker.channel = value.first("channel", "channel_index", "channelTag")?.int
        if let who = value.first(
            "speaker", "speaker_label", "speaker_id", "speakerLabel", "speaker_name", "role", "who", "participant",
            "name",
            "participantRole", "author", "sender")
        {
            speaker.label = who.label ?? who.first("name", "label", "role", "id")?.label
        } else if speaker.channel == nil, speaker.label == nil {
            speaker.label = value["channel"]?.label
        }
        return speaker
    }
}
