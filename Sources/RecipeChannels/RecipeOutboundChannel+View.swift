import ConnectorKit
import Conversations
import Recipes

extension RecipeOutboundChannel {
    /// A message as its policy judges it.
    func request(_ message: OutboundMessage, _ circumstances: ReplyCircumstances) -> SendRequest {
        SendRequest(
            author: message.author.kind, text: Self.text(message), attachments: message.attachments,
            // Where nothing is private, everything we say is for everybody; elsewhere nothing is but by choice.
            mayBePublic: policy.isPublicOnly, language: circumstances.language ?? "en")
    }

    /// The words with what they rest on below.
    private static func text(_ message: OutboundMessage) -> String {
        let links = message.citations.compactMap { citation in
            citation.url.map { "- [\(Markdown.escaped(citation.title))](\($0))" }
        }
        return links.isEmpty ? message.text : message.text + "\n\n" + links.joined(separator: "\n")
    }

    /// A part as the recipe's mapping sees it.
    func view(
        of part: SendProgress.Part, index: Int, _ sending: Sending, _ circumstances: ReplyCircumstances,
        _ files: [CarriedFile]
    ) -> OutboundView {
        let isOnly = sending.progress.parts.count == 1
        var view = OutboundView(
            key: isOnly ? sending.message.key : "\(sending.message.key)-\(index + 1)",
            recipient: circumstances.recipient)
        view.author = sending.message.author.kind
        view.place = circumstances.place
        view.locale = circumstances.language
        switch (policy.text.dialect, part.way, part.text) {
        case (.matrix, .direct, let text?): (view.text, view.html) = (text.visible, text.text)
        case (_, _, let text): view.text = text?.text
        }
        view.files = files.map { .init(name: $0.name, type: $0.type, sizeBytes: $0.bytes.count) }
        switch part.way {
        case .direct: break
        case .privateReply: (view.visibility, view.replyTo) = (.privateReply, circumstances.answered)
        case .publicReply: (view.visibility, view.replyTo) = (.comment, circumstances.answered)
        }
        if channel.recipe.policy.isComments { view.target = circumstances.answered }
        view.isLate = isLate(sending.message, circumstances)
        return view
    }

    /// Whether it goes only since a person wrote it.
    private func isLate(_ message: OutboundMessage, _ circumstances: ReplyCircumstances) -> Bool {
        guard message.author.kind == .operator, let window = policy.window,
            let last = circumstances.state.lastDirectMessage
        else { return false }
        return message.sentAt >= last.advanced(byMilliseconds: window.milliseconds)
    }
}

extension OutboundMessage {
    var id: MessageKey { MessageKey(conversation, seq) }
}
