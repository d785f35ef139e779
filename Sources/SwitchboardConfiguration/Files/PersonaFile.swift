import ConfigurationReading
import Conversations

/// Reads a persona file: who the agent is on every channel.
enum PersonaFile {
    /// The fixed lines a persona may word; a line it leaves out has a built-in wording.
    static let lines = [
        "anything_else", "apology", "are_you_human", "ask_again", "clarify", "data_noted", "empty", "feedback", "go_on",
        "goodbye", "greeting", "handed_back", "handing_over", "holding", "how_are_you", "insult", "language_switched",
        "left_open", "letter_own_matter", "letter_passed_on", "letter_question", "letter_rest", "letter_see_above",
        "letter_unsure",
        "mail_close", "mail_greeting", "mail_greeting_unnamed", "matter_about", "matter_closed", "matter_days",
        "matter_held", "matter_lately", "matter_long_ago", "matter_waiting", "moment", "never_mind", "no_human_needed",
        "nobody_available", "offer_human",
        "only_other_language", "other_language", "same_answer", "settled", "source_intro", "thanks", "too_long",
        "unhelpful", "unknown", "unknown_question", "what_can_you_do", "your_name",
    ]

    /// The lines that only the phone has.
    static let spokenLines = [
        "call_too_long", "connecting", "detail_failed", "details_noted", "more", "not_spoken", "notice", "notice_again",
        "silence", "silence_goodbye", "silence_human", "what_next",
    ]

    /// The persona; nil when the file could not be read at all. What is wrong is reported.
    static func read(_ path: String, problems: ProblemCollector) -> Persona? {
        let file = ConfigurationReader.File(path: path, references: nil, problems: problems)
        return ConfigurationReader.read(file, persona)
    }

    private static func persona(_ root: ConfigurationReader) -> Persona {
        let name = root.requiredText("name", charactersMax: 60)
        let version = root.integer("version", in: 1...1_000_000, unit: "counts up with every change") ?? 1
        let company = root.requiredText("company", charactersMax: 120)
        let languages = languages(root)
        let defaultLanguage = root.text("default_language") ?? languages.first ?? "en"
        if !languages.isEmpty, !languages.contains(defaultLanguage) {
            root.report("default_language", "must be one of languages: \(languages.joined(separator: ", "))")
        }
        let avatar = root.existingFile("avatar")
        let greeting = required(root.textByLanguage("greeting", among: languages), "greeting", root, languages)
        let notice = required(root.textByLanguage("notice", among: languages), "notice", root, languages)
        for (language, text) in notice.sorted(by: { $0.key < $1.key }) {
            checkNotice(text, language, company: company, root, key: "notice.\(language)")
        }
        let texts = root.byLanguage("texts", among: languages) { section, language in
            section.section(language) { lines($0, in: language) }
        }
        let neverSays = root.texts("never_says", charactersMax: 200) ?? []
        let limit = root.section("limits") {
            $0.integer("reply_characters", in: 100...10_000, unit: "characters")
        }
        checkGuidance(root, languages)
        var persona = Persona(
            name: name, version: version, company: company, languages: languages, defaultLanguage: defaultLanguage,
            avatar: avatar, greeting: greeting, notice: notice, texts: texts, neverSays: neverSays,
            replyCharactersMax: (limit ?? nil) ?? 900)
        persona.spoken = spoken(root, languages, company: company)
        return persona
    }

    /// The persona on the phone; its notice must say what every notice says.
    private static func spoken(
        _ root: ConfigurationReader, _ languages: [String], company: String
    ) -> [String: [String: [String]]] {
        root.byLanguage("spoken", among: languages) { section, language in
            section.section(language) { spoken in
                var texts = lines(spoken, in: language)
                for key in spokenLines {
                    if let variants = spoken.textOrTexts(key) { texts[key] = variants }
                }
                for notice in texts["notice"] ?? [] {
                    checkNotice(notice, language, company: company, spoken, key: "notice")
                }
                if let word = texts["notice_again"]?.lazy.compactMap({ missingWord(in: $0, language) }).first {
                    spoken.report("notice_again", "must say that it is an AI, with the word \(word)")
                }
                return texts
            }
        }
    }

    private static func languages(_ root: ConfigurationReader) -> [String] {
        let languages = root.require("languages", root.texts("languages")) ?? []
        for (index, language) in languages.enumerated() {
            let place = "languages[\(index)]"
            if !LanguageTag.isTag(language) {
                root.report(place, line: root.line(of: "languages"), "must be a language tag, for instance de or en")
            } else if languages[..<index].contains(language) {
                root.report(place, line: root.line(of: "languages"), "stands twice")
            }
        }
        if languages.isEmpty, root.items("languages")?.isEmpty == true {
            root.report("languages", "is empty; name at least one")
        }
        return languages
    }

    private static func required(
        _ texts: [String: String], _ key: String, _ root: ConfigurationReader, _ languages: [String]
    ) -> [String: String] {
        guard root.has(key) else {
            root.report(key, "is missing")
            return texts
        }
        for language in languages where texts[language] == nil {
            root.report("\(key).\(language)", line: root.line(of: key), "is missing; every language needs one")
        }
        return texts
    }

    /// The notice must say that it is an AI and on whose behalf it speaks (Regulation (EU) 2024/1689, Article 50(1)).
    private static func checkNotice(
        _ text: String, _ language: String, company: String, _ section: ConfigurationReader, key: String
    ) {
        let line = section.line(of: "notice")
        if !company.isEmpty, !text.contains(company) {
            section.report(
                key, line: line, "must name on whose behalf the agent speaks: \(Printable.quoted(company))")
        }
        if let word = missingWord(in: text, language) {
            section.report(key, line: line, "must say that it is an AI, with the word \(word)")
        }
    }

    /// The word a text lacks that says it is an AI; nil where it says so, or in a language whose words we do not know.
    private static func missingWord(in text: String, _ language: String) -> String? {
        let words = ["de": ["KI", "künstliche"], "en": ["AI", "artificial"]]
        guard let wanted = words[language] else { return nil }
        let said = text.split { !$0.isLetter }
        return wanted.contains { word in said.contains { $0.hasPrefix(word) } } ? nil : wanted[0]
    }

    private static func lines(_ section: ConfigurationReader, in language: String) -> [String: [String]] {
        var texts: [String: [String]] = [:]
        for key in lines {
            if let variants = section.textOrTexts(key) { texts[key] = variants }
        }
        // The close stands under every letter of the agent, also under those without the notice.
        if let word = texts["mail_close"]?.lazy.compactMap({ missingWord(in: $0, language) }).first {
            section.report(
                "mail_close",
                "must say that an AI wrote the letter, with the word \(word): for instance {name}, "
                    + (language == "de" ? "KI-Assistenz" : "AI assistant"))
        }
        return texts
    }

    /// Keys that speak to a language model: checked for shape; the built-in responder has no use for them.
    private static func checkGuidance(_ root: ConfigurationReader, _ languages: [String]) {
        _ = root.textByLanguage("voice", among: languages)
        _ = root.textByLanguage("form_of_address", among: languages)
    }
}
