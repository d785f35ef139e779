extension Transcript {
    /// The transcript as WebVTT with voices. Segments without times get those of the one before, an end that is missing
    /// is that of the next start; a segment's blank lines, which would end a cue, go.
    public func webVTT() -> String {
        let named = partiesByID
        var out = "WEBVTT\n"
        for (segment, times) in zip(segments, captionTimes) {
            let words = Self.escaped(Self.withoutBlankLines(segment.text))
            let name = speakerName(of: segment, named).map(Self.escaped)
            out += "\n\(Self.clock(times.start, ".")) --> \(Self.clock(times.end, "."))\n"
            out += name.map { "<v \($0)>\(words)</v>\n" } ?? "\(words)\n"
        }
        return out
    }

    /// The transcript as SubRip, who speaks before the words.
    public func subRip() -> String {
        let named = partiesByID
        var out = ""
        for (index, (segment, times)) in zip(segments, captionTimes).enumerated() {
            let name = speakerName(of: segment, named).map { "\($0): " } ?? ""
            out += "\(index + 1)\n\(Self.clock(times.start, ",")) --> \(Self.clock(times.end, ","))\n"
            out += "\(name)\(Self.withoutBlankLines(segment.text))\n\n"
        }
        return out
    }

    /// One line for each segment: `Name: words`.
    public func plainText() -> String {
        let named = partiesByID
        return segments.map { segment in
            "\(speakerName(of: segment, named).map { "\($0): " } ?? "")\(segment.text.folded)\n"
        }.joined()
    }

    private func speakerName(of segment: Segment, _ named: [String: Party]) -> String? {
        guard let id = segment.party else { return segment.speaker }
        guard let party = named[id] else { return id }
        if let name = party.name { return name.folded }
        return party.role == .unknown ? party.tel ?? party.mailto ?? party.id : Self.title(of: party.role)
    }

    private var partiesByID: [String: Party] {
        Dictionary(parties.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func title(of role: Role) -> String {
        role.rawValue.prefix(1).uppercased() + role.rawValue.dropFirst()
    }

    private var captionTimes: [(start: Double, end: Double)] {
        var times: [(start: Double, end: Double)] = []
        for (index, segment) in segments.enumerated() {
            let start = max(0, segment.start ?? times.last?.end ?? 0)
            let next = index + 1 < segments.count ? segments[index + 1].start : duration
            times.append((start, max(start, segment.end ?? next ?? start)))
        }
        return times
    }

    private static func clock(_ seconds: Double, _ separator: Character) -> String {
        let all = Int((min(seconds, 1e9) * 1000).rounded())
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let thousandths = String(1000 + all % 1000).dropFirst()
        return "\(two(all / 3_600_000)):\(two(all / 60000 % 60)):\(two(all / 1000 % 60))\(separator)\(thousandths)"
    }

    private static func withoutBlankLines(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map { String($0) }.filter { !$0.trimmed.isEmpty }.joined(
            separator: "\n")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
