/// Divides a text into parts that a platform takes.
///
/// The text is divided, not its rendered form: every part is a rich text of its own, so its marks are closed, its code
/// block has both fences, and its links lead where they led. A part is measured as it will be sent.
public struct TextSplitter: Sendable, Hashable {
    public var dialect: TextDialect
    /// All of them hold for every part. At least one.
    public var limits: [TextLimit]
    /// Whether parts are told apart, `(1/3)`, where there are several.
    public var numbersParts: Bool

    public init(_ dialect: TextDialect, limits: [TextLimit], numbersParts: Bool = false) {
        precondition(!limits.isEmpty, "a platform has a limit")
        self.dialect = dialect
        self.limits = limits
        self.numbersParts = numbersParts
    }

    /// One part: a text, and what it looks like in the dialect.
    public struct Part: Sendable, Hashable {
        public let text: RichText
        public let rendered: RenderedText
    }

    /// More parts than allowed.
    public struct TooLong: Error, Sendable, Hashable {
        /// How many were allowed.
        public let partsMax: Int
    }

    /// The parts of a text in their order; one for a text that fits, none for an empty one.
    ///
    /// A part ends between paragraphs, lines, sentences or words, in this order, as long as it is at least half full;
    /// within a link, a code block or a word only where nothing else helps, and within a character only where a single
    /// one is longer than the limit. What fits is one part and comes out as it went in.
    ///
    /// - Parameter partsMax: Bounds the work too.
    public func parts(_ text: RichText, partsMax: Int = 100) throws(TooLong) -> [Part] {
        guard !text.isEmpty else { return [] }
        let whole = dialect.render(text)
        if allows(whole) { return [Part(text: text, rendered: whole)] }
        // Addresses of hidden links that would fill a part are written out and divided like words.
        let prepared = dividable(text)
        guard numbersParts else { return try divided(prepared, partsMax: partsMax, total: 0) }
        var total = 9
        while true {
            let parts = try divided(prepared, partsMax: partsMax, total: total)
            if parts.count <= total { return renumbered(parts) }
            total = total * 10 + 9
        }
    }

    func allows(_ rendered: RenderedText) -> Bool { limits.allSatisfy { $0.allows(rendered) } }

    private func divided(_ text: RichText, partsMax: Int, total: Int) throws(TooLong) -> [Part] {
        var divider = TextDivider(text)
        var parts: [Part] = []
        while !divider.isAtEnd {
            guard parts.count < partsMax else { throw TooLong(partsMax: partsMax) }
            // As long as the longest number there can be, so that the true one fits.
            let part = divider.next(charactersMax: charactersMax) { slice in
                let rendered = dialect.render(Self.numbered(slice, total, of: total))
                return limits.reduce(0) { max($0, $1.share(of: rendered)) }
            }
            guard !part.isEmpty else { continue }
            parts.append(Part(text: part, rendered: dialect.render(part)))
        }
        return parts
    }

    private var charactersMax: Int { limits.map { $0.unit.charactersMax($0.most) }.min() ?? 0 }

    private func renumbered(_ parts: [Part]) -> [Part] {
        guard parts.count > 1 else { return parts }
        return parts.enumerated().map { index, part in
            let text = Self.numbered(part.text, index + 1, of: parts.count)
            return Part(text: text, rendered: dialect.render(text))
        }
    }

    /// The text with its number before its first words; above them where they are code or an entry of a list.
    private static func numbered(_ text: RichText, _ number: Int, of total: Int) -> RichText {
        guard total > 0, let first = text.lines.first else { return text }
        var text = text
        if first.kind == .text, !first.isQuoted {
            text.lines[0].runs.insert(RichText.Run("(\(number)/\(total)) "), at: 0)
        } else {
            text.lines.insert(RichText.Line(.text, [RichText.Run("(\(number)/\(total))")]), at: 0)
        }
        return text
    }

    /// Links whose address takes more than a third of a part are written out.
    private func dividable(_ text: RichText) -> RichText {
        let most = limits.map { $0.unit == .segments ? 160 : $0.most }.min() ?? 0
        guard text.lines.contains(where: { $0.runs.contains { ($0.link?.utf8.count ?? 0) * 3 > most } }) else {
            return text
        }
        var text = text
        for line in text.lines.indices {
            let runs = text.lines[line].runs
            text.lines[line].runs = runs.enumerated().flatMap { index, run -> [RichText.Run] in
                guard let link = run.link, link.utf8.count * 3 > most else { return [run] }
                let words = RichText.Run(run.text, style: run.style)
                let isLast = index + 1 == runs.count || runs[index + 1].link != link
                // Shown as it is it may still be a link to itself, which is not divided if that can be helped.
                if link == run.text { return [run] }
                return isLast
                    ? [words, RichText.Run(" ("), RichText.Run(link, link: link), RichText.Run(")")] : [words]
            }
        }
        return text
    }
}
