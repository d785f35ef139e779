/// Sums of money and numbers of things.
enum AmountReader {
    private static let currencies: [String: String] = [
        "euro": "EUR", "euros": "EUR", "€": "EUR", "eur": "EUR", "eure": "EUR", "eura": "EUR", "aeuro": "EUR",
        "uro": "EUR",
        "dollar": "USD", "dollars": "USD", "$": "USD", "bucks": "USD", "franken": "CHF", "chf": "CHF", "pfund": "GBP",
        "pounds": "GBP", "pound": "GBP", "£": "GBP",
    ]
    private static let cents: Set<String> = ["cent", "cents", "rappen", "pence"]
    /// Parts of words that speak of money, so that a bare number beside them is a sum.
    private static let moneyWords = [
        "kost", "zahl", "bezahl", "preis", "betrag", "rechnung", "anzahl", "cost", "paid", "pay", "price", "charge",
        "bill", "budget",
    ]
    /// Things that are measured, not counted.
    private static let units: Set<String> = [
        "uhr", "prozent", "percent", "wochen", "woche", "tage", "tagen", "monate", "monaten", "jahre", "jahren",
        "stunden",
        "minuten", "minutes", "hours", "days", "weeks", "months", "years", "mal", "times", "kilometer", "meter", "zoll",
        "o'clock", "am", "pm", "p.m", "a.m", "grad", "komma", "point", "punkt", "kilo", "cent", "cents", "of", "digits",
    ]

    static func readAmounts(_ kind: EntityKind, currency: String, _ reading: inout Reading) {
        var at = 0
        while at < reading.words.count {
            guard let (value, end, isGuess) = sum(at, kind.name, currency, reading), reading.isFree(at..<end) else {
                at += 1
                continue
            }
            reading.add(kind.name, value, at..<end, confidence: isGuess ? 0.5 : 0.9)
            at = end
        }
    }

    private static func sum(_ at: Int, _ kind: String, _ currency: String, _ reading: Reading) -> (String, Int, Bool)? {
        if let written = written(at, reading) { return (written.0, written.1, false) }
        guard let number = reading.number(at) else { return nil }
        var next = at + number.length
        var whole = number.value
        var fraction: Int?
        if ["komma", "point"].contains(reading.key(next) ?? ""), let digits = decimals(next + 1, reading) {
            fraction = digits.value
            next = digits.end
        }
        if let unit = reading.key(next),
            let named = currencies[unit] ?? (Similarity.isOneEdit(unit, "euro") ? "EUR" : nil)
        {
            next += 1
            var isGuess = number.isGuess || currencies[unit] == nil
            if fraction == nil {
                let hasAnd = ["und", "and"].contains(reading.key(next) ?? "")
                if let more = reading.number(hasAnd ? next + 1 : next), (1...99).contains(more.value) {
                    let end = (hasAnd ? next + 1 : next) + more.length
                    let isCents = cents.contains(reading.key(end) ?? "")
                    if isCents || (!hasAnd && !isCounting(end, reading)) {
                        fraction = more.value
                        isGuess = isGuess || more.isGuess
                        next = end + (isCents ? 1 : 0)
                    }
                }
            }
            return (value(whole, fraction, named), next, isGuess)
        }
        if cents.contains(reading.key(next) ?? ""), fraction == nil, number.value < 100 {
            fraction = number.value
            whole = 0
            return (value(whole, fraction, currency), next + 1, number.isGuess)
        }
        let around = reading.words[max(0, at - 6)..<min(reading.words.count, next + 4)]
        let speaksOfMoney = around.contains { word in
            moneyWords.contains { word.key.hasPrefix($0) || word.key.hasPrefix("an" + $0) }
        }
        let isRow =
            reading.symbols.indices.contains(reading.symbolOfWord[at] + 1)
            && reading.symbols[reading.symbolOfWord[at] + 1].digits != nil && fraction == nil
        let isAsked = reading.context.asked.contains(kind)
        guard speaksOfMoney || isAsked, number.value >= 10, !isRow, !units.contains(reading.key(next) ?? ""),
            !isCounting(next, reading)
        else { return nil }
        return (value(whole, fraction, currency), next, number.isGuess)
    }

    private static func isCounting(_ at: Int, _ reading: Reading) -> Bool {
        guard let key = reading.key(at) else { return false }
        return units.contains(key) || key == "raten" || key == "rates"
    }

    private static func decimals(_ at: Int, _ reading: Reading) -> (value: Int, end: Int)? {
        guard let first = reading.number(at), first.value < 100 else { return nil }
        if first.value >= 10 { return (first.value, at + first.length) }
        guard let second = reading.number(at + first.length), second.value < 10 else {
            return (first.value * 10, at + first.length)
        }
        return (first.value * 10 + second.value, at + first.length + second.length)
    }

    /// `€49.90`, `49,90 €`, `1.234,50 Euro`, `$600`.
    private static func written(_ at: Int, _ reading: Reading) -> (String, Int)? {
        var raw = reading.words[at].raw
        guard raw.count <= 16, raw.contains(where: \.isNumber) else { return nil }
        var currency: String?
        for sign in ["€", "$", "£"] where raw.hasPrefix(sign) || raw.hasSuffix(sign) {
            currency = currencies[sign]
            raw = raw.replacing(sign, with: "")
        }
        var end = at + 1
        if currency == nil, let unit = reading.key(end), let named = currencies[unit] {
            currency = named
            end += 1
        }
        guard let currency, let (whole, fraction) = WrittenNumber.read(raw, reading.tongue) else { return nil }
        if fraction == nil, end > at + 1, let more = reading.number(end), more.value < 100,
            !isCounting(end + more.length, reading)
        {
            return (value(whole, more.value, currency), end + more.length)
        }
        return (value(whole, fraction, currency), end)
    }

