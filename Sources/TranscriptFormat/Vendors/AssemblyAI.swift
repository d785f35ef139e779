import LosslessJSON

/// AssemblyAI: a finished transcript (`utterances`, milliseconds) and the `Turn` frames of Universal-Streaming v3.
///
/// www.assemblyai.com/docs/api-reference.
enum AssemblyAI {
    static func recognises(_ object: JSONObject) -> Bool {
        object.hasAny("audio_url", "acoustic_model", "speech_model", "audio_duration", "language_code")
            && object.hasAny("utterances", "words", "text") || object["status"] != nil && object["audio_url"] != nil
    }

    static func read(_ value: JSONValue) -> Talk {
        var talk = Talk(format: .assemblyai)
        talk.duration = value["audio_duration"]?.seconds
        talk.channels = value["audio_channels"]?.int ?? 0
        if let error = value["error"]?.string { talk.problems.append(.init(.recognition, at: "$.error", error)) }
        let language = value["language_code"]?.string
        if let utterances = value["utterances"]?.array, !utterances.isEmpty {
            for utterance in utterances {
                guard let text = utterance["text"]?.string, !text.isEmpty else { continue }
                talk.utterances.append(
                    Utterance(
                        speaker: speaker(utterance), start: utterance["start"]?.milliseconds,
                        end: utterance["end"]?.milliseconds, text: text, language: language,
                        confidence: utterance["confidence"]?.double))
            }
        } else if let words = value["words"]?.array, words.contains(where: { $0.first("speaker", "channel") != nil }) {
            talk.utterances = stretches(words, fallback: nil)
        } else if let text = value["text"]?.string, !text.isEmpty {
            let words = value["words"]?.array
            talk.utterances = [
                Utterance(
                    start: words?.first?["start"]?.milliseconds, end: words?.last?["end"]?.milliseconds, text: text,
                    confidence: value["confidence"]?.double)
            ]
        }
        for index in talk.utterances.indices { talk.utterances[index].language = language }
        talk.sort()
        return talk
    }

    /// With several channels the label names channel and speaker already ("1A").
    private static func speaker(_ value: JSONValue) -> Speaker {
        Speaker(label: value["speaker"]?.label ?? value["channel"]?.label.map { "channel \($0)" })
    }

    private static func stretches(_ words: [JSONValue], fallback: String?) -> [Utterance] {
        var run = WordRun()
        for word in words {
            guard let text = word["text"]?.string else { continue }
            var speaker = speaker(word)
            speaker.label = speaker.label ?? fallback
            run.add(
                text, speaker: speaker, start: word["start"]?.milliseconds, end: word["end"]?.milliseconds,
                confidence: word["confidence"]?.double)
        }
        return run.finished()
    }

    /// A turn is replaced by each later frame of its order: with `format_turns` it ends twice.
    static func read(stream frames: [JSONValue]) -> Talk {
        var talk = Talk(format: .assemblyAIStream)
        var turns: [Int: JSONValue] = [:]
        var speakers: [Int: String] = [:]
        for frame in frames {
            switch frame["type"]?.string {
            case "Turn":
                guard let order = frame["turn_order"]?.int else { continue }
                // A frame that came late and unfinished does not replace a finished one.
                let finished = turns[order]?["end_of_turn"]?.bool == true
                let formatted = turns[order]?["turn_is_formatted"]?.bool == true
                if finished, frame["end_of_turn"]?.bool != true { continue }
                if formatted, frame["turn_is_formatted"]?.bool != true { continue }
                turns[order] = frame
            case "SpeakerRevision":
                for revision in frame["revisions"]?.array ?? [] {
                    if let order = revision["turn_order"]?.int { speakers[order] = revision["speaker_label"]?.label }
                }
            case "Termination": talk.duration = frame["audio_duration_seconds"]?.seconds
            case "Error":
                talk.problems.append(.init(.recognition, at: "$", frame["error"]?.string ?? "reported an error"))
            default: continue
            }
        }
        for order in turns.keys.sorted() {
            guard let turn = turns[order], let text = turn["transcript"]?.string, !text.isEmpty else { continue }
            let words = turn["words"]?.array
            talk.utterances.append(
                Utterance(
                    speaker: Speaker(label: speakers[order] ?? turn["speaker_label"]?.label),
                    start: words?.first?["start"]?.milliseconds, end: words?.last?["end"]?.milliseconds, text: text,
                    language: turn["language_code"]?.string))
        }
        return talk
    }
}
