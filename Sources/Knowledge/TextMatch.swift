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
    /// Matches the words of one text with a question.
    func match(_ words: UnsafeBufferPointer<UInt32>, _ terms: QueryTerms, _ scratch: SearchScratch) -> TextMatch {
        var sum = MatchSum(scratch)
        count(words, terms, scratch, &sum)
        return finished(sum, terms, scratch)
    }

    /// Matches several texts together: what any of them has counts.
    func match(_ rows: [UnsafeBufferPointer<UInt32>], _ terms: QueryTerms, _ scratch: SearchScratch) -> TextMatch {
        var sum = MatchSum(scratch)
        for row in rows { count(row, terms, scratch, &sum) }
        return finished(sum, terms, scratch)
    }

    /// What has been counted so far.
    private struct MatchSum {
        let serial: UInt32
        var grams: Float = 0
        var touched = 0
        var words = 0
        var gramCount = 0

        init(_ scratch: SearchScratch) { serial = scratch.nextSerial() }
    }

    private func count(
        _ words: UnsafeBufferPointer<UInt32>, _ terms: QueryTerms, _ scratch: SearchScratch, _ sum: inout MatchSum
    ) {
        let stemSlots = scratch.stemSlots.values
        let gramSlots = scratch.gramSlots.values
        let gramSeen = scratch.gramSeen.values
        let gramWeights = scratch.gramWeights.values
        let stemOfWord = self.stemOfWord.values
        let serial = sum.serial
        let stopCount = lexicon.stopCount
        sum.words += words.count
        for word in words {
            let word = Int(word)
            let slot = Int(stemSlots[Int(stemOfWord[word])])
            if slot > 0 { touch(slot, 1, terms, scratch, &sum) }
            guard word >= stopCount else { continue }
            for part in partsOfWord[word] {
                let slot = Int(stemSlots[Int(part)])
                if slot > 0 { touch(slot, Self.partWeight, terms, scratch, &sum) }
            }
            let grams = gramsOfWord[word]
            sum.gramCount += grams.count
            for gram in grams {
                let slot = Int(gramSlots[Int(gram)])
                if slot > 0, gramSeen[slot] != serial {
                    gramSeen[slot] = serial
                    sum.grams += gramWeights[slot]
                }
            }
        }
    }

    private func touch(
        _ slot: Int, _ factor: Float, _ terms: QueryTerms, _ scratch: SearchScratch, _ sum: inout MatchSum
    ) {
        let worth = terms.stems[slot - 1].weight * factor
        if scratch.stemSeen.values[slot] != sum.serial {
            scratch.stemSeen.values[slot] = sum.serial
            scratch.slotBest.values[slot] = worth
            scratch.touched.values[sum.touched] = UInt16(slot)
            sum.touched += 1
        } else if worth > scratch.slotBest.values[slot] {
            scratch.slotBest.values[slot] = worth
        }
    }

    /// Adds up the stems found; several that stand for one word of the question count no more than the word.
    private func finished(_ sum: MatchSum, _ terms: QueryTerms, _ scratch: SearchScratch) -> TextMatch {
        var stems: Float = 0
        var content: Float = 0
        for place in 0..<sum.touched {
            let slot = Int(scratch.touched.values[place])
            let group = terms.stems[slot - 1].group
            if scratch.groupSeen.values[group] != sum.serial {
                scratch.groupSeen.values[group] = sum.serial
                scratch.groupSums.values[group] = 0
            }
            let before = scratch.groupSums.values[group]
            let after = min(terms.groups[group].cap, before + scratch.slotBest.values[slot])
            scratch.groupSums.values[group] = after
            stems += after - before
            if terms.groups[group].isContent { content += after - before }
        }
        var match = TextMatch()
        match.wordCount = sum.words
        match.gramCount = sum.gramCount
        match.mass = stems
        match.stems = terms.stemMass > 0 ? stems / terms.stemMass : 0
        match.content = terms.contentMass > 0 ? content / terms.contentMass : 0
        match.grams = terms.gramMass > 0 ? sum.grams / terms.gramMass : 0
        return match
    }
}
