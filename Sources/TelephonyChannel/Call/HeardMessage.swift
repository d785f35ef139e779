import Conversations

extension MessageHeard {
    /// What the log gets of a message of which only a part was heard.
    ///
    /// - Parameters:
    ///   - events: Those of the call up to it: whether it carried the AI notice, and for the first time. A notice that
    ///     was repeated counts as given, however much was heard of it: who cuts in twice does not want to hear it.
    ///   - speak: A message as it is spoken, in a language.
    init(_ seq: Int, heard: String, in events: [ConversationEvent], speak: (String, String) -> [String]) {
        self.init(message: seq, heard: heard)
        guard let index = events.firstIndex(where: { $0.seq == seq }), index > events.startIndex,
            case .messageSent(let message) = events[index].body,
            case .disclosed(let disclosed) = events[index - 1].body,
            !events[..<(index - 1)].contains(where: { $0.isDisclosure })
        else { return }
        let speech = Speech(
            seq: seq, author: message.author.kind, purpose: .message, language: disclosed.language,
            sentences: speak(message.text, disclosed.language), notice: disclosed.notice)
        if !speech.isNoticeHeard(in: heard) { isNoticeLost = true }
    }
}

extension ConversationEvent {
    /// Whether the AI notice comes with the next message.
    var isDisclosure: Bool { if case .disclosed = body { true } else { false } }
}
