import Conversations

/// The letters of one turn, oldest first.
struct Letters: Sendable {
    private let parts: [LetterParts]
    private let messages: [TurnMessage]
    /// What is read: the writer's words, with the subject in front.
    let text: String
    /// Where the subject's line ends in ``text``, in bytes of UTF-8; 0 for none and for several letters.
    let subjectEnd: Int

    /// With fewer words than this the greeting and the closing tell the language.
    private static let wordsMin = 3

    init(_ messages: [TurnMessage]) {
        self.messages = messages
        parts = messages.map { LetterParts($0.text) }
        text = parts.map { parts in
            parts.body.isEmpty && !parts.forwarded.isEmpty ? parts.forwarded : parts.text
        }.joined(separator: "\n\n")
        let hasOne = parts.count == 1 && !parts[0].body.isEmpty
        subjectEnd = hasOne ? parts[0].subject.map(\.utf8.count) ?? 0 : 0
    }

    /// Whether something is passed on that somebody else wrote.
    var isForward: Bool { parts.contains { $0.isForward || !$0.forwarded.isEmpty } }
    /// Whether nothing is there but what somebody else wrote.
    var isForwardAlone: Bool { parts.contains { !$0.forwarded.isEmpty } && parts.allSatisfy(\.body.isEmpty) }
    /// Whether nothing is there but a subject.
    var isSubjectAlone: Bool { !text.isEmpty && parts.allSatisfy { $0.body.isEmpty && $0.forwarded.isEmpty } }
    /// Whether more was written than is read.
    var isCut: Bool { parts.contains(where: \.isCut) }

    /// What tells the language.
    func languageText(_ folded: FoldedText) -> FoldedText {
        folded.words.count >= Self.wordsMin || folded.foreign > 0
            ? folded : FoldedText(messages.map(\.text).joined(separator: "\n"))
    }

    /// What the writers give of themselves in their words, and with their signatures.
    func facts(withSignatures: Bool) -> [Fact] {
        let told = zip(messages, parts).map { message, parts in
            let text = withSignatures ? parts.text + "\n" + parts.signature : parts.text
            return TurnMessage(seq: message.seq, author: message.author, text: text)
        }
        return FactScanner.facts(in: told, scalarsMax: LetterParts.scalarsMax)
    }
}
