/// What a sentence or row must hold to answer a question: its words by stem, its numbers, its dates.
struct WantedWords {
    private let stems: Set<[UInt8]>
    /// Numbers of the question; lengths in metres as centimetres, so that `1,65 m` is found in `155 – 165 cm`.
    private let numbers: [Int]

    init(_ question: String, language: String) {
        let words = Folding.words(question)
        var stems = SentenceWords.stems(words, Stemmer(language: language), Stopwords.of(language))
        for word in words {
            if let month = Self.months[word] { stems.insert(Array("\(month)".utf8)) }
        }
        self.stems = stems
        numbers = Self.numbers(words)
    }

    /// How well a text fits: words in common, weighed by the text's length; a range that holds one of the numbers counts
    /// as a word.
    func score(_ text: SentenceWords) -> Float {
        let held = numbers.count { number in text.ranges.contains { $0.contains(number) } }
        return Float(stems.intersection(text.stems).count + held) / Float(8 + text.stems.count).squareRoot()
    }

    /// Whole numbers, and two that follow each other as `1 65` or `1 65m` as 165.
    private static func numbers(_ words: [String]) -> [Int] {
        let values = words.map { word -> Int? in
            let digits = word.prefix { $0.isASCII && $0.isNumber }
            guard (1...4).contains(digits.count), word.count - digits.count <= 2 else { return nil }
            return Int(digits)
        }
        var found: [Int] = []
        for (place, value) in values.enumerated() {
            guard let value else { continue }
            if value == 1 || value == 2, place + 1 < values.count, let next = values[place + 1],
                (10...99).contains(next)
            {
                found.append(value * 100 + next)
            }
            if value >= 2 { found.append(value) }
        }
        return found
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
