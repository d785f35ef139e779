/// Goes over a line's words and puts what is said in place of what is written.
struct SaidTokens {
    struct Token {
        var before: String
        var core: String
        var after: String
    }

    let tongue: Tongue
    let values: SaidValues
    let numbers: SaidNumbers
    var tokens: [Token]

    init(_ line: String, _ tongue: Tongue, _ dialling: Dialling?) {
        self.tongue = tongue
        values = SaidValues(tongue: tongue, dialling: dialling)
        numbers = SaidNumbers(tongue)
        tokens = SaidTokens.joined(line.split(whereSeparator: \.isWhitespace).map(String.init)).map {
            SaidTokens.token($0, tongue)
        }
    }

    /// `z. B.` is one token.
    private static func joined(_ words: [String]) -> [String] {
        var found: [String] = []
        for word in words {
            if let last = found.last, isInitial(last), word.count <= 5, isInitial(String(word.prefix(2))) {
                found[found.count - 1] = last + word
            } else {
                found.append(word)
            }
        }
        return found
    }

    private static func isInitial(_ word: String) -> Bool {
        let core = word.drop { $0 == "(" }
        return core.count % 2 == 0 && core.count <= 4 && !core.isEmpty
            && core.enumerated().allSatisfy { $0.offset % 2 == 0 ? $0.element.isLetter : $0.element == "." }
    }

    private static func token(_ word: String, _ tongue: Tongue) -> Token {
        let before = word.prefix { "(„“\"'[".contains($0) }
        var core = word.dropFirst(before.count)
        var after = ""
        while let last = core.last, ".,;:!?)“”\"']…".contains(last) {
            if last == ".", Abbreviations.said(String(core), tongue) != nil { break }
            if last == ".", core.count <= 4, core.dropLast().allSatisfy({ $0.isNumber }), after.isEmpty { break }
            if last == ".", let dash = core.lastIndex(where: { "–-—".contains($0) }),
                Abbreviations.said(String(core[core.index(after: dash)...]), tongue) != nil
            {
                break
            }
            after = String(last) + after
            core = core.dropLast()
        }
        let silent: Set<Character> = ["(", "[", "\"", "„", "“", "”", "'", ")", "]"]
        return Token(before: "", core: String(core), after: after.filter { !silent.contains($0) })
    }

    func said() -> String {
        var words: [String] = []
        var at = 0
        while at < tokens.count {
            let (text, next) = say(at)
            let after = next > at ? tokens[next - 1].after : ""
            if !text.isEmpty {
                words.append(text + after)
            } else if !after.isEmpty, let last = words.popLast() {
                words.append(last + after)
            }
            at = max(next, at + 1)
        }
        return words.joined(separator: " ")
    }

    func core(_ at: Int) -> String { tokens.indices.contains(at) ? tokens[at].core : "" }

    /// Nothing but blanks between this token and the next.
    func isOpen(_ at: Int) -> Bool { tokens.indices.contains(at) && tokens[at].after.isEmpty }

    private func say(_ at: Int) -> (String, Int) {
        let core = core(at)
        if core.isEmpty { return ("", at + 1) }
        if !core.contains(where: { $0.isLetter || $0.isNumber || "&=%€$£".contains($0) }) {
            return (core == "–" || core == "—" ? "–" : "", at + 1)
        }
        if core.contains("@"), core.contains(".") { return (values.email(core), at + 1) }
        if let site = site(core) { return (site, at + 1) }
        if let abbreviation = Abbreviations.said(core, tongue), !isSentenceEnd(at, core) {
            return (abbreviation, at + 1)
        }
        if let days = dayRange(core) { return (days, at + 1) }
        if let said = SaidDates(self).say(at) { return said }
        if let money = money(at) { return money }
        if let phone = phone(at) { return phone }
        if let code = code(core) { return (code, at + 1) }
        if core.first?.isNumber == true
            || (core.count > 1 && "+-−".contains(core.first ?? " ") && core.dropFirst().first?.isNumber == true)
        {
            return number(at)
        }
        return (core.hasSuffix(".") && core.dropLast().allSatisfy(\.isNumber) ? String(core.dropLast()) : core, at + 1)
    }

