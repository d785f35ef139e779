/// Tells German from English by their commonest words; made for articles and for questions without a stated language.
enum LanguageGuess {
    /// Bytes looked at.
    private static let bytesMax = 4000

    /// `de` or `en`; `en` when nothing speaks for either.
    static func of(_ text: String) -> String { of(ifCertain: text) ?? "en" }

    /// `de` or `en`, or `nil` when the text gives no sign.
    static func of(ifCertain text: String) -> String? {
        var german = 0
        var english = 0
        let start = text.utf8.prefix(bytesMax)
        for pair in zip(start, start.dropFirst()) where pair.0 == 0xC3 {
            // ä ö ü ß Ä Ö Ü
            if [0xA4, 0xB6, 0xBC, 0x9F, 0x84, 0x96, 0x9C].contains(pair.1) { german += 2 }
        }
        for word in Folding.words(String(decoding: Array(start), as: UTF8.self)) {
            let isGerman = Stopwords.german.contains(word)
            let isEnglish = Stopwords.english.contains(word)
            if isGerman && !isEnglish { german += 2 }
            if isEnglish && !isGerman { english += 2 }
        }
        if german == english { return nil }
        return german > english ? "de" : "en"
    }
}
