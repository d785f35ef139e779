/// One way of saying something, over words and classes of words.
///
/// Written as parts with spaces between: `word`, `one|other`, `@class`, `@class|word`; `?part` may be missing; `~3`
/// lets up to three other words stand before the next part; `!part` must not come next; `-part` must not stand right
/// before the pattern; `^` and `$` are the sentence's ends, `^^` and `$$` the message's. Fillers (`bitte`, `just`) may
/// stand anywhere.
struct Pattern: Sendable {
    /// One part of a pattern.
    struct Part: Sendable {
        enum Kind: Sendable { case word, not, sentenceEnd, messageEnd }
        var kind: Kind
        /// Row of the word set.
        var set: Int
        /// How many other words may stand before it.
        var gap: Int
        var optional: Bool
    }

    var topic: Topic
    var weight: Int
    /// Its parts among all patterns' parts.
    var parts: Range<Int>
    /// Row of the set of words that must not stand right before; -1 for none.
    var notBefore = -1
    var atSentenceStart = false
    var atMessageStart = false
}

/// Word sets and patterns, compiled from the lexicon's text.
struct PatternTable: Sendable {
    private(set) var vocabulary = Vocabulary()
    private(set) var patterns: [Pattern] = []
    /// Parts of all patterns, one pattern's after the other's.
    private(set) var parts: [Pattern.Part] = []
    /// Patterns as written, for traces.
    private(set) var sources: [String] = []
    /// Patterns whose first part takes a word, by the word's number.
    private(set) var byFirstWord: [[Int32]] = []
    private var classes: [String: [Int32]] = [:]
    private var rows: [[Int32]] = []
    private var rowOfText: [String: Int] = [:]
    /// Rows as bits over word numbers.
    private var bits: [UInt64] = []
    private var stride = 0
    private(set) var fillerRow = 0
    private(set) var openerRow = 0

    /// Compiles classes (`name: words`, `name~: words` forgives slips) and patterns (`topic weight | pattern`).
    init(lexicon: [String], patterns sources: [String]) {
        for line in lexicon.flatMap({ $0.split(separator: "\n") }) { addClass(line) }
        fillerRow = row("@filler")
        openerRow = row("@filler|@opener")
        for line in sources.flatMap({ $0.split(separator: "\n") }) { addPattern(line) }
        seal()
    }

    /// Whether a row's set holds the word.
    @inline(__always)
    func holds(_ row: Int, _ word: Int32) -> Bool {
        bits[row * stride + Int(word >> 6)] & (1 << UInt64(word & 63)) != 0
    }

    /// The row of a set that a pattern or a classifier asks for by its text; nil where nothing was compiled for it.
    func row(named text: String) -> Int? { rowOfText[text] }

    private mutating func addClass(_ line: Substring) {
        guard let colon = line.firstIndex(of: ":") else { return }
        var name = line[..<colon].trimmed
        let forgives = name.last == "~"
        if forgives { name = name.dropLast() }
        for word in line[line.index(after: colon)...].split(separator: " ") {
            if word.first == "@" {
                classes[String(name), default: []].append(contentsOf: classes[String(word.dropFirst())] ?? [])
            } else {
                let number = vocabulary.number(of: String(word), forgivesSlips: forgives)
                classes[String(name), default: []].append(number)
            }
        }
        _ = row("@" + name)
    }

