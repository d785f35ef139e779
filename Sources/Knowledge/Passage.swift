/// A part of an article that is ranked and shown on its own.
public struct Passage: Sendable, Hashable {
    /// The headings above it, outermost first, without the article's title.
    public var headings: [String]
    /// As written in the article.
    public var markdown: String
    /// Readable without markup; entries of lists and rows of tables on lines of their own.
    public var text: String
    /// Line of the article's file on which it begins.
    public var line: Int
    /// The pieces it consists of.
    var blocks: [MarkdownBlock]

    public static func == (left: Self, right: Self) -> Bool {
        left.line == right.line && left.markdown == right.markdown
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(line)
        hasher.combine(markdown)
    }
}

/// Cuts an article into passages: at headings first, then between paragraphs, inside a paragraph only when it alone
/// is too long, and there at the end of a sentence. Rows and list entries are never cut.
struct PassageCutter {
    /// Characters a passage has at most, unless one sentence or row alone is longer.
    static let charactersMax = 900
    /// Passages of one article at most; a longer article is a book and should be split.
    static let passagesMax = 2000

    private var headings: [(level: Int, text: String)] = []
    private var waiting: [MarkdownBlock] = []
    private var waitingCharacters = 0
    private var tableHead: MarkdownBlock?
    private(set) var passages: [Passage] = []
    private let lineOffset: Int

    /// - Parameter title: A heading that only repeats it is dropped.
    init(body: String, title: String, firstLine: Int) {
        lineOffset = firstLine - 1
        for block in MarkdownBlocks(body).blocks {
            if case .heading(let level) = block.kind {
                flush()
                headings.removeAll { $0.level >= level }
                if block.text != title { headings.append((level, block.text)) }
            } else {
                take(block)
            }
        }
        flush()
        if passages.count > Self.passagesMax { passages.removeLast(passages.count - Self.passagesMax) }
    }

    private mutating func take(_ block: MarkdownBlock) {
        if block.kind == .row(head: true) { tableHead = block }
        let size = block.text.utf8.count
        if size > Self.charactersMax, block.kind == .paragraph {
            for piece in Self.cut(block) { append(piece, size: piece.text.utf8.count) }
        } else {
            append(block, size: size)
        }
    }

    private mutating func append(_ block: MarkdownBlock, size: Int) {
        if waitingCharacters + size > Self.charactersMax, !waiting.isEmpty {
            // An introduction that ends in a colon goes with what it introduces.
            let introduction =
                waiting.count > 1 && waiting.last?.text.hasSuffix(":") == true ? waiting.removeLast() : nil
            flush()
            if let introduction { add(introduction) }
            if block.kind == .row(head: false), let head = tableHead { add(head) }
        }
        add(block)
    }

    private mutating func add(_ block: MarkdownBlock) {
        waiting.append(block)
        waitingCharacters += block.text.utf8.count
    }

    private mutating func flush() {
        defer {
            waiting.removeAll(keepingCapacity: true)
            waitingCharacters = 0
        }
        guard let first = waiting.first else { return }
        passages.append(
            Passage(
                headings: headings.map(\.text), markdown: Self.join(waiting, \.markdown),
                text: Self.join(waiting, \.text), line: first.line + lineOffset, blocks: waiting))
    }

    /// Blocks as one text: entries and rows of one list or table close together, an empty line between the rest.
    static func join(_ blocks: [MarkdownBlock], _ part: (MarkdownBlock) -> String) -> String {
        var out = ""
        var previous: MarkdownBlock.Kind?
        for block in blocks {
            if let previous {
                let close = (previous == .item && block.kind == .item) || (previous.isRow && block.kind.isRow)
                out += close ? "\n" : "\n\n"
            }
            out += part(block)
            if case .row(head: true) = block.kind, part(block).hasPrefix("|") {
                let cells = max(1, part(block).split(separator: "|").count)
                out += "\n|" + String(repeating: "---|", count: cells)
            }
            previous = block.kind
        }
        return out
    }

    /// A long paragraph as several that end where sentences do.
    static func cut(_ block: MarkdownBlock) -> [MarkdownBlock] {
        var pieces: [MarkdownBlock] = []
        var markdown = ""
        for sentence in Sentences.of(block.markdown) {
            if !markdown.isEmpty, markdown.utf8.count + sentence.utf8.count > charactersMax {
                pieces.append(piece(markdown, of: block))
                markdown = ""
            }
            markdown += sentence
        }
        if !markdown.isEmpty { pieces.append(piece(markdown, of: block)) }
        return pieces.filter { !$0.text.isEmpty }
    }

    private static func piece(_ markdown: String, of block: MarkdownBlock) -> MarkdownBlock {
        MarkdownBlock(kind: .paragraph, markdown: markdown, text: MarkdownText.plain(markdown), line: block.line)
    }
}
