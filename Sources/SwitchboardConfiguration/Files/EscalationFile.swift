import ConfigurationReading
import Conversations
import Escalation
import Foundation

/// Reads the escalation file: when people take over, who they are and when they are there.
struct EscalationFile {
    let problems: ProblemCollector
    /// The channels rules may name.
    let channels: [ChannelName]
    /// Language of customers whose own has no texts, unless the file says otherwise.
    let defaultLanguage: String

    /// The rules; nil when the file could not be read at all. What is wrong is reported.
    func read(_ path: String) -> EscalationRules? {
        ConfigurationReader.read(ConfigurationReader.File(path: path, references: nil, problems: problems), rules)
    }

    private func rules(_ root: ConfigurationReader) -> EscalationRules {
        let language = root.text("default_language") ?? defaultLanguage
        let queues = queues(root, language: language)
        let names = queues.map(\.name)
        let defaultQueue = root.choice("default_queue", words: names) ?? names.first ?? ""
        let ruleReader = EscalationRuleReader(queues: names, channels: channels)
        var seen: [String: Int] = [:]
        let rules = root.sections("rules") { section in
            let rule = ruleReader.rule(section)
            let name = section.text("name") ?? ""
            if let first = seen[name], !name.isEmpty {
                section.report("name", "\(Printable.quoted(name)) is already a rule, on line \(first)")
            }
            seen[name] = section.line(of: "name")
            return rule
        }
        let texts = root.byLanguage("texts") { section, language in
            section.section(language, Self.texts)
        }
        let notice = root.integer("waiting_notice_minutes", in: 1...1_440, unit: "minutes")
        return EscalationRules(
            hours: BusinessHoursReader.read(root), queues: queues, defaultQueue: defaultQueue, rules: rules ?? [],
            texts: texts, defaultLanguage: language, waitingNoticeMinutes: notice)
    }

    private func queues(_ root: ConfigurationReader, language: String) -> [CaseQueue] {
        var names: Set<String> = []
        let queues = root.sections("queues") { section in
            let name = section.requiredText("name", charactersMax: 60)
            if !name.isEmpty, !ChannelList.isName(name) {
                section.report("name", "must be 1 to 32 characters of a-z, 0-9 and -, beginning with a letter")
            }
            if !names.insert(name).inserted { section.report("name", "\(Printable.quoted(name)) is already a queue") }
            let titles = section.textByLanguage("title", charactersMax: 100)
            return CaseQueue(
                name: name, title: titles[language] ?? titles.min { $0.key < $1.key }?.value ?? name, titles: titles)
        }
        if let queues, queues.isEmpty, root.items("queues")?.isEmpty == true {
            root.report("queues", "is empty; cases need somewhere to wait")
        }
        return root.require("queues", queues) ?? []
    }

    private static func texts(_ section: ConfigurationReader) -> EscalationTexts {
        func line(_ key: String, _ placeholders: String...) -> String? {
            guard let text = section.text(key) else { return nil }
            checkPlaceholders(text, key, placeholders, section)
            return text
        }
        return EscalationTexts(
            escalatedOpen: line("escalated_open", "queue", "case"),
            escalatedClosed: line("escalated_closed", "queue", "case", "reopens"),
            waiting: line("waiting", "queue", "case", "position"), claimed: line("claimed", "operator", "case"),
            resolved: line("resolved", "operator", "case"), handedBack: line("handed_back", "operator", "case"))
    }

    /// A misspelt placeholder would be read by customers; one that this line never fills would take its sentence away.
    private static func checkPlaceholders(
        _ text: String, _ key: String, _ known: [String], _ section: ConfigurationReader
    ) {
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            if !known.contains(String(name)) {
                section.report(
                    key,
                    "{\(name)} is no placeholder of this text; it has "
                        + known.map { "{\($0)}" }.joined(separator: ", "))
            }
            rest = rest[rest.index(after: close)...]
        }
    }
}
