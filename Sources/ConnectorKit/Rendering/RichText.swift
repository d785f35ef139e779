/// A message as our Markdown means it: lines of styled text that any dialect can write and any limit can divide.
///
/// A list of lines rather than a tree: a part of it is again a rich text, whose styles, links and code blocks are
/// whole.
public struct RichText: Sendable, Hashable {
    /// How a run looks.
    public struct Style: OptionSet, Sendable, Hashable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let bold = Style(rawValue: 1)
        public static let italic = Style(rawValue: 2)
        public static let strike = Style(rawValue: 4)
        public static let code = Style(rawValue: 8)
    }

    /// Text that looks the same throughout; without line breaks.
    public struct Run: Sendable, Hashable {
        public var text: String
        public var style: Style
        /// Where it leads; the text itself for an address that is shown as it is. See ``LinkAddress``.
        public var link: String?

        public init(_ text: String, style: Style = [], link: String? = nil) {
            self.text = text
            self.style = style
            self.link = link
        }
    }

    /// What a line is part of.
    public enum Kind: Sendable, Hashable {
        case text
        case heading
        /// An entry of a list. `marker` is as it was written, `12.`, and empty for a bullet; `depth` is from 0 to 3.
        case item(marker: String, depth: Int)
        /// A line of a code block; `language` may be empty.
        case code(language: String)
    }

    /// One line of the message; what is shown may be broken further.
    public struct Line: Sendable, Hashable {
        public var kind: Kind
        public var runs: [Run]
        public var isQuoted: Bool
        /// Whether an empty line stands before it. Lines of code that belong together follow each other without.
        public var opensBlock: Bool

        public init(_ kind: Kind = .text, _ runs: [Run], isQuoted: Bool = false, opensBlock: Bool = false) {
            self.kind = kind
            self.runs = runs
            self.isQuoted = isQuoted
            self.opensBlock = opensBlock
        }

        /// Its words without any marks.
        public var text: String {
            runs.count == 1 ? runs[0].text : runs.reduce(into: "") { $0 += $1.text }
        }

        var isCode: Bool { if case .code = kind { true } else { false } }
    }

    public var lines: [Line]

    public init(_ lines: [Line]) { self.lines = lines }

    /// Words that mean nothing but themselves; addresses among them stay addresses.
    public init(literal text: String) {
        lines = []
        var opensBlock = false
        for line in TextHygiene.lines(text) {
            if line.isEmpty {
                opensBlock = !lines.isEmpty
            } else {
                lines.append(Line(.text, BareAddress.runs(String(line), style: []), opensBlock: opensBlock))
                opensBlock = false
            }
        }
    }

    /// Whether it shows nothing.
    public var isEmpty: Bool { lines.allSatisfy { $0.runs.allSatisfy { $0.text.allSatisfy(\.isWhitespace) } } }
}
