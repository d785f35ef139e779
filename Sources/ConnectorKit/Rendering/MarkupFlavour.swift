/// The marks of a dialect that marks text with signs, and how it shows such a sign as itself.
struct MarkupFlavour: Sendable {
    /// How a sign that would be a mark is written as a sign.
    enum Escape: Sendable {
        /// The dialect has no marks.
        case none
        /// It has no escape either: a sign that looks the same stands for the mark.
        case lookalike
        case backslash
    }

    var bold = ""
    var italic = ""
    var strike = ""
    var code = ""
    var fence = ""
    var bullet = "- "
    var quote = "> "
    var escape = Escape.none
    /// Whether `&`, `<` and `>` are written as entities.
    var hasEntities = false
    /// Whether a mark counts only at the edge of a word.
    var marksWholeWords = false
    /// Whether `:name:` is a picture.
    var hasShortcodes = false
    /// Whether names after an `@` must call nobody.
    var breaksMentions = false
    /// Signs that mean something at the start of a line, besides numbers.
    var lineStarts: Set<Unicode.Scalar> = []
    /// What stands around an address that is shown as it is.
    var addressEdges = ("", "")

    init(_ dialect: TextDialect) {
        switch dialect {
        case .plain, .sms, .telegram, .matrix, .teams: break
        case .publicPlain: breaksMentions = true
        case .whatsapp:
            (bold, italic, strike, code, fence) = ("*", "_", "~", "`", "```")
            (escape, marksWholeWords, lineStarts) = (.lookalike, true, [">", "-", "*"])
        case .slack:
            (bold, italic, strike, code, fence, bullet) = ("*", "_", "~", "`", "```", "• ")
            (escape, marksWholeWords, hasEntities, hasShortcodes) = (.lookalike, true, true, true)
            (lineStarts, addressEdges) = ([">"], ("<", ">"))
        case .discord:
            (bold, italic, strike, code, fence) = ("**", "*", "~~", "`", "```")
            (escape, breaksMentions) = (.backslash, true)
            (lineStarts, addressEdges) = (["#", "-", "+", ">"], ("<", ">"))
        case .youtube:
            (bold, italic, strike, bullet) = ("*", "_", "-", "• ")
            (escape, marksWholeWords, breaksMentions) = (.lookalike, true, true)
        }
    }

    /// The mark of a style; empty where the dialect has none.
    func mark(_ style: RichText.Style) -> String {
        switch style {
        case .bold: bold
        case .italic: italic
        case .strike: strike
        case .code: code
        default: ""
        }
    }

    /// What looks like a mark and is none.
    static func lookalike(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "*": "\u{2217}"
        case "_": "\u{FF3F}"
        case "~": "\u{223C}"
        case "`": "\u{2035}"
        case "-": "\u{2010}"
        default: scalar
        }
    }

    /// The signs of which a line of this dialect could make marks.
    var signs: [Unicode.Scalar] {
        [bold, italic, strike, code].compactMap { $0.unicodeScalars.first }
    }
}
