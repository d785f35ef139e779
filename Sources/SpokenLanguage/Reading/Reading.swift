/// One utterance while its entities are taken out: words that are used up are not read twice.
struct Reading {
    let utterance: Utterance
    let symbols: [Symbol]
    let tongue: Tongue
    let context: ReadingContext
    private(set) var used: [Bool]
    private(set) var found: [SpokenEntity] = []
    private let text: [Character]
    /// Place of the symbol each word belongs to.
    let symbolOfWord: [Int]

    init(_ text: String, _ tongue: Tongue, _ context: ReadingContext) {
        utterance = Utterance(text).withoutNoise(tongue)
        symbols = SymbolReader(utterance, tongue).symbols()
        self.tongue = tongue
        self.context = context
        used = Array(repeating: false, count: utterance.words.count)
        self.text = Array(text.prefix(Utterance.charactersMax))
        var places = Array(repeating: 0, count: utterance.words.count)
        for (index, symbol) in symbols.enumerated() { for word in symbol.words { places[word] = index } }
        symbolOfWord = places
    }

    var words: [Utterance.Word] { utterance.words }

    func key(_ at: Int) -> String? { words.indices.contains(at) ? words[at].key : nil }

    func isFree(_ range: Range<Int>) -> Bool {
        range.lowerBound >= 0 && range.upperBound <= used.count && !used[range].contains(true)
    }

    /// The number that begins at a word, and how many words it takes.
    func number(_ at: Int) -> (value: Int, length: Int, isGuess: Bool)? {
        guard words.indices.contains(at) else { return nil }
        let symbol = symbols[symbolOfWord[at]]
        guard symbol.words.lowerBound == at, let value = symbol.number else { return nil }
        return (value, symbol.words.count, symbol.isGuess)
    }

    func said(_ range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        let characters = words[range.lowerBound].range.lowerBound..<words[range.upperBound - 1].range.upperBound
        return String(text[characters.clamped(to: 0..<text.count)])
    }

    mutating func add(
        _ kind: String, _ value: String, _ range: Range<Int>, confidence: Double, alternatives: [String] = [],
        isComplete: Bool = true, part: SpokenEntity.Part = .whole
    ) {
        guard !range.isEmpty else { return }
        for word in range { used[word] = true }
        found.append(
            SpokenEntity(
                kind: kind, value: value,
                range: words[range.lowerBound].range.lowerBound..<words[range.upperBound - 1].range.upperBound,
                said: said(range), confidence: confidence, alternatives: Array(alternatives.prefix(4)),
                isComplete: isComplete, part: part,
                isCorrection: Corrections.stand(before: range.lowerBound, words, tongue)))
    }

    mutating func use(_ range: Range<Int>) {
        for word in range where used.indices.contains(word) { used[word] = true }
    }

    mutating func change(_ index: Int, _ body: (inout SpokenEntity) -> Void) { body(&found[index]) }

    /// Whether one of a kind's cues stands within `reach` words before a place, in the same sentence or the one before.
    func isAnnounced(_ kind: EntityKind, before place: Int, reach: Int = 7) -> Bool {
        let first = max(0, place - reach)
        guard first < place else { return false }
        return Cues.contain(kind.cues, in: words[first..<place].map(\.key), misheard: true)
    }
}

/// Words that announce a kind.
enum Cues {
    /// Whether one of the cues stands in the words; a single-word cue also as the end of a compound (`Rahmennummer`
    /// for `nummer`).
    ///
    /// - Parameter misheard: A word that can be a cue misheard counts as one.
    static func contain(_ cues: [String], in words: [String], misheard: Bool = false) -> Bool {
        cues.contains { cue in
            let parts = cue.split(separator: " ").map(String.init)
            guard let first = parts.first else { return false }
            if parts.count == 1 {
                return words.contains {
                    $0 == first || (first.count >= 4 && ($0.hasSuffix(first) || $0.hasPrefix(first)))
                        || misheard && Similarity.isMisheard($0, first)
                }
            }
            guard words.count >= parts.count else { return false }
            return (0...words.count - parts.count).contains { start in
                parts.indices.allSatisfy { words[start + $0] == parts[$0] }
            }
        }
    }
}

/// Words by which a speaker takes back what was said.
enum Corrections {
    private static let markers: [Tongue: [[String]]] = [
        .german: [
            ["nein"], ["nee"], ["noe"], ["quatsch"], ["doch", "lieber"], ["falsch"], ["moment", "nein"], ["stopp"],
            ["besser", "gesagt"], ["ich", "meine"], ["ich", "meinte"], ["korrektur"], ["pardon"], ["das", "heisst"],
            ["sondern"], ["vielmehr"], ["statt", "dessen"], ["stattdessen"], ["entschuldigung"],
        ],
        .english: [
            ["no"], ["nope"], ["scratch", "that"], ["i", "mean"], ["sorry"], ["correction"], ["actually"], ["rather"],
            ["make", "that"], ["wait"], ["instead"], ["i", "meant"],
        ],
    ]

    /// Length of the marker that begins at a place, 0 for none.
    static func marker(at place: Int, _ words: [Utterance.Word], _ tongue: Tongue) -> Int {
        guard words.indices.contains(place) else { return 0 }
        for marker in markers[tongue] ?? [] where marker[0] == words[place].key {
            if place + marker.count <= words.count, marker.indices.allSatisfy({ words[place + $0].key == marker[$0] }) {
                return marker.count
            }
        }
        return 0
    }

    /// Whether a marker stands up to seven words before a place.
    static func stand(before place: Int, _ words: [Utterance.Word], _ tongue: Tongue) -> Bool {
        (max(0, place - 7)..<max(place, 0)).contains { marker(at: $0, words, tongue) > 0 }
    }
}
