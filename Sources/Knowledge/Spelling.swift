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

    /// Words compared letter by letter at most.
    private static let comparedMax = 64

    /// How many pieces each word has in common with the one at hand; kept between searches.
    struct Tally {
        var counts: [UInt8] = []
        var touched: [UInt32] = []
    }

    /// The word with the most pieces in common that is one slip away, two for words of eight letters and more.
    static func word(for word: UnsafeBufferPointer<UInt8>, in lexicon: Lexicon, tally: inout Tally) -> Int? {
        guard (lettersMin...CompoundSplitter.wordMax).contains(word.count) else { return nil }
        if tally.counts.count < lexicon.words.count {
            tally.counts = [UInt8](repeating: 0, count: lexicon.words.count)
        }
        tally.touched.removeAll(keepingCapacity: true)
        GramTable.each(word) { key in
            guard let gram = lexicon.grams.find(key) else { return }
            let words = lexicon.wordsOfGram[gram]
            guard words.count <= wordsPerGramMax else { return }
            for id in words {
                if tally.counts[Int(id)] == 0 { tally.touched.append(id) }
                tally.counts[Int(id)] += 1
            }
        }
        defer { for id in tally.touched { tally.counts[Int(id)] = 0 } }
        let slips = word.count >= 8 ? 2 : 1
        // One slip spoils at most four pieces.
        let piecesMin = max(1, word.count - 1 - 4 * slips)
        var best: (id: Int, distance: Int)?
        var looked = 0
        for id in tally.touched where Int(tally.counts[Int(id)]) >= piecesMin && Int(id) >= lexicon.stopCount {
            looked += 1
            if looked > comparedMax { break }
            let distance = lexicon.words[Int(id)].withUnsafeBufferPointer { EditDistance.of(word, $0, limit: slips) }
            if distance <= slips, (distance, Int(id)) < (best?.distance ?? .max, best?.id ?? .max) {
                best = (Int(id), distance)
            }
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
