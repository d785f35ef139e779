import Conversations
import Foundation

/// How a persona writes letters: its own lines, or plain ones in German and English.
struct LetterStyle: Sendable {
    let persona: Persona
    let language: String

    var isGerman: Bool { language.lowercased().hasPrefix("de") }

    /// The first line. Names are the customer's own words: one that is no name is left out.
    func greeting(_ name: String?) -> String {
        let shown = name.flatMap(Self.presentable)
        if let shown { return line("mail_greeting", isGerman ? "Guten Tag {customer}," : "Hello {customer},", shown) }
        return line("mail_greeting_unnamed", isGerman ? "Guten Tag," : "Hello,", "")
    }

    var close: String {
        line("mail_close", isGerman ? "Viele Grüße\n{name}\n{company}" : "Kind regards,\n{name}\n{company}", "")
    }

    var sources: String { isGerman ? "Mehr dazu:" : "Read more:" }

    var subject: String {
        isGerman ? "Ihre Nachricht an \(persona.company)" : "Your message to \(persona.company)"
    }

    /// The HTML part.
    func page(_ markdown: String, mark: String?, quote: String?) -> String {
        let small = mark.map { "<p style=\"margin:1em 0;color:#767676;font-size:12px\">\(LetterText.escaped($0))</p>" }
        return """
            <!DOCTYPE html>
            <html lang="\(LetterText.escaped(language))"><head><meta charset="utf-8"></head>
            <body style="margin:0;padding:16px;font:15px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;color:#1f2328">
            <div style="max-width:640px">
            \(LetterText.html(markdown))
            \(small ?? "")
            \(quote ?? "")
            </div></body></html>
            """
    }

    private func line(_ key: String, _ own: String, _ customer: String) -> String {
        let text = persona.texts[language]?[key]?.first ?? own
        return text.replacingOccurrences(of: "{name}", with: persona.name)
            .replacingOccurrences(of: "{company}", with: persona.company)
            .replacingOccurrences(of: "{customer}", with: customer)
    }

    /// A name fit for a greeting: letters, at most sixty characters, no address and no markup.
    private static func presentable(_ name: String) -> String? {
        let words = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isName = words.allSatisfy { $0.isLetter || " .-'’".contains($0) } && words.contains(where: \.isLetter)
        return isName && (2...60).contains(words.count) ? words : nil
    }
}
