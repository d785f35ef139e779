/// A pattern found in a text.
struct PatternMatch: Sendable {
    var pattern: Int
    var sentence: Int
    /// First word and the word after the last.
    var words: Range<Int>
}

extension PatternTable {
    /// Every pattern that is found, once a sentence, in the order of the words.
    func matches(in text: FoldedText) -> [PatternMatch] {
        var found: [PatternMatch] = []
        for (number, sentence) in text.sentences.enumerated() {
            let firstOfSentence = found.count
            for start in sentence.words {
                let word = text.words[start].id
                guard word != 0 else { continue }
                for candidate in byFirstWord[Int(word)] {
                    let index = Int(candidate)
                    if found[firstOfSentence...].contains(where: { $0.pattern == index }) { continue }
                    guard begins(patterns[index], at: start, number, text),
                        let end = match(patterns[index], 1, start + 1, sentence.words.upperBound, number, text)
                    else { continue }
                    if patterns[index].topic == .declined,
                        text.words[(start + 1)..<max(start + 1, end)].contains(where: \.afterComma)
                    {
                        continue
                    }
                    found.append(PatternMatch(pattern: index, sentence: number, words: start..<end))
                }
            }
        }
        return found
    }

    private func begins(_ pattern: Pattern, at start: Int, _ sentence: Int, _ text: FoldedText) -> Bool {
        let from = text.sentences[sentence].words.lowerBound
        if pattern.notBefore >= 0 {
            var before = start - 1
            while before >= from, holds(fillerRow, text.words[before].id) { before -= 1 }
            if before >= from, holds(pattern.notBefore, text.words[before].id) { return false }
        }
        if pattern.atMessageStart || pattern.atSentenceStart {
            let first = pattern.atMessageStart ? 0 : from
            for index in first..<start where !holds(openerRow, text.words[index].id) { return false }
        }
        return true
    }

    /// Where the pattern ends when its parts from `part` on fit from `position` on; nil when they do not.
    private func match(
        _ pattern: Pattern, _ part: Int, _ position: Int, _ end: Int, _ sentence: Int, _ text: FoldedText
    ) -> Int? {
        guard part < pattern.parts.count else { return position }
        let wanted = pattern.parts[part]
        switch wanted.kind {
        case .sentenceEnd, .messageEnd:
            let last = wanted.kind == .messageEnd ? text.words.count : end
            for index in position..<max(position, last) where !holds(openerRow, text.words[index].id) { return nil }
            return match(pattern, part + 1, position, end, sentence, text)
        case .not:
            var index = position
            var budget = wanted.gap
            while index < end {
                if holds(wanted.set, text.words[index].id) { return nil }
                if !holds(fillerRow, text.words[index].id) {
                    guard budget > 0 else { break }
                    budget -= 1
                }
                index += 1
            }
            return match(pattern, part + 1, position, end, sentence, text)
        case .word:
            var index = position
            var budget = wanted.gap
            while index < end {
                let id = text.words[index].id
                if holds(wanted.set, id), let found = match(pattern, part + 1, index + 1, end, sentence, text) {
                    return found
                }
                if !holds(fillerRow, id) {
                    guard budget > 0 else { break }
                    budget -= 1
                }
                index += 1
            }
            return wanted.optional ? match(pattern, part + 1, position, end, sentence, text) : nil
        }
    }
}
