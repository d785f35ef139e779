import Conversations
import SpokenLanguage

/// A reply as it is said on the phone: what answers comes first and alone, the rest is offered.
///
/// Who listens cannot skip: three sentences are what is remembered of an answer.
struct SpokenBrevity {
    /// Sentences of an answer before the rest is offered.
    static let sentencesMax = 3
    /// Words of them, at some 2.5 a second: a quarter of a minute. The first sentence is said whole.
    static let wordsMax = 40

    /// Without markup, numbers as they are written.
    let lead: String
    /// What is offered; empty where all is said.
    let rest: String

    /// - Parameter closing: How many sentences at the end are said in any case, as they ask the caller something.
    init(_ markdown: String, closing: Int) {
        let sentences = SpokenText.written(markdown).sentences
        let last = min(closing, sentences.count)
        let body = sentences.dropLast(last)
        var lead: [String] = []
        var words = 0
        for sentence in body.prefix(Self.sentencesMax) {
            words += sentence.split(separator: " ").count
            if !lead.isEmpty, words > Self.wordsMax { break }
            lead.append(sentence)
        }
        rest = body.dropFirst(lead.count).joined(separator: " ")
        self.lead = (lead + sentences.suffix(last)).joined(separator: " ")
    }
}
