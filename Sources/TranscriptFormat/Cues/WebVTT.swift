/// WebVTT (WHATWG/W3C, "WebVTT: The Web Video Text Tracks Format", section 6.1), read for its words and voices.
///
/// Regions, styles and settings are passed over. A file without a sound first line is no WebVTT for the rules; its cues
/// are read all the same and the header is named as a problem.
enum WebVTT {
    struct Cue: Equatable {
        var start: Double
        var end: Double
        var text: String
    }

    static func isHeader(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: "WEBVTT".utf8) else { return false }
        let rest = line.dropFirst(6).first
        return rest == nil || rest == 0x20 || rest == 0x09
    }

    static func read(_ bytes: [UInt8], limits: TranscriptLimits) -> Talk {
        var talk = Talk(format: .webvtt)
        let lines = TextLines(bytes)
        let sound = lines.count > 0 && isHeader(lines[0])
        if !sound { talk.problems.append(.init(.header, at: "line 1", "WEBVTT is missing")) }
        var reader = Reader(lines: lines, sound: sound, limits: limits)
        let cues = reader.cues()
        talk.problems += reader.problems
        let read = cues.map { CueText.pieces($0.text) }
        // Zoom writes `Name: words` instead of voices.
        let hasVoices = read.contains { $0.contains { $0.voice != nil } }
        let speakers = hasVoices ? [] : NamedLine.speakers(of: read.compactMap(\.first?.text))
        for (cue, pieces) in zip(cues, read) {
            if pieces.isEmpty { talk.utterances.append(Utterance(start: cue.start, end: cue.end, text: "")) }
            for piece in pieces {
                let named = piece.voice == nil ? NamedLine.divided(piece.text, by: speakers) : nil
                for (name, words) in named ?? [(piece.voice, piece.text)] {
                    talk.utterances.append(
                        Utterance(speaker: Speaker(label: name), start: cue.start, end: cue.end, text: words))
                }
            }
        }
        talk.labelsAreNames = true
        return talk
    }

    private struct Reader {
        let lines: TextLines
        let sound: Bool
        let limits: TranscriptLimits
        var at = 0
        var problems: [Transcript.Problem] = []

        init(lines: TextLines, sound: Bool, limits: TranscriptLimits) {
            self.lines = lines
            self.sound = sound
            self.limits = limits
        }

        mutating func cues() -> [Cue] {
            var cues: [Cue] = []
            // The header ends at a blank line or at the first cue.
            while sound, at < lines.count, !lines[at].isEmpty, !CueTimes.hasArrow(lines[at]) { at += 1 }
            while at < lines.count {
                if lines[at].isEmpty {
                    at += 1
                    continue
                }
                guard cues.count < limits.segments else {
                    problems.append(.init(.limit, at: "line \(at + 1)", "more than \(limits.segments) cues"))
                    break
                }
                if let cue = block(after: cues.last) {
                    cues.append(cue)
                } else if let words = continuation, !cues.isEmpty {
                    cues[cues.count - 1].text += "\n" + words
                }
            }
            return cues
        }

        /// Lines of the last block that had no times, when they close the voice that the cue before left open: its words
        /// had a blank line in them.
        private var continuation: String?

        private mutating func block(after last: Cue?) -> Cue? {
            continuation = nil
            var cue: Cue?
            var text: [String] = []
            let first = at
            var seenArrow = false
            while at < lines.count, !lines[at].isEmpty {
                let position = at - first
                if CueTimes.hasArrow(lines[at]) {
                    guard position == 0 || (position == 1 && !seenArrow) else { break }
                    seenArrow = true
                    if let times = CueTimes.read(lines[at]) {
                        cue = Cue(start: times.start, end: times.end, text: "")
                    } else {
                        // The rules would look for times on the next line; browsers' readers drop the block, as do we.
                        problems.append(.init(.times, at: "line \(at + 1)", "no times of a cue"))
                        while at < lines.count, !lines[at].isEmpty { at += 1 }
                        return nil
                    }
                    text = []
                } else {
                    text.append(lines.text(at))
                }
                at += 1
            }
            cue?.text = text.joined(separator: "\n")
            if cue == nil, !seenArrow, let last, last.text.contains("<v"), !last.text.contains("</v>"),
                text.contains(where: { $0.contains("</v>") })
            {
                continuation = text.joined(separator: "\n")
            }
            return cue
        }
    }
}
