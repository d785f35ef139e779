/// Letters, digits and signs said in a row, with what was taken back among them.
enum CodeRows {
    /// Most letters and digits of an utterance looked at.
    static let charactersMax = 480

    static func rows(of reading: Reading) -> [[CodeMatch.Said]] {
        var builder = RowBuilder(reading)
        builder.run()
        return builder.rows.map(markedEdges)
    }

    private static func markedEdges(_ row: [CodeMatch.Said]) -> [CodeMatch.Said] {
        let first = row.firstIndex { !$0.isGuess } ?? row.count
        let last = row.lastIndex { !$0.isGuess } ?? -1
        return row.enumerated().map { index, said in
            guard index < first || index > last else { return said }
            return CodeMatch.Said(
                character: said.character, word: said.word, isGuess: said.isGuess, isEdge: true,
                alternatives: said.alternatives, isApart: said.isApart)
        }
    }
}

private struct RowBuilder {
    let reading: Reading
    var rows: [[CodeMatch.Said]] = []
    private var row: [CodeMatch.Said] = []
    private var skipped = 0
    private var isApart = false
    private var total = 0

    init(_ reading: Reading) { self.reading = reading }

    /// Words that may stand inside a row.
    private static let soft: Set<String> = [
        "dann", "und", "danach", "jetzt", "nochmal", "noch", "mal", "nun", "weiter", "gross", "klein", "grosses",
        "kleines", "then", "and", "next", "again", "followed", "by", "capital", "lowercase", "uppercase", "the",
        "letter", "number", "buchstabe", "zahl", "ziffer", "die", "der", "das", "ein", "eine", "wieder",
    ]

    /// Heard as it is, or with one letter wrong: `damn` for `dann`.
    private static func isSoft(_ key: String) -> Bool {
        soft.contains(key) || key.count >= 4 && soft.contains { $0.count >= 4 && Similarity.isOneEdit(key, $0) }
    }

    mutating func run() {
        var index = 0
        while index < reading.symbols.count, total < CodeRows.charactersMax {
            index = take(index)
        }
        close()
    }

    /// Takes the symbol at a place in; returns the next place.
    private mutating func take(_ index: Int) -> Int {
        let symbol = reading.symbols[index]
        guard reading.isFree(symbol.words) else {
            close()
            return index + 1
        }
        let word = reading.words[symbol.words.lowerBound]
        if symbol.isPlain || symbol.isWeak {
            return takePlain(index, word)
        }
        if let sign = symbol.sign {
            if sign == "@" {
                close()
            } else if !row.isEmpty || sign == "#" || sign == "+" {
                append(sign, symbol)
            }
            return index + 1
        }
        appendAll(symbol)
        return index + 1
    }

    private mutating func takePlain(_ index: Int, _ word: Utterance.Word) -> Int {
        if isJoined(index) {
            for letter in word.raw.lowercased().prefix(32) { append(letter, reading.symbols[index]) }
            return index + 1
        }
        guard !row.isEmpty else { return index + 1 }
        let place = reading.symbols[index].words.lowerBound
        if let after = doubt(index) { return after }
        let marker = Corrections.marker(at: place, reading.words, reading.tongue)
        if marker > 0, let after = takeBack(index, marker) { return after }
        if marker == 0, Fillers.contains(word.key, reading.tongue) || RowBuilder.isSoft(word.key), skipped < 3 {
            skipped += 1
            isApart = true
            return index + 1
        }
        close()
        return index + 1
    }

    /// A word beside an underscore is part of a code: `anna underscore berg`.
    private func isJoined(_ index: Int) -> Bool {
        [index - 1, index + 1].contains { reading.symbols.indices.contains($0) && reading.symbols[$0].sign == "_" }
    }

    /// `null, oder ist das ein O`: the aside is another reading of what stands before, not more of it.
    private mutating func doubt(_ index: Int) -> Int? {
        guard let key = reading.key(reading.symbols[index].words.lowerBound), key == "oder" || key == "or" else {
            return nil
        }
        var next = index + 1
        while next < reading.symbols.count, next <= index + 4,
            reading.symbols[next].isPlain || reading.symbols[next].isWeak
        {
            next += 1
        }
        guard next > index + 1, next < reading.symbols.count, let last = row.popLast() else { return nil }
        let other = reading.symbols[next].letter ?? reading.symbols[next].digits?.first
        guard let other else {
            row.append(last)
            return nil
        }
        row.append(
            CodeMatch.Said(
                character: last.character, word: last.word, isGuess: last.isGuess, isEdge: false,
                alternatives: [other] + last.alternatives, isApart: last.isApart))
        isApart = true
        return next + 1
    }

    /// `…, nein, vier fünf`: what follows up to the next pause replaces as many characters before.
    private mutating func takeBack(_ index: Int, _ marker: Int) -> Int? {
        var next = index + marker
        var plain = 0
        while next < reading.symbols.count, reading.symbols[next].isPlain, plain < 4 {
            next += 1
            plain += 1
        }
        var replacing: [Symbol] = []
        var count = 0
        while next < reading.symbols.count, !reading.symbols[next].isPlain, reading.symbols[next].sign == nil {
            let symbol = reading.symbols[next]
            replacing.append(symbol)
            count += symbol.digits?.count ?? 1
            next += 1
            let last = reading.words[symbol.words.upperBound - 1]
            if last.pauseAfter || last.endAfter { break }
        }
        guard count > 0, count < row.count, count <= 4 else { return nil }
        row.removeLast(count)
        total -= count
        for symbol in replacing { appendAll(symbol) }
        return next
    }

    private mutating func appendAll(_ symbol: Symbol) {
        if let letter = symbol.letter { append(letter, symbol) }
        for digit in symbol.digits ?? "" { append(digit, symbol) }
    }

    private mutating func append(_ character: Character, _ symbol: Symbol) {
        guard total < CodeRows.charactersMax else { return }
        if row.count >= CodeMatch.rowMax { close() }
        let first = symbol.words.lowerBound
        let pause = first > 0 && (reading.words[first - 1].pauseAfter || reading.words[first - 1].endAfter)
        row.append(
            CodeMatch.Said(
                character: character, word: first, isGuess: symbol.isGuess, isEdge: false,
                alternatives: symbol.alternatives, isApart: isApart || (pause && row.last?.word != first)))
        total += 1
        skipped = 0
        isApart = false
    }

    private mutating func close() {
        if row.contains(where: { !$0.isGuess }) { rows.append(row) }
        row = []
        skipped = 0
        isApart = false
    }
}
