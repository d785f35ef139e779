/// What a file's name says about its article: `returns.de.md` is the German article `returns`.
struct ArticleName {
    var id: String
    var language: String?

    init(file: String) {
        let parts = file.split(separator: "/")
        var stem = parts.last.map(String.init) ?? file
        if let dot = stem.lastIndex(of: "."), dot != stem.startIndex { stem = String(stem[..<dot]) }
        if let dot = stem.lastIndex(of: "."), let code = Self.languages[String(stem[stem.index(after: dot)...])] {
            id = String(stem[..<dot])
            language = code
        } else {
            id = stem
            language = parts.dropLast().last.flatMap { Self.languages[String($0)] }
        }
        id = id.split(whereSeparator: \.isWhitespace).joined(separator: "-")
    }

    /// A usable identifier: 1 to 200 characters without spaces and control characters.
    static func isIdentifier(_ text: String) -> Bool {
        (1...200).contains(text.count)
            && text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0.value >= 0x20 && $0.value != 0x7F }
    }

    /// Endings and folder names that name a language, as opposed to any two letters.
    private static let languages = ["de": "de", "en": "en", "fr": "fr", "es": "es", "it": "it", "nl": "nl"]
}
