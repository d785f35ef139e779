import Conversations

/// Finds the persona's line for a key, or the product's own where the persona has none.
struct Wording: Sendable {
    var persona: Persona
    var language: String
    var variant: Int
    /// Whether it is said rather than read: the persona's lines for the phone go first.
    var isSpoken = false

    /// The line, with `{key}` replaced by its value, `{name}` by the persona's name and `{company}` by the company's.
    func line(_ key: String, _ values: [String: String] = [:]) -> String {
        let variants = variants(key)
        guard !variants.isEmpty else { return "" }
        var text = variants[variant % variants.count]
        guard text.utf8.contains(0x7B) else { return text }
        text = Wording.fill(text, values.merging(["name": persona.name, "company": persona.company]) { own, _ in own })
        return text
    }

    private func variants(_ key: String) -> [String] {
        guard isSpoken else { return persona.texts[language]?[key] ?? DefaultTexts.lines(language, key) }
        return persona.spoken[language]?[key] ?? DefaultTexts.spokenLines(language, key)
            ?? persona.texts[language]?[key] ?? DefaultTexts.lines(language, key)
    }

    /// Replaces `{key}`; unknown keys stay as they are. Values are not looked through again.
    static func fill(_ text: String, _ values: [String: String]) -> String {
        var result = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let key = String(rest[rest.index(after: open)..<close])
            result += values[key] ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
