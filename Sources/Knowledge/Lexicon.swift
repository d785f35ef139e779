/// The words of the articles of one language, with what is known of each: stem, pieces, parts of a compound.
struct Lexicon: Sendable {
    let language: String
    /// Folded words as they stand in the articles; the language's stop words come first.
    private(set) var words: ByteTable
    private(set) var stems = ByteTable()
    private(set) var grams = GramTable()
    /// The stem of each word.
    private(set) var stemOfWord: [UInt32] = []
    /// Pieces of each word.
    private(set) var gramsOfWord = Rows()
    /// Stems of the parts of each compound; no entry for a simple word.
    private(set) var partsOfWord = Rows()
    /// Words that have a piece; for finding what a misspelt word was meant to be.
    private(set) var wordsOfGram = Rows()
    /// Words below this number are stop words.
    let stopCount: Int

    /// Lists of numbers, one after the other in one array.
    struct Rows: Sendable {
        private(set) var starts: [UInt32] = [0]
        private(set) var values: [UInt32] = []

        var count: Int { starts.count - 1 }

        /// Appends a value to the row that is being written.
        @inline(__always)
        mutating func append(_ value: Int) { values.append(UInt32(value)) }

        /// Ends the row that is being written.
        @inline(__always)
        mutating func endRow() { starts.append(UInt32(values.count)) }

        @inline(__always)
        subscript(row: Int) -> ArraySlice<UInt32> { values[Int(starts[row])..<Int(starts[row + 1])] }

        /// Rows in which each value names the rows it was in.
        func inverted(count: Int) -> Rows {
            var inverted = Rows()
            inverted.starts = [UInt32](repeating: 0, count: count + 1)
            for value in values { inverted.starts[Int(value) + 1] += 1 }
            for value in 0..<count { inverted.starts[value + 1] += inverted.starts[value] }
            var next = inverted.starts
            inverted.values = [UInt32](repeating: 0, count: values.count)
            for row in 0..<self.count {
                for value in self[row] {
                    inverted.values[Int(next[Int(value)])] = UInt32(row)
                    next[Int(value)] += 1
                }
            }
            return inverted
        }
    }

    init(language: String) {
        self.language = language
        var table = ByteTable(capacity: 4096)
        for word in Stopwords.of(language).sorted() {
            Array(word.utf8).withUnsafeBufferPointer { _ = table.intern($0) }
        }
        words = table
        stopCount = table.count
    }

    /// The number of a word of an article.
    @inline(__always)
    mutating func intern(_ word: UnsafeBufferPointer<UInt8>) -> Int { words.intern(word) }

    /// Works out everything about the words once all of them are known.
    mutating func finish() {
        let stemmer = Stemmer(language: language)
        stemOfWord.reserveCapacity(words.count)
        for id in 0..<words.count {
            let word = Array(words[id])
            word.withUnsafeBufferPointer { word in
                let stem = stemmer.stem(word) { stems.intern($0) }
                stemOfWord.append(UInt32(stem))
                GramTable.each(word) { gramsOfWord.append(grams.intern($0)) }
                gramsOfWord.endRow()
            }
        }
        splitCompounds()
        wordsOfGram = gramsOfWord.inverted(count: grams.count)
    }

    private mutating func splitCompounds() {
        let splitter = CompoundSplitter(lexicon: self)
        for id in 0..<words.count {
            if id >= stopCount {
                for part in words[id].withUnsafeBufferPointer({ splitter.parts($0) }) {
                    partsOfWord.append(Int(stemOfWord[part]))
                }
            }
            partsOfWord.endRow()
        }
    }
}
