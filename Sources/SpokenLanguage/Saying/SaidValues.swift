/// Values as they are said, slowly where somebody writes them down.
public struct SaidValues: Sendable {
    public let tongue: Tongue
    public let dialling: Dialling?

    public init(tongue: Tongue, dialling: Dialling? = nil) {
        self.tongue = tongue
        self.dialling = dialling
    }

    /// A normal value (`SpokenEntity.value`) of a kind as it is read back.
    ///
    /// - Parameter isSlow: letters with a spelling word each.
    public func say(_ value: String, of shape: EntityKind.Shape, isSlow: Bool = false) -> String {
        switch shape {
        case .code: code(value, isSlow: isSlow)
        case .phone: phone(value)
        case .email: isSlow ? spelled(value) : email(value)
        case .date(let ofBirth): CivilDate(value).map { date($0, hasYear: ofBirth) } ?? openDate(value)
        case .time: time(value)
        case .amount: amount(value)
        case .count: Int(value).map { NumberWords.cardinal($0, tongue) } ?? value
        case .name: isSlow ? value + ", " + letters(value, isSlow: true) : value + ", " + letters(value, isSlow: false)
        case .street, .city, .words: street(value)
        }
    }

    /// Letters one by one, digits one by one in groups of at most three, signs by their names.
    public func code(_ value: String, isSlow: Bool = false) -> String {
        var parts: [String] = []
        var digits: [Character] = []
        var letters: [String] = []
        func close() {
            if !digits.isEmpty { parts.append(self.digits(digits)) }
            if !letters.isEmpty { parts.append(letters.joined(separator: isSlow ? ", " : " ")) }
            digits = []
            letters = []
        }
        for character in value {
            if character.isASCII, character.isNumber {
                if !letters.isEmpty { close() }
                digits.append(character)
            } else if character.isLetter {
                if !digits.isEmpty { close() }
                letters.append(letter(character, isSlow: isSlow))
            } else {
                close()
                if character != "-" && character != " " && character != "#" && character != "?"
                    || character == "-" && isSlow
                {
                    parts.append(sign(character))
                } else if character == "?" {
                    parts.append("…")
                }
            }
        }
        close()
        return parts.joined(separator: ", ")
    }

    /// A phone number in groups; one of the company's own country as it is dialled there.
    public func phone(_ value: String) -> String {
        var digits = Array(value.filter { $0.isASCII && $0.isNumber })
        var head = value.hasPrefix("+") ? (tongue == .german ? "plus " : "plus ") : ""
        if let dialling, value.hasPrefix("+" + dialling.countryCode) {
            digits = Array(dialling.trunkPrefix) + digits.dropFirst(dialling.countryCode.count)
            head = ""
        }
        guard digits.count > 4 else { return head + self.digits(digits) }
        return head + spoken(digits.prefix(4)) + ", " + self.digits(Array(digits.dropFirst(4)))
    }

    /// `info at nordlicht Punkt example`.
    public func email(_ value: String) -> String {
        var said = ""
        for character in value {
            if character.isLetter {
                said.append(character)
            } else if character.isASCII, character.isNumber {
                if said.last?.isLetter == true || said.last == " " || said.isEmpty {
                    if said.last?.isLetter == true { said += " " }
                }
                said += NumberWords.digit(character, tongue) + " "
            } else {
                said += " " + sign(character) + " "
            }
        }
        return said.split(separator: " ").joined(separator: " ")
    }

    /// `Dienstag, der vierzehnte Oktober`.
    public func date(_ date: CivilDate, hasYear: Bool = false) -> String {
        let weekday = CalendarWords.weekday(date.weekday, tongue)
        let month = CalendarWords.month(date.month, tongue)
        let day = NumberWords.ordinal(date.day, tongue)
        let year = hasYear ? " " + NumberWords.year(date.year, tongue) : ""
        switch tongue {
        case .german: return hasYear ? "der \(day) \(month)\(year)" : "\(weekday), der \(day) \(month)"
        case .english: return hasYear ? "the \(day) of \(month)\(year)" : "\(weekday), the \(day) of \(month)"
        }
    }

    /// `16:30` as `sechzehn Uhr dreißig` or `four thirty p.m.`.
    public func time(_ value: String) -> String {
        let parts = value.split(separator: ":").map { Int($0) }
        guard parts.count >= 2, let hour = parts[0], let minute = parts[1], (0...24).contains(hour),
            (0...59).contains(minute)
        else {
            return tongue == .german ? "eine Uhrzeit" : "a time"
        }
        switch tongue {
        case .german:
            let night = (1...5).contains(hour) ? (hour < 4 ? " nachts" : " morgens") : ""
            let head = hour == 1 ? "ein" : NumberWords.cardinal(hour, .german)
            return head + " Uhr" + (minute == 0 ? "" : " " + NumberWords.cardinal(minute, .german)) + night
        case .english:
            if minute == 0, hour == 12 { return "noon" }
            if minute == 0, hour % 24 == 0 { return "midnight" }
            let head = NumberWords.cardinal(hour % 12 == 0 ? 12 : hour % 12, .english)
            let tail =
                minute == 0
                ? ""
                : minute < 10
                    ? " oh " + NumberWords.cardinal(minute, .english) : " " + NumberWords.cardinal(minute, .english)
            return head + tail + (hour % 24 < 12 ? " a.m." : " p.m.")
        }
    }

