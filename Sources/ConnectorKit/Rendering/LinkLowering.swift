/// Writes the address of a link behind its words, `label (https://…)`, where a dialect has no links with words of their
/// own or where the words name another place than the one the link leads to.
struct LinkLowering {
    let dialect: TextDialect

    func lowered(_ text: RichText) -> RichText {
        guard text.lines.contains(where: { $0.runs.contains { $0.link != nil && $0.link != $0.text } }) else {
            return text
        }
        return RichText(
            text.lines.map { line in
                var line = line
                line.runs = lowered(line.runs)
                return line
            })
    }

    private func lowered(_ runs: [RichText.Run]) -> [RichText.Run] {
        var lowered: [RichText.Run] = []
        var index = runs.startIndex
        while index < runs.endIndex {
            guard let link = runs[index].link, link != runs[index].text else {
                lowered.append(runs[index])
                index += 1
                continue
            }
            // One link may have words of several styles.
            let words = runs[index...].prefix { $0.link == link && $0.text != link }
            index = words.endIndex
            lowered += self.lowered(words: Array(words), link: link)
        }
        return lowered
    }

    private func lowered(words: [RichText.Run], link: String) -> [RichText.Run] {
        let label = words.reduce(into: "") { $0 += $1.text }
        let scheme = LinkAddress.scheme(of: link) ?? ""
        if dialect.linkSchemes.contains(scheme), !LinkAddress.isDisguised(label, link) { return words }
        let plain = words.map { RichText.Run($0.text, style: $0.style) }
        // `info@rad.example` for mailto:info@rad.example.
        if LinkAddress.bare(label) == LinkAddress.bare(link), !scheme.hasPrefix("http") { return plain }
        let address = scheme.hasPrefix("http") ? link : String(link.dropFirst(scheme.utf8.count + 1))
        let shown = RichText.Run(address, link: scheme.hasPrefix("http") ? link : nil)
        if LinkAddress.bare(label) == LinkAddress.bare(link) { return [shown] }
        return plain + [RichText.Run(" ("), shown, RichText.Run(")")]
    }
}
