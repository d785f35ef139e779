/// Numbers words: exact spellings, beginnings (`mitarbeiter*`), endings (`*hotline`) and, for words worth it, spellings
/// one slip away.
///
/// Built once at start; looking a word up costs a few hash steps and no allocation.
struct Vocabulary: Sendable {
    /// Words of at least this many folded letters are also found one slip away, where their class asks for it.
    static let slipLettersMin = 5

    /// Slips carry the place of the letter left out above their number's 19 bits.
    private static let numberMask: Int32 = (1 << 19) - 1
    private static let nothingLeftOut: Int32 = 1 << 19

    private var exact = HashedNumbers()
    private var beginnings = HashedNumbers()
    private var endings = HashedNumbers()
    private var slips = HashedNumbers()
    /// Written form of each number, for traces.
    private(set) var spellings: [String] = [""]

    /// How many numbers there are, the 0 of unknown words included.
    var count: Int { spellings.count }

    /// The number of a lexicon entry, given a new one where it is not yet known.
    mutating func number(of entry: String, forgivesSlips: Bool = false) -> Int32 {
        var body = Substring(entry)
        let isEnding = body.first == "*"
        if isEnding { body = body.dropFirst() }
        let isBeginning = body.last == "*"
        if isBeginning { body = body.dropLast() }
        let folded = Vocabulary.fold(String(body))
        let fresh = Int32(spellings.count)
        let number: Int32
        if isEnding {
            number = endings.insert(Hash.backward(folded[...]), fresh)
        } else if isBeginning {
            number = beginnings.insert(Hash.forward(folded[...]), fresh)
        } else {
            number = exact.insert(Hash.forward(folded[...]), fresh)
        }
        if number == fresh { spellings.append(entry) }
        if forgivesSlips, !isEnding, !isBeginning, folded.count >= Vocabulary.slipLettersMin {
            _ = slips.insert(Hash.forward(folded[...]), number | Vocabulary.nothingLeftOut)
            for skipped in 1..<folded.count {
                _ = slips.insert(Hash.forward(folded[...], skipping: skipped), number | Int32(skipped) << 20)
            }
        }
        return number
    }

    /// For each number the beginning or ending that would have found the word, had it no entry of its own; 0 for none.
    ///
    /// A class that holds `mitarbeiter*` means `mitarbeiter` too, also when another class spells that out.
    func parents() -> [Int32] {
        spellings.map { spelling in
            let body = Vocabulary.fold(spelling)
            guard body.count >= 3, let first = spelling.first, first != "*" else { return 0 }
            let own = spelling.last == "*" ? beginnings[Hash.forward(body[...])] : nil
            let shorter = own == nil ? body[...] : body.dropLast()
            return longest(shorter, in: beginnings, Hash.seed, forward: true)
                ?? (own == nil ? longest(body[...], in: endings, Hash.seed, forward: false) : nil) ?? 0
        }
    }

    /// Numbers every word of the text.
    func mark(_ text: inout FoldedText) {
        for index in text.words.indices {
            let word = text.words[index]
            if word.isNumber {
                // Few numbers mean something: `2` for `to`, an age.
                if word.end - word.start <= 2 { text.words[index].id = exact[Hash.forward(text.folded(index))] ?? 0 }
            } else {
                text.words[index].id = look(up: text.folded(index))
            }
        }
    }

    /// The number of a folded word, 0 when it is unknown.
    private func look(up word: ArraySlice<UInt8>) -> Int32 {
        if let number = exact[Hash.forward(word)] { return number }
        if let number = longest(word, in: beginnings, Hash.seed, forward: true) { return number }
        if let number = longest(word, in: endings, Hash.seed, forward: false) { return number }
        guard word.count >= Vocabulary.slipLettersMin - 1, word.count <= 24 else { return 0 }
        // A letter too few here, then a letter too many, a wrong one or two swapped: the letters left out in both
        // spellings must lie side by side, else it is two slips.
        if let known = slips[Hash.forward(word)] { return known & Vocabulary.numberMask }
        for skipped in 1..<word.count {
            guard let known = slips[Hash.forward(word, skipping: skipped)] else { continue }
            let other = Int(known >> 20)
            if known & Vocabulary.nothingLeftOut != 0 || abs(other - skipped) <= 1 {
                return known & Vocabulary.numberMask
            }
        }
        return 0
    }

    /// The longest entry the word begins (or ends) with.
    private func longest(
        _ word: ArraySlice<UInt8>, in table: HashedNumbers, _ seed: UInt64, forward: Bool
    ) -> Int32? {
        guard word.count >= 3 else { return nil }
        var hash = seed
        var found: Int32?
        if forward {
            for byte in word {
                hash = Hash.step(hash, byte)
                if let number = table[hash] { found = number }
            }
        } else {
            for byte in word.reversed() {
                hash = Hash.step(hash, byte)
                if let number = table[hash] { found = number }
            }
        }
        return found
    }

    /// The folded form of one word.
    static func fold(_ word: String) -> [UInt8] {
        let text = FoldedText(word)
        guard let first = text.words.first else { return [] }
        return Array(text.letters[Int(first.start)..<Int(first.end)])
    }
}

/// FNV-1a in 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv), stepped byte by byte so that beginnings come free.
enum Hash {
    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

    static func forward(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash = seed
        for byte in bytes { hash = step(hash, byte) }
        return hash
    }

    static func backward(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash = seed
        for byte in bytes.reversed() { hash = step(hash, byte) }
        return hash
    }

    /// As if the byte at this offset were not there.
    static func forward(_ bytes: ArraySlice<UInt8>, skipping skipped: Int) -> UInt64 {
        var hash = seed
        let gap = bytes.startIndex + skipped
        for index in bytes.indices where index != gap { hash = step(hash, bytes[index]) }
        return hash
    }
}

/// A hash table from 64-bit hashes to numbers, in one flat array; equal hashes count as equal words.
struct HashedNumbers: Sendable {
    private var keys: [UInt64] = Array(repeating: 0, count: 64)
    private var values: [Int32] = Array(repeating: 0, count: 64)
    private var filled = 0

    subscript(_ hash: UInt64) -> Int32? {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
        while keys[slot] != 0 {
            if keys[slot] == hash { return values[slot] }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Puts the number in where the hash is new; returns the number that is there now.
    mutating func insert(_ hash: UInt64, _ value: Int32) -> Int32 {
        if let known = self[hash] { return known }
        if filled * 2 >= keys.count { grow() }
        place(hash, value)
        filled += 1
        return value
    }

    private mutating func place(_ hash: UInt64, _ value: Int32) {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
        while keys[slot] != 0 { slot = (slot + 1) & mask }
        keys[slot] = hash
        values[slot] = value
    }

    private mutating func grow() {
        let (oldKeys, oldValues) = (keys, values)
        keys = Array(repeating: 0, count: oldKeys.count * 2)
        values = Array(repeating: 0, count: oldKeys.count * 2)
        for index in oldKeys.indices where oldKeys[index] != 0 { place(oldKeys[index], oldValues[index]) }
    }
}
