/// What of HTML is harmless to show.
enum HTMLSafeList {
    /// Elements that are kept. Of others only the content is, unless they are ``dropped``.
    static let elements: Set<String> = [
        "a", "abbr", "address", "b", "bdi", "big", "blockquote", "br", "caption", "center", "cite", "code", "col",
        "colgroup", "dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "h1", "h2", "h3",
        "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span",
        "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul",
        "var", "wbr",
    ]

    static let void: Set<String> = ["br", "hr", "col", "wbr"]

    /// Elements whose content is not for people, or is code.
    static let dropped: Set<String> = [
        "head", "script", "style", "template", "title", "noscript", "object", "embed", "iframe", "frame", "frameset",
        "noframes", "noembed", "audio", "video", "source", "track", "canvas", "map", "area", "select", "option",
        "datalist", "meta", "link", "base", "applet", "param", "plaintext", "xmp", "listing", "textarea", "input",
        "button", "keygen", "portal", "dialog", "svg", "math",
    ]

    /// The value to write for an attribute, nil to leave it out.
    static func value(of attribute: String, _ value: String, on element: String) -> String? {
        switch (attribute.lowercased(), element) {
        case ("href", "a"): safeTarget(value)
        case ("style", _): safeStyle(value)
        case ("title", _), ("lang", _), ("summary", "table"), ("abbr", "td"), ("abbr", "th"): value
        case ("dir", _): ["ltr", "rtl", "auto"].contains(value.lowercased()) ? value : nil
        case ("align", _), ("valign", _): isWord(value) ? value : nil
        case ("color", "font"), ("bgcolor", _): isColour(value) ? value : nil
        case ("face", "font"):
            value.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || " ,-0123456789".unicodeScalars.contains($0)
            } ? value : nil
        case ("size", "font"), ("colspan", _), ("rowspan", _), ("span", _), ("start", "ol"), ("border", "table"),
            ("cellpadding", "table"), ("cellspacing", "table"):
            isNumber(value, max: 1000) ? value : nil
        case ("width", _), ("height", _):
            isNumber(value.hasSuffix("%") ? String(value.dropLast()) : value, max: 2000) ? value : nil
        case ("type", "ol"), ("type", "ul"): isWord(value) ? value : nil
        default: nil
        }
    }

    /// A link that leads to a page or a mail. Browsers skip control characters and blanks when they look for the
    /// scheme, so the value is judged, and written, without them.
    static func safeTarget(_ value: String) -> String? {
        let bare = String(
            String.UnicodeScalarView(value.unicodeScalars.filter { $0.value > 32 && !HeaderText.isControl($0) }))
        let scheme = bare.prefix { $0 != ":" }.lowercased()
        guard ["http", "https", "mailto"].contains(scheme), bare.utf8.count <= 4000 else { return nil }
        if scheme == "mailto" { return bare }
        return bare.lowercased().hasPrefix(scheme + "://") ? bare : nil
    }

    /// The declarations that only say how text looks.
    static func safeStyle(_ value: String) -> String? {
        guard value.utf8.count <= 4000 else { return nil }
        var kept: [String] = []
        for declaration in value.split(separator: ";").prefix(50) {
            guard let colon = declaration.firstIndex(of: ":") else { continue }
            let property = String(declaration[..<colon]).trimmingBlanks().lowercased()
            let text = String(declaration[declaration.index(after: colon)...]).trimmingBlanks()
            if properties.contains(property), isSafeValue(text) { kept.append("\(property): \(text)") }
        }
        return kept.isEmpty ? nil : kept.joined(separator: "; ")
    }

    /// No functions (`url(`, `expression(`), escapes, comments or strings: words, numbers, colours and lists of them.
    private static func isSafeValue(_ value: String) -> Bool {
        guard !value.isEmpty, value.utf8.count <= 200 else { return false }
        let isPlain = value.utf8.allSatisfy { byte in
            (byte >= 0x30 && byte <= 0x39) || (Byte.lower(byte) >= 0x61 && Byte.lower(byte) <= 0x7A)
                || [0x20, 0x21, 0x23, 0x25, 0x2C, 0x2D, 0x2E, 0x28, 0x29].contains(byte)
        }
        // Nothing is moved out of its place over what stands elsewhere.
        guard isPlain, !value.hasPrefix("-"), !value.contains(" -") else { return false }
        guard let parenthesis = value.firstIndex(of: "(") else { return !value.contains(")") }
        return ["rgb", "rgba", "hsl", "hsla"].contains(value[..<parenthesis].lowercased())
            && value.hasSuffix(")") && !value[value.index(after: parenthesis)...].contains("(")
    }

    private static let properties: Set<String> = [
        "color", "background-color", "font-size", "font-family", "font-style", "font-weight", "text-align",
        "text-decoration", "text-transform", "vertical-align", "line-height", "white-space", "margin", "margin-top",
        "margin-right", "margin-bottom", "margin-left", "padding", "padding-top", "padding-right", "padding-bottom",
        "padding-left", "border", "border-top", "border-right", "border-bottom", "border-left", "border-color",
        "border-style", "border-width", "border-collapse", "border-spacing", "border-radius", "width", "max-width",
        "list-style-type", "direction", "letter-spacing", "word-break", "overflow-wrap",
    ]

    private static func isWord(_ value: String) -> Bool {
        !value.isEmpty && value.utf8.count <= 20
            && value.utf8.allSatisfy {
                (Byte.lower($0) >= 0x61 && Byte.lower($0) <= 0x7A) || $0 == Byte.dash || $0 == 0x31
            }
    }

    private static func isColour(_ value: String) -> Bool {
        let hex = value.hasPrefix("#") ? value.dropFirst() : Substring(value)
        return !hex.isEmpty && hex.utf8.count <= 20
            && hex.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || (Byte.lower($0) >= 0x61 && Byte.lower($0) <= 0x7A) }
    }

    private static func isNumber(_ value: String, max: Int) -> Bool {
        guard let number = Int(value) else { return false }
        return (0...max).contains(abs(number))
    }
}
