/// The best way to lay a pattern over a row of said characters.
struct CodeMatch {
    /// One letter, digit or sign of a row.
    struct Said {
        let character: Character
        /// Place among the utterance's words.
        let word: Int
        let isGuess: Bool
        /// A guess at the edge of a row: used only where a place would stay empty.
        let isEdge: Bool
        let alternatives: [Character]
        /// A pause or another word stands before it.
        let isApart: Bool
    }

    let value: String
    let said: Range<Int>
    let score: Double
    /// Places nothing was heard for.
    let missing: Int
    /// Letters and digits inside that have no place.
    let surplus: Int
    let guesses: Int
    /// Fixed letters that were said.
    let literals: Int
    let matched: Int
    /// Fixed letters nobody heard, put in their places.
    var assumed = 0

    var isWhole: Bool { missing == 0 && surplus == 0 }
    /// Every place is filled, and what has none was said where a fixed letter should have been: `N L` for `N R`.
    var isFilled: Bool { missing == 0 && surplus <= assumed }

    /// Longest row looked at; longer ones are cut, no code is that long.
    static let rowMax = 72

    private enum Step: UInt8 { case start, match, skipPlace, skipSaid }

    /// - Complexity: row times places, both bounded.
    static func best(_ places: [CodePattern.Place], in row: [Said]) -> CodeMatch? {
        let row = row.count > rowMax ? Array(row[..<rowMax]) : row
        let (height, width) = (row.count + 1, places.count + 1)
        var scores = [Double](repeating: -.infinity, count: height * width)
        var steps = [Step](repeating: .start, count: height * width)
        for at in 0..<height {
            scores[at * width] = at < row.count ? -edge(before: at, row) : 0
            for place in 0..<width {
                let here = at * width + place
                if place > 0 {
                    let before = scores[here - 1] - skipCost(places[place - 1])
                    if before > scores[here] { (scores[here], steps[here]) = (before, .skipPlace) }
                }
                guard at > 0 else { continue }
                if place > 0, let worth = worth(row[at - 1], at: places[place - 1]) {
                    let before = scores[here - width - 1] + worth
                    if before >= scores[here] { (scores[here], steps[here]) = (before, .match) }
                }
                if place > 0 {
                    let before = scores[here - width] - skipCost(row[at - 1])
                    if before > scores[here] { (scores[here], steps[here]) = (before, .skipSaid) }
                }
            }
        }
        var end = 0
        var bestScore = -Double.infinity
        for at in 1..<max(height, 2) where at < height {
            let score = scores[at * width + width - 1] - edge(after: at, row)
            if score > bestScore { (bestScore, end) = (score, at) }
        }
        guard bestScore > 0 else { return nil }
        return trace(places, row, steps, from: end, score: bestScore)
    }

    private static func trace(
        _ places: [CodePattern.Place], _ row: [Said], _ steps: [Step], from end: Int, score: Double
    ) -> CodeMatch? {
        var value: [Character] = []
        var (missing, surplus, guesses, literals, matched, assumed) = (0, 0, 0, 0, 0, 0)
        var (at, place) = (end, places.count)
        let width = places.count + 1
        trace: while place > 0 || steps[at * width + place] != .start {
            switch steps[at * width + place] {
            case .start: break trace
            case .match:
                let fit = places[place - 1].content.fit(row[at - 1].character)
                if let fit { value.append(fit.value) }
                let isExact = fit.map { $0.worth >= 0.8 || $0.worth == 0.2 } ?? false
                if row[at - 1].isGuess || !isExact { guesses += 1 }
                if case .literal(let letter) = places[place - 1].content, letter.isLetter { literals += 1 }
                if case .separator = places[place - 1].content {} else { matched += 1 }
                at -= 1
                place -= 1
            case .skipPlace:
                if !places[place - 1].isOptional {
                    let fallback = places[place - 1].content.fallback
                    value.append(fallback.value)
                    if fallback.value == "?" || fallback.cost > 1 { missing += 1 }
                    if fallback.value.isLetter { assumed += 1 }
                }
                place -= 1
            case .skipSaid:
                if row[at - 1].character.isLetter || row[at - 1].character.isNumber, !row[at - 1].isGuess {
                    surplus += 1
                }
                at -= 1
            }
        }
        guard at < end else { return nil }
        return CodeMatch(
            value: String(value.reversed()), said: at..<end, score: score, missing: missing, surplus: surplus,
            guesses: guesses, literals: literals, matched: matched)
    }

    private static func worth(_ said: Said, at place: CodePattern.Place) -> Double? {
        guard let fit = place.content.fit(said.character) else { return nil }
        if said.isEdge { return 0 }
        return said.isGuess ? min(fit.worth, 0.5) : fit.worth
    }

    private static func skipCost(_ place: CodePattern.Place) -> Double {
        place.isOptional ? 0 : place.content.fallback.cost
    }

    private static func skipCost(_ said: Said) -> Double {
        if said.isEdge || said.isGuess { return 0.1 }
        return said.character.isLetter || said.character.isNumber ? 1.2 : 0.1
    }

    /// What it costs to begin or end within a row: the longer thing is meant.
    private static func edge(before at: Int, _ row: [Said]) -> Double {
        at == 0 || row[at - 1].isEdge ? 0 : row[at].isApart ? 0.3 : 0.8
    }

    private static func edge(after at: Int, _ row: [Said]) -> Double {
        at == row.count || row[at].isEdge ? 0 : row[at].isApart ? 0.3 : 0.8
    }
}
