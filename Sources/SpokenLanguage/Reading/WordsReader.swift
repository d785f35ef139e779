/// Values out of a closed list: products, levels, sizes.
enum WordsReader {
    static func read(_ kind: EntityKind, entries: [String], _ reading: inout Reading) {
        let entries = entries.map { ($0, $0.split(separator: " ").map { Folding.key($0) }) }
        let isAsked = reading.context.asked.contains(kind.name)
        var at = 0
        while at < reading.words.count {
            guard reading.isFree(at..<at + 1),
                let (value, end, confidence, isWhole) = best(entries, at, kind, reading, isAsked: isAsked)
            else {
                at += 1
                continue
            }
            let others = entries.filter { $0.0 != value && $0.1.first == Folding.key(value.prefix { $0 != " " }) }.map(
                \.0)
            reading.add(kind.name, value, at..<end, confidence: confidence, alternatives: others, isComplete: isWhole)
            at = end
        }
    }

    private static func best(
        _ entries: [(String, [String])], _ at: Int, _ kind: EntityKind, _ reading: Reading, isAsked: Bool
    ) -> (value: String, end: Int, confidence: Double, isWhole: Bool)? {
        let isAnnounced = Cues.contain(kind.cues, in: reading.words[max(0, at - 1)..<at].map(\.key), misheard: true)
        var best: (value: String, end: Int, confidence: Double, isWhole: Bool)?
        for (value, parts) in entries {
            guard let first = parts.first, first.count > 2 || isAsked || isAnnounced else { continue }
            guard let (end, confidence) = match(parts, at, reading) else { continue }
            if end > best?.end ?? 0 || (end == best?.end && confidence > best?.confidence ?? 0) {
                best = (value, end, confidence, true)
            }
        }
        if let best { return best }
        // The name is there, what follows it is not in the list.
        if let (value, parts) = entries.first(where: { $0.1.count > 1 && isWord($0.1[0], at, reading) != nil }) {
            let name = value.prefix { $0 != " " }
            return (name + String(repeating: " ?", count: parts.count - 1), at + 1, 0.2, false)
        }
        guard isAnnounced, let letter = reading.words[at].raw.uppercased().first, reading.words[at].raw.count == 1
        else { return nil }
        let near = entries.first {
            $0.0.count == 1 && Spelling.soundsLike(letter).map(String.init).contains($0.0.uppercased())
        }
        return near.map { ($0.0, at + 1, 0.4, true) }
            ?? (entries.contains { $0.0.count == 1 } ? ("?", at + 1, 0.2, false) : nil)
    }

    private static func match(_ parts: [String], _ at: Int, _ reading: Reading) -> (end: Int, confidence: Double)? {
        var confidence = 0.9
        var next = at
        for part in parts {
            guard let (length, certainty) = isWord(part, next, reading) else { return nil }
            confidence = min(confidence, certainty)
            next += length
        }
        return (next, confidence)
    }

    private static func isWord(_ part: String, _ at: Int, _ reading: Reading) -> (length: Int, certainty: Double)? {
        guard let key = reading.key(at) else { return nil }
        if key == part { return (1, 0.9) }
        if let number = Int(part) {
            guard let said = reading.number(at), said.value == number else { return nil }
            return (said.length, 0.9)
        }
        return part.count >= 5 && Similarity.isOneEdit(key, part) ? (1, 0.5) : nil
    }
}
