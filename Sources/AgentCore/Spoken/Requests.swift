import SpokenLanguage

/// Whether the caller was asked for a detail, and answered without one that could be understood.
enum Requests {
    private static let asking = [
        "?", "bitte", "nennen", "lautet", "sagen sie", "please", "provide", "give me", "tell me", "would you",
    ]
    private static let refusing: [Tongue: [String]] = [
        .german: ["keine", "nicht", "weiß", "weiss", "moment", "sekunde", "nachsehen", "suchen"],
        .english: ["don't", "do not", "can't", "cannot", "no idea", "moment", "second", "hold on", "look for"],
    ]
    /// Longest answer taken for a failed one, in words: who says more speaks of something else.
    private static let wordsMax = 25

    /// The kinds that were asked for in a sentence of ours, and have neither been told nor refused.
    ///
    /// Where something else was understood, only what the caller named as well, or when nothing of what was asked was.
    static func missed(_ text: String, to ourWords: String, _ readBack: ReadBack) -> [String] {
        guard !ourWords.isEmpty else { return [] }
        let questions = SpokenText.written(ourWords).sentences.filter { sentence in
            let lower = sentence.lowercased()
            return asking.contains { lower.contains($0) }
        }
        guard !questions.isEmpty else { return [] }
        let reader = readBack.reader
        let asked = questions.map(reader.kindsAsked).reduce(into: Set<String>()) { $0.formUnion($1) }
        let open = Set(readBack.open.map(\.entity.kind))
        let wanted = asked.subtracting(open).filter { kind in !readBack.confirmed.contains { $0.kind == kind } }
        guard !wanted.isEmpty, !text.contains("?") else { return [] }
        let isRefused = isRefusal(text, reader.tongue)
        if isRefused || !open.isEmpty {
            let spokenOf = wanted.intersection(named(text, reader))
            if isRefused || !spokenOf.isEmpty { return spokenOf.sorted() }
        }
        guard open.isEmpty || reader.kindsAsked(by: ourWords).isDisjoint(with: open),
            text.split(whereSeparator: \.isWhitespace).count <= wordsMax,
            CallerAnswer(text, reader.tongue).verdict == .none
        else { return [] }
        return wanted.sorted()
    }

    private static func isRefusal(_ text: String, _ tongue: Tongue) -> Bool {
        let lower = text.lowercased()
        return refusing[tongue]?.contains(where: lower.contains) == true
    }

    /// The kinds the caller speaks of, but for those they say they have not: `the ID I don't know, but the phone number`.
    private static func named(_ text: String, _ reader: SpokenReader) -> Set<String> {
        let words = text.split(whereSeparator: \.isWhitespace)
        var clauses: [[Substring]] = [[]]
        for word in words {
            if ["aber", "sondern", "und", "but", "and"].contains(word.lowercased()) { clauses.append([]) }
            clauses[clauses.count - 1].append(word)
            if word.last.map({ ",.;!".contains($0) }) == true { clauses.append([]) }
        }
        return clauses.map { $0.joined(separator: " ") }.filter { !isRefusal($0, reader.tongue) }
            .map(reader.kindsAsked).reduce(into: []) { $0.formUnion($1) }
    }
}
