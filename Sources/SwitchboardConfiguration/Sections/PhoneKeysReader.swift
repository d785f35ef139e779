import ConfigurationReading

/// Reads what the keys of a caller's phone do.
enum PhoneKeysReader {
    typealias Keys = (human: Character?, menu: [Character: PhoneSettings.KeyChoice])

    static let usual: Keys = ("0", [:])

    private static let keys = "0123456789*#".map { String($0) }
    private enum Deed: String, CaseIterable { case human, `repeat` }

    static func read(_ section: ConfigurationReader) -> Keys {
        var human = usual.human
        if let written = section.choice("human", words: keys + ["none"]) {
            human = written == "none" ? nil : written.first
        }
        var menu: [Character: PhoneSettings.KeyChoice] = [:]
        for entry in section.sections("menu", choice) ?? [] {
            guard let (key, choice) = entry else { continue }
            if menu.updateValue(choice, forKey: key) != nil {
                section.report("menu", "has the key \(key) twice")
            } else if key == human {
                section.report(
                    "menu", "has the key \(key), which asks for a person; name another one for human, or none")
            }
        }
        return (human, menu)
    }

    private static func choice(_ section: ConfigurationReader) -> (Character, PhoneSettings.KeyChoice)? {
        let key = section.require("key", section.choice("key", words: keys))?.first
        let says = section.textByLanguage("says", charactersMax: 300)
        let does = section.choice("does", of: Deed.self)
        if section.has("says") == section.has("does") { section.report("needs either says or does") }
        guard let key else { return nil }
        switch does {
        case .human: return (key, .human)
        case .repeat: return (key, .again)
        case nil: return says.isEmpty ? nil : (key, .says(says))
        }
    }
}