    /// `49.90 EUR` as `neunundvierzig Euro neunzig`.
    public func amount(_ value: String) -> String {
        let parts = value.split(separator: " ")
        let number = (parts.first ?? "").split(separator: ".")
        guard let whole = number.first.flatMap({ Int($0) }) else { return value }
        let fraction = number.count > 1 ? Int(number[1]) : nil
        return SaidNumbers(tongue).money(whole, fraction, String(parts.dropFirst().first ?? "EUR"))
    }

    private func openDate(_ value: String) -> String {
        let parts = value.split(separator: "-").map { Int($0) }
        guard parts.count == 3, let month = parts[1], (1...12).contains(month) else {
            return tongue == .german ? "ein Datum" : "a date"
        }
        let name = CalendarWords.month(month, tongue)
        guard let day = parts[2], (1...31).contains(day) else {
            return tongue == .german ? "ein Tag im \(name)" : "a day in \(name)"
        }
        let ordinal = NumberWords.ordinal(day, tongue)
        return tongue == .german ? "der \(ordinal) \(name)" : "the \(ordinal) of \(name)"
    }

    private func street(_ value: String) -> String {
        value.split(separator: " ").map { part in
            let digits = part.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits), number < 10_000 else { return part == "?" ? "…" : String(part) }
            let rest = part.dropFirst(digits.count)
            return NumberWords.cardinal(number, tongue) + (rest.isEmpty ? "" : " " + rest)
        }.joined(separator: " ")
    }

    private func spelled(_ value: String) -> String {
        value.map { character in
            if character.isLetter { return letter(character, isSlow: true) }
            return character.isASCII && character.isNumber ? NumberWords.digit(character, tongue) : sign(character)
        }.joined(separator: ", ")
    }

    private func letters(_ value: String, isSlow: Bool) -> String {
        let longest = value.split(separator: " ").max { $0.count < $1.count } ?? ""
        return longest.filter(\.isLetter).map { letter($0, isSlow: isSlow) }.joined(separator: isSlow ? ", " : " ")
    }

    private func letter(_ letter: Character, isSlow: Bool) -> String {
        let upper = letter == "ß" ? "scharfes S" : letter.uppercased()
        guard isSlow,
            let word = (tongue == .german ? SaidValues.german : SaidValues.english)[Character(letter.lowercased())]
        else {
            return upper
        }
        return upper + (tongue == .german ? " wie " : " as in ") + word
    }

    private func sign(_ character: Character) -> String {
        switch (character, tongue) {
        case ("@", _): "at"
        case (".", .german): "Punkt"
        case (".", .english): "dot"
        case ("-", .german): "Bindestrich"
        case ("-", .english): "hyphen"
        case ("_", .german): "Unterstrich"
        case ("_", .english): "underscore"
        case ("/", .german): "Schrägstrich"
        case ("/", .english): "slash"
        case ("+", _): "plus"
        case ("#", .german): "Raute"
        case ("#", .english): "hash"
        case ("?", _): "…"
        default: String(character)
        }
    }

    /// Digits in groups of three; the last has two to four, so that none stands alone.
    private func digits(_ digits: [Character]) -> String {
        var groups: [ArraySlice<Character>] = []
        var rest = digits[...]
        while !rest.isEmpty {
            let size = rest.count == 4 ? 2 : min(3, rest.count)
            groups.append(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        return groups.map(spoken).joined(separator: ", ")
    }

    private func spoken(_ digits: ArraySlice<Character>) -> String {
        digits.map { NumberWords.digit($0, tongue) }.joined(separator: " ")
    }

    private static let german: [Character: String] = table(
        "Anton Berta Cäsar Dora Emil Friedrich Gustav Heinrich Ida Julius Kaufmann Ludwig Martha Nordpol Otto Paula Quelle "
            + "Richard Samuel Theodor Ulrich Viktor Wilhelm Xanthippe Ypsilon Zacharias Ärger Ökonom Übermut")
    private static let english: [Character: String] = table(
        "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo "
            + "Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu")

    private static func table(_ words: String) -> [Character: String] {
        var found: [Character: String] = [:]
        for word in words.split(separator: " ") {
            if let first = word.lowercased().first { found[first] = String(word) }
        }
        return found
    }
}
