/// A customer's name as a greeting has it.
///
/// Names come from the sender's mail program: many are logins, addresses, companies or desks, and "Guten Tag info," is
/// worse than no name.
enum LetterName {
    private static let wordsMax = 5
    private static let charactersMax = 60
    private static let particles: Set<String> = [
        "von", "vom", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "zu", "zur",
        "zum",
        "ten", "ter", "bin", "ibn", "af", "av", "und", "y", "e", "el", "al",
    ]
    /// Words by which a name is a desk's or a company's.
    private static let desks: Set<String> = [
        "info", "kontakt", "contact", "office", "büro", "buero", "buchhaltung", "einkauf", "vertrieb", "service",
        "kundenservice", "support", "team", "mail", "email", "e-mail", "postmaster", "webmaster", "admin", "noreply",
        "no-reply", "sales", "rechnung", "rechnungen", "verwaltung", "sekretariat", "zentrale", "empfang", "accounting",
        "gmbh", "ag", "kg", "ug", "ohg", "gbr", "mbh", "se", "inc", "ltd", "llc", "plc", "co", "corp", "verein", "e.v",
    ]

    /// - Parameters:
    ///   - name: As the customer's mail program gave it: "Schmidt, Anna", "Dr. Sabine Elf", "ANNA SCHMIDT", "john.doe".
    ///   - address: Where the letter goes; a name that is its first part is no name.
    /// - Returns: nil where nobody can be greeted by it.
    static func greeted(_ name: String, address: String) -> String? {
        let whole = name.prefix(4 * charactersMax).prefix { $0 != "(" && $0 != "[" && $0 != "|" && $0 != "/" }
        let isName = whole.allSatisfy { $0.isLetter || $0.isWhitespace || ".,-'’".contains($0) }
        guard isName, let ordered = ordered(whole) else { return nil }
        let words = ordered.filter { !$0.isEmpty }
        let local = address.prefix { $0 != "@" && $0 != "+" }
        guard (1...wordsMax).contains(words.count), !words.contains(where: isNoName),
            !(words.count == 1 && (words[0] == words[0].lowercased() || words[0] == local))
        else { return nil }
        let isOneCase = ordered.joined() == ordered.joined().lowercased() || isShouted(words)
        let shown = words.map { isOneCase ? capitalised($0) : String($0) }
        guard shown.allSatisfy({ $0.first?.isUppercase == true || particles.contains($0) }) else { return nil }
        let line = shown.joined(separator: " ")
        return (2...charactersMax).contains(line.count) ? line : nil
    }

    /// The words with the first name first.
    private static func ordered(_ name: Substring) -> [Substring]? {
        let halves = name.split(separator: ",").map { $0.split(whereSeparator: \.isWhitespace) }.filter { !$0.isEmpty }
        switch halves.count {
        case 1: return halves[0]
        case 2: return halves[1] + halves[0]
        default: return nil
        }
    }

    /// A desk, or a stop inside a word as logins have it; "Dr." and "J." end in theirs.
    private static func isNoName(_ word: Substring) -> Bool {
        let bare = word.last == "." ? word.dropLast() : word
        return bare.contains(".") || !bare.contains(where: \.isLetter) || desks.contains(bare.lowercased())
    }

    private static func isShouted(_ words: [Substring]) -> Bool {
        words.count > 1 && words.allSatisfy { $0 == $0.uppercased() } && words.contains { $0.count > 3 }
    }

    private static func capitalised(_ word: Substring) -> String {
        let lower = word.lowercased()
        if particles.contains(lower) { return lower }
        return lower.split(separator: "-", omittingEmptySubsequences: false)
            .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: "-")
    }
}
