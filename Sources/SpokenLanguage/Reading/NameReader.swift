/// Names of people: announced, asked for, or spelled.
enum NameReader {
    private static let announcing: [Tongue: [[String]]] = [
        .german: [
            ["name", "ist"], ["name", "lautet"], ["ich", "heisse"], ["hier", "spricht"], ["hier", "ist"],
            ["auf", "den", "namen"],
            ["nachname", "ist"], ["nachname"], ["familienname"],
        ],
        .english: [
            ["name", "is"], ["name's"], ["this", "is"], ["i'm"], ["i", "am"], ["last", "name"], ["surname"],
            ["under", "the", "name"],
        ],
    ]
    private static let given: [Tongue: Set<String>] = [
        .german: ["vorname", "vornamen"], .english: ["firstname"],
    ]
    /// Words no name consists of.
    private static let stops: Set<String> = [
        "und", "mit", "also", "ich", "wir", "der", "die", "das", "den", "dem", "ein", "eine", "einen", "ist", "aus",
        "in",
        "am", "im", "so", "gut", "jeden", "keinen", "fall", "rechnung", "and", "with", "from", "i", "my", "the", "a",
        "is",
        "it", "it's", "that's", "calling", "at", "to", "for", "ja", "nein", "yes", "no", "sure", "not", "having",
        "really",
        "very", "just", "looking", "here", "sorry", "afraid", "unter", "zu", "er", "sie", "es", "ihr", "code", "bei",
        "von", "dass", "buchstabiere",
        "genau", "richtig", "of", "under", "weiss", "nicht", "bitte", "please", "vorname", "nachname", "ok", "okay",
        "oh",
        "hello", "hi", "hallo", "was", "wie", "don't", "do", "course", "your", "mein", "meine", "name", "certainly",
        "stimmt", "doch", "lieber", "super", "danke", "right", "great", "thanks", "thank", "correct", "how", "let",
        "you",
        "order", "still", "going", "gold", "bronze", "silver", "an", "email", "e-mail", "username", "happy", "feeling",
    ]
    private static let titles: Set<String> = [
        "dr", "doktor", "doctor", "herr", "frau", "professor", "prof", "mr", "mrs", "ms", "mister", "miss", "der",
        "die",
    ]
    private static let wordsMax = 3

    static func readSpelled(_ kind: EntityKind, _ reading: inout Reading) {
        var index = 0
        while index < reading.symbols.count {
            let run = letters(from: index, reading)
            guard run.text.count >= 3 else {
                index = max(run.end, index + 1)
                continue
            }
            take(run, from: index, kind, &reading)
            index = run.end
        }
    }

    private static func letters(from start: Int, _ reading: Reading) -> (text: String, end: Int) {
        var text = ""
        var at = start
        while at < reading.symbols.count, text.count < 40, let letter = reading.symbols[at].letter,
            !reading.symbols[at].isWeak, reading.isFree(reading.symbols[at].words)
        {
            text.append(letter)
            at += 1
            if reading.words[reading.symbols[at - 1].words.upperBound - 1].endAfter { break }
        }
        if at < reading.symbols.count, reading.symbols[at].digits != nil, !reading.symbols[at].isGuess {
            return ("", at)
        }
        if start > 0, reading.symbols[start - 1].digits != nil { return ("", at) }
        return (text, at)
    }

    private static func take(
        _ run: (text: String, end: Int), from index: Int, _ kind: EntityKind, _ reading: inout Reading
    ) {
        let first = reading.symbols[index].words.lowerBound
        let spoken = (max(0, first - 5)..<first).first { place in
            let key = reading.words[place].key
            return key.count > 2 && isLike(key, Folding.key(run.text)) && reading.isFree(place..<place + 1)
        }
        let isExpected = reading.context.asked.contains(kind.name) || reading.isAnnounced(kind, before: first)
        // One written token of capitals is an abbreviation, not a spelled name.
        let isOneToken = reading.symbols[index].words == reading.symbols[run.end - 1].words
        guard spoken != nil || (isExpected && !isOneToken) else { return }
        let end = reading.symbols[run.end - 1].words.upperBound
        reading.add(
            kind.name, Names.capitalised(run.text), (spoken ?? first)..<end, confidence: spoken == nil ? 0.7 : 0.85)
    }

    /// Whether a spelled name can be the one that was said before it.
    private static func isLike(_ one: String, _ other: String) -> Bool {
        guard let a = one.first, let b = other.first else { return false }
        let shared = Set(one).intersection(Set(other)).count
        let ends = zip(one.reversed(), other.reversed()).prefix { $0 == $1 }.count
        return (a == b || one.dropFirst().first == other.dropFirst().first || ends >= 3)
            && shared * 2 >= min(Set(one).count, Set(other).count)
    }

    static func read(_ kind: EntityKind, _ reading: inout Reading) {
        var at = 0
        while at < reading.words.count {
            let isGiven =
                given[reading.tongue]?.contains(reading.words[at].key) == true
                || (reading.words[at].key == "first" && reading.key(at + 1) == "name")
            let length = isGiven ? (reading.words[at].key == "first" ? 2 : 1) : announcement(at, reading)
            if length > 0 {
                var start = at + length
                if isGiven, ["ist", "is"].contains(reading.key(start) ?? "") { start += 1 }
                let isNamed = reading.words[at..<at + length].contains {
                    $0.key.hasPrefix("name") || $0.key.hasSuffix("name")
                }
                let end = take(
                    from: start, kind, &reading, part: isGiven ? .givenName : .whole, isWeak: !isNamed && !isGiven)
                if end == start, length > 1, isNamed, reading.isFree(at..<start) {
                    reading.add(kind.name, "?", at..<start, confidence: 0.1, isComplete: false)
                }
                at = max(end, at + 1)
            } else {
                at += 1
            }
        }
        let isAsked = reading.context.asked.contains(kind.name)
        guard isAsked, !reading.found.contains(where: { $0.kind == kind.name && $0.part == .whole }) else { return }
        var start = 0
        while start < min(reading.words.count, 6),
            stops.contains(reading.words[start].key) || Fillers.contains(reading.words[start].key, reading.tongue)
        {
            start += 1
        }
        _ = take(from: start, kind, &reading, part: .whole, isWeak: true)
    }

