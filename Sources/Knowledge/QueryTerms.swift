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
        let known =
            lexicon.words.find(word) ?? Umlauts.respelt(word).flatMap { $0.withUnsafeBufferPointer(lexicon.words.find) }
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
        } else if let near = SpellingGuess.word(for: word, in: lexicon, tally: &scratch.tally) {
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
        let slot = Int(scratch.stemSlots.values[term])
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
        scratch.stemSlots.values[term] = UInt16(stems.count)
    }

    private mutating func addGram(_ term: Int, _ weight: Float, _ scratch: SearchScratch) {
        let slot = Int(scratch.gramSlots.values[term])
        if slot > 0 {
            grams[slot - 1].weight += weight
            return
        }
        guard grams.count < Int(UInt16.max) - 1 else { return }
        grams.append(Gram(term: term, weight: weight))
        scratch.gramSlots.values[term] = UInt16(grams.count)
    }

    /// Takes the marks out of `scratch` again.
    func unmark(_ scratch: SearchScratch) {
        for stem in stems { scratch.stemSlots.values[stem.term] = 0 }
        for gram in grams { scratch.gramSlots.values[gram.term] = 0 }
    }
}
