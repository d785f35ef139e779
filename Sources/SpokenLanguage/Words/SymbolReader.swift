/// Turns words into digits, letters and signs, in one pass.
struct SymbolReader {
    let utterance: Utterance
    let tongue: Tongue
    private var words: [Utterance.Word] { utterance.words }

    init(_ utterance: Utterance, _ tongue: Tongue) {
        self.utterance = utterance
        self.tongue = tongue
    }

    func symbols() -> [Symbol] {
        var symbols: [Symbol] = []
        var nearNumbersLeft = SymbolReader.nearNumbersMax
        var at = 0
        while at < words.count {
            let found = read(at, &nearNumbersLeft)
            symbols += found.isEmpty ? [Symbol(meaning: .word, words: at..<at + 1)] : found
            at = found.last?.words.upperBound ?? at + 1
        }
        return settled(symbols)
    }

    /// Most words of an utterance tried as misheard numbers, which is dear.
    static let nearNumbersMax = 12

    private func read(_ at: Int, _ nearNumbersLeft: inout Int) -> [Symbol] {
        if let many = doubled(at, &nearNumbersLeft) { return many }
        if let umlaut = umlaut(at) { return [umlaut] }
        if let spelled = spelledOut(at) { return [spelled] }
        let word = words[at]
        if let number = number(at) { return [number] }
        if let letter = Spelling.sureName(word.key, tongue) {
            return [Symbol(meaning: .letter(letter), words: at..<at + 1)]
        }
        if let sign = Spelling.sign(word.key, tongue) { return [Symbol(meaning: .sign(sign), words: at..<at + 1)] }
        if let letter = singleLetter(at) { return [letter] }
        let written = written(at)
        if !written.isEmpty { return written }
        if tongue == .german, word.key.count >= 7, nearNumbersLeft > 0 {
            nearNumbersLeft -= 1
            if let number = NumberReading.nearGerman(word.raw) {
                return [
                    Symbol(meaning: .digits(String(number)), words: at..<at + 1, number: number, isGuess: true)
                ]
            }
        }
        return []
    }

    private func key(_ at: Int) -> String? { words.indices.contains(at) ? words[at].key : nil }

    private func singleLetter(_ at: Int) -> Symbol? {
        let word = words[at]
        guard word.raw.count == 1, let letter = word.raw.lowercased().first, letter.isLetter else { return nil }
        var symbol = Symbol(meaning: .letter(letter), words: at..<at + 1)
        symbol.isWeak = tongue == .english && (letter == "a" || letter == "i") && !word.pauseAfter
        return symbol
    }

    private static let germanAs = [["wie"], ["wia"], ["die"], ["wir"], ["vie"]]
    private static let englishAs = [["as", "in"], ["for"], ["like"], ["is", "for"], ["in"]]

    /// `B wie Berta`, `b as in boy`, and a bare spelling word is left to `settled`.
    private func spelledOut(_ at: Int) -> Symbol? {
        let connectives = tongue == .german ? SymbolReader.germanAs : SymbolReader.englishAs
        let raw = words[at].raw.lowercased()
        let name =
            raw.count == 1
            ? raw.first : Spelling.sureName(words[at].key, tongue) ?? Spelling.weakName(words[at].key, tongue)
        guard let heard = name, heard.isLetter else { return nil }
        for connective in connectives
        where connective.indices.allSatisfy({ key(at + 1 + $0) == connective[$0] }) {
            let next = at + 1 + connective.count
            guard let word = key(next), let initial = words[next].raw.lowercased().first, word.count > 1 else {
                continue
            }
            let listed = Spelling.letter(ofCodeWord: word)
            guard
                listed != nil
                    || (connective != ["die"] && connective != ["wir"] && connective != ["in"]
                        && (initial == heard
                            || Spelling.soundsLike(Character(heard.uppercased())).contains(
                                Character(initial.uppercased()))))
            else { continue }
            var symbol = Symbol(meaning: .letter(listed ?? initial), words: at..<next + 1)
            symbol.isSpelledOut = true
            if listed ?? initial != heard { symbol.alternatives = [heard] }
            return symbol
        }
        if tongue == .german, let middle = key(at + 1), middle.count <= 4, let word = key(at + 2),
            Spelling.letter(ofCodeWord: word) == heard, NumberReading.german(middle) == nil, middle.count > 1
        {
            return Symbol(meaning: .letter(heard), words: at..<at + 3, isSpelledOut: true)
        }
        return nil
    }

