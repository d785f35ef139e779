import LosslessJSON

/// `Name: words`, one turn after another; a line without a name goes on with the turn before.
enum PlainText {
    static func read(_ bytes: [UInt8], limits: TranscriptLimits) -> Talk {
        var talk = Talk(format: .text)
        let lines = TextLines(bytes)
        var read: [(line: String, start: Double?)] = []
        for index in 0..<lines.count where !lines.isBlank(index) {
            guard read.count < limits.segments else {
                talk.problems.append(.init(.limit, at: "line \(index + 1)", "more than \(limits.segments) lines"))
                break
            }
            read.append(clock(lines.text(index)))
        }
        let speakers = NamedLine.speakers(of: read.map(\.line), lines: true)
        if speakers.isEmpty {
            talk.problems.append(.init(.unrecognised, at: "line 1", "nobody's name stands before the words"))
        }
        var words: [String] = []
        var open: Utterance?
        func close() {
            guard var turn = open else { return }
            turn.text = words.joined(separator: "\n").trimmed
            talk.utterances.append(turn)
        }
        for (line, start) in read {
            if let (name, rest) = NamedLine.split(line), speakers.contains(name) {
                close()
                open = Utterance(speaker: Speaker(label: name), start: start, text: "")
                words = [rest]
            } else if open == nil {
                open = Utterance(start: start, text: "")
                words = [line]
            } else {
                words.append(line)
            }
        }
        close()
        talk.labelsAreNames = true
        return talk
    }

    /// A line without the clock before its name, or in brackets behind it: `[00:01:05] Agent: …`, `Agent (01:05): …`.
    private static func clock(_ line: String) -> (line: String, start: Double?) {
        let line = line.trimmed
        let head = line.prefix(60)
        if let open = head.firstIndex(where: { $0 == "[" || $0 == "(" }),
            let close = head[open...].firstIndex(where: { $0 == "]" || $0 == ")" }),
            let seconds = JSONValue.string(String(head[head.index(after: open)..<close])).clock
        {
            let before = line[..<open].trimmed
            guard !before.contains(":") else { return (line, nil) }
            let after = line[line.index(after: close)...].trimmed
            return (before.isEmpty ? after : before + (after.hasPrefix(":") ? after : " " + after), seconds)
        }
        if let space = head.firstIndex(of: " "), let seconds = JSONValue.string(String(head[..<space])).clock {
            let rest = line[space...].trimmed
            return (rest.hasPrefix("-") ? rest.dropFirst().trimmed : rest, seconds)
        }
        return (line, nil)
    }
}

extension JSONValue {
    /// Seconds of a clock with colons; a bare number is none.
    fileprivate var clock: Double? {
        guard let text = string, text.contains(":"), text.utf8.allSatisfy({ 0x2C...0x3A ~= $0 }) else { return nil }
        return seconds
    }
}

extension NamedLine {
    /// A text of one cue in turns: at each line that begins with a speaker's name a new one begins.
    static func divided(_ text: String, by speakers: Set<String>) -> [(name: String?, words: String)] {
        guard !speakers.isEmpty else { return [(nil, text)] }
        var turns: [(name: String?, words: [String])] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = String(line)
            let dashed = line.hasPrefix("- ") ? line.dropFirst(2).trimmed : line
            if let (name, words) = split(dashed), speakers.contains(name) {
                turns.append((name, [words]))
            } else if turns.isEmpty {
                turns.append((nil, [line]))
            } else {
                turns[turns.count - 1].words.append(line)
            }
        }
        return turns.map { ($0.name, $0.words.joined(separator: "\n").trimmed) }
    }
}
