/// How much of a question one title, question or passage has, each figure as a share of the question.
struct TextMatch: Sendable {
    /// Share of all words by rarity.
    var stems: Float = 0
    /// Share of the words that carry meaning.
    var content: Float = 0
    /// Rarity matched, not divided.
    var mass: Float = 0
    /// Share of the pieces.
    var grams: Float = 0
    /// Words and pieces the text has itself.
    var wordCount = 0
    var gramCount = 0
}

extension LanguageIndex {
    /// Matches some texts, taken together, with a question.
    ///
    /// - Parameter rows: Words of each text.
    func match(
        _ rows: some Sequence<ArraySlice<UInt32>>, _ terms: QueryTerms, _ scratch: SearchScratch
    ) -> TextMatch {
        var match = TextMatch()
        var gramSum: Float = 0
        scratch.serial &+= 1
        if scratch.serial == 0 {
            for index in scratch.gramSeen.indices { scratch.gramSeen[index] = 0 }
            scratch.serial = 1
        }
        let serial = scratch.serial
        for row in rows {
            match.wordCount += row.count
            for word in row {
                let word = Int(word)
                touch(Int(scratch.stemSlots[Int(lexicon.stemOfWord[word])]), 1, terms, scratch)
                for part in lexicon.partsOfWord[word] {
                    touch(Int(scratch.stemSlots[Int(part)]), Self.partWeight, terms, scratch)
                }
                guard word >= lexicon.stopCount else { continue }
                let grams = lexicon.gramsOfWord[word]
                match.gramCount += grams.count
                for gram in grams {
                    let slot = Int(scratch.gramSlots[Int(gram)])
                    if slot > 0, scratch.gramSeen[slot] != serial {
                        scratch.gramSeen[slot] = serial
                        gramSum += terms.grams[slot - 1].weight
                    }
                }
            }
        }
        var stemSum: Float = 0
        var contentSum: Float = 0
        for slot in scratch.slotsTouched {
            scratch.groupSums[terms.stems[slot - 1].group] += scratch.slotBest[slot - 1]
            scratch.slotBest[slot - 1] = 0
        }
        for slot in scratch.slotsTouched {
            let group = terms.stems[slot - 1].group
            let sum = min(terms.groups[group].cap, scratch.groupSums[group])
            scratch.groupSums[group] = 0
            stemSum += sum
            if terms.groups[group].isContent { contentSum += sum }
        }
        scratch.slotsTouched.removeAll(keepingCapacity: true)
        match.stems = terms.stemMass > 0 ? stemSum / terms.stemMass : 0
        match.content = terms.contentMass > 0 ? contentSum / terms.contentMass : 0
        match.mass = stemSum
        match.grams = terms.gramMass > 0 ? gramSum / terms.gramMass : 0
        return match
    }

    @inline(__always)
    private func touch(_ slot: Int, _ factor: Float, _ terms: QueryTerms, _ scratch: SearchScratch) {
        guard slot > 0 else { return }
        if scratch.slotBest[slot - 1] == 0 { scratch.slotsTouched.append(slot) }
        scratch.slotBest[slot - 1] = max(scratch.slotBest[slot - 1], terms.stems[slot - 1].weight * factor)
    }
}