    /// `Umlaut A`, `a umlaut`, `scharfes S`.
    private func umlaut(_ at: Int) -> Symbol? {
        let umlauts: [String: Character] = ["a": "ä", "o": "ö", "u": "ü"]
        guard let first = key(at), let second = key(at + 1) else { return nil }
        if first == "umlaut", let letter = umlauts[second] {
            return Symbol(meaning: .letter(letter), words: at..<at + 2)
        }
        if second == "umlaut", let letter = umlauts[first] {
            return Symbol(meaning: .letter(letter), words: at..<at + 2)
        }
        if first == "scharfes" || first == "sharp", second == "s" || second == "es" {
            return Symbol(meaning: .letter("ß"), words: at..<at + 2)
        }
        return nil
    }

    private static let times: [String: Int] = [
        "doppel": 2, "doppelt": 2, "doppelte": 2, "doppeltes": 2, "double": 2, "zweimal": 2, "triple": 3,
        "treble": 3, "dreifach": 3, "dreimal": 3, "twice": 2,
    ]

    /// `Doppel-L`, `double four`, `triple seven`, `zweimal die Null`.
    private func doubled(_ at: Int, _ nearNumbersLeft: inout Int) -> [Symbol]? {
        let times = SymbolReader.times
        let first = words[at].key
        if let dash = first.firstIndex(of: "-"), let count = times[String(first[..<dash])] {
            let rest = String(first[first.index(after: dash)...])
            if count == 2, rest == "u", tongue == .english {
                return [Symbol(meaning: .letter("w"), words: at..<at + 1)]
            }
            let inner = Utterance(String(words[at].raw.split(separator: "-").dropFirst().joined(separator: "-")))
            let symbols = SymbolReader(inner, tongue).symbols()
            guard symbols.count == 1, let symbol = symbols.first, !symbol.isPlain else { return nil }
            var again = symbol
            again.words = at..<at + 1
            return Array(repeating: again, count: count)
        }
        guard let count = times[first], let next = key(at + 1) else { return nil }
        if count == 2, next == "u" || next == "you", first == "double" {
            return [Symbol(meaning: .letter("w"), words: at..<at + 2)]
        }
        let inner = next == "die" || next == "das" ? at + 2 : at + 1
        guard words.indices.contains(inner), times[words[inner].key] == nil else { return nil }
        let symbols = read(inner, &nearNumbersLeft)
        guard symbols.count == 1, let symbol = symbols.first, symbol.letter != nil || symbol.digits?.count == 1 else {
            return nil
        }
        var again = symbol
        again.words = at..<symbol.words.upperBound
        return Array(repeating: again, count: count)
    }

    /// A token that is written rather than spoken: `H9ZU1C`, `30712`, `NR`, `625-2661`.
    private func written(_ at: Int) -> [Symbol] {
        let word = words[at]
        let capitals = word.raw.allSatisfy { $0.isUppercase && $0.isASCII } && (2...6).contains(word.raw.count)
        guard word.raw.contains(where: { $0.isNumber && $0.isASCII }) || (capitals && !utterance.isShouted) else {
            return word.raw.count == 2 && isSpelledBeside(at) ? letters(of: word.raw, at) : []
        }
        if word.raw.contains(where: { "@:€$%".contains($0) }) { return [] }
        var symbols: [Symbol] = []
        var digits = ""
        func close() {
            guard !digits.isEmpty else { return }
            symbols.append(
                Symbol(
                    meaning: .digits(digits), words: at..<at + 1,
                    number: digits.count <= 9 && !word.raw.contains(where: { !$0.isNumber && $0 != "." })
                        ? Int(digits) : nil
                ))
            digits = ""
        }
        for character in word.raw {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            close()
            if character.isLetter {
                symbols.append(Symbol(meaning: .letter(Character(character.lowercased())), words: at..<at + 1))
            } else if "-_./#+".contains(character) {
                symbols.append(Symbol(meaning: .sign(character), words: at..<at + 1))
            }
        }
        close()
        return symbols
    }

