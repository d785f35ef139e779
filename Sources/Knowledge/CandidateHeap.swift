/// Keeps the best few of many: the worst of those kept stands first.
struct CandidateHeap {
    private let limit: Int
    /// A score must exceed this to get in.
    private(set) var threshold: Float = 0

    init(limit: Int, entries: inout [Candidate]) {
        self.limit = limit
        entries.removeAll(keepingCapacity: true)
        entries.reserveCapacity(limit)
    }

    /// Takes an article whose score exceeds ``threshold``.
    mutating func insert(_ article: Int, _ score: Float, _ entries: inout [Candidate]) {
        if entries.count < limit {
            entries.append(Candidate(article: article, score: score))
            var child = entries.count - 1
            while child > 0, entries[child].score < entries[(child - 1) / 2].score {
                entries.swapAt(child, (child - 1) / 2)
                child = (child - 1) / 2
            }
        } else {
            entries[0] = Candidate(article: article, score: score)
            sink(&entries)
        }
        if entries.count == limit { threshold = entries[0].score }
    }

    private func sink(_ entries: inout [Candidate]) {
        var parent = 0
        while true {
            var least = parent
            for child in (2 * parent + 1)..<(2 * parent + 3) where child < entries.count {
                if entries[child].score < entries[least].score { least = child }
            }
            if least == parent { return }
            entries.swapAt(parent, least)
            parent = least
        }
    }
}
