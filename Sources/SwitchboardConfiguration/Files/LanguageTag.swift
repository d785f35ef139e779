import ConfigurationReading

/// Keys that are language tags: `de`, `en`, `pt-BR`.
enum LanguageTag {
    /// Two or three small letters, then perhaps a region.
    static func isTag(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let primary = parts.first, (2...3).contains(primary.utf8.count), parts.count <= 2,
            primary.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
        else { return false }
        return parts.count == 1 || parts[1].utf8.count == 2
    }
}

extension ConfigurationReader {
    /// What `read` makes of each language in a mapping by language tag; empty when the key is not there.
    ///
    /// - Parameter among: The languages that make sense here; nil for any.
    func byLanguage<Value>(
        _ key: String, among languages: [String]? = nil,
        _ read: (_ section: ConfigurationReader, _ language: String) -> Value?
    ) -> [String: Value] {
        let values = section(key) { section in
            var values: [String: Value] = [:]
            for language in section.writtenKeys {
                guard LanguageTag.isTag(language) else {
                    _ = section.has(language)
                    section.report(language, "must be a language tag, for instance de or en")
                    continue
                }
                if let languages, !languages.contains(language) {
                    _ = section.has(language)
                    section.report(
                        language, "is none of the languages of this file: \(languages.joined(separator: ", "))")
                    continue
                }
                if let value = read(section, language) { values[language] = value }
            }
            return values
        }
        return values ?? [:]
    }

    /// One text for each language.
    func textByLanguage(
        _ key: String, among languages: [String]? = nil, charactersMax: Int = 2_000
    ) -> [String: String] {
        byLanguage(key, among: languages) { section, language in section.text(language, charactersMax: charactersMax) }
    }
}
