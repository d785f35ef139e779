/// Takes German compounds apart with the words the articles themselves use.
///
/// `reparaturannahme` is `reparatur` and `annahme` when both stand somewhere on their own. English hardly has such
/// words, other languages are left alone.
struct CompoundSplitter {
    /// Letters a part has at least; shorter ones are mostly chance.
    static let partMin = 4
    /// Letters a compound has at most; longer "words" are addresses.
    static let wordMax = 48

    /// What German puts between two parts.
    private static let links: [[UInt8]] = [[], [0x73], [0x65, 0x73], [0x6E], [0x65, 0x6E], [0x65, 0x72], [0x65]]

    private let lexicon: Lexicon
    private let enabled: Bool

    init(lexicon: Lexicon) {
        self.lexicon = lexicon
        enabled = lexicon.language == "de"
    }

    /// The words of the lexicon a compound consists of, first to last; empty when it is none.
    func parts(_ word: UnsafeBufferPointer<UInt8>) -> [Int] {
        guard enabled, word.count >= 2 * Self.partMin, word.count <= Self.wordMax else { return [] }
        return split(word, depth: 0) ?? []
    }

    /// Prefers the split with the longest last part, which carries the meaning.
    private func split(_ word: UnsafeBufferPointer<UInt8>, depth: Int) -> [Int]? {
        guard depth < 3 else { return nil }
        for cut in Self.partMin...max(Self.partMin, word.count - Self.partMin) {
            guard cut <= word.count - Self.partMin else { break }
            let tail = UnsafeBufferPointer(rebasing: word[cut...])
            guard let last = known(tail) else { continue }
            let head = UnsafeBufferPointer(rebasing: word[..<cut])
            for link in Self.links where endsWith(head, link) {
                let stem = UnsafeBufferPointer(rebasing: head[..<(head.count - link.count)])
                guard stem.count >= Self.partMin else { continue }
                if let first = known(stem) { return [first, last] }
                if let more = split(stem, depth: depth + 1) { return more + [last] }
            }
        }
        return nil
    }

    private func known(_ part: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let id = lexicon.words.find(part), id >= lexicon.stopCount else { return nil }
        return id
    }

    private func endsWith(_ word: UnsafeBufferPointer<UInt8>, _ link: [UInt8]) -> Bool {
        word.count > link.count && word.suffix(link.count).elementsEqual(link)
    }
}
