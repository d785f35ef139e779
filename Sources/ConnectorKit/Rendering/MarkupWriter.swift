/// Writes a rich text in a dialect whose marks are signs.
struct MarkupWriter {
    private let flavour: MarkupFlavour
    /// Marks that occur at least twice, so that signs among the words could be taken for them.
    private var ambiguous: Set<Unicode.Scalar> = []
    private var out = ""

    init(flavour: MarkupFlavour) { self.flavour = flavour }

    func write(_ text: RichText) -> String {
        var writer = self
        let lines = text.lines.map { StyledLine($0, flavour) }
        if flavour.escape == .lookalike { writer.ambiguous = writer.ambiguousSigns(lines) }
        for (index, line) in lines.enumerated() {
            let before = index > 0 ? lines[index - 1].line : nil
            let after = index + 1 < lines.count ? lines[index + 1].line : nil
            writer.write(line, after: before, before: after)
        }
        return writer.out
    }

    // MARK: Lines

    private mutating func write(_ line: StyledLine, after before: RichText.Line?, before after: RichText.Line?) {
        let opens = Self.opensFence(line.line, after: before)
        let isCode = line.line.isCode && !flavour.fence.isEmpty
        if before != nil { append(line.line.opensBlock ? "\n\n" : "\n") }
        if isCode, opens {
            append(flavour.fence)
            if flavour.escape == .backslash, case .code(let language) = line.line.kind { append(language) }
            append("\n")
        }
        if line.line.isQuoted { append(flavour.quote) }
        switch line.line.kind {
        case .code:
            line.runs.forEach { code($0.text) }
        case .item(let marker, let depth):
            for _ in 0..<depth { append("  ") }
            append(item(marker))
            runs(line.runs, startsLine: false)
        case .text, .heading:
            runs(line.runs, startsLine: true)
        }
        if isCode, after.map({ Self.opensFence($0, after: line.line) || !$0.isCode }) ?? true {
            append("\n" + flavour.fence)
        }
    }

    /// Whether a line of code begins a block of its own.
    private static func opensFence(_ line: RichText.Line, after before: RichText.Line?) -> Bool {
        line.isCode && (line.opensBlock || before?.kind != line.kind)
    }

    private func item(_ marker: String) -> String {
        if marker.isEmpty { return flavour.bullet }
        // Discord counts lists anew.
        return (flavour.escape == .backslash ? marker.dropLast() + "\\" + marker.suffix(1) : marker) + " "
    }

    // MARK: Runs

    private mutating func runs(_ runs: [RichText.Run], startsLine: Bool) {
        var open: [RichText.Style] = []
        var isStart = startsLine
        var index = runs.startIndex
        while index < runs.endIndex {
            let run = runs[index]
            close(&open, keeping: run.style)
            for style in RichText.Style.all where run.style.contains(style) && !open.contains(style) {
                append(flavour.mark(style))
                open.append(style)
            }
            let before = index > runs.startIndex ? runs[index - 1].text.unicodeScalars.last : nil
            let after = index + 1 < runs.endIndex ? runs[index + 1].text.unicodeScalars.first : nil
            if let link = run.link {
                index = self.link(run, to: link, runs, from: index, &open)
            } else {
                if run.style.contains(.code), !flavour.code.isEmpty {
                    code(run.text)
                } else {
                    words(run.text, before, after, startsLine: isStart)
                }
                index += 1
            }
            isStart = isStart && run.text.unicodeScalars.allSatisfy(\.isBlank)
        }
        close(&open, keeping: [])
    }

    private mutating func close(_ open: inout [RichText.Style], keeping style: RichText.Style) {
        guard let first = open.firstIndex(where: { !style.contains($0) }) else { return }
        for one in open[first...].reversed() { append(flavour.mark(one)) }
        open.removeSubrange(first...)
    }

    /// An address as it is, or words that lead to one; the words may be several runs.
    ///
    /// - Returns: The index behind them.
    private mutating func link(
        _ run: RichText.Run, to link: String, _ runs: [RichText.Run], from index: Int, _ open: inout [RichText.Style]
    ) -> Int {
        let shown = flavour.breaksMentions ? Mentions.broken(address: link) : link
        guard run.text != link else {
            append(flavour.addressEdges.0)
            entities(shown)
            append(flavour.addressEdges.1)
            return index + 1
        }
        let words = runs[index...].prefix { $0.link == link && $0.text != link }
        let label = words.reduce(into: "") { $0 += $1.text }
        if flavour.escape == .backslash {
            append("[")
            self.words(label, "[", "]", startsLine: false)
            append("](<\(shown)>)")
        } else {
            append("<")
            entities(link)
            append("|")
            // A stroke would end the address, and marks inside a label are shown.
            self.words(Self.withoutStrokes(label), " ", " ", startsLine: false)
            append(">")
        }
        return words.endIndex
    }

