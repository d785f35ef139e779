/// Makes hostile HTML safe to show to an operator.
///
/// The document is parsed as browsers parse it, and only what is on a list of harmless elements, attributes and
/// styles is written out again, every character that could be markup escaped. Nothing is passed through as text of
/// the original, so that no second reading can see other elements than the first (mutation XSS). Show the result
/// under a content security policy and in a sandboxed frame all the same.
public struct HTMLSanitizer: Sendable {
    /// What becomes of pictures.
    public enum Images: Sendable {
        /// Pictures from elsewhere tell the sender who looked when: they are left out, with their alternative text.
        case blocked
        /// Pictures of the mail itself are shown: the function gives a URL for a content id, nil to leave it out.
        case attached(@Sendable (_ contentID: String) -> String?)
    }

    public var images: Images
    /// Bytes of HTML read; the rest is left out.
    public var maxBytes: Int

    public init(images: Images = .blocked, maxBytes: Int = MailLimits().htmlBytes) {
        self.images = images
        self.maxBytes = maxBytes
    }

    /// A safe fragment for the inside of a `body`. Never fails: what cannot be parsed in bounds comes as plain text.
    public func sanitised(_ html: String) -> String {
        guard let tree = HTMLTree(html, maxBytes: maxBytes) else {
            return HTMLText.asHTML(TagStripper.text(of: html, maxBytes: maxBytes))
        }
        var writer = HTMLWriter(images: images, max: maxBytes * 2)
        tree.walk(enter: { writer.enter($0) }, leave: { writer.leave($0) }, isDone: { writer.isFull })
        return writer.finish()
    }
}
