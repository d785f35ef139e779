import ConfigurationReading
import SpokenLanguage

/// Reads what a phone channel wants understood of its callers.
enum PhoneDetailsReader {
    /// More kinds than callers can be asked for in one call.
    static let detailsMax = 40

    private enum Shape: String, CaseIterable {
        case code, phone, email, date, time, amount, count, name, street, city, words
        case birthDate = "birth_date"
    }

    static func read(_ settings: ConfigurationReader) -> [EntityKind] {
        let kinds = (settings.sections("details", detail) ?? []).compactMap { $0 }
        var names: Set<String> = []
        for kind in kinds where !names.insert(kind.name).inserted {
            settings.report("details", "names \(Printable.quoted(kind.name)) twice")
        }
        if kinds.count > detailsMax { settings.report("details", "has more than \(detailsMax) entries") }
        return kinds
    }

    /// How phone numbers are dialled: as `dialling` says, else as in the country of the channel's language; German
    /// without a country is Germany's.
    static func dialling(_ settings: ConfigurationReader, language: String?) -> Dialling? {
        let own = settings.section("dialling") { section -> Dialling? in
            let code = section.requiredText("country_code", charactersMax: 4)
            let trunk = section.text("trunk_prefix", charactersMax: 3) ?? ""
            for (key, written) in [("country_code", code), ("trunk_prefix", trunk)]
            where !written.allSatisfy({ $0.isASCII && $0.isNumber }) {
                section.report(key, "must be digits, in quotes")
            }
            return Dialling(countryCode: code, trunkPrefix: trunk)
        }
        return own ?? Dialling(languageTag: language ?? "de")
    }

    private static func detail(_ section: ConfigurationReader) -> EntityKind? {
        let name = section.requiredText("name", charactersMax: 40)
        if !name.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }) {
            section.report("name", "must be of a-z, 0-9 and _: it is the key of a fact")
        }
        let shape = section.require("shape", section.choice("shape", of: Shape.self))
        let patterns = patterns(section)
        let words = section.texts("words", charactersMax: 100) ?? []
        let currency = section.text("currency", charactersMax: 3) ?? "EUR"
        let cues = section.texts("cues", charactersMax: 60) ?? []
        let titles = section.textByLanguage("title")
        let isReadBack = section.flag("read_back") ?? true
        guard let shape else { return nil }
        if shape == .code, patterns.isEmpty, !section.has("patterns") {
            section.report("patterns", "is missing; a code needs at least one, for instance NR-[0-9]{5}")
        }
        if shape == .words, words.isEmpty { section.report("words", "is missing; name what can be said") }
        return EntityKind(
            name, form(shape, patterns, words, currency), cues: cues,
            titles: Dictionary(
                titles.compactMap { tag, title in Tongue(languageTag: tag).map { ($0, title) } },
                uniquingKeysWith: { first, _ in first }), isReadBack: isReadBack)
    }

    private static func form(
        _ shape: Shape, _ patterns: [CodePattern], _ words: [String], _ currency: String
    ) -> EntityKind.Shape {
        switch shape {
        case .code: .code(patterns)
        case .phone: .phone
        case .email: .email
        case .date: .date(ofBirth: false)
        case .birthDate: .date(ofBirth: true)
        case .time: .time
        case .amount: .amount(currency: currency)
        case .count: .count(of: words)
        case .name: .name
        case .street: .street
        case .city: .city
        case .words: .words(words)
        }
    }

    private static func patterns(_ section: ConfigurationReader) -> [CodePattern] {
        (section.texts("patterns", charactersMax: 100) ?? []).enumerated().compactMap { index, written in
            do throws(CodePattern.Fault) {
                return try CodePattern(written)
            } catch {
                section.report("patterns[\(index)]", line: section.line(of: "patterns"), reason(error))
                return nil
            }
        }
    }

    private static func reason(_ fault: CodePattern.Fault) -> String {
        switch fault {
        case .unsupported(let sign, let place):
            "cannot hold \(Printable.quoted(String(sign))) at \(place + 1); letters, digits, - _ . # / and blanks, "
                + "[classes], \\d and {repetitions} can be written"
        case .unfinished: "has a class or a repetition without its end"
        case .size: "must have 1 to \(CodePattern.placesMax) places"
        }
    }
}
