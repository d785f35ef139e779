/// SubRip captions: a counter, a line of times, words. There is no standard and no way to say who speaks, so both
/// the blank lines and the habit `Name: words` are read with judgement.
enum SubRip {
    private struct Cue {
        var start: Double
        var end: Double
        var lines: [String] = []
    }

    static func read(_ bytes: [UInt8], limits: TranscriptLimits) -> Talk {
        var talk = Talk(format: .srt)
        let lines = TextLines(bytes)
        var cues: [Cue] = []
        var dropped = 0
        for index in 0..<lines.count {
            if let times = CueTimes.read(lines[index]) {
                guard cues.count < limits.segments else {
                    talk.problems.append(.init(.limit, at: "line \(index + 1)", "more than \(limits.segments) cues"))
                    break
                }
                // A blank line within the words is kept in; the one before the next counter goes with it.
                if let counter = cues.last?.lines.last, Self.isCounter(counter, lines, index) {
                    cues[cues.count - 1].lines.removeLast()
                }
                cues.append(Cue(start: times.start, end: times.end))
            } else if cues.isEmpty {
                if !lines.isBlank(index), !lines.isNumber(index) { dropped = dropped == 0 ? index + 1 : dropped }
            } else {
                if CueTimes.hasArrow(lines[index]) {
                    talk.problems.append(.init(.times, at: "line \(index + 1)", "no times of a cue"))
                }
                cues[cues.count - 1].lines.append(lines.text(index))
            }
        }
        if dropped > 0 { talk.problems.append(.init(.header, at: "line \(dropped)", "words before the first cue")) }
        let texts = cues.map { plain($0.lines) }
        let speakers = NamedLine.speakers(of: texts.filter { !$0.isEmpty })
        for (cue, text) in zip(cues, texts) where !text.isEmpty {
            for (name, words) in NamedLine.divided(text, by: speakers) {
                talk.utterances.append(
                    Utterance(speaker: Speaker(label: name), start: cue.start, end: cue.end, text: words))
            }
        }
        talk.labelsAreNames = true
        return talk
    }

    /// A number alone right before the times is their counter: after a blank line, or when nothing else stands there.
    private static func isCounter(_ line: String, _ lines: TextLines, _ times: Int) -> Bool {
        guard times > 0, lines.isNumber(times - 1), line.trimmed == lines.text(times - 1).trimmed else { return false }
        guard times > 1 else { return true }
        return lines.isBlank(times - 2) || CueTimes.read(lines[times - 2]) != nil
    }

    /// Words without `<i>` and `{\an8}`; blank lines at both ends gone.
    private static func plain(_ lines: [String]) -> String {
        let text = lines.joined(separator: "\n")
        guard text.utf8.contains(where: { $0 == 0x3C || $0 == 0x7B || $0 == 0x26 }) else { return text.trimmed }
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at] == 0x7B, at + 1 < bytes.count, bytes[at + 1] == 0x5C,
                let end = bytes[at...].prefix(80).firstIndex(of: 0x7D)
            {
                at = end + 1
            } else if bytes[at] == 0x3C, let end = tagEnd(bytes, at) {
                at = end
            } else {
                out.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: out, as: UTF8.self).trimmed
    }

    /// Only the tags SubRip knows: `<3` is a heart.
    private static func tagEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
        guard let end = bytes[start...].prefix(80).firstIndex(of: 0x3E) else { return nil }
        let name = bytes[(start + 1)..<end].drop { $0 == 0x2F }.prefix { 0x61...0x7A ~= $0 | 0x20 }
        return ["i", "b", "u", "s", "font", "c", "v"].contains(String(decoding: name, as: UTF8.self).lowercased())
            ? end + 1 : nil
    }
}
