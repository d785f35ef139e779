/// Codes, phone numbers and other rows of letters and digits.
struct CodeReader {
    /// How numbers of a country are dialled within it.
    let dialling: Dialling?

    private struct Candidate {
        let kind: EntityKind
        let match: CodeMatch
        let row: Int
        let score: Double
    }

    /// Most entities taken out of one utterance.
    private static let entitiesMax = 24

    func read(_ kinds: [EntityKind], _ reading: inout Reading) {
        let kinds = kinds.filter {
            switch $0.shape {
            case .code, .phone: true
            default: false
            }
        }
        guard !kinds.isEmpty else { return }
        var rows = CodeRows.rows(of: reading)
        var candidates = rows.indices.map { best(kinds, rows[$0], $0, reading) }
        for _ in 0..<CodeReader.entitiesMax {
            guard let best = candidates.compactMap({ $0 }).max(by: { $0.score < $1.score }) else { return }
            let row = rows[best.row]
            take(best, row, &reading)
            rows[best.row] = Array(row[..<best.match.said.lowerBound])
            rows.append(Array(row[best.match.said.upperBound...]))
            candidates.append(nil)
            for index in [best.row, rows.count - 1] {
                candidates[index] = self.best(kinds, rows[index], index, reading)
            }
        }
    }

    private func best(_ kinds: [EntityKind], _ row: [CodeMatch.Said], _ index: Int, _ reading: Reading) -> Candidate? {
        var best: Candidate?
        for kind in kinds {
            guard let found = candidate(kind, row, index, reading) else { continue }
            if found.score > best?.score ?? 0 { best = found }
        }
        return best
    }

    private func candidate(
        _ kind: EntityKind, _ row: [CodeMatch.Said], _ index: Int, _ reading: Reading
    ) -> Candidate? {
        guard !row.isEmpty else { return nil }
        let isAsked = reading.context.asked.contains(kind.name)
        var best: Candidate?
        for match in matches(kind, row) {
            let isAnnounced = reading.isAnnounced(kind, before: row[match.said.lowerBound].word)
            guard isAcceptable(match, kind, isAsked: isAsked, isAnnounced: isAnnounced) else { continue }
            let score =
                match.score + (isAsked && !isCut(match, row) ? 2 : 0) + (isAnnounced ? 2.5 : 0)
                - Double(match.missing + match.surplus)
            if score > best?.score ?? 0 { best = Candidate(kind: kind, match: match, row: index, score: score) }
        }
        return best
    }

    /// A part of a longer row is hardly what was asked for.
    private func isCut(_ match: CodeMatch, _ row: [CodeMatch.Said]) -> Bool {
        let (start, end) = (match.said.lowerBound, match.said.upperBound)
        return (start > 0 && !row[start].isApart && !row[start - 1].isEdge)
            || (end < row.count && !row[end].isApart && !row[end].isEdge)
    }

    private func matches(_ kind: EntityKind, _ row: [CodeMatch.Said]) -> [CodeMatch] {
        if case .code(let patterns) = kind.shape { return patterns.compactMap { CodeMatch.best($0.places, in: row) } }
        return PhoneNumbers.match(row).map { [$0] } ?? []
    }

    private func isAcceptable(_ match: CodeMatch, _ kind: EntityKind, isAsked: Bool, isAnnounced: Bool) -> Bool {
        let isExpected = isAsked || isAnnounced
        if case .phone = kind.shape {
            return isExpected
                ? match.matched >= 5 : match.matched >= 9 && (match.value.hasPrefix("0") || match.value.hasPrefix("+"))
        }
        let hasHead = match.literals > 0
        // The head was left out: what is left is any row of digits.
        if case .code(let patterns) = kind.shape, !hasHead, !isExpected, patterns.allSatisfy({ !$0.head.isEmpty }) {
            return false
        }
        if match.isWhole { return isExpected || match.matched >= 4 || (hasHead && match.matched >= 3) }
        let faults = match.missing + match.surplus
        let tolerated = max(1, match.matched / 2)
        return (isExpected || (hasHead && match.matched >= 3)) && faults <= tolerated && match.matched >= 2
    }

    private func take(_ candidate: Candidate, _ row: [CodeMatch.Said], _ reading: inout Reading) {
        let match = candidate.match
        let first = row[match.said.lowerBound].word
        let last = row[match.said.upperBound - 1].word
        let range = first..<reading.symbols[reading.symbolOfWord[last]].words.upperBound
        var value = match.value
        var isWhole = match.isWhole
        let isPhone = candidate.kind.shape == .phone
        if isPhone {
            isWhole = PhoneNumbers.isPlausible(value, dialling)
            value = PhoneNumbers.normal(value, dialling)
        }
        var confidence = isWhole ? 0.95 : reading.isAnnounced(candidate.kind, before: first) ? 0.3 : 0.2
        confidence -= Double(min(match.guesses, 3)) * 0.2
        reading.add(
            candidate.kind.name, value, range, confidence: max(confidence, 0.1),
            alternatives: alternatives(match, row, value), isComplete: isPhone ? isWhole : match.isFilled)
    }

