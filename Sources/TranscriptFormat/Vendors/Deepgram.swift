import LosslessJSON

/// Deepgram: the answer to a recording (`results.channels[]`) and the `Results` frames of a live call.
///
/// developers.deepgram.com, "Pre-recorded audio", "Live audio".
enum Deepgram {
    static func recognises(_ object: JSONObject) -> Bool {
        object["results"]?["channels"]?.array != nil || object["results"]?["utterances"]?.array != nil
    }

    static func read(_ value: JSONValue) -> Talk {
        var talk = Talk(format: .deepgram)
        let channels = value["results"]?["channels"]?.array ?? []
        talk.channels = max(channels.count, value["metadata"]?["channels"]?.int ?? 0)
        talk.duration = value["metadata"]?["duration"]?.seconds
        let several = talk.channels > 1
        if let utterances = value["results"]?["utterances"]?.array, !utterances.isEmpty {
            talk.utterances = utterances.compactMap { utterance in
                guard let text = utterance["transcript"]?.string, !text.isEmpty else { return nil }
                return Utterance(
                    speaker: Speaker(
                        label: utterance["speaker"]?.label, channel: several ? utterance["channel"]?.int ?? 0 : nil),
                    start: utterance["start"]?.seconds, end: utterance["end"]?.seconds, text: text,
                    confidence: utterance["confidence"]?.double)
            }
        } else {
            for (index, channel) in channels.enumerated() {
                talk.utterances += stretches(of: channel, channel: several ? index : nil)
            }
        }
        talk.sort()
        return talk
    }

    private static func stretches(of channel: JSONValue, channel index: Int?) -> [Utterance] {
        guard let best = channel["alternatives"]?[0] else { return [] }
        let language = channel["detected_language"]?.string
        var read: [Utterance] = []
        let words = best["words"]?.array ?? []
        if let paragraphs = best["paragraphs"]?["paragraphs"]?.array, !paragraphs.isEmpty {
            for paragraph in paragraphs {
                let sentences = paragraph["sentences"]?.array ?? []
                let text = sentences.compactMap { $0["text"]?.string }.joined(separator: " ")
                guard !text.isEmpty else { continue }
                read.append(
                    Utterance(
                        speaker: Speaker(label: paragraph["speaker"]?.label, channel: index),
                        start: paragraph["start"]?.seconds, end: paragraph["end"]?.seconds, text: text))
            }
        } else if !words.isEmpty {
            var run = WordRun()
            for word in words {
                guard let text = word.first("punctuated_word", "word")?.string else { continue }
                run.add(
                    text, speaker: Speaker(label: word["speaker"]?.label, channel: index),
                    start: word["start"]?.seconds, end: word["end"]?.seconds, confidence: word["confidence"]?.double,
                    pauses: index != nil)
            }
            read = run.finished()
        } else if let text = best["transcript"]?.string, !text.trimmed.isEmpty {
            read = [Utterance(speaker: Speaker(channel: index), text: text, confidence: best["confidence"]?.double)]
        }
        for place in read.indices { read[place].language = language }
        return read
    }

    /// Final frames only; those of one channel up to `speech_final` or `UtteranceEnd` are one utterance.
    static func read(stream frames: [JSONValue]) -> Talk {
        var talk = Talk(format: .deepgramLive)
        var open: [Int: Utterance] = [:]
        var seen: Set<String> = []
        func close(_ channel: Int) {
            if let utterance = open.removeValue(forKey: channel) { talk.utterances.append(utterance) }
        }
        for frame in frames {
            switch frame["type"]?.string {
            case "Metadata": talk.duration = frame["duration"]?.seconds ?? talk.duration
            case "UtteranceEnd": close(frame["channel"]?[0]?.int ?? 0)
            case "Error", "Warning":
                talk.problems.append(.init(.recognition, at: "$", frame["description"]?.string ?? "reported an error"))
            case "Results":
                let channel = frame["channel_index"]?[0]?.int ?? 0
                talk.channels = max(talk.channels, frame["channel_index"]?[1]?.int ?? 1)
                guard frame["is_final"]?.bool == true else { continue }
                let key = "\(channel) \(frame["start"]?.double ?? -1)"
                if seen.insert(key).inserted {
                    for stretch in final(frame, channel: talk.channels > 1 ? channel : nil) {
                        if let last = open[channel], last.speaker != stretch.speaker { close(channel) }
                        guard var joined = open[channel] else {
                            open[channel] = stretch
                            continue
                        }
                        joined.text += " " + stretch.text
                        joined.end = stretch.end
                        joined.confidence = [joined.confidence, stretch.confidence].compactMap(\.self).min()
                        open[channel] = joined
                    }
                }
                if frame["speech_final"]?.bool == true { close(channel) }
            default: continue
            }
        }
        for channel in open.keys.sorted() { close(channel) }
        talk.sort()
        return talk
    }

    private static func final(_ frame: JSONValue, channel: Int?) -> [Utterance] {
        guard let best = frame["channel"]?["alternatives"]?[0], let text = best["transcript"]?.string,
            !text.trimmed.isEmpty
        else { return [] }
        let words = best["words"]?.array ?? []
        if Set(words.compactMap { $0["speaker"]?.int }).count > 1 {
            var run = WordRun()
            for word in words {
                guard let text = word.first("punctuated_word", "word")?.string else { continue }
                run.add(
                    text, speaker: Speaker(label: word["speaker"]?.label, channel: channel),
                    start: word["start"]?.seconds, end: word["end"]?.seconds, confidence: word["confidence"]?.double)
            }
            return run.finished()
        }
        let start = frame["start"]?.seconds
        return [
            Utterance(
                speaker: Speaker(label: words.first?["speaker"]?.label, channel: channel),
                start: words.first?["start"]?.seconds ?? start,
                end: words.last?["end"]?.seconds ?? start.map { $0 + (frame["duration"]?.seconds ?? 0) }, text: text,
                confidence: best["confidence"]?.double)
        ]
    }
}
