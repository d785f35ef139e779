/// Phrases looked for all at once: one pass over a text, whatever their number.
struct Phrases: Sendable {
    private let phrases: [[UInt8]]
    /// By first octet, the places of the phrases that begin with it.
    private let beginning: [[Int]]

    /// - Parameter words: in lower case, none empty.
    init(_ words: [String]) {
        phrases = words.map { Array($0.utf8) }.filter { !$0.isEmpty }
        var beginning = Array(repeating: [Int](), count: 256)
        for (index, phrase) in phrases.enumerated() { beginning[Int(phrase[0])].append(index) }
        self.beginning = beginning
    }

    /// - Parameter folded: in lower case.
    func isIn(_ folded: some StringProtocol) -> Bool { scan(folded) { _ in false } }

    /// How many different ones stand in a text.
    func count(in folded: some StringProtocol) -> Int {
        var seen: Set<Int> = []
        _ = scan(folded) { index in
            seen.insert(index)
            return true
        }
        return seen.count
    }

    /// Whether a text begins with one.
    func begins(_ folded: String) -> Bool {
        guard let first = folded.utf8.first else { return false }
        return beginning[Int(first)].contains { folded.utf8.starts(with: phrases[$0]) }
    }

    /// - Parameter goesOn: told which phrase was found.
    /// - Returns: whether one was found after which not to go on.
    private func scan(_ folded: some StringProtocol, _ goesOn: (Int) -> Bool) -> Bool {
        let found = folded.utf8.withContiguousStorageIfAvailable { scan($0, goesOn) }
        return found ?? Array(folded.utf8).withUnsafeBufferPointer { scan($0, goesOn) }
    }

    private func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ goesOn: (Int) -> Bool) -> Bool {
        for at in bytes.indices {
            for index in beginning[Int(bytes[at])] {
                let phrase = phrases[index]
                guard phrase.count <= bytes.count - at else { continue }
                var offset = 1
                while offset < phrase.count, bytes[at + offset] == phrase[offset] { offset += 1 }
                if offset == phrase.count, !goesOn(index) { return true }
            }
        }
        return false
    }
}

extension String {
    /// The first octets; what is cut within a character becomes U+FFFD.
    func octets(_ max: Int) -> String { utf8.count <= max ? self : String(decoding: utf8.prefix(max), as: UTF8.self) }
}

extension Substring {
    func octets(_ max: Int) -> String { String(decoding: utf8.prefix(max), as: UTF8.self) }
}
