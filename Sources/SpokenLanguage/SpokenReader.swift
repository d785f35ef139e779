/// Understands what a caller says: numbers, spelled letters, codes, phone numbers, addresses, days, times, sums and names.
///
/// A pure value. Recognisers' output is taken as it comes, with or without punctuation and capitals. An utterance
/// beyond `Utterance.charactersMax` characters or `Utterance.wordsMax` words is read up to there.
public struct SpokenReader: Sendable {
    public let kinds: [EntityKind]
    public let tongue: Tongue
    public let dialling: Dialling?

    /// - Parameters:
    ///   - kinds: what the company wants to know, each name once.
    ///   - dialling: how the company's country dials; nil keeps phone numbers as they were said.
    public init(kinds: [EntityKind], tongue: Tongue, dialling: Dialling? = nil) {
        self.kinds = kinds
        self.tongue = tongue
        self.dialling = dialling
    }

    /// What was understood, in the order it was said. What the caller took back in the same breath is left out.
    public func read(_ text: String, _ context: ReadingContext) -> [SpokenEntity] {
        var reading = Reading(text, tongue, withSpokenMonth(context))
        guard !reading.words.isEmpty else { return [] }
        readClear(&reading)
        for kind in kinds where kind.shape == .name { NameReader.readSpelled(kind, &reading) }
        CodeReader(dialling: dialling).read(kinds, &reading)
        readVague(&reading)
        SpellingHints.apply(Set(kinds.filter { $0.shape == .name || $0.shape == .email }.map(\.name)), &reading)
        return withoutRetracted(reading)
    }

    /// The kinds whose cues stand in what the agent said: what a caller's next words are probably about.
    public func kindsAsked(by agentText: String) -> Set<String> {
        let words = Utterance(String(agentText.suffix(400))).words.map(\.key)
        return Set(kinds.filter { Cues.contain($0.cues, in: words) }.map(\.name))
    }

    /// Forms of their own, which use their words up before numbers are looked for.
    private func readClear(_ reading: inout Reading) {
        for kind in kinds where kind.shape == .email { EmailReader.read(kind, &reading) }
        for kind in kinds where kind.shape == .street { PlaceReader.readStreets(kind, &reading) }
        for kind in kinds.sorted(by: { isAskedFirst($0, $1, reading) }) {
            if case .date(let ofBirth) = kind.shape {
                let others = kinds.contains { other in
                    if case .date = other.shape { return other.name != kind.name }
                    return false
                }
                let isWanted =
                    reading.context.asked.contains(kind.name) || Cues.contain(kind.cues, in: reading.words.map(\.key))
                if ofBirth, others, !isWanted { continue }
                DateReader(kind: kind, isOfBirth: ofBirth).read(&reading)
            }
        }
        for kind in kinds where kind.shape == .time { TimeReader(kind: kind).read(&reading) }
        for kind in kinds {
            if case .amount(let currency) = kind.shape { AmountReader.readAmounts(kind, currency: currency, &reading) }
        }
    }

    private func readVague(_ reading: inout Reading) {
        for kind in kinds {
            if case .words(let entries) = kind.shape { WordsReader.read(kind, entries: entries, &reading) }
        }
        for kind in kinds {
            if case .count(let nouns) = kind.shape { AmountReader.readCounts(kind, of: nouns, &reading) }
        }
        let postcodes = Set(kinds.filter { $0.name == "postcode" }.map(\.name))
        for kind in kinds where kind.shape == .city { PlaceReader.readCities(kind, afterKinds: postcodes, &reading) }
        for kind in kinds where kind.shape == .name { NameReader.read(kind, &reading) }
    }

    private func isAskedFirst(_ one: EntityKind, _ other: EntityKind, _ reading: Reading) -> Bool {
        func rank(_ kind: EntityKind) -> Int {
            if case .date(true) = kind.shape { return 0 }
            return 1
        }
        return rank(one) < rank(other)
    }

    /// A month the agent has just named holds for a day without one.
    private func withSpokenMonth(_ context: ReadingContext) -> ReadingContext {
        guard !context.agentText.isEmpty, let kind = kinds.first(where: { $0.shape == .date(ofBirth: false) }) else {
            return context
        }
        var bare = context
        bare.agentText = ""
        bare.asked = []
        var reading = Reading(context.agentText, tongue, bare)
        DateReader(kind: kind, isOfBirth: false).read(&reading)
        guard
            let date = reading.found.last(where: { CalendarWords.isNamed(in: $0.said, tongue) }).flatMap({
                CivilDate($0.value)
            })
        else {
            return context
        }
        var context = context
        context.month = (date.year, date.month)
        return context
    }

    private func withoutRetracted(_ reading: Reading) -> [SpokenEntity] {
        let sorted = reading.found.sorted { $0.range.lowerBound < $1.range.lowerBound }
        let markers = reading.words.indices.filter { Corrections.marker(at: $0, reading.words, tongue) > 0 }
            .map { reading.words[$0].range.lowerBound }
        var lastOfKind: [String: Int] = [:]
        var keep = Array(repeating: true, count: sorted.count)
        var result = sorted
        for (index, entity) in sorted.enumerated() {
            if let before = lastOfKind[entity.kind], entity.part != .givenName {
                let between =
                    sorted[before].range.upperBound..<max(sorted[before].range.upperBound, entity.range.lowerBound)
                if markers.contains(where: { between.contains($0) }) {
                    for earlier in 0..<index where sorted[earlier].kind == entity.kind { keep[earlier] = false }
                    result[index].isCorrection = true
                }
            }
            lastOfKind[entity.kind] = index
        }
        for (index, entity) in sorted.enumerated() where !entity.isComplete && entity.confidence <= 0.2 {
            let isSaidOnce = kinds.first { $0.name == entity.kind }?.isSaidOnce ?? false
            let hasWhole = sorted.contains { $0.kind == entity.kind && $0.isComplete }
            if isSaidOnce, hasWhole { keep[index] = false }
        }
        return result.indices.filter { keep[$0] }.map { result[$0] }
    }
}

extension CalendarWords {
    static func isNamed(in text: String, _ tongue: Tongue) -> Bool {
        Utterance(text).words.contains { readMonth($0.key, tongue) != nil }
    }
}
