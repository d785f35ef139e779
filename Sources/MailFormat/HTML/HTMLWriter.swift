import Foundation

/// Writes the harmless part of a document while it is walked.
struct HTMLWriter {
    private let images: HTMLSanitizer.Images
    private let max: Int
    private var out: [UInt8] = []
    /// Elements that were entered: the names of those written, nil for those whose content alone is kept.
    private var open: [String?] = []

    init(images: HTMLSanitizer.Images, max: Int) {
        self.images = images
        self.max = max
    }

    var isFull: Bool { out.count > max }

    /// Deeper elements are taken without their tags: a browser's own nesting is bounded alike.
    private static let deepest = 200

    mutating func enter(_ node: HTMLNode) -> Bool {
        switch node.kind {
        case .text:
            if let text = node.text { out += HTMLText.escaped(String(cString: text)).utf8 }
            return false
        case .other: return false
        case .element: break
        }
        let name = node.name
        if node.isForeign || HTMLSafeList.dropped.contains(name) { return false }
        if name == "img" {
            image(node)
            return false
        }
        guard HTMLSafeList.elements.contains(name), open.count < Self.deepest else {
            open.append(nil)
            return true
        }
        out += "<\(name)".utf8
        for (attribute, value) in node.attributes {
            guard let safe = HTMLSafeList.value(of: attribute, value, on: name) else { continue }
            out += " \(attribute.lowercased())=\"\(HTMLText.escaped(safe))\"".utf8
        }
        if name == "a" { out += " rel=\"noopener noreferrer nofollow\" target=\"_blank\"".utf8 }
        out += ">".utf8
        if HTMLSafeList.void.contains(name) { return false }
        open.append(name)
        // A line feed right after these is not read as text; one more keeps the first.
        if name == "pre" { out.append(Byte.lf) }
        return true
    }

    mutating func leave(_ node: HTMLNode) { close() }

    mutating func finish() -> String {
        while !open.isEmpty { close() }
        return String(decoding: out, as: UTF8.self)
    }

    private mutating func close() {
        if let entered = open.popLast(), let name = entered { out += "</\(name)>".utf8 }
    }

    private mutating func image(_ node: HTMLNode) {
        let alt = node.attribute("alt") ?? ""
        let source = node.attribute("src")?.trimmingBlanks() ?? ""
        if case .attached(let url) = images, source.lowercased().hasPrefix("cid:"),
            let shown = url(source.dropFirst(4).removingPercentEncoding ?? String(source.dropFirst(4)))
        {
            out += "<img src=\"\(HTMLText.escaped(shown))\" alt=\"\(HTMLText.escaped(alt))\">".utf8
        } else if !alt.isBlankText {
            out += HTMLText.escaped(alt).utf8
        }
    }
}