    /// `min.` and `so.` at the end of a sentence are words.
    private func isSentenceEnd(_ at: Int, _ core: String) -> Bool {
        let weekdays = [
            "mo", "fr", "sa", "so.", "do.", "min.", "art.", "fr.", "max.", "mon", "fri", "sat.", "no.", "sun.",
        ]
        guard weekdays.contains(core.lowercased()) else { return false }
        let isCapital = core.first?.isUppercase == true
        if ["min.", "max."].contains(core.lowercased()) { return at + 1 >= tokens.count }
        if core.lowercased() == "no." { return !(SaidTokens.isNumeric(self.core(at + 1))) }
        return !isCapital || at + 1 >= tokens.count && core.hasSuffix(".") && at > 2
    }

    static func isNumeric(_ text: String) -> Bool { !text.isEmpty && text.allSatisfy { $0.isNumber && $0.isASCII } }

    /// `https://www.nordlicht.example/a?b` is said as the host only.
    private func site(_ core: String) -> String? {
        let lower = core.lowercased()
        guard lower.hasPrefix("http://") || lower.hasPrefix("https://") || lower.hasPrefix("www.") else { return nil }
        var host = lower[...]
        if let scheme = host.firstIndex(of: "/"), lower.hasPrefix("http") { host = host[scheme...].dropFirst(2) }
        host = host.prefix { !"/?#:".contains($0) }
        if host.hasPrefix("www.") { host = host.dropFirst(4) }
        let said = host.split(separator: ".").joined(separator: tongue == .german ? " Punkt " : " dot ")
        return tongue == .german ? "unsere Internetseite " + said : "our website " + said
    }

    /// `Mo.–Fr.`
    private func dayRange(_ core: String) -> String? {
        let parts = core.split { "–-—".contains($0) }.map(String.init)
        guard parts.count == 2 else { return nil }
        func day(_ part: String) -> String? {
            let short = part.hasSuffix(".") ? part : part + "."
            guard let said = Abbreviations.said(short, tongue) else {
                return CalendarWords.readWeekday(Folding.key(part), tongue) == nil ? nil : part
            }
            return CalendarWords.readWeekday(Folding.key(said), tongue) == nil ? nil : said
        }
        guard let first = day(parts[0]), let last = day(parts[1]) else { return nil }
        return first + (tongue == .german ? " bis " : " to ") + last
    }

    private func money(_ at: Int) -> (String, Int)? {
        var text = core(at)
        var currency: String?
        for (sign, code) in SaidNumbers.currencySigns {
            if text.first == sign {
                text.removeFirst()
            } else if text.last == sign {
                text.removeLast()
            } else {
                continue
            }
            currency = code
        }
        var end = at + 1
        if currency == nil, isOpen(at), let named = SaidNumbers.currencyWords[core(at + 1)] {
            currency = named
            end += 1
        }
        guard let currency else { return nil }
        if text.isEmpty { return nil }
        if text.hasSuffix(",-") || text.hasSuffix(",–") { text.removeLast(2) }
        if let range = rangeParts(text), let first = WrittenNumber.read(range.0, tongue),
            let last = WrittenNumber.read(range.1, tongue)
        {
            let head =
                first.fraction == nil
                ? NumberWords.cardinal(first.whole, tongue) : numbers.money(first.whole, first.fraction, currency)
            return (
                head + (tongue == .german ? " bis " : " to ") + numbers.money(last.whole, last.fraction, currency), end
            )
        }
        guard let (whole, fraction) = WrittenNumber.read(text, tongue), whole <= NumberWords.largest else { return nil }
        return (numbers.money(whole, fraction, currency), end)
    }

    func rangeParts(_ text: String) -> (String, String)? {
        let parts = text.split(omittingEmptySubsequences: false) { "–-—".contains($0) }.map(String.init)
        guard parts.count == 2, parts[0].first?.isNumber == true, parts[1].first?.isNumber == true else { return nil }
        return (parts[0], parts[1])
    }

    /// Digits in several words from `+` or `0` on, or one long row.
    private func phone(_ at: Int) -> (String, Int)? {
        let first = core(at).filter { $0 != "(" && $0 != ")" }
        guard first.hasPrefix("+") || first.hasPrefix("0"),
            first.dropFirst().allSatisfy({ $0.isNumber || "-/".contains($0) })
        else { return nil }
        var text = first
        var end = at + 1
        while isOpen(end - 1), end < tokens.count, end - at < 8,
            core(end).allSatisfy({ $0.isNumber || "-/()".contains($0) }), !core(end).isEmpty
        {
            text += core(end)
            end += 1
        }
        let digits = text.filter { $0.isNumber || $0 == "+" }
        guard digits.count >= 7, digits.count <= 17 else { return nil }
        return (values.phone(digits), end)
    }