    private static func announcement(_ at: Int, _ reading: Reading) -> Int {
        for phrase in announcing[reading.tongue] ?? [] where phrase[0] == reading.words[at].key {
            if phrase.indices.allSatisfy({ reading.key(at + $0) == phrase[$0] }) { return phrase.count }
        }
        return 0
    }

    private static func take(
        from start: Int, _ kind: EntityKind, _ reading: inout Reading, part: SpokenEntity.Part, isWeak: Bool
    ) -> Int {
        var at = start
        while titles.contains(reading.key(at) ?? "") { at += 1 }
        let first = at
        let usesCapitals = reading.words.contains { $0.raw.first?.isUppercase == true } && !reading.utterance.isShouted
        while at < reading.words.count, at - first < (part == .givenName ? 1 : wordsMax), reading.isFree(at..<at + 1) {
            let word = reading.words[at]
            let isName = word.raw.allSatisfy { $0.isLetter || $0 == "-" || $0 == "'" } && word.raw.count > 1
            guard isName, !stops.contains(word.key), !Fillers.contains(word.key, reading.tongue),
                !usesCapitals || word.raw.first?.isUppercase == true, reading.number(at) == nil
            else { break }
            at += 1
            if word.pauseAfter || word.endAfter { break }
        }
        guard at > first else { return start }
        if isWeak, !usesCapitals, !reading.context.asked.contains(kind.name) { return start }
        let value = reading.words[first..<at].map { Names.capitalised($0.raw) }.joined(separator: " ")
        reading.add(kind.name, value, first..<at, confidence: 0.6, part: part)
        return at
    }
}

enum Names {
    static func capitalised(_ text: String) -> String {
        var result = ""
        var isStart = true
        for character in text {
            result +=
                isStart
                ? character.uppercased()
                : text.contains(where: \.isLowercase) ? String(character) : character.lowercased()
            isStart = character == "-" || character == " "
        }
        return result
    }
}

/// `mit e i`, `mit zwei f`, `with a w`: how a word just said is written.
enum SpellingHints {
    private static let afterwords: Set<String> = ["mit", "with"]

    /// Changes names and addresses by the hints that follow them.
    static func apply(_ kinds: Set<String>, _ reading: inout Reading) {
        for at in reading.words.indices where afterwords.contains(reading.words[at].key) {
            guard let (letters, end) = letters(at + 1, reading) else { continue }
            let place = reading.words[at].range.lowerBound
            let before = at > 0 ? reading.words[at - 1].key : ""
            guard
                let index = reading.found.indices.last(where: {
                    kinds.contains(reading.found[$0].kind) && reading.found[$0].range.lowerBound < place
                        && (place - reading.found[$0].range.upperBound < 4
                            || Folding.key(reading.found[$0].value).contains(before))
                })
            else { continue }
            reading.change(index) { $0.value = changed($0.value, letters) }
            reading.use(at..<end)
        }
    }

    private static func letters(_ at: Int, _ reading: Reading) -> (String, Int)? {
        guard reading.words.indices.contains(at) else { return nil }
        var index = reading.symbolOfWord[at]
        if reading.tongue == .english, reading.key(at) == "a" || reading.key(at) == "an" { index += 1 }
        guard reading.symbols.indices.contains(index) else { return nil }
        if reading.symbols[index].digits == "2", index + 1 < reading.symbols.count,
            let letter = reading.symbols[index + 1].letter
        {
            return (String([letter, letter]), reading.symbols[index + 1].words.upperBound)
        }
        var text = ""
        var end = at
        while index < reading.symbols.count, text.count < 3, let letter = reading.symbols[index].letter {
            text.append(letter)
            end = reading.symbols[index].words.upperBound
            index += 1
        }
        return text.isEmpty ? nil : (text, end)
    }

    private static func changed(_ value: String, _ letters: String) -> String {
        let lower = value.lowercased()
        guard !lower.contains(letters), let first = letters.first else { return value }
        var characters = Array(value)
        if letters.count == 2, letters.first == letters.last {
            guard let at = characters.firstIndex(where: { $0.lowercased() == String(first) }) else { return value }
            characters.insert(first, at: at + 1)
            return String(characters)
        }
        let groups =
            letters.count == 2
            ? ["ai", "ei", "ay", "ey", "ae", "ie", "th"]
            : Spelling.soundsLike(Character(first.uppercased())).map { $0.lowercased() }
        for group in groups {
            let wanted = Array(group)
            guard characters.count >= wanted.count else { continue }
            for start in 0...characters.count - wanted.count
            where characters[start..<start + wanted.count].map({ $0.lowercased() }) == wanted.map(String.init) {
                let isCapital = characters[start].isUppercase
                characters.replaceSubrange(start..<start + wanted.count, with: letters)
                return isCapital ? Names.capitalised(String(characters)) : String(characters)
            }
        }
        return value
    }
}
