import LosslessJSON

/// Amazon Transcribe: the JSON of a batch job, and the events of a stream (one JSON object a line).
///
/// docs.aws.amazon.com/transcribe, "Transcription output", "StartStreamTranscription".
enum AmazonTranscribe {
    static func recognises(_ object: JSONObject) -> Bool {
        guard let results = object["results"]?.object else { return false }
        return results.has("items") || results["transcripts"]?.array != nil
    }

    static func read(_ value: JSONValue) -> Talk {
        var talk = Talk(format: .amazonTranscribe)
        let results = value["results"] ?? .null
        let language = results["language_code"]?.string
        let channels = results["channel_labels"]?["channels"]?.array ?? []
        talk.channels = results["channel_labels"]?["number_of_channels"]?.int ?? channels.count
        if value["status"]?.string == "FAILED" {
            talk.problems.append(.init(.recognition, at: "$.status", "the job failed"))
        }
        let stretches = results["audio_segments"]?.array ?? []
        let labels = results["speaker_labels"]?["segments"]?.array ?? []
        if stretches.contains(where: { $0.first("speaker_label", "channel_label") != nil })
            || (!stretches.isEmpty && labels.isEmpty && channels.isEmpty)
        {
            talk.utterances = stretches.compactMap { stretch in
                guard let text = stretch["transcript"]?.string, !text.isEmpty else { return nil }
                return Utterance(
                    speaker: speaker(stretch.first("speaker_label", "channel_label")?.label),
                    start: stretch["start_time"]?.seconds, end: stretch["end_time"]?.seconds, text: text)
            }
        } else if !channels.isEmpty {
            talk.utterances = byChannel(channels)
        } else {
            talk.utterances = bySpeaker(results["items"]?.array ?? [], labels)
        }
        if talk.utterances.isEmpty, let text = results["transcripts"]?[0]?["transcript"]?.string, !text.isEmpty {
            talk.utterances = [Utterance(text: text)]
        }
        for index in talk.utterances.indices { talk.utterances[index].language = language }
        talk.sort()
        return talk
    }

    /// `ch_1` is a channel, `spk_1` a voice.
    private static func speaker(_ label: String?) -> Speaker {
        guard let label else { return Speaker() }
        if label.hasPrefix("ch_"), let channel = Int(label.dropFirst(3)) {
            return Speaker(label: label, channel: channel)
        }
        return Speaker(label: label)
    }

    private static func bySpeaker(_ items: [JSONValue], _ labels: [JSONValue]) -> [Utterance] {
        // Older files tell the speaker by the times of the words, newer ones beside each word.
        var speakers: [String: String] = [:]
        for segment in labels {
            for item in segment["items"]?.array ?? [] {
                guard let start = item["start_time"]?.label ?? item["start_time"]?.double.map({ "\($0)" }) else {
                    continue
                }
                speakers[start] = item["speaker_label"]?.label ?? segment["speaker_label"]?.label
            }
        }
        var run = WordRun()
        var last: String?
        for item in items {
            guard let best = item["alternatives"]?[0], let text = best["content"]?.string else { continue }
            let start = item["start_time"]?.label ?? item["start_time"]?.double.map { "\($0)" }
            let punctuation = item["type"]?.string == "punctuation"
            let label = item["speaker_label"]?.label ?? start.flatMap { speakers[$0] } ?? last
            run.add(
                text, speaker: speaker(label), start: item["start_time"]?.seconds, end: item["end_time"]?.seconds,
                confidence: punctuation ? nil : best["confidence"]?.seconds, punctuation: punctuation)
            last = label
        }
        return run.finished()
    }

    private static func byChannel(_ channels: [JSONValue]) -> [Utterance] {
        var all: [Utterance] = []
        for (index, channel) in channels.enumerated() {
            let speaker = speaker(channel["channel_label"]?.label ?? "ch_\(index)")
            var run = WordRun()
            for item in channel["items"]?.array ?? [] {
                guard let best = item["alternatives"]?[0], let text = best["content"]?.string else { continue }
                let punctuation = item["type"]?.string == "punctuation"
                run.add(
                    text, speaker: speaker, start: item["start_time"]?.seconds, end: item["end_time"]?.seconds,
                    confidence: punctuation ? nil : best["confidence"]?.seconds, punctuation: punctuation, pauses: true)
            }
            all += run.finished()
        }
        return all
    }

    /// The last frame of each result that is not partial.
    static func read(stream frames: [JSONValue]) -> Talk {
        var talk = Talk(format: .amazonStreaming)
        var places: [String: Int] = [:]
        func put(_ id: String?, _ utterances: [Utterance]) {
            guard let id else { return talk.utterances += utterances }
            if places.updateValue(talk.utterances.count, forKey: id) == nil { talk.utterances += utterances }
        }
        for frame in frames {
            for result in frame["Transcript"]?["Results"]?.array ?? [] where result["IsPartial"]?.bool != true {
                put(result["ResultId"]?.string, final(result))
            }
            if let event = frame["UtteranceEvent"], event["IsPartial"]?.bool != true,
                let text = event["Transcript"]?.string
            {
                put(
                    event["UtteranceId"]?.string,
                    [
                        Utterance(
                            speaker: Speaker(label: event["ParticipantRole"]?.label),
                            start: event["BeginOffsetMillis"]?.milliseconds,
                            end: event["EndOffsetMillis"]?.milliseconds,
                            text: text)
                    ])
            }
        }
        talk.people = ContactLens.people(talk.utterances)
        talk.sort()
        return talk
    }

    private static func final(_ result: JSONValue) -> [Utterance] {
        guard let best = result["Alternatives"]?[0] else { return [] }
        let channel = result["ChannelId"]?.label
        let items = best["Items"]?.array ?? []
        if channel == nil, items.contains(where: { $0["Speaker"] != nil }) {
            var run = WordRun()
            for item in items {
                guard let text = item["Content"]?.string else { continue }
                run.add(
                    text, speaker: Speaker(label: item["Speaker"]?.label.map { "spk_\($0)" }),
                    start: item["StartTime"]?.seconds, end: item["EndTime"]?.seconds,
                    confidence: item["Confidence"]?.double, punctuation: item["Type"]?.string == "punctuation")
            }
            return run.finished()
        }
        guard let text = best["Transcript"]?.string, !text.isEmpty else { return [] }
        return [
            Utterance(
                speaker: speaker(channel), start: result["StartTime"]?.seconds, end: result["EndTime"]?.seconds,
                text: text, language: result["LanguageCode"]?.string)
        ]
    }
}
