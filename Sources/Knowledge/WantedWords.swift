/// What a sentence or row must hold to answer a question: its words by stem, its numbers, its dates.
struct WantedWords {
    private let stems: Set<[UInt8]>
    /// Numbers of the question; lengths in metres as centimetres, so that `1,65 m` is found in `155 – 165 cm`.
    private let numbers: [Int]

    init(_ question: String, language: String) {
        let (words, numbers) = Self.measured(Folding.words(question))
        var stems = SentenceWords.stems(words, Stemmer(language: language), Stopwords.of(language))
        for word in words {
            if let month = Self.months[word] { stems.insert(Array("\(month)".utf8)) }
        }
        self.stems = stems
        self.numbers = numbers
    }

    /// Whether the question names a number.
    var namesNumber: Bool { !numbers.isEmpty }

    /// Whether one of the text's ranges holds a number of the question.
    func isHeld(by text: SentenceWords) -> Bool {
        numbers.contains { number in text.ranges.contains { $0.contains(number) } }
    }

    /// How well a text fits: words in common, weighed by the text's length; a range that holds one of the numbers counts
    /// as a word.
    func score(_ text: SentenceWords) -> Float {
        let held = numbers.count { number in text.ranges.contains { $0.contains(number) } }
        return Float(stems.intersection(text.stems).count + held) / Float(8 + text.stems.count).squareRoot()
    }

    /// Whole numbers, two that follow each other as `1 65` or `1 65m` as 165, and the words without those two: the
    /// metre of `1,80 m` is no size M.
    private static func measured(_ words: [String]) -> (words: [String], numbers: [Int]) {
        let values = words.map { word -> Int? in
            let digits = word.prefix { $0.isASCII && $0.isNumber }
            guard (1...4).contains(digits.count), word.count - digits.count <= 2 else { return nil }
            return Int(digits)
        }
        var left: [String] = []
        var found: [Int] = []
        var place = 0
        while place < words.count {
            let next = place + 1 < values.count ? values[place + 1] : nil
            if let metres = values[place], metres == 1 || metres == 2, let next, (10...99).contains(next) {
                found.append(metres * 100 + next)
                place +=
                    place + 2 < words.count && ["m", "meter", "metres", "meters"].contains(words[place + 2]) ? 3 : 2
                continue
            }
            if let value = values[place], value >= 2 { found.append(value) }
            left.append(words[place])
            place += 1
        }
        return (left, found)
    }

    /// Months by their folded names; tables mostly write them as numbers.
    private static let months: [String: Int] = {
        let names: [[String]] = [
            ["januar", "january", "janner"], ["februar", "february"], ["marz", "march"], ["april"], ["mai", "may"],
            ["juni", "june"], ["juli", "july"], ["august"], ["september"], ["oktober", "october"], ["november"],
            ["dezember", "december"],
        ]
        var months: [String: Int] = [:]
        for (number, spellings) in names.enumerated() { for name in spellings { months[name] = number + 1 } }
        return months
    }()
}

/// The words of a sentence or row by stem, and its ranges of numbers.
struct SentenceWords: Sendable {
    let stems: Set<[UInt8]>
    let ranges: [ClosedRange<Int>]

    init(_ text: String, _ stemmer: Stemmer, _ stop: Set<String>) {
        stems = Self.stems(Folding.words(text), stemmer, stop)
        ranges = Self.ranges(text)
    }

    static func stems(_ words: [String], _ stemmer: Stemmer, _ stop: Set<String>) -> Set<[UInt8]> {
        var stems: Set<[UInt8]> = []
        for word in words where !stop.contains(word) {
            stems.insert(Array(word.utf8).withUnsafeBufferPointer { bytes in stemmer.stem(bytes) { Array($0) } })
        }
        return stems
    }

    /// Ranges such as `155 – 165 cm` or `5 bis 7`.
    private static func ranges(_ text: String) -> [ClosedRange<Int>] {
        let words = text.split { $0.isWhitespace || $0 == "," }
        var found: [ClosedRange<Int>] = []
        for (place, word) in words.enumerated() where ["–", "-", "bis", "to"].contains(word) {
            guard place > 0, place + 1 < words.count, let low = Int(words[place - 1]), let high = Int(words[place + 1]),
                low <= high
            else { continue }
            found.append(low...high)
        }
        return found
    }
}
