/// A question in the terms of one ``LanguageIndex``: which stems and pieces to look for and what each is worth.
struct QueryTerms {
    /// What a stop word counts of a word.
    static let stopWeight: Float = 0.4
    /// What a guess at a misspelt word counts of the word.
    static let correctionWeight: Float = 0.7
    /// What all parts of a compound together count of it.
    static let partsWeight: Float = 0.8
    /// Words of a question that are looked at.
    static let wordsMax = 600

    /// A stem to look for. Several of one group stand for the same word of the question.
    struct Stem {
        var term: Int
        var weight: Float
        var group: Int
    }

    /// One word of the question.
    struct Group {
        var cap: Float
        var isContent: Bool
    }

    struct Gram {
        var term: Int
        var weight: Float
    }

    private(set) var stems: [Stem] = []
    private(set) var groups: [Group] = []
    private(set) var grams: [Gram] = []
    /// What a text that has every word could score.
    private(set) var stemMass: Float = 0
    private(set) var gramMass: Float = 0
    /// The same of the words that carry meaning, and of those among them that no article has.
    private(set) var contentMass: Float = 0
    private(set) var unknownMass: Float = 0
    private(set) var contentWords = 0
    private(set) var words = 0

    /// Reads a question and marks its stems and pieces in `scratch`; `weight` scales all of it.
    mutating func add(_ folded: [UInt8], weight: Float, _ index: LanguageIndex, _ scratch: SearchScratch) {
        folded.withUnsafeBufferPointer { bytes in
            WordRanges.each(bytes) { range in
                guard words < Self.wordsMax else { return }
                words += 1
                addWord(UnsafeBufferPointer(rebasing: bytes[range]), weight, index, scratch)
            }
        }
    }

    private mutating func addWord(
        _ word: UnsafeBufferPointer<UInt8>, _ weight: Float, _ index: LanguageIndex, _ scratch: SearchScratch
    ) {
        let lexicon = index.lexicon
        let known = lexicon.words.find(word) ?? Umlauts.respelt(word).flatMap { $0.withUnsafeBufferPointer(lexicon.words.find) }
        if let known, known < lexicon.stopCount {
            let stem = Int(lexicon.stemOfWord[known])
            guard index.stemPostings.frequency(stem) > 0 else { return }
            let group = newGroup(index.stemRarity[stem] * Self.stopWeight * weight, isContent: false)
            addStem(stem, groups[group].cap, group, scratch)
            return
        }
        contentWords += 1
        if let known {
            addKnown(known, weight, index, scratch)
        } else {
            addUnknown(word, weight, index, scratch)
        }
        GramTable.each(word) { key in
            guard let gram = lexicon.grams.find(key) else {
                gramMass += index.unknownRarity * weight
                return
            }
            let rarity = index.gramRarity[gram] * weight
            gramMass += rarity
            addGram(gram, rarity, scratch)
        }
    }

    private mutating func addKnown(_ word: Int, _ weight: Float, _ index: LanguageIndex, _ scratch: SearchScratch) {
        let stem = Int(index.lexicon.stemOfWord[word])
        let group = newGroup(index.stemRarity[stem] * weight, isContent: true)
        addStem(stem, groups[group].cap, group, scratch)
        addParts(index.lexicon.partsOfWord[word].map(Int.init), group, scratch)
    }

    private mutating func addUnknown(
        _ word: UnsafeBufferPointer<UInt8>, _ weight: Float, _ index: LanguageIndex, _ scratch: SearchScratch
    ) {
        let lexicon = index.lexicon
        if let stem = scratch.stemmer.stem(word, { lexicon.stems.find($0) }) {
            let group = newGroup(index.stemRarity[stem] * weight, isContent: true)
            addStem(stem, groups[group].cap, group, scratch)
            return
        }
        let group = newGroup(index.unknownRarity * weight, isContent: true)
        let parts = CompoundSplitter(lexicon: lexicon).parts(word)
        if !parts.isEmpty {
            addParts(parts.map { Int(lexicon.stemOfWord[$0]) }, group, scratch)
        } else if let near = SpellingGuess.word(for: word, in: lexicon, tally: &scratch.wordTally) {
            addStem(Int(lexicon.stemOfWord[near]), groups[group].cap * Self.correctionWeight, group, scratch)
        } else {
            unknownMass += groups[group].cap
        }
    }

    private mutating func newGroup(_ cap: Float, isContent: Bool) -> Int {
        groups.append(Group(cap: cap, isContent: isContent))
        stemMass += cap
        if isContent { contentMass += cap }
        return groups.count - 1
    }

