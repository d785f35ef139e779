/// Numbers, sums and measures as they are said.
struct SaidNumbers {
    let tongue: Tongue

    init(_ tongue: Tongue) { self.tongue = tongue }

    func money(_ whole: Int, _ fraction: Int?, _ currency: String) -> String {
        let names = SaidNumbers.currencies[currency]
        let (one, many, cents) =
            tongue == .german ? names?.german ?? (currency, currency, "") : names?.english ?? (currency, currency, "")
        let isGerman = tongue == .german
        let cent = fraction ?? 0
        func count(_ number: Int) -> String {
            isGerman && number == 1 ? "ein" : NumberWords.cardinal(number, tongue)
        }
        if whole == 0, cent > 0, !cents.isEmpty {
            return count(cent) + " "
                + (!isGerman && cent == 1 && cents.hasSuffix("s") ? String(cents.dropLast()) : cents)
        }
        let head = count(whole) + " " + (whole == 1 ? one : many)
        guard cent > 0 else { return head }
        if isGerman { return head + " " + NumberWords.cardinal(cent, .german) }
        return head + " and " + NumberWords.cardinal(cent, .english) + " "
            + (cent == 1 && cents.hasSuffix("s") ? String(cents.dropLast()) : cents)
    }

    /// `3,5`: `drei Komma fünf`; digits after the sign one by one.
    func decimal(_ whole: Int, _ digits: some StringProtocol) -> String {
        let sign = tongue == .german ? " Komma " : " point "
        return NumberWords.cardinal(whole, tongue) + sign
            + digits.map { NumberWords.digit($0, tongue) }.joined(separator: " ")
    }

    private static let currencies: [String: (german: (String, String, String), english: (String, String, String))] = [
        "EUR": (("Euro", "Euro", "Cent"), ("euro", "euros", "cents")),
        "USD": (("Dollar", "Dollar", "Cent"), ("dollar", "dollars", "cents")),
        "GBP": (("Pfund", "Pfund", "Pence"), ("pound", "pounds", "pence")),
        "CHF": (("Franken", "Franken", "Rappen"), ("franc", "francs", "centimes")),
    ]

    static let currencySigns: [Character: String] = ["€": "EUR", "$": "USD", "£": "GBP"]
    static let currencyWords: [String: String] = [
        "€": "EUR", "$": "USD", "£": "GBP", "Euro": "EUR", "EUR": "EUR", "euros": "EUR", "euro": "EUR", "USD": "USD",
        "CHF": "CHF", "Franken": "CHF", "Dollar": "USD", "dollars": "USD", "GBP": "GBP", "pounds": "GBP",
    ]
}
