/// One element of a TwiML document: escaped wherever it is written.
struct TwiMLElement: Sendable, Hashable {
    let name: String
    /// In the order they are written; nil values are left out.
    let attributes: [(name: String, value: String?)]
    let text: String
    let children: [TwiMLElement]

    init(
        _ name: String, _ attributes: [(name: String, value: String?)] = [], text: String = "",
        children: [TwiMLElement] = []
    ) {
        self.name = name
        self.attributes = attributes
        self.text = text
        self.children = children
    }

    static func == (left: TwiMLElement, right: TwiMLElement) -> Bool { left.xml == right.xml }
    func hash(into hasher: inout Hasher) { hasher.combine(xml) }

    /// The written form.
    var xml: String {
        var out = ""
        write(to: &out)
        return out
    }

    private func write(to out: inout String) {
        out += "<\(name)"
        for case (let name, let value?) in attributes {
            out += " \(name)=\""
            Self.escape(value, to: &out)
            out += "\""
        }
        guard !text.isEmpty || !children.isEmpty else {
            out += "/>"
            return
        }
        out += ">"
        Self.escape(text, to: &out)
        for child in children { child.write(to: &out) }
        out += "</\(name)>"
    }

    /// Five characters have names; what XML 1.0 cannot carry at all (section 2.2, "Char") is left out.
    private static func escape(_ text: String, to out: inout String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&apos;"
            case "\t", "\n", "\r": out += "&#\(scalar.value);"
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
            default: out.unicodeScalars.append(scalar)
            }
        }
    }
}
