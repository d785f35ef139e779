/// What styles and attributes say about how an element is shown.
enum HTMLStyle {
    /// Longer targets are made for tracking; no reader copies them by hand.
    static let targetBytes = 500

    static func isHidden(_ node: HTMLNode) -> Bool {
        if node.attribute("hidden") != nil { return true }
        guard let style = folded(node) else { return false }
        if hiding.contains(where: { style.contains($0) }) { return true }
        // Preview texts of newsletters are squeezed to nothing.
        return style.contains("overflow:hidden") && squeezing.contains { has(style, $0) }
    }

    private static let hiding = [
        "display:none", "visibility:hidden", "mso-hide:all", "font-size:0;", "font-size:0px", "opacity:0;",
    ]
    private static let squeezing = ["max-height:0", "height:0", "max-width:0", "width:0", "font-size:1px"]

    /// Whether a property has exactly a value, not one that begins alike (`height:0` in `height:0.5em`).
    private static func has(_ style: String, _ wanted: String) -> Bool {
        style.split(separator: ";").contains { declaration in
            declaration == wanted || declaration == wanted + "px" || declaration == wanted + "pt"
                || declaration == wanted + "!important" || declaration == wanted + "px!important"
        }
    }

    static func isPreformatted(_ node: HTMLNode, _ name: String) -> Bool {
        if ["pre", "textarea", "listing", "xmp", "plaintext"].contains(name) { return true }
        return folded(node)?.contains("white-space:pre") ?? false
    }

    /// Whether a paragraph is drawn like a line: Outlook and others write each line as one without margins.
    static func isTight(_ node: HTMLNode) -> Bool {
        if let kind = node.attribute("class"), kind.hasPrefix("Mso") || kind.hasPrefix("mso") { return true }
        guard let style = folded(node) else { return false }
        return style.contains("margin:0") || style.contains("margin-bottom:0")
    }

    /// Whether an element holds the signature a mail program put there, by the names programs give it: Gmail, Outlook and
    /// its apps, Proton Mail, Zoho, Roundcube, Spark, K-9 and Samsung's.
    static func isSignature(_ node: HTMLNode) -> Bool {
        if let id = node.attribute("id"), signatureIDs.contains(id) { return true }
        if let name = node.attribute("name"), name == "messageSignatureSection" { return true }
        guard let classes = node.attribute("class"), classes.utf8.count <= 500 else { return false }
        return classes.split(whereSeparator: \.isWhitespace).contains { signatureClasses.contains(String($0)) }
    }

    private static let signatureIDs: Set<String> = [
        "Signature", "ms-outlook-mobile-signature", "_rc_sig", "composer_signature", "Zm-_Id_-Sgn",
    ]
    private static let signatureClasses: Set<String> = [
        "gmail_signature", "protonmail_signature_block-user", "k9mail-signature",
    ]

    static func isTrackingPixel(_ node: HTMLNode) -> Bool {
        func isTiny(_ name: String) -> Bool {
            guard let value = node.attribute(name)?.trimmingBlanks() else { return false }
            return ["0", "1", "0px", "1px"].contains(value)
        }
        return isTiny("width") || isTiny("height")
    }

    /// A link's target as shown behind its text; nil where the text says as much, or the target says nothing.
    static func shownTarget(_ target: String, text: String) -> String? {
        var bare = target.trimmingBlanks()
        guard bare.utf8.count <= targetBytes, !bare.unicodeScalars.contains(where: HeaderText.isControl),
            !bare.contains(where: { $0 == "<" || $0 == ">" || $0 == " " })
        else { return nil }
        let scheme = bare.prefix { $0 != ":" }.lowercased()
        switch scheme {
        case "http", "https": break
        case "mailto", "tel":
            bare = String(bare.dropFirst(scheme.count + 1).prefix { $0 != "?" })
            if bare.isEmpty { return nil }
        default: return nil
        }
        return essence(bare) == essence(text) ? nil : bare
    }

    /// An address without what texts leave out of it.
    private static func essence(_ address: String) -> Substring {
        var rest = Substring(address.lowercased())
        for prefix in ["mailto:", "tel:", "https://", "http://", "www."] where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
        }
        while rest.last == "/" { rest = rest.dropLast() }
        return rest
    }

    /// The style in lower case without blanks.
    private static func folded(_ node: HTMLNode) -> String? {
        node.attribute("style").map { style in
            String(decoding: style.utf8.lazy.filter { !Byte.isWhite($0) }.map(Byte.lower), as: UTF8.self) + ";"
        }
    }
}