    static func value(_ whole: Int, _ fraction: Int?, _ currency: String) -> String {
        guard let fraction, fraction > 0 else { return "\(whole) \(currency)" }
        return "\(whole).\(CivilDate.padded(fraction, 2)) \(currency)"
    }

    /// How many: before the noun that is counted, or one of the numbers the agent has just offered.
    static func readCounts(_ kind: EntityKind, of nouns: [String], _ reading: inout Reading) {
        let offered = numbers(in: reading.context.agentText, reading.tongue)
        let isAsked = reading.context.asked.contains(kind.name)
        let nouns = nouns.map { Folding.key($0) }
        var at = 0
        while at < reading.words.count {
            defer { at += 1 }
            if let noun = nouns.first(where: { isNoun(reading.words[at].key, $0) }), !noun.isEmpty,
                reading.isFree(at..<at + 1)
            {
                let before = reading.key(at - 1) ?? ""
                if soundsLikeNumber(before, reading.tongue) {
                    let digit = Spelling.digit(soundingLike: before, reading.tongue).map(String.init) ?? "?"
                    reading.add(kind.name, digit, at - 1..<at + 1, confidence: 0.4)
                } else if reading.words[at].key == noun, isWished(at, reading, isAsked: isAsked) {
                    reading.add(kind.name, "?", at..<at + 1, confidence: 0.2, isComplete: false)
                }
                continue
            }
            guard let number = reading.number(at), (0...9999).contains(number.value),
                reading.isFree(at..<at + number.length)
            else { continue }
            let next = at + number.length
            let following = reading.key(next) ?? ""
            let isBeforeNoun = isCounted(next, nouns, reading)
            guard isBeforeNoun || offered.contains(number.value) || (isAsked && !units.contains(following)),
                !isRow(at, reading)
            else { continue }
            let end = nouns.contains { isNoun(following, $0) } ? next + 1 : next
            reading.add(kind.name, String(number.value), at..<end, confidence: number.isGuess ? 0.5 : 0.9)
            at = end - 1
        }
    }

    /// `wir bräuchten Leihräder`: the number was lost. `die Räder` speaks of them without counting.
    private static func isWished(_ at: Int, _ reading: Reading, isAsked: Bool) -> Bool {
        if isAsked { return true }
        let wishes: Set<String> = [
            "brauchen", "brauche", "braeuchten", "braeuchte", "braeucht", "moechten", "moechte", "haetten", "haette",
            "nehmen", "nehme",
            "need", "want", "like", "take", "book", "rent", "reserve",
        ]
        return at > 0 && wishes.contains(reading.words[at - 1].key)
    }

    private static func isCounted(_ next: Int, _ nouns: [String], _ reading: Reading) -> Bool {
        guard next < reading.words.count, !reading.words[next - 1].endAfter, !reading.words[next - 1].pauseAfter else {
            return false
        }
        let word = reading.words[next]
        if !nouns.isEmpty { return nouns.contains { isNoun(word.key, $0) } }
        return !units.contains(word.key) && reading.tongue == .german && word.raw.first?.isUppercase == true
            && word.raw.contains(where: \.isLowercase)
    }

    private static func isRow(_ at: Int, _ reading: Reading) -> Bool {
        let index = reading.symbolOfWord[at]
        return [index - 1, index + 1].contains {
            reading.symbols.indices.contains($0) && reading.symbols[$0].digits != nil && !reading.symbols[$0].isGuess
        }
    }

    private static func isNoun(_ key: String, _ noun: String) -> Bool { key == noun || Similarity.isOneEdit(key, noun) }

    private static func soundsLikeNumber(_ key: String, _ tongue: Tongue) -> Bool {
        Spelling.digit(soundingLike: key, tongue) != nil
    }

    private static func numbers(in text: String, _ tongue: Tongue) -> Set<Int> {
        guard !text.isEmpty else { return [] }
        let symbols = SymbolReader(Utterance(text), tongue).symbols()
        return Set(symbols.compactMap(\.number).filter { $0 > 1 })
    }
}

/// Numbers in digits with their separators.
enum WrittenNumber {
    /// `1.234,50` in German, `1,234.50` in English; what is after the decimal sign as hundredths.
    static func read(_ raw: String, _ tongue: Tongue) -> (whole: Int, fraction: Int?)? {
        let decimal: Character = tongue == .german ? "," : "."
        let grouping: Character = tongue == .german ? "." : ","
        var parts = raw.split(separator: decimal, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 1, let at = raw.lastIndex(of: grouping), raw.distance(from: at, to: raw.endIndex) == 3 {
            parts = [String(raw[..<at]), String(raw[raw.index(after: at)...])]
        }
        guard parts.count <= 2, let whole = Int(parts[0].filter { $0 != grouping }) else { return nil }
        guard parts.count == 2, parts[1] != "-", parts[1] != "–" else { return (whole, nil) }
        guard parts[1].count <= 2, let fraction = Int(parts[1]) else { return nil }
        return (whole, parts[1].count == 1 ? fraction * 10 : fraction)
    }
}
