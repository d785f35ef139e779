import Conversations

extension MessageHeard {
    /// What the log gets of a message of which only a part was heard.
    ///
    /// - Parameters:
    ///   - events: Those around it, itself and the one before among them: whether it carried the AI notice.
    ///   - speak: A message as it is spoken, in a language.
    init(_ seq: Int, heard: String, in events: [ConversationEvent], speak: (String, String) -> [String]) {
        self.init(message: seq, heard: heard)
        guard let index = events.firstIndex(where: { $0.seq == seq }), index > events.startIndex,
            case .messageSent(let message) = events[index].body,
            case .disclosed(let disclosed) = events[index - 1].body
        else { return }
        let speech = Speech(
            seq: seq, author: message.author.kind, purpose: .message, language: disclosed.language,
            sentences: speak(message.text, disclosed.language), notice: disclosed.notice)
        if !speech.isNoticeHeard(in: heard) { isNoticeLost = true }
    }
}