    /// Order numbers and the like: capitals and digits, or a long row of digits.
    private func code(_ core: String) -> String? {
        let body = core.hasSuffix(".") ? String(core.dropLast()) : core
        let digits = body.count { $0.isNumber && $0.isASCII }
        let letters = body.filter(\.isLetter)
        guard body.count <= 40, body.allSatisfy({ $0.isLetter || $0.isNumber || "-_#/".contains($0) }) else {
            return nil
        }
        if letters.isEmpty, digits >= 7, digits == body.count { return values.code(body) }
        guard digits >= 2, body.count >= 4, !letters.isEmpty, letters.allSatisfy(\.isUppercase), letters.count <= 12
        else { return nil }
        return values.code(body)
    }

    private func number(_ at: Int) -> (String, Int) {
        let isEnding = core(at).hasSuffix(".")
        let text = isEnding ? String(core(at).dropLast()) : core(at)
        var end = at + 1
        var isOne = false
        var said: String?
        if let (first, last) = rangeParts(text), let one = plain(first), let two = plain(last) {
            said = one + (tongue == .german ? " bis " : " to ") + two
        } else {
            var body = text
            var unit: String?
            for sign in ["%", "°C", "km/h", "km", "kg", "cm", "mm", "m²", "kWh", "Wh", "GB", "MB"]
            where body.hasSuffix(sign) {
                let rest = String(body.dropLast(sign.count))
                if rest.last?.isNumber == true {
                    unit = Abbreviations.unit(sign, tongue, isOne: rest == "1")
                    body = rest
                    break
                }
            }
            isOne = body == "1"
            said = plain(body, isBeforeWord: unit != nil || (isOpen(at) && core(at + 1).first?.isLetter == true))
            if let unit { said = said.map { $0 + " " + unit } }
        }
        guard var said else { return (text, end) }
        if isOpen(at), let unit = Abbreviations.unit(core(end), tongue, isOne: isOne) {
            said += " " + unit
            end += 1
        }
        return (said + (isEnding && end == at + 1 ? "." : ""), end)
    }

    /// A whole number, a decimal, an ordinal or a year in words.
    private func plain(_ text: String, isBeforeWord: Bool = false) -> String? {
        if let sign = text.first, "-−+".contains(sign) {
            return plain(String(text.dropFirst()), isBeforeWord: isBeforeWord).map {
                (sign == "+" ? "plus " : "minus ") + $0
            }
        }
        if SaidTokens.isNumeric(text) {
            guard text.count <= 12, let number = Int(text), text.count == 1 || !text.hasPrefix("0") else {
                return values.code(text)
            }
            if text.count == 4, !isBeforeWord, (1900..<2100).contains(number) {
                return NumberWords.year(number, tongue)
            }
            if number == 1, isBeforeWord { return tongue == .german ? "ein" : "one" }
            return NumberWords.cardinal(number, tongue)
        }
        if tongue == .english, let suffix = ["st", "nd", "rd", "th"].first(where: text.hasSuffix),
            let number = Int(text.dropLast(suffix.count)), (1...9999).contains(number)
        {
            return NumberWords.ordinal(number, .english)
        }
        if text.hasSuffix("x") || text.hasSuffix("×"), let number = Int(text.dropLast()) {
            return NumberWords.cardinal(number, tongue) + (tongue == .german ? " mal" : " times")
        }
        let decimal: Character = tongue == .german ? "," : "."
        let grouping: Character = tongue == .german ? "." : ","
        guard text.allSatisfy({ $0.isNumber && $0.isASCII || $0 == decimal || $0 == grouping }) else { return nil }
        let parts = text.split(separator: decimal, omittingEmptySubsequences: false)
        let groups = (parts.first ?? "").split(separator: grouping, omittingEmptySubsequences: false)
        guard parts.count <= 2, groups.dropFirst().allSatisfy({ $0.count == 3 }), let whole = Int(groups.joined()),
            whole <= NumberWords.largest
        else {
            return nil
        }
        guard parts.count == 2, !parts[1].isEmpty else { return NumberWords.cardinal(whole, tongue) }
        return parts[1].count <= 8 ? numbers.decimal(whole, parts[1]) : nil
    }
}
