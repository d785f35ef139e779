import LosslessJSON

/// Google Speech-to-Text: answers of v1 and v2, of long jobs and of streams.
///
/// cloud.google.com/speech-to-text/docs/reference.
enum GoogleSpeech {
    static func recognises(_ object: JSONObject) -> Bool {
        if let found = lists(.object(object)) {
            return found.contains { $0["alternatives"]?.array != nil }
        }
        return object["speechEventType"] != nil
    }

    private static func lists(_ value: JSONValue) -> [JSONValue]? {
        if let list = value["results"]?.array ?? value["response"]?["results"]?.array { return list }
        // A batch of v2: one entry for each file, by its address.
        guard let files = (value["response"]?["results"] ?? value["results"])?.object else { return nil }
        let found = files.members.compactMap { member in
            (member.value["transcript"] ?? member.value["inlineResult"]?["transcript"])?["results"]?.array
        }
        return found.isEmpty ? nil : Array(found.joined())
    }

    static func read(_ frames: [JSONValue]) -> Talk {
        var talk = Talk(format: .googleSpeech)
        let all = frames.flatMap { lists($0) ?? [] }
        let results = all.filter { $0["isFinal"]?.bool != false || frames.count == 1 }
        for frame in frames {
            if let message = frame["error"]?["message"]?.string {
                talk.problems.append(.init(.recognition, at: "$.error", message))
            }
        }
        // With diarisation of v1 the last result repeats all words, with the speakers it settled on.
        if let tagged = results.last, let words = words(tagged),
            words.contains(where: { ($0["speakerTag"]?.int ?? 0) > 0 }), isWhole(words, results)
        {
            talk.utterances = stretches(words, channel: nil, language: tagged["languageCode"]?.string)
        } else {
            var before = 0.0
            for result in results {
                let end = result.first("resultEndTime", "resultEndOffset")?.seconds
                talk.utterances += utterances(result, since: before, until: end)
                before = end ?? before
            }
        }
        talk.channels = Set(results.compactMap { $0["channelTag"]?.int }).count
        talk.sort()
        return talk
    }

    private static func words(_ result: JSONValue) -> [JSONValue]? {
        guard let words = result["alternatives"]?[0]?["words"]?.array, !words.isEmpty else { return nil }
        return words
    }

    private static func start(_ word: JSONValue?) -> Double? { word?.first("startTime", "startOffset")?.seconds }

    private static func end(_ word: JSONValue?) -> Double? { word?.first("endTime", "endOffset")?.seconds }

    private static func isWhole(_ last: [JSONValue], _ results: [JSONValue]) -> Bool {
        guard results.count > 1 else { return true }
        let others = results.dropLast().compactMap { words($0)?.count }.reduce(0, +)
        return others == 0 || last.count >= others
    }

    private static func utterances(_ result: JSONValue, since: Double, until: Double?) -> [Utterance] {
        guard let best = result["alternatives"]?[0] else { return [] }
        let channel = result["channelTag"]?.int.map { max(0, $0 - 1) }
        let language = result["languageCode"]?.string
        if let words = words(result), words.contains(where: { $0.first("speakerLabel", "speakerTag") != nil }) {
            return stretches(words, channel: channel, language: language)
        }
        guard let text = best["transcript"]?.string, !text.trimmed.isEmpty else { return [] }
        let words = words(result)
        return [
            Utterance(
                speaker: Speaker(channel: channel), start: start(words?.first) ?? (until == nil ? nil : since),
                end: end(words?.last) ?? until, text: text, language: language, confidence: best["confidence"]?.double)
        ]
    }

    private static func stretches(_ words: [JSONValue], channel: Int?, language: String?) -> [Utterance] {
        var run = WordRun()
        for word in words {
            guard let text = word["word"]?.string else { continue }
            let label = word.first("speakerLabel", "speakerTag")?.label
            run.add(
                text, speaker: Speaker(label: label.map { Int($0) == nil ? $0 : "speaker \($0)" }, channel: channel),
                start: start(word), end: end(word), confidence: word["confidence"]?.double)
        }
        var read = run.finished()
        for index in read.indices { read[index].language = language }
        return read
    }
}