    /// Two letters before a number, as recognisers write a code's head in lower case: `nr zwei null`.
    private func isSpelledBeside(_ at: Int) -> Bool {
        // Nobody speaks a word without vowels: it was spelled and written together ("nr", "tv").
        let word = words[at].key
        guard (2...4).contains(word.count), word.allSatisfy({ $0.isASCII && $0.isLetter }),
            !word.contains(where: { "aeiouy".contains($0) }), let next = key(at + 1)
        else { return false }
        return NumberReading.germanKey(next) != nil || NumberReading.englishSmall[next] != nil
            || next.allSatisfy(\.isNumber)
    }

    private func letters(of raw: String, _ at: Int) -> [Symbol] {
        raw.lowercased().map { Symbol(meaning: .letter($0), words: at..<at + 1) }
    }

    private func number(_ at: Int) -> Symbol? {
        let read = tongue == .german ? GermanPhrase.read(words, at) : EnglishPhrase.read(words, at)
        guard let (number, length) = read else { return nil }
        return Symbol(meaning: .digits(String(number)), words: at..<at + length, number: number)
    }

    /// Words that are letters or digits only because of their neighbours.
    private func settled(_ symbols: [Symbol]) -> [Symbol] {
        var settled = symbols
        func isCode(_ index: Int) -> Bool {
            guard settled.indices.contains(index) else { return false }
            switch settled[index].meaning {
            case .digits: return !settled[index].isGuess
            case .letter: return !settled[index].isWeak
            case .sign, .word: return false
            }
        }
        for index in settled.indices where settled[index].isPlain || settled[index].isWeak {
            let word = words[settled[index].words.lowerBound]
            let before = isCode(index - 1) && !words[settled[index].words.lowerBound - 1].endAfter
            let after = isCode(index + 1) && !word.endAfter
            if settled[index].isWeak, before || after {
                settled[index].isWeak = false
                continue
            }
            guard settled[index].isPlain else { continue }
            if tongue == .german, word.key == "ein" || word.key == "eine", before, after,
                settled[index - 1].digits != nil,
                settled[index + 1].digits != nil
            {
                settled[index].meaning = .digits("1")
                settled[index].isGuess = true
            } else if let digit = Spelling.digit(soundingLike: word.key, tongue), before || after,
                !isTakingBack(index, settled)
            {
                settled[index].meaning = .digits(String(digit))
                settled[index].isGuess = !["oh", "o"].contains(word.key)
            } else if let letter = Spelling.weakName(word.key, tongue), before && after {
                settled[index].meaning = .letter(letter)
                settled[index].isGuess = true
            } else if let letter = Spelling.letter(ofCodeWord: word.key),
                before || after || isCodeWord(index - 1, settled) || isCodeWord(index + 1, settled)
            {
                let repeats = before && settled[index - 1].letter == letter && word.key.count > 1
                settled[index].meaning = repeats ? .word : .letter(letter)
                settled[index].isGuess = !repeats
            }
        }
        return settled
    }

    /// `nein` is nine only in the middle of digits with no pause around it.
    private func isTakingBack(_ index: Int, _ symbols: [Symbol]) -> Bool {
        let place = symbols[index].words.lowerBound
        guard Corrections.marker(at: place, words, tongue) > 0 else { return false }
        guard index > 0, index + 1 < symbols.count, symbols[index - 1].digits != nil, symbols[index + 1].digits != nil
        else {
            return true
        }
        return words[place].pauseAfter || words[place].endAfter || words[place - 1].pauseAfter
            || words[place - 1].endAfter
    }

    private func isCodeWord(_ index: Int, _ symbols: [Symbol]) -> Bool {
        guard symbols.indices.contains(index), symbols[index].isPlain || symbols[index].isGuess else { return false }
        return Spelling.letter(ofCodeWord: words[symbols[index].words.lowerBound].key) != nil
    }
}
