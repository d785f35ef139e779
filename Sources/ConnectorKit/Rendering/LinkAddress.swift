/// Addresses a link may lead to.
public enum LinkAddress {
    /// Longest address, in bytes.
    public static let bytesMax = 2000

    /// Whether a link may lead there: http, https, mailto and tel, of signs that can neither end a link in any dialect
    /// nor hide in it.
    public static func isSafe(_ address: some StringProtocol) -> Bool {
        guard address.utf8.count <= bytesMax, let scheme = scheme(of: address),
            address.utf8.count > scheme.utf8.count + 1
        else { return false }
        return address.unicodeScalars.allSatisfy(isAllowed)
    }

    /// `https` of `HTTPS://…`; nil for a scheme that is not for links.
    static func scheme(of address: some StringProtocol) -> String? {
        let start = String(address.prefix(8)).lowercased()
        return [("https://", "https"), ("http://", "http"), ("mailto:", "mailto"), ("tel:", "tel")]
            .first { start.hasPrefix($0.0) }?.1
    }

    /// Everything but blanks, invisible signs and what some dialect ends an address with.
    static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return (0x21...0x7E).contains(scalar.value) && !"<>\"`\\^{}|".unicodeScalars.contains(scalar)
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse, .unassigned,
            .initialPunctuation, .finalPunctuation:
            return false
        default: return true
        }
    }

    /// Whether the words of a link name another place than the one it leads to.
    static func isDisguised(_ label: String, _ address: String) -> Bool {
        let shown = bare(label)
        guard shown.contains("."), !shown.contains(where: \.isWhitespace), !shown.hasSuffix(".") else { return false }
        let place = bare(address)
        return !(place == shown || place.hasPrefix(shown + "/") || place.hasPrefix(shown + "?"))
    }

    /// Without scheme, `www.` and the last slash, in lower case.
    static func bare(_ address: String) -> String {
        var rest = Substring(address.lowercased())
        for start in ["https://", "http://", "mailto:", "tel:", "www."] where rest.hasPrefix(start) {
            rest = rest.dropFirst(start.count)
        }
        if rest.hasSuffix("/") { rest.removeLast() }
        return String(rest)
    }
}

/// Addresses that stand in a text as they are.
enum BareAddress {
    /// The runs of a text: its `http://` and `https://` addresses as links to themselves, without the stops that end the
    /// sentence around them.
    static func runs(_ text: String, style: RichText.Style) -> [RichText.Run] {
        guard text.contains("://") else { return text.isEmpty ? [] : [RichText.Run(text, style: style)] }
        var runs: [RichText.Run] = []
        let scalars = text.unicodeScalars
        var (from, index) = (scalars.startIndex, scalars.startIndex)
        while index < scalars.endIndex {
            guard scalars[index] == "h" || scalars[index] == "H",
                scalars[index...].dropFirst().first?.properties.lowercaseMapping == "t",
                !followsWord(scalars, index), let end = end(scalars[index...])
            else {
                index = scalars.index(after: index)
                continue
            }
            if from < index { runs.append(RichText.Run(String(scalars[from..<index]), style: style)) }
            let address = String(scalars[index..<end])
            runs.append(RichText.Run(address, style: style, link: address))
            (from, index) = (end, end)
        }
        if from < scalars.endIndex { runs.append(RichText.Run(String(scalars[from...]), style: style)) }
        return runs
    }

    private static func followsWord(_ scalars: String.UnicodeScalarView, _ index: String.Index) -> Bool {
        index > scalars.startIndex && scalars[scalars.index(before: index)].isWordPart
    }

    /// Where the address that begins here ends; nil where none begins.
    static func end(_ rest: Substring.UnicodeScalarView) -> String.Index? {
        guard let scheme = LinkAddress.scheme(of: Substring(rest.prefix(8))), scheme.hasPrefix("http") else {
            return nil
        }
        let place = rest.dropFirst(scheme.utf8.count + 3)
        guard let first = place.first, first.isWordPart || first == "[" else { return nil }
        var address = place.prefix(scalarsMax).prefix(while: LinkAddress.isAllowed)
        var open = address.reduce(0) { $0 + ($1 == "(" ? 1 : $1 == ")" ? -1 : 0) }
        while let last = address.last, ".,;:!?'*~_)]".unicodeScalars.contains(last) {
            if last == ")" {
                if open >= 0 { break }
                open += 1
            }
            address.removeLast()
        }
        return address.isEmpty ? nil : address.endIndex
    }

    /// Longer addresses end here, in scalars: none has more than ``LinkAddress/bytesMax`` bytes.
    private static let scalarsMax = LinkAddress.bytesMax / 4
}
