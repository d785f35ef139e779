/// How a platform marks up text.
public enum TextDialect: String, Sendable, Hashable, CaseIterable {
    /// No marks: Messenger, Instagram, LINE, Viber, X.
    case plain
    /// No marks, and typographic signs as their ASCII ones where that keeps an SMS in GSM-7.
    case sms
    /// No marks, and names after an `@` call nobody: comments that everybody sees.
    case publicPlain = "public-plain"
    /// `*bold* _italic_ ~strike~`.
    case whatsapp
    /// `parse_mode` HTML.
    case telegram = "telegram-html"
    /// `mrkdwn` of `chat.postMessage`.
    case slack
    case discord
    /// `org.matrix.custom.html`, with the plain `body` beside it.
    case matrix = "matrix-html"
    /// `textFormat` xml of the Bot Framework: unlike its Markdown, HTML has an escape for every sign.
    case teams = "teams-xml"
    /// `*bold* _italic_ -strike-` of comments.
    case youtube
}

/// A text as it goes to a platform.
public struct RenderedText: Sendable, Hashable {
    /// What is sent.
    public let text: String
    /// What is shown where that differs by markup: the `body` beside Matrix's HTML, and what Telegram counts. The same as
    /// ``text`` in dialects without tags.
    public let visible: String

    public init(text: String, visible: String? = nil) {
        self.text = text
        self.visible = visible ?? text
    }
}

extension TextDialect {
    /// A text in this dialect. Total: every rich text has a form, in which all its words stand in their order.
    ///
    /// Marks of the dialect among the words are shown as marks: escaped where the dialect can, else written with a sign
    /// that looks like them.
    public func render(_ text: RichText) -> RenderedText {
        let lowered = LinkLowering(dialect: self).lowered(text)
        if let tags = HTMLFlavour(self) { return HTMLWriter(flavour: tags).write(lowered) }
        let written = MarkupWriter(flavour: MarkupFlavour(self)).write(lowered)
        return RenderedText(text: self == .sms ? GSM7.friendly(written) : written)
    }

    /// Where a link with words of its own may lead; elsewhere its address stands behind the words.
    var linkSchemes: Set<String> {
        switch self {
        case .plain, .sms, .publicPlain, .whatsapp, .youtube: []
        case .telegram, .discord: ["http", "https"]
        case .matrix, .teams: ["http", "https", "mailto"]
        case .slack: ["http", "https", "mailto", "tel"]
        }
    }
}
