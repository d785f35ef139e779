import Conversations
import Foundation

/// How a persona writes letters: its own lines, or plain ones in German and English.
struct LetterStyle: Sendable {
    let persona: Persona
    let language: String

    var isGerman: Bool { language.lowercased().hasPrefix("de") }

    /// The first line. Names are the customer's own words: one that is no name is left out.
    func greeting(_ name: String?, address: String) -> String {
        if let shown = name.flatMap({ LetterName.greeted($0, address: address) }) {
            return line("mail_greeting", isGerman ? "Guten Tag {customer}," : "Hello {customer},", shown)
        }
        return line("mail_greeting_unnamed", isGerman ? "Guten Tag," : "Hello,", "")
    }

    /// The last lines, which say in every letter that no human wrote it.
    var close: String {
        line(
            "mail_close",
            isGerman
                ? "Viele Grüße\n{name}, KI-Assistenz\n{company}" : "Kind regards,\n{name}, AI assistant\n{company}",
            "")
    }

    var signature: LetterPage.Signature {
        let lines = close.split(whereSeparator: \.isNewline).map(String.init)
        let initials = persona.name.split(whereSeparator: \.isWhitespace).prefix(2).compactMap(\.first)
        return LetterPage.Signature(
            greeting: lines.first ?? "", lines: Array(lines.dropFirst()),
            initials: String(initials).uppercased())
    }

    /// Where the answer can be read up, as Markdown; nil where nothing was cited.
    func sources(_ citations: [Citation]) -> String? {
        guard !citations.isEmpty else { return nil }
        let intro = line("source_intro", isGerman ? "Mehr dazu:" : "Read more:", "")
        return
            ([intro]
            + citations.map { citation in "- " + (citation.url.map { "[\(citation.title)](\($0))" } ?? citation.title) })
            .joined(separator: "\n")
    }

    /// A text as it goes on behind the greeting: in German its first word is small after a comma, where it is one that
    /// is small inside sentences.
    func goesOn(_ text: String, after greeting: String) -> String {
        let word = text.prefix(while: \.isLetter)
        guard isGerman, greeting.last == ",", Self.smallWords.contains(word.lowercased()) else { return text }
        return word.lowercased() + text[word.endIndex...]
    }

    private static let smallWords = Set(
        """
        ich wir das der die den dem des ein eine einen einem einer es er ja nein in im am an auf aus bei beim bis durch \
        für gegen hinter mit nach neben ohne pro seit trotz über um unter von vom vor während wegen zu zum zur zwischen \
        ab innerhalb außerhalb unser unsere unseren unserem unserer mein meine meinen wenn weil da damit dafür dazu \
        darum dabei daher dann danach davor hier dort heute morgen gestern jetzt gleich bald sobald solange sofern falls \
        ob und oder aber auch nur noch schon sehr so wie wo was wer wann warum welche welcher welches jede jeder jedes \
        jeden alle allen kein keine keinen man manche viele vielen danke bitte leider gern gerne natürlich \
        selbstverständlich diese dieser dieses diesen dies außerdem allerdings grundsätzlich normalerweise derzeit \
        zurzeit aktuell momentan meistens meist immer nie oft montags dienstags mittwochs donnerstags freitags samstags \
        sonntags werktags kostenlos
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    var subject: String {
        isGerman ? "Ihre Nachricht an \(persona.company)" : "Your message to \(persona.company)"
    }

    private func line(_ key: String, _ own: String, _ customer: String) -> String {
        let text = persona.texts[language]?[key]?.first ?? own
        return text.replacingOccurrences(of: "{name}", with: persona.name)
            .replacingOccurrences(of: "{company}", with: persona.company)
            .replacingOccurrences(of: "{customer}", with: customer)
    }
}
