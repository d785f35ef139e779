/// Collects what a ``LanguageIndex`` consists of, article by article.
struct Gathering {
    private(set) var lexicon: Lexicon
    private(set) var unitWords = Lexicon.Rows()
    private(set) var firstUnit: [Int] = [0]
    private(set) var passageWords = Lexicon.Rows()
    private(set) var firstPassage: [Int] = [0]
    private(set) var stemPostings = Postings.Builder().built(termCount: 0)
    private(set) var gramPostings = Postings.Builder().built(termCount: 0)
    private var tagWords = Lexicon.Rows()
    private var folded: [UInt8] = []

    init(language: String) {
        lexicon = Lexicon(language: language)
    }

    /// Reads one article's words.
    mutating func take(_ article: Article, passages: [Passage]) {
        read(article.title, into: \.unitWords)
        unitWords.endRow()
        for question in article.questions {
            read(question, into: \.unitWords)
            unitWords.endRow()
        }
        firstUnit.append(unitWords.count)
        for tag in article.tags { read(tag, into: \.tagWords) }
        tagWords.endRow()
        for passage in passages {
            for heading in passage.headings { read(heading, into: \.passageWords) }
            read(passage.text, into: \.passageWords)
            passageWords.endRow()
        }
        firstPassage.append(passageWords.count)
    }

    private mutating func read(_ text: String, into rows: WritableKeyPath<Gathering, Lexicon.Rows>) {
        folded.removeAll(keepingCapacity: true)
        Folding.fold(text.utf8, into: &folded)
        var found: [Int] = []
        folded.withUnsafeBufferPointer { bytes in
            WordRanges.each(bytes) { found.append(lexicon.intern(UnsafeBufferPointer(rebasing: bytes[$0]))) }
        }
        for word in found { self[keyPath: rows].append(word) }
    }

    /// Makes the postings once all articles have been read.
    mutating func finish() {
        lexicon.finish()
        var weights = TermWeights(lexicon: lexicon)
        let count = firstUnit.count - 1
        var stemTotal: Float = 0
        var gramTotal: Float = 0
        for article in 0..<count {
            let length = lengths(article)
            stemTotal += length.stems
            gramTotal += length.grams
        }
        let stemMean = max(1, stemTotal / Float(max(1, count)))
        let gramMean = max(1, gramTotal / Float(max(1, count)))
        var stems = Postings.Builder()
        var grams = Postings.Builder()
        for article in 0..<count {
            let length = lengths(article)
            each(article) { word, weight in weights.add(word, weight, lexicon) }
            weights.flushStems(length: length.stems / stemMean) { stems.add(term: $0, article: article, impact: $1) }
            weights.flushGrams(length: length.grams / gramMean) { grams.add(term: $0, article: article, impact: $1) }
        }
        stemPostings = stems.built(termCount: lexicon.stems.count)
        gramPostings = grams.built(termCount: lexicon.grams.count)
    }

    private func each(_ article: Int, _ body: (Int, Float) -> Void) {
        for unit in firstUnit[article]..<firstUnit[article + 1] {
            let weight = unit == firstUnit[article] ? LanguageIndex.titleWeight : 1
            for word in unitWords[unit] { body(Int(word), weight) }
        }
        for word in tagWords[article] { body(Int(word), 1) }
        for passage in firstPassage[article]..<firstPassage[article + 1] {
            for word in passageWords[passage] { body(Int(word), 1) }
        }
    }

    private func lengths(_ article: Int) -> (stems: Float, grams: Float) {
        var stems: Float = 0
        var grams: Float = 0
        each(article) { word, weight in
            stems += weight
            if word >= lexicon.stopCount { grams += weight * Float(lexicon.gramsOfWord[word].count) }
        }
        return (stems, grams)
    }
}

/// How often each stem and piece stands in the article at hand.
private struct TermWeights {
    private var stems: [Float]
    private var grams: [Float]
    private var touchedStems: [Int] = []
    private var touchedGrams: [Int] = []

    init(lexicon: Lexicon) {
        stems = [Float](repeating: 0, count: lexicon.stems.count)
        grams = [Float](repeating: 0, count: lexicon.grams.count)
    }

    mutating func add(_ word: Int, _ weight: Float, _ lexicon: Lexicon) {
        addStem(Int(lexicon.stemOfWord[word]), weight)
        for part in lexicon.partsOfWord[word] { addStem(Int(part), weight * LanguageIndex.partWeight) }
        guard word >= lexicon.stopCount else { return }
        for gram in lexicon.gramsOfWord[word] {
            if grams[Int(gram)] == 0 { touchedGrams.append(Int(gram)) }
            grams[Int(gram)] += weight
        }
    }

    private mutating func addStem(_ stem: Int, _ weight: Float) {
        if stems[stem] == 0 { touchedStems.append(stem) }
        stems[stem] += weight
    }

    mutating func flushStems(length: Float, _ body: (Int, Float) -> Void) {
        Self.flush(&stems, &touchedStems, length, body)
    }

    mutating func flushGrams(length: Float, _ body: (Int, Float) -> Void) {
        Self.flush(&grams, &touchedGrams, length, body)
    }

    private static func flush(
        _ values: inout [Float], _ touched: inout [Int], _ length: Float, _ body: (Int, Float) -> Void
    ) {
        let penalty = LanguageIndex.articleLengthPenalty
        let norm = LanguageIndex.saturation * (1 - penalty + penalty * length)
        for term in touched {
            body(term, values[term] * (LanguageIndex.saturation + 1) / (values[term] + norm))
            values[term] = 0
        }
        touched.removeAll(keepingCapacity: true)
    }
}

/// Where the words of folded text begin and end.
enum WordRanges {
    @inline(__always)
    static func each(_ folded: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void) {
        var start = 0
        for index in 0..<folded.count where folded[index] == 0x20 {
            if index > start { body(start..<index) }
            start = index + 1
        }
        if folded.count > start { body(start..<folded.count) }
    }
}
