/// Streets with their number, and towns.
enum PlaceReader {
    private static let germanEnds = [
        "strasse", "str", "weg", "platz", "allee", "gasse", "ring", "damm", "ufer", "chaussee", "stieg", "markt",
        "strass",
    ]
    private static let englishEnds: Set<String> = [
        "street", "road", "avenue", "lane", "drive", "boulevard", "court", "place", "way", "st", "rd", "ave",
    ]
    private static let stops: Set<String> = [
        "und", "and", "mit", "ist", "is", "die", "das", "der", "ich", "i", "bitte", "please", "danke", "wir", "haben",
        "for",
        "meine", "my", "the", "auf", "um", "it", "kommen", "oder", "or", "ja", "nein",
        "no", "not", "nicht", "sondern", "yes", "right", "that's", "it's", "genau", "stimmt", "richtig", "ort", "town",
        "city",
        "correct", "wrong", "falsch", "lautet", "nee", "nope", "heisst",
    ]

    static func readStreets(_ kind: EntityKind, _ reading: inout Reading) {
        for at in reading.words.indices where reading.isFree(at..<at + 1) {
            if reading.tongue == .german { german(at, kind, &reading) } else { english(at, kind, &reading) }
        }
    }

    private static func german(_ at: Int, _ kind: EntityKind, _ reading: inout Reading) {
        let key = reading.words[at].key
        guard isStreet(key), reading.number(at) == nil else { return }
        guard let number = houseNumber(at + 1, reading) else {
            guard reading.context.asked.contains(kind.name) else { return }
            reading.add(
                kind.name, Names.capitalised(reading.words[at].raw) + " ?", at..<at + 1, confidence: 0.3,
                isComplete: false)
            return
        }
        let value = Names.capitalised(reading.words[at].raw) + " " + number.text
        reading.add(kind.name, value, at..<number.end, confidence: number.isGuess ? 0.5 : 0.75)
    }

    private static func isStreet(_ key: String) -> Bool {
        if germanEnds.contains(where: { key.hasSuffix($0) && key.count > $0.count + 2 }) { return true }
        return key.count > 9 && Similarity.isOneEdit(String(key.suffix(7)), "strasse")
    }

    /// `112`, `hundertzwölf b wie Berta`.
    private static func houseNumber(_ at: Int, _ reading: Reading) -> (text: String, end: Int, isGuess: Bool)? {
        guard reading.words.indices.contains(at) else { return nil }
        let start = reading.words[at].key == "nummer" ? at + 1 : at
        guard reading.words.indices.contains(start) else { return nil }
        var index = reading.symbolOfWord[start]
        guard let digits = reading.symbols[index].digits else { return nil }
        var text = digits
        var isGuess = reading.symbols[index].isGuess
        var end = reading.symbols[index].words.upperBound
        let isSpoken = reading.symbols[index].number.map { $0 < 10 } ?? false
        index += 1
        // `eins eins zwei`: digits of a house number said one by one, up to a pause or letter.
        while isSpoken, index < reading.symbols.count, text.count < 3, let more = reading.symbols[index].digits,
            more.count == 1,
            !reading.words[end - 1].pauseAfter, reading.symbols.count - index < 4
        {
            text += more
            isGuess = isGuess || reading.symbols[index].isGuess
            end = reading.symbols[index].words.upperBound
            index += 1
        }
        if index < reading.symbols.count, let letter = reading.symbols[index].letter,
            !reading.words[end - 1].pauseAfter || reading.symbols[index].isSpelledOut
        {
            text.append(letter)
            end = reading.symbols[index].words.upperBound
        }
        return (text, end, isGuess)
    }

    private static func english(_ at: Int, _ kind: EntityKind, _ reading: inout Reading) {
        guard englishEnds.contains(reading.words[at].key) else { return }
        var first = at - 1
        while first >= 0, at - first <= 3, reading.symbols[reading.symbolOfWord[first]].digits == nil { first -= 1 }
        guard first >= 0, first < at - 1, at - first <= 4 else { return }
        var digits = ""
        var start = first
        while start >= 0, let more = reading.symbols[reading.symbolOfWord[start]].digits, digits.count < 5 {
            digits = more + digits
            start = reading.symbols[reading.symbolOfWord[start]].words.lowerBound - 1
        }
        let name = reading.words[first + 1...at].map { Names.capitalised($0.raw) }.joined(separator: " ")
        reading.add(kind.name, digits + " " + name, start + 1..<at + 1, confidence: 0.7)
    }

    /// After a postcode, or straight after one of the kind's announcing phrases.
    static func readCities(_ kind: EntityKind, afterKinds: Set<String>, _ reading: inout Reading) {
        let postcodes = reading.found.filter { afterKinds.contains($0.kind) }.map(\.range.upperBound)
        for at in reading.words.indices where reading.isFree(at..<at + 1) {
            let isAfterPostcode = (1...3).contains { back in
                at >= back && postcodes.contains(reading.words[at - back].range.upperBound)
                    && (at - back + 1..<at).allSatisfy {
                        reading.key($0) == "in" || reading.symbols[reading.symbolOfWord[$0]].digits != nil
                    }
            }
            let isAnswer =
                reading.words.count <= 5 && reading.context.asked.contains(kind.name)
                && !stops.contains(reading.words[at].key)
            guard isAfterPostcode || isAnswer || isAnnounced(kind, at, reading) else { continue }
            if take(at, kind, &reading) { return }
        }
    }

    private static func isAnnounced(_ kind: EntityKind, _ at: Int, _ reading: Reading) -> Bool {
        kind.cues.contains { cue in
            let parts = cue.split(separator: " ").map(String.init)
            return at >= parts.count && parts.indices.allSatisfy { reading.key(at - parts.count + $0) == parts[$0] }
        }
    }

    private static func take(_ at: Int, _ kind: EntityKind, _ reading: inout Reading) -> Bool {
        let usesCapitals = reading.words.contains { $0.raw.first?.isUppercase == true }
        var end = at
        while end < reading.words.count, end - at < 3, reading.isFree(end..<end + 1) {
            let word = reading.words[end]
            guard word.raw.count > 2, word.raw.allSatisfy({ $0.isLetter || $0 == "-" }), !stops.contains(word.key),
                reading.number(end) == nil, !usesCapitals || word.raw.first?.isUppercase == true || end == at
            else { break }
            end += 1
            if word.pauseAfter || word.endAfter { break }
            if !usesCapitals { break }
        }
        guard end > at else { return false }
        reading.add(
            kind.name, reading.words[at..<end].map { Names.capitalised($0.raw) }.joined(separator: " "), at..<end,
            confidence: 0.6)
        return true
    }
}