    private mutating func addPattern(_ line: Substring) {
        guard let bar = line.firstIndex(of: "|") else { return }
        let head = line[..<bar].split(separator: " ")
        guard head.count == 2, let weight = Int(head[1]), let topic = Topic(word: head[0]) else {
            preconditionFailure("a pattern names a topic and a weight: \(line)")
        }
        let body = line[line.index(after: bar)...].trimmed
        if let orEnd = body.firstRange(of: "|$") {
            // `word|$`: one variant with the word, one that ends here.
            let lead = body[..<orEnd.lowerBound]
            let rest = body[orEnd.upperBound...]
            addPattern(line[...bar] + lead + rest)
            let before = lead.lastIndex(of: " ").map { lead[..<$0] } ?? lead
            let gapless = before.lastIndex(of: " ").map {
                before[before.index(after: $0)...].first == "~" ? before[..<$0] : before
            }
            addPattern(line[...bar] + (gapless ?? before) + " $")
            return
        }
        var pattern = Pattern(topic: topic, weight: weight, parts: 0..<0)
        var parts: [Pattern.Part] = []
        var gap = 0
        for piece in body.split(separator: " ") {
            switch piece {
            case "^": pattern.atSentenceStart = true
            case "^^": pattern.atMessageStart = true
            case "$": parts.append(.init(kind: .sentenceEnd, set: 0, gap: 0, optional: false))
            case "$$": parts.append(.init(kind: .messageEnd, set: 0, gap: 0, optional: false))
            default:
                if piece.first == "~" {
                    gap = Int(piece.dropFirst()) ?? 0
                    continue
                }
                if piece.first == "-" {
                    pattern.notBefore = row(piece.dropFirst())
                    continue
                }
                let isNot = piece.first == "!"
                let isOptional = piece.first == "?"
                let set = row(isNot || isOptional ? piece.dropFirst() : piece)
                parts.append(
                    .init(kind: isNot ? .not : .word, set: set, gap: gap, optional: isOptional))
                gap = 0
            }
        }
        // A part that may be missing cannot begin a pattern, for the first word finds it: one variant with, one without.
        while let first = parts.first, first.optional, parts.count > 1 {
            var with = parts
            with[0].optional = false
            add(pattern, with, body)
            parts.removeFirst()
        }
        add(pattern, parts, body)
    }

    private mutating func add(_ pattern: Pattern, _ parts: [Pattern.Part], _ source: Substring) {
        guard let first = parts.first, first.kind == .word, !first.optional else {
            preconditionFailure("a pattern begins with a word that must be there: \(source)")
        }
        var pattern = pattern
        pattern.parts = self.parts.count..<(self.parts.count + parts.count)
        self.parts.append(contentsOf: parts)
        patterns.append(pattern)
        sources.append(String(source))
    }

    private mutating func row(_ text: some StringProtocol) -> Int {
        let key = String(text)
        if let known = rowOfText[key] { return known }
        var members: [Int32] = []
        for piece in key.split(separator: "|") {
            if piece.first == "@" {
                guard let known = classes[String(piece.dropFirst())] else {
                    preconditionFailure("the lexicon has no class \(piece)")
                }
                members.append(contentsOf: known)
            } else {
                members.append(vocabulary.number(of: String(piece)))
            }
        }
        rows.append(members)
        rowOfText[key] = rows.count - 1
        return rows.count - 1
    }

    private mutating func seal() {
        stride = (vocabulary.count + 63) / 64
        bits = Array(repeating: 0, count: stride * rows.count)
        var children = [[Int32]](repeating: [], count: vocabulary.count)
        for (word, parent) in vocabulary.parents().enumerated() where parent != 0 {
            children[Int(parent)].append(Int32(word))
        }
        for (row, members) in rows.enumerated() {
            for word in members { set(word, row, children) }
        }
        rows = []
        byFirstWord = Array(repeating: [], count: vocabulary.count)
        for (index, pattern) in patterns.enumerated() {
            let start = parts[pattern.parts.lowerBound].set * stride
            for block in 0..<stride where bits[start + block] != 0 {
                for bit in 0..<64 where bits[start + block] & (1 << UInt64(bit)) != 0 {
                    byFirstWord[block * 64 + bit].append(Int32(index))
                }
            }
        }
    }

    /// Puts a word and all that a longer entry took from it into a row.
    private mutating func set(_ word: Int32, _ row: Int, _ children: [[Int32]]) {
        bits[row * stride + Int(word >> 6)] |= 1 << UInt64(word & 63)
        for child in children[Int(word)] { set(child, row, children) }
    }
}

extension Substring {
    /// Without blanks at both ends.
    var trimmed: Substring {
        var text = self
        while text.first == " " { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return text
    }
}
