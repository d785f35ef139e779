import Conversations
import SpokenLanguage

/// Finds what the company promised in a call, by its words alone: precise rather than complete.
struct PromiseReader {
    /// Most promises of one call that are kept.
    static let promisesMax = 20

    let calendar: CallCalendar

    /// - Parameter end: When the call ended; what was due before it was kept in it.
    func read(_ entries: [CallRecord.Entry], _ tongue: Tongue, end: Timestamp) -> [Promise] {
        let kept = PromiseKept(entries)
        var promises: [Promise] = []
        for (index, entry) in entries.enumerated() where [.agent, .operator].contains(entry.author.kind) {
            let spoken = Tongue.spoken(in: String(entry.text.prefix(2000)), unless: tongue)
            let characters = Array(entry.text)
            let sentences = Words(entry.text).sentences
            let due = PromiseDue(calendar: calendar, tongue: spoken)
            var namesColleague = false
            for (place, sentence) in sentences.enumerated() {
                let seen = PromiseSentence(sentence, namesColleague: namesColleague)
                let colleagues = spoken == .german ? GermanPromises.colleagues : EnglishPromises.colleagues
                let found = spoken == .german ? GermanPromises(seen).find() : EnglishPromises(seen).find()
                namesColleague = namesColleague || seen.contains(colleagues)
                for one in found {
                    guard promises.count < Self.promisesMax else { return promises }
                    var until = due.due(in: sentence, text: entry.text, near: one.word, saidAt: entry.at)
                    if until == nil { until = addition(sentences, after: place, entry, due) }
                    if one.needsDue, until?.isNamed != true, !Self.waitsForSomething(seen) { continue }
                    let promise = Promise(
                        kind: one.kind, entry: index,
                        quotation: Self.quotation(characters, sentence.range), due: until)
                    if kept.isSettled(promise, sentence: place) { continue }
                    add(promise, to: &promises)
                }
            }
        }
        return promises
    }

    /// "…, spätestens morgen": a day that follows in a sentence of its own.
    private func addition(
        _ sentences: [Words.Sentence], after place: Int, _ entry: CallRecord.Entry, _ due: PromiseDue
    ) -> Promise.Due? {
        guard sentences.indices.contains(place + 1), sentences[place + 1].words.count <= 6,
            !sentences[place + 1].isQuestion
        else { return nil }
        let until = due.due(in: sentences[place + 1], text: entry.text, near: 0, saidAt: entry.at)
        return until?.isNamed == true ? until : nil
    }

    private static func waitsForSomething(_ sentence: PromiseSentence) -> Bool {
        sentence.contains(["sobald", "once"])
            || sentence.keys.indices.contains {
                sentence.has("as", "soon", "as", at: $0) || sentence.has("when", "the", at: $0)
            }
    }

    /// The same said twice is one promise; a day that was added counts.
    private func add(_ promise: Promise, to promises: inout [Promise]) {
        if let known = promises.firstIndex(where: {
            $0.kind == promise.kind
                && ($0.due == promise.due || $0.due == nil || promise.due == nil || promise.kind != .send)
        }) {
            if promises[known].due?.isNamed != true, let due = promise.due, due.isNamed {
                promises[known].due = due
            }
            return
        }
        promises.append(promise)
    }

    private static func quotation(_ characters: [Character], _ range: Range<Int>) -> String {
        let end = min(characters.count, range.upperBound + 1)
        var text = String(characters[range.clamped(to: 0..<characters.count)])
        if end > range.upperBound, ".!?".contains(characters[end - 1]) { text.append(characters[end - 1]) }
        return text.count > quotationCharactersMax ? text.prefix(quotationCharactersMax - 1) + "…" : text
    }

    /// Longest quotation, in characters.
    private static let quotationCharactersMax = 300
}
