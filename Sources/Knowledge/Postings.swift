/// For each term the articles that hold it, in one flat array.
struct Postings: Sendable {
    /// Where each term's entries begin; one more than there are terms.
    let starts: [UInt32]
    /// Article number in the upper 24 bits, impact in the lower 8; ascending within a term.
    let entries: Flat<UInt32>

    /// Impacts are stored in 255 steps of this highest value.
    static let impactMax: Float = 2.2

    /// Articles of one index at most: what 24 bits hold.
    static let articlesMax = 1 << 24

    /// The number of articles that hold a term.
    @inline(__always)
    func frequency(_ term: Int) -> Int { Int(starts[term + 1] - starts[term]) }

    /// The places of a term's entries.
    @inline(__always)
    func range(_ term: Int) -> Range<Int> { Int(starts[term])..<Int(starts[term + 1]) }

    /// Collects entries article by article, then sorts them by term.
    struct Builder {
        private var terms: [UInt32] = []
        private var packed: [UInt32] = []

        /// Adds an entry; articles must come in ascending order.
        mutating func add(term: Int, article: Int, impact: Float) {
            let step = max(1, min(255, (impact / Postings.impactMax * 255).rounded()))
            terms.append(UInt32(term))
            packed.append(UInt32(article) << 8 | UInt32(step))
        }

        /// The finished postings, by a stable counting sort.
        func built(termCount: Int) -> Postings {
            var starts = [UInt32](repeating: 0, count: termCount + 1)
            for term in terms { starts[Int(term) + 1] += 1 }
            for term in 0..<termCount { starts[term + 1] += starts[term] }
            var next = starts
            var entries = [UInt32](repeating: 0, count: packed.count)
            for index in 0..<packed.count {
                let term = Int(terms[index])
                entries[Int(next[term])] = packed[index]
                next[term] += 1
            }
            return Postings(starts: starts, entries: Flat(entries))
        }
    }
}