    private mutating func addParts(_ parts: [Int], _ group: Int, _ scratch: SearchScratch) {
        for part in parts {
            addStem(part, groups[group].cap * Self.partsWeight / Float(parts.count), group, scratch)
        }
    }

    private mutating func addStem(_ term: Int, _ weight: Float, _ group: Int, _ scratch: SearchScratch) {
        let slot = Int(scratch.stemSlots[term])
        if slot > 0 {
            // Said twice: the word counts twice.
            if stems[slot - 1].group != group {
                stems[slot - 1].weight += weight
                groups[stems[slot - 1].group].cap += weight
            }
            return
        }
        guard stems.count < Int(UInt16.max) - 1 else { return }
        stems.append(Stem(term: term, weight: weight, group: group))
        scratch.stemSlots[term] = UInt16(stems.count)
    }

    private mutating func addGram(_ term: Int, _ weight: Float, _ scratch: SearchScratch) {
        let slot = Int(scratch.gramSlots[term])
        if slot > 0 {
            grams[slot - 1].weight += weight
            return
        }
        guard grams.count < Int(UInt16.max) - 1 else { return }
        grams.append(Gram(term: term, weight: weight))
        scratch.gramSlots[term] = UInt16(grams.count)
    }

    /// Takes the marks out of `scratch` again.
    func unmark(_ scratch: SearchScratch) {
        for stem in stems { scratch.stemSlots[stem.term] = 0 }
        for gram in grams { scratch.gramSlots[gram.term] = 0 }
    }
}

/// The spelling of umlauts as two letters, as on keyboards that have none.
enum Umlauts {
    /// `oeffnung` as the folded `offnung`; `nil` for a word without such pairs.
    static func respelt(_ word: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var out: [UInt8] = []
        var index = 0
        while index < word.count {
            let byte = word[index]
            out.append(byte)
            index += 1
            let isPair = byte == UInt8(ascii: "a") || byte == UInt8(ascii: "o") || byte == UInt8(ascii: "u")
            if isPair, index < word.count, word[index] == UInt8(ascii: "e") { index += 1 }
        }
        return out.count == word.count ? nil : out
    }
}

/// Finds the word that was meant by one nobody wrote in an article.
enum SpellingGuess {
    /// Letters a word needs before a guess is worth it.
    private static let lettersMin = 4
    /// Pieces that more words have than this say little about one of them.
    private static let wordsPerGramMax = 2000

    /// The word with the most pieces in common that is one slip away, two for words of eight letters and more.
    static func word(
        for word: UnsafeBufferPointer<UInt8>, in lexicon: Lexicon, tally: inout [UInt32: Float]
    ) -> Int? {
        guard (lettersMin...CompoundSplitter.wordMax).contains(word.count) else { return nil }
        tally.removeAll(keepingCapacity: true)
        GramTable.each(word) { key in
            guard let gram = lexicon.grams.find(key) else { return }
            let words = lexicon.wordsOfGram[gram]
            guard words.count <= wordsPerGramMax else { return }
            for id in words { tally[id, default: 0] += 1 }
        }
        let slips = word.count >= 8 ? 2 : 1
        var best: (id: Int, distance: Int)?
        let likely = tally.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(24)
        for (id, _) in likely where Int(id) >= lexicon.stopCount {
            let distance = lexicon.words[Int(id)].withUnsafeBufferPointer { EditDistance.of(word, $0, limit: slips) }
            if distance <= slips, distance < (best?.distance ?? .max) { best = (Int(id), distance) }
        }
        return best?.id
    }
}

/// The number of slips between two words: a letter missing, added, wrong, or two swapped.
enum EditDistance {
    /// The distance, or `limit` + 1 when it is more.
    static func of(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>, limit: Int) -> Int {
        guard abs(left.count - right.count) <= limit else { return limit + 1 }
        var before: [Int] = []
        var above = Array(0...right.count)
        for row in 0..<left.count {
            var line = [row + 1]
            line.reserveCapacity(right.count + 1)
            for column in 0..<right.count {
                var cost = min(line[column] + 1, above[column + 1] + 1)
                cost = min(cost, above[column] + (left[row] == right[column] ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, before[column - 1] + 1)
                }
                line.append(cost)
            }
            if (line.min() ?? 0) > limit { return limit + 1 }
            before = above
            above = line
        }
        return min(above[right.count], limit + 1)
    }
}
