import Conversations

/// Something to be spoken: a message of the log, or a line of the call itself.
struct Speech: Sendable {
    /// Of the message in the log; nil for a line.
    let seq: Int?
    let author: Author.Kind
    let purpose: RelayToken.Purpose
    /// Tag of ours: `de`, `en`.
    let language: String
    /// As they are spoken, in order; none is empty.
    let sentences: [String]
    let isInterruptible: Bool
    /// The AI notice, where this carries it.
    let notice: String?
    /// For each sentence that was sent, when it should be over.
    var endsAt: [Timestamp] = []
    /// Whether it is said once more, as the caller cut in.
    private(set) var isRepeated = false

    init(
        seq: Int?, author: Author.Kind, purpose: RelayToken.Purpose, language: String, sentences: [String],
        isInterruptible: Bool = true, notice: String? = nil
    ) {
        self.seq = seq
        self.author = author
        self.purpose = purpose
        self.language = language
        self.sentences = sentences
        self.isInterruptible = isInterruptible
        self.notice = notice
    }

    /// The same from its beginning, for a caller who cut into what must be said; nil where that was done.
    var again: Speech? {
        guard !isInterruptible, !isRepeated else { return nil }
        var again = self
        again.isRepeated = sent > 0
        again.endsAt = []
        return again
    }

    var sent: Int { endsAt.count }
    var isSent: Bool { sent == sentences.count }
    /// What was given to the platform.
    var sentText: String { sentences[..<sent].joined(separator: " ") }

    /// How many sentences were over by then.
    func heardSentences(at now: Timestamp) -> Int { endsAt.prefix { $0 <= now }.count }

    /// Whether somebody who heard this much of it knows that an AI speaks, where it carries the notice: the words that
    /// tell it are enough; where we know none of them in that language, it is all of the notice.
    func isNoticeHeard(in heard: String) -> Bool {
        guard let notice else { return true }
        let words = SpokenWords.keys(notice)
        let whole = SpokenWords.keys(sentences.joined(separator: " "))
        let end = SpokenWords.position(of: words, in: whole, near: words.count) ?? whole.count
        return SpokenWords.keys(heard).count >= (NoticeWords.end(in: whole[..<end], language: language) ?? end)
    }
}

/// What became of something that was not heard to its end.
struct CutSpeech: Sendable {
    let speech: Speech
    /// A beginning of what was said; empty for nothing.
    let heard: String

    var isNoticeLost: Bool { !speech.isNoticeHeard(in: heard) }
}
