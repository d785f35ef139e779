extension EntityKind {
    /// What callers tell any company, where it names nothing of its own.
    ///
    /// Numbers of two to four letters and digits, or digits alone, are told apart by the words that announce them.
    public static let usual: [EntityKind] = [
        EntityKind(
            "order_number", .code(numbers),
            cues: [
                "bestellnummer", "bestellung", "auftragsnummer", "auftrag", "sendungsnummer", "rechnungsnummer",
                "order number", "order", "invoice number", "tracking number", "booking number", "reference number",
            ], titles: [.german: "die Bestellnummer", .english: "the order number"]),
        EntityKind(
            "customer_number", .code(numbers),
            cues: [
                "kundennummer", "vertragsnummer", "versicherungsnummer", "mitgliedsnummer", "zählernummer",
                "aktenzeichen", "customer number", "account number", "contract number", "policy number",
                "membership number", "meter number",
            ], titles: [.german: "die Kundennummer", .english: "the customer number"]),
        EntityKind(
            "number", .code(numbers), cues: ["nummer", "code", "kennung", "number", "reference"],
            titles: [.german: "die Nummer", .english: "the number"]),
        EntityKind(
            "phone", .phone,
            cues: [
                "telefonnummer", "handynummer", "mobilnummer", "rufnummer", "rückrufnummer", "phone number", "phone",
                "mobile number", "telephone number",
            ], titles: [.german: "die Telefonnummer", .english: "the phone number"]),
        EntityKind(
            "email", .email, cues: ["e-mail-adresse", "e-mail", "email", "mailadresse", "email address"],
            titles: [.german: "die E-Mail-Adresse", .english: "the e-mail address"]),
        EntityKind(
            "birth_date", .date(ofBirth: true),
            cues: ["geburtsdatum", "geburtstag", "geboren", "date of birth", "birthday", "born"],
            titles: [.german: "das Geburtsdatum", .english: "the date of birth"]),
        EntityKind(
            "name", .name, cues: ["nachname", "namen", "name", "surname", "last name"],
            titles: [.german: "der Name", .english: "the name"]),
    ]

    private static let numbers = ["[A-Z]{2,4}-?[0-9]{4,10}", "[0-9]{4,12}"].compactMap { try? CodePattern($0) }
}

extension Dialling {
    /// How a country dials, by its code (ISO 3166-1) or by a language tag that names it; nil where it is not known.
    ///
    /// National prefixes as in ITU-T's list of dialling procedures.
    public init?(languageTag: String) {
        let parts = languageTag.uppercased().split { $0 == "-" || $0 == "_" }
        guard
            let (code, trunk) = Self.countries[parts.count > 1 ? String(parts[1]) : parts.first.map(String.init) ?? ""]
        else { return nil }
        self.init(countryCode: code, trunkPrefix: trunk)
    }

    private static let countries: [String: (String, String)] = [
        "DE": ("49", "0"), "AT": ("43", "0"), "CH": ("41", "0"), "LI": ("423", ""), "LU": ("352", ""),
        "GB": ("44", "0"), "IE": ("353", "0"), "US": ("1", ""), "CA": ("1", ""), "AU": ("61", "0"),
        "NZ": ("64", "0"),
    ]
}
