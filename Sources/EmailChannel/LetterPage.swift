/// The HTML part of a letter: one column, no picture, nothing fetched from anywhere.
///
/// Mail programs know little of style sheets: every colour stands at its element, and the sheet only turns them where
/// the reader's screen is dark and the program allows it.
struct LetterPage: Sendable {
    /// The letter's own words, as HTML.
    var content: String
    /// Who signs, with a badge of their initials; nil where the words sign themselves.
    var signature: Signature?
    /// Who writes and where answers go.
    var imprint: String
    /// The conversation's mark.
    var mark: String?
    /// The mail answered, as HTML.
    var quote: String?
    /// A language tag.
    var language: String

    /// The last lines of a letter.
    struct Signature: Sendable {
        /// "Viele Grüße".
        var greeting: String
        /// The name, and what stands below it.
        var lines: [String]
        var initials: String
    }

    static let accent = "#0b6170"
    static let ink = "#1d2426"
    static let soft = "#5a686b"
    static let line = "#dde4e5"

    /// The page, everything in it escaped but ``content`` and ``quote``.
    var html: String {
        let small = [mark, imprint].compactMap(\.self).map { LetterInline.escaped($0) }.joined(separator: "<br>\n")
        let quoted = quote.map {
            "<div class=\"soft\" style=\"margin:24px 0 0;font-size:14px;color:\(Self.soft)\">\n\($0)\n</div>"
        }
        return """
            <!DOCTYPE html>
            <html lang="\(LetterInline.escaped(language))"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
            <style>
            :root { color-scheme: light dark; }
            @media (prefers-color-scheme: dark) {
              .page { background: #14191a !important; }
              .ink { color: #e7edee !important; }
              .soft { color: #9dabae !important; }
              .line { border-color: #344043 !important; }
              .link { color: #75d0e0 !important; }
              .badge { background: #0f6e7f !important; }
            }
            </style></head>
            <body class="page" style="margin:0;padding:0;background:#ffffff">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td style="padding:24px 20px">
            <div class="ink" style="max-width:600px;color:\(Self.ink);font-family:-apple-system,BlinkMacSystemFont,\
            'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.55;overflow-wrap:anywhere">
            \(content)
            \(signature.map(Self.block) ?? "")
            <div class="line soft" style="margin:28px 0 0;padding:12px 0 0;border-top:1px solid \(Self.line);\
            color:\(Self.soft);font-size:13px">\(small)</div>
            \(quoted ?? "")
            </div></td></tr></table></body></html>
            """
    }

    private static func block(_ signature: Signature) -> String {
        let name = signature.lines.first.map { "<strong>\(LetterInline.escaped($0))</strong>" } ?? ""
        let rest = signature.lines.dropFirst().map {
            "<br>\n<span class=\"soft\" style=\"color:\(soft)\">\(LetterInline.escaped($0))</span>"
        }
        return """
            <p style="margin:24px 0 12px">\(LetterInline.escaped(signature.greeting))</p>
            <table role="presentation" cellpadding="0" cellspacing="0"><tr>
            <td class="badge" style="width:44px;height:44px;border-radius:22px;background:\(accent);color:#ffffff;\
            font-size:17px;font-weight:600;text-align:center;vertical-align:middle">\
            \(LetterInline.escaped(signature.initials))</td>
            <td class="ink" style="padding:0 0 0 12px;font-size:15px;line-height:1.4;color:\(ink)">\(name)\(rest.joined())</td>
            </tr></table>
            """
    }
}