    /// The values with one character heard as its likeliest neighbour.
    private func alternatives(_ match: CodeMatch, _ row: [CodeMatch.Said], _ value: String) -> [String] {
        var found: [String] = []
        let said = row[match.said].filter { $0.character.isLetter || $0.character.isNumber }
        let characters = Array(value)
        let places = characters.indices.filter { characters[$0].isLetter || characters[$0].isNumber }
        guard said.count <= places.count else { return [] }
        let shift = places.count - said.count
        for (index, heard) in said.enumerated() {
            let place = places[shift + index]
            let others =
                heard.alternatives
                + (heard.alternatives.isEmpty ? Spelling.soundsLike(characters[place]).prefix(1) : [])
            for other in others {
                var changed = characters
                changed[place] = characters[place].isUppercase ? Character(other.uppercased()) : other
                let rank = !heard.alternatives.isEmpty || heard.isGuess
                if rank { found.insert(String(changed), at: 0) } else { found.append(String(changed)) }
            }
        }
        return Array(found.prefix(4))
    }
}

/// How phone numbers are dialled in a country.
public struct Dialling: Sendable, Hashable {
    /// Digits after the plus sign: `49`.
    public let countryCode: String
    /// What is dialled before an area within the country; empty where there is none.
    public let trunkPrefix: String

    public init(countryCode: String, trunkPrefix: String) {
        self.countryCode = countryCode
        self.trunkPrefix = trunkPrefix
    }
}

enum PhoneNumbers {
    /// The longest stretch of digits, with a plus sign before it.
    static func match(_ row: [CodeMatch.Said]) -> CodeMatch? {
        var best: Range<Int>?
        var start: Int?
        for at in 0...row.count {
            let character = at < row.count ? row[at].character : " "
            let isPart =
                character.isNumber || (character == "+" && start == nil) || (start != nil && "-/.".contains(character))
            if isPart {
                if start == nil { start = at }
            } else if let from = start {
                if at - from > best?.count ?? 0 { best = from..<at }
                start = nil
            }
        }
        guard let best else { return nil }
        var said = row[best]
        while let last = said.last, last.isEdge || !last.character.isNumber { said = said.dropLast() }
        while let first = said.first, first.isEdge { said = said.dropFirst() }
        let value = String(said.map(\.character).filter { $0.isNumber || $0 == "+" })
        let digits = value.filter(\.isNumber).count
        guard (5...17).contains(digits) else { return nil }
        let guesses = said.filter(\.isGuess).count
        let score = Double(digits) + (value.hasPrefix("0") || value.hasPrefix("+") ? 1.2 : 0) - Double(guesses) / 2
        return CodeMatch(
            value: value, said: said.startIndex..<said.endIndex, score: score, missing: 0, surplus: 0, guesses: guesses,
            literals: 0, matched: digits)
    }

    static func normal(_ value: String, _ dialling: Dialling?) -> String {
        if value.hasPrefix("+") { return withoutTrunk(value, dialling) }
        guard let dialling else { return value }
        if value.hasPrefix("00") { return withoutTrunk("+" + value.dropFirst(2), dialling) }
        if !dialling.trunkPrefix.isEmpty {
            guard value.hasPrefix(dialling.trunkPrefix) else { return value }
            return "+" + dialling.countryCode + value.dropFirst(dialling.trunkPrefix.count)
        }
        return "+" + dialling.countryCode + value
    }

    /// `+49 (0) 171 …` has one zero too many.
    private static func withoutTrunk(_ value: String, _ dialling: Dialling?) -> String {
        guard let dialling, !dialling.trunkPrefix.isEmpty else { return value }
        let head = "+" + dialling.countryCode
        guard value.hasPrefix(head + dialling.trunkPrefix) else { return value }
        return head + value.dropFirst(head.count + dialling.trunkPrefix.count)
    }

    /// Long enough to be a number: 10 digits for German mobiles, 7 otherwise; at most 15 (E.164).
    static func isPlausible(_ value: String, _ dialling: Dialling?) -> Bool {
        let digits = value.filter(\.isNumber).count
        if dialling?.countryCode == "49", value.hasPrefix("01") { return (11...13).contains(digits) }
        return (6...15).contains(digits)
    }
}
