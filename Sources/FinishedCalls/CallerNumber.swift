/// Phone numbers as transcripts write them.
enum CallerNumber {
    /// The number as ITU-T E.164 has it; nil for one that is withheld, internal, or of no country we can tell.
    ///
    /// - Parameter region: Where numbers without a country belong, as ISO 3166-1 has it; empty for nowhere.
    static func e164(_ written: String, region: String) -> String? {
        guard written.utf8.count <= 64 else { return nil }
        var text = written.split(separator: ";").first.map(String.init) ?? ""
        if text.lowercased().hasPrefix("tel:") { text = String(text.dropFirst(4)) }
        // "+49 (0)151": the zero in brackets is for those who call from within the country.
        if text.hasPrefix("+") { text = text.split(separator: "(0)").joined(separator: " ") }
        var digits = ""
        for character in text {
            switch character {
            case "0"..."9": digits.append(character)
            case "+" where digits.isEmpty: digits.append(character)
            case " ", "-", "(", ")", ".", "/", "\u{A0}": continue
            default: return nil
            }
        }
        if digits.hasPrefix("00") { digits = "+" + digits.dropFirst(2) }
        if !digits.hasPrefix("+") {
            guard let country = countries[region] else { return nil }
            if !country.trunk.isEmpty {
                guard digits.hasPrefix(country.trunk) else { return nil }
                digits = "+\(country.code)\(digits.dropFirst(country.trunk.count))"
            } else if digits.count == 11, digits.hasPrefix(country.code) {
                digits = "+" + digits
            } else if digits.count == 10 {
                digits = "+\(country.code)\(digits)"
            }
        }
        let rest = digits.dropFirst()
        guard digits.hasPrefix("+"), (7...15).contains(rest.count), rest.first != "0", !withheld.contains(digits) else {
            return nil
        }
        return digits
    }

    /// What platforms give for a withheld number: ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE on the keys.
    private static let withheld: Set<String> = [
        "+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253",
    ]

    /// Country codes (ITU-T E.164) and what is dialled before an area within the country.
    static let countries: [String: (code: String, trunk: String)] = [
        "DE": ("49", "0"), "AT": ("43", "0"), "CH": ("41", "0"), "GB": ("44", "0"), "IE": ("353", "0"),
        "FR": ("33", "0"), "NL": ("31", "0"), "BE": ("32", "0"), "LU": ("352", ""), "AU": ("61", "0"),
        "NZ": ("64", "0"), "US": ("1", ""), "CA": ("1", ""),
    ]
}