    private static func withoutStrokes(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "|" ? "¦" : $0 }))
    }

    // MARK: Signs

    private mutating func append(_ text: some StringProtocol) { out += text }

    private mutating func entity(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "&" where flavour.hasEntities: append("&amp;")
        case "<" where flavour.hasEntities: append("&lt;")
        case ">" where flavour.hasEntities: append("&gt;")
        default: out.unicodeScalars.append(scalar)
        }
    }

    private mutating func entities(_ text: String) {
        if flavour.hasEntities { text.unicodeScalars.forEach { entity($0) } } else { append(text) }
    }

    /// Code, in which only the signs that end it are replaced.
    private mutating func code(_ text: String) {
        let text = flavour.breaksMentions ? Mentions.broken(text) : text
        guard !flavour.code.isEmpty else { return append(text) }
        for scalar in text.unicodeScalars {
            if scalar == "`" { out.unicodeScalars.append(MarkupFlavour.lookalike("`")) } else { entity(scalar) }
        }
    }

    /// Words, in which nothing may be taken for markup.
    private mutating func words(
        _ text: String, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?, startsLine: Bool
    ) {
        if flavour.escape == .none, !flavour.breaksMentions { return append(text) }
        let scalars = Array(text.unicodeScalars)
        var isStart = startsLine
        // Whether nothing but digits stands in the line so far, so that a stop would make an entry of a list.
        var isNumber = startsLine
        for (index, scalar) in scalars.enumerated() {
            defer { isNumber = isNumber && ("0"..."9").contains(scalar) }
            // Most signs are letters and mean nothing else.
            if scalar.isASCII, scalar.isWordPart || scalar == " " {
                out.unicodeScalars.append(scalar)
                isStart = isStart && scalar == " "
                continue
            }
            let left = index > 0 ? scalars[index - 1] : before
            let right = index + 1 < scalars.count ? scalars[index + 1] : after
            if isStart, !scalar.isBlank {
                isStart = false
                if startOfLine(scalars[index...]) { continue }
            }
            switch flavour.escape {
            case .none: out.unicodeScalars.append(scalar)
            case .lookalike: lookalike(scalar, left, right)
            case .backslash: backslash(scalar, left, right, isNumber: isNumber)
            }
            if scalar == "@", flavour.breaksMentions, Mentions.calls(scalars[(index + 1)...], after: left) {
                out.unicodeScalars.append(Mentions.joint)
            }
            if scalar == ":", flavour.hasShortcodes, Self.isShortcode(scalars[index...]) {
                out.unicodeScalars.append(Mentions.joint)
            }
        }
    }

    /// Keeps a sign from beginning a list, a quote or a heading.
    ///
    /// - Returns: Whether the sign is written already.
    private mutating func startOfLine(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let first = rest.first, flavour.lineStarts.contains(first) else { return false }
        switch flavour.escape {
        case .backslash:
            append("\\")
            out.unicodeScalars.append(first)
            return true
        case .lookalike where first != "*":
            out.unicodeScalars.append(Mentions.joint)
            return false
        default: return false
        }
    }

    private mutating func backslash(
        _ scalar: Unicode.Scalar, _ left: Unicode.Scalar?, _ right: Unicode.Scalar?, isNumber: Bool
    ) {
        let isInside = scalar == "_" && left?.isWordPart == true && right?.isWordPart == true
        switch scalar {
        case "\\", "*", "~", "`", "|", "[", "]", "<", ">": out.unicodeScalars.append("\\")
        case "_" where !isInside, "." where isNumber, ")" where isNumber: out.unicodeScalars.append("\\")
        default: break
        }
        out.unicodeScalars.append(scalar)
    }

    // MARK: Look-alikes

    private mutating func lookalike(_ scalar: Unicode.Scalar, _ left: Unicode.Scalar?, _ right: Unicode.Scalar?) {
        if ambiguous.contains(scalar), Self.isMark(scalar, left, right) {
            out.unicodeScalars.append(MarkupFlavour.lookalike(scalar))
        } else {
            entity(scalar)
        }
    }

    /// Whether a sign among words could be a mark: not inside a word, not between blanks.
    private static func isMark(_ scalar: Unicode.Scalar, _ left: Unicode.Scalar?, _ right: Unicode.Scalar?) -> Bool {
        if scalar == "`" { return true }
        if left?.isWordPart == true, right?.isWordPart == true { return false }
        return left?.isBlank == false || right?.isBlank == false
    }

    /// The marks that stand at least twice in a text, as marks or as signs among its words.
    private func ambiguousSigns(_ lines: [StyledLine]) -> Set<Unicode.Scalar> {
        let signs = flavour.signs
        var counts = [Int](repeating: 0, count: signs.count)
        for line in lines {
            for (number, run) in line.runs.enumerated() {
                for (place, style) in RichText.Style.all.enumerated()
                where place < signs.count && run.style.contains(style) {
                    counts[place] += 2
                }
                guard run.link != run.text else { continue }
                // At the edge of a run the neighbour is not looked up: rather one sign too many.
                var left: Unicode.Scalar? = number == 0 ? " " : "."
                let scalars = run.text.unicodeScalars
                guard scalars.contains(where: signs.contains) else { continue }
                for (index, scalar) in zip(scalars.indices, scalars) {
                    if let place = signs.firstIndex(of: scalar) {
                        let next = scalars.index(after: index)
                        let right = next < scalars.endIndex ? scalars[next] : "."
                        if Self.isMark(scalar, left, right) { counts[place] += 1 }
                    }
                    left = scalar
                }
            }
        }
        return Set(zip(signs, counts).filter { $0.1 >= 2 }.map(\.0))
    }

    /// Whether `:name:` begins here.
    private static func isShortcode(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        let name = rest.dropFirst().prefix(64).prefix {
            $0.isASCII && $0.isWordPart || "_+-'".unicodeScalars.contains($0) || $0.value >= 0x80 && $0.isWordPart
        }
        return !name.isEmpty && name.endIndex < rest.endIndex && rest[name.endIndex] == ":"
    }
}

extension RichText.Style {
    /// Each style by itself, the outermost mark first.
    static let all: [RichText.Style] = [.bold, .italic, .strike, .code]
}
