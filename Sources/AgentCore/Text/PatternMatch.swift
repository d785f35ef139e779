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
        for number in text.sentences.indices {
            let firstOfSentence = found.count
            let words = text.sentences[number].words
            for start in words {
                let word = text.words[start].id
                guard word != 0 else { continue }
                for candidate in byFirstWord[Int(word)] {
                    let index = Int(candidate)
                    let pattern = patterns[index]
                    guard begins(pattern, at: start, number, text),
                        let end = match(
                            pattern.parts.lowerBound + 1, pattern.parts.upperBound, start + 1, words.upperBound, text),
                        !isKnown(index, in: found, from: firstOfSentence)
                    else { continue }
                    // No human is wanted by words on both sides of a comma: "I don't want to talk to you, get a human".
                    if pattern.topic == .declined, hasComma(text, start + 1, end) { continue }
                    found.append(PatternMatch(pattern: index, sentence: number, words: start..<end))
                }
            }
        }
        return found
    }

    private func isKnown(_ pattern: Int, in found: [PatternMatch], from: Int) -> Bool {
        var index = from
        while index < found.count {
            if found[index].pattern == pattern { return true }
            index += 1
        }
        return false
    }

    private func hasComma(_ text: FoldedText, _ from: Int, _ end: Int) -> Bool {
        var index = from
        while index < end {
            if text.words[index].afterComma { return true }
            index += 1
        }
        return false
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

    /// Where the pattern ends when its parts from `part` to `last` fit from `position` on; nil when they do not.
    private func match(_ part: Int, _ last: Int, _ position: Int, _ end: Int, _ text: FoldedText) -> Int? {
        guard part < last else { return position }
        let wanted = parts[part]
        var index = position
        var budget = wanted.gap
        switch wanted.kind {
        case .sentenceEnd, .messageEnd:
            let stop = wanted.kind == .messageEnd ? text.words.count : end
            while index < stop {
                guard holds(openerRow, text.words[index].id) else { return nil }
                index += 1
            }
            return match(part + 1, last, position, end, text)
        case .not:
            while index < end {
                let id = text.words[index].id
                if holds(wanted.set, id) { return nil }
                if !holds(fillerRow, id) {
                    guard budget > 0 else { break }
                    budget -= 1
                }
                index += 1
            }
            return match(part + 1, last, position, end, text)
        case .word:
            while index < end {
                let id = text.words[index].id
                if holds(wanted.set, id), let found = match(part + 1, last, index + 1, end, text) { return found }
                if !holds(fillerRow, id) {
                    guard budget > 0 else { break }
                    budget -= 1
                }
                index += 1
            }
            return wanted.optional ? match(part + 1, last, position, end, text) : nil
        }
    }
}
