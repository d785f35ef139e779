/// Numbers out of words.
enum NumberReading {
    /// The number a German word means, up to 999 999: `dreißigtausendsiebenhundertzwölf`, `zwotausend`, `zehn`.
    static func german(_ word: String) -> Int? { germanKey(Folding.key(word)) }

    static func germanKey(_ key: String) -> Int? {
        guard key.count <= germanLettersMax else { return nil }
        if let small = germanSmall[key] { return small }
        guard let (thousands, rest) = split(key, at: "tausend") else { return germanBelow1000(key) }
        guard let high = thousands.isEmpty ? 1 : germanBelow1000(thousands) else { return nil }
        guard let low = rest.isEmpty ? 0 : germanBelow1000(withoutAnd(rest)) else { return nil }
        return high * 1000 + low
    }

    /// Longest German number word looked at, in letters; `siebenhundertsiebenundsiebzigtausend…` has 57.
    static let germanLettersMax = 70

    private static func germanBelow1000(_ key: String) -> Int? {
        if let small = germanSmall[key] { return small }
        guard let (hundreds, rest) = split(key, at: "hundert") else { return nil }
        guard let high = hundreds.isEmpty ? 1 : germanSmall[hundreds], (1...19).contains(high) else { return nil }
        guard let low = rest.isEmpty ? 0 : germanSmall[withoutAnd(rest)] else { return nil }
        return high * 100 + low
    }

    private static func withoutAnd(_ rest: String) -> String {
        rest.hasPrefix("und") && rest.count > 3 ? String(rest.dropFirst(3)) : rest
    }

    private static func split(_ key: String, at part: String) -> (String, String)? {
        let characters = Array(key.utf8)
        let wanted = Array(part.utf8)
        guard characters.count >= wanted.count else { return nil }
        for start in 0...(characters.count - wanted.count)
        where characters[start..<start + wanted.count].elementsEqual(wanted) {
            return (
                String(decoding: characters[..<start], as: UTF8.self),
                String(decoding: characters[(start + wanted.count)...], as: UTF8.self)
            )
        }
        return nil
    }

    /// 0...99 by folded word, with the short and dialect forms that are heard.
    private static let germanSmall: [String: Int] = {
        var words: [String: Int] = [:]
        for number in 0..<100 { words[Folding.key(NumberWords.cardinal(number, .german))] = number }
        for (word, number) in [
            "ein": 1, "eine": 1, "einen": 1, "einem": 1, "oans": 1, "ois": 1, "zwo": 2, "zwoa": 2, "fuenfe": 5,
            "fuffzig": 50, "fuffzehn": 15, "fuenfzen": 15, "viere": 4, "sechse": 6, "siebene": 7, "achte": 8,
            "neune": 9, "zehne": 10,
        ] { words[word] = number }
        for tens in 2...9 {
            let word = Folding.key(NumberWords.cardinal(tens * 10, .german))
            words["zwound" + word] = tens * 10 + 2
        }
        return words
    }()

    /// Days of the month and floors by folded word, in every inflection: `zweiundzwanzigsten`, dialect `erschde`.
    static func germanOrdinal(_ word: String) -> Int? {
        let key = Folding.key(word)
        return germanOrdinals[key] ?? germanOrdinals[undialect(key)]
    }

    /// Swabian and its neighbours say `schd` for `st` and `d` for `t`.
    static func undialect(_ key: String) -> String {
        var characters = Array(key)
        var at = 0
        while at + 2 < characters.count {
            if characters[at] == "s", characters[at + 1] == "c", characters[at + 2] == "h", at + 3 < characters.count,
                characters[at + 3] == "d" || characters[at + 3] == "t"
            {
                characters.replaceSubrange(at...at + 3, with: ["s", "t"])
            }
            at += 1
        }
        if characters.count > 3, characters.last == "e", characters[characters.count - 2] == "d" {
            characters[characters.count - 2] = "t"
        }
        return String(characters)
    }

    private static let germanOrdinals: [String: Int] = {
        var words: [String: Int] = [:]
        for number in 1...99 {
            for ending in ["e", "en", "er", "em", "es"] {
                words[Folding.key(NumberWords.ordinal(number, .german, ending: ending))] = number
            }
        }
        for ending in ["e", "en", "er", "em"] { words["siebent" + ending] = 7 }
        return words
    }()

    /// 0...99 by word; `o` and `oh` only count beside other digits and are not here.
    static let englishSmall: [String: Int] = {
        var words: [String: Int] = [:]
        for number in 0..<100 { words[NumberWords.cardinal(number, .english)] = number }
        words["nought"] = 0
        words["naught"] = 0
        words["niner"] = 9
        words["fourty"] = 40
        return words
    }()

    static let englishOrdinals: [String: Int] = {
        var words: [String: Int] = [:]
        for number in 1...99 { words[NumberWords.ordinal(number, .english)] = number }
        return words
    }()

    /// The German number a misheard long word probably means: one letter wrong or lost.
    static func nearGerman(_ word: String) -> Int? {
        let letters = Array(Folding.key(word).utf8)
        guard (7...45).contains(letters.count), letters.allSatisfy({ (97...122).contains($0) }),
            numberLike.contains(where: { split(String(decoding: letters, as: UTF8.self), at: $0) != nil })
        else { return nil }
        for position in 1..<letters.count {
            for umlaut in umlauts {
                var changed = letters
                changed.replaceSubrange(position...position, with: umlaut)
                if let number = germanKey(String(decoding: changed, as: UTF8.self)) { return number }
            }
            for letter in UInt8(97)...122 {
                var changed = letters
                changed[position] = letter
                if let number = germanKey(String(decoding: changed, as: UTF8.self)) { return number }
                changed = letters
                changed.insert(letter, at: position)
                if let number = germanKey(String(decoding: changed, as: UTF8.self)) { return number }
            }
        }
        return nil
    }

    /// `finf` for `fünf`.
    private static let umlauts: [[UInt8]] = ["ue", "oe"].map { Array($0.utf8) }
    private static let numberLike = ["hund", "tause", "ausend", "zig", "zehn", "undzwan", "undert", "ssig"]
}
