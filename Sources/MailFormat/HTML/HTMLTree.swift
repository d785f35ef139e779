import CGumbo
import CHTMLTree

/// A parsed HTML document (by Gumbo, after the HTML standard's own algorithm).
final class HTMLTree {
    /// Memory of one tree. Ordinary mails need a few hundred kilobytes.
    static let memoryBytes = 64 << 20
    /// Time of this thread one tree may take. Ordinary mails need a few milliseconds; markup made to be slow stops.
    static let cpuMicroseconds: UInt64 = 500_000
    /// Nodes visited of one tree.
    static let nodesMax = 500_000

    private let tree: OpaquePointer
    /// Gumbo's nodes point into the text.
    private let text: UnsafeMutablePointer<CChar>

    /// Parses a document; nil when it needs more memory or time than a mail may.
    init?(_ html: String, maxBytes: Int) {
        let bytes = Array(html.utf8.prefix(maxBytes))
        text = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
        for (index, byte) in bytes.enumerated() { text[index] = CChar(bitPattern: byte) }
        text[bytes.count] = 0
        var result = SWITCHBOARD_HTML_READ
        let parsed = switchboard_html_parse(text, bytes.count, Self.memoryBytes, Self.cpuMicroseconds, &result)
        guard let parsed else {
            text.deallocate()
            return nil
        }
        tree = parsed
    }

    deinit {
        switchboard_html_free(tree)
        text.deallocate()
    }

    /// Visits the document's nodes in order, without recursion: nesting may be as deep as the text is long.
    ///
    /// - Parameters:
    ///   - enter: answers whether the node's children are visited; `leave` is called only then.
    ///   - isDone: asked before each node; true ends the visit.
    func walk(enter: (HTMLNode) -> Bool, leave: (HTMLNode) -> Void, isDone: () -> Bool) {
        guard let document = switchboard_html_document(tree) else { return }
        var stack: [(node: HTMLNode, next: Int)] = [(HTMLNode(document), 0)]
        var visited = 0
        while let top = stack.last {
            guard let child = top.node.child(top.next) else {
                stack.removeLast()
                if !stack.isEmpty { leave(top.node) }
                continue
            }
            stack[stack.count - 1].next += 1
            visited += 1
            if visited > Self.nodesMax || isDone() { return }
            if enter(child) { stack.append((child, 0)) }
        }
    }
}

/// A node of the tree; valid as long as the tree.
struct HTMLNode {
    private let node: UnsafePointer<GumboNode>

    init(_ node: UnsafePointer<GumboNode>) { self.node = node }

    enum Kind { case element, text, other }

    var kind: Kind {
        switch switchboard_html_type(node) {
        case GUMBO_NODE_ELEMENT, GUMBO_NODE_TEMPLATE: .element
        case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE: .text
        case GUMBO_NODE_CDATA: .text
        default: .other
        }
    }

    /// The element's name in lower case; empty for one HTML does not know, or of another language (SVG, MathML).
    var name: String {
        guard kind == .element, switchboard_html_namespace(node) == GUMBO_NAMESPACE_HTML else { return "" }
        let tag = switchboard_html_tag(node)
        return tag == GUMBO_TAG_UNKNOWN ? "" : String(cString: gumbo_normalized_tagname(tag))
    }

    /// Whether the element belongs to SVG or MathML.
    var isForeign: Bool { kind == .element && switchboard_html_namespace(node) != GUMBO_NAMESPACE_HTML }

    /// The bytes of a text node; the tree's own memory.
    var text: UnsafePointer<CChar>? { switchboard_html_text(node) }

    func attribute(_ name: String) -> String? { switchboard_html_attribute(node, name).map { String(cString: $0) } }

    var attributes: [(name: String, value: String)] {
        (0..<switchboard_html_attribute_count(node)).compactMap { index in
            guard let attribute = switchboard_html_attribute_at(node, index),
                let name = attribute.pointee.name, let value = attribute.pointee.value
            else { return nil }
            return (String(cString: name), String(cString: value))
        }
    }

    fileprivate func child(_ index: Int) -> HTMLNode? {
        guard let children = switchboard_html_children(node), index < Int(children.pointee.length),
            let child = children.pointee.data[index]
        else { return nil }
        return HTMLNode(UnsafePointer(child.assumingMemoryBound(to: GumboNode.self)))
    }
}
