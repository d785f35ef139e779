/// Finds everything that a letter asks: questions, points of lists, "ich wüsste gern, wann …", and what shall be done.
///
/// Sentences that only tell are left out; a question that says too little by itself takes those before it along.
struct LetterQuestions {
    let text: String
    let folded: FoldedText
    /// For each word whether it carries content.
    let content: [Bool]
    let clauses: Clauses
    let findings: Findings
    let table: PatternTable
    /// Where the subject's line ends in the text, in bytes of UTF-8; 0 where there is none.
    let subjectEnd: Int
    /// Whether an order's number stands in the letter.
    let namesOrder: Bool

    /// More questions of one letter are left to a person.
    static let questionsMax = 8
    /// More is not taken along, in sentences and in bytes of UTF-8.
    static let contextSentencesMax = 2
    static let contextBytesMax = 240
    /// Questions that point ("kann ich das zurückgeben?") are looked for up to this length, in words.
    static let pointingWordsMax = 7
    /// Questions with "sie" or "davon" for what was named before, up to this length, in words.
    static let pronounWordsMax = 5
    /// Words that only name a topic are no more.
    static let topicWordsMax = 5
    /// "Und am Samstag?" goes on up to this length, in words.
    static let goingOnWordsMax = 4

    func reading(of letters: Letters) -> LetterReading {
        var reading = LetterReading(isForward: letters.isForward, isCut: letters.isCut)
        reading.isSubjectAlone = letters.isSubjectAlone
        let silence = LetterSilence(folded: folded, findings: findings, table: table)
        let told = folded.sentences.indices.filter { count(folded.sentences[$0].words) > 0 }
        var asking = told.filter { !isSubject($0) && asks($0) }
        reading.isForwardAlone = letters.isForward && (letters.isForwardAlone || asking.isEmpty)
        reading.troubles = LetterTroubles(folded: folded, findings: findings, table: table)
            .left(among: told.filter { !isSubject($0) }, asking: asking).map(slice)
        if asking.isEmpty { asking = told.filter { isSubject($0) && asks($0) } }
        let asked = asking.flatMap(questions)
        reading.asked = Array(asked.prefix(Self.questionsMax))
        reading.leftOpen = asked.dropFirst(Self.questionsMax).map(\.words)
        reading.isClosed = asking.isEmpty && silence.holds(besides: folded.sentences.indices.filter(isSubject).count)
        guard asking.isEmpty else { return reading }
        reading.told = told.filter { !isPolite($0) }.map(slice).joined(separator: " ")
        reading.isTopic =
            told.reduce(0) { $0 + folded.sentences[$1].words.count } <= Self.topicWordsMax
            || folded.words.indices.contains { LetterWords.inquiring.contains(word($0)) }
        return reading
    }

    // MARK: What asks

    private func asks(_ number: Int) -> Bool { isQuestion(number) && hasMatter(number) }

    private func isQuestion(_ number: Int) -> Bool {
        let sentence = folded.sentences[number]
        if sentence.asks || clauses.asks(sentence.words) && !isToldOpening(sentence.words) { return true }
        return !inquiries(sentence.words).isEmpty || isRequest(number)
    }

    /// "Wie besprochen …", "when I came home …": opens like a question and tells something.
    private func isToldOpening(_ words: Range<Int>) -> Bool {
        if words.first.map(word) == "wie", words.prefix(6).contains(where: { LetterWords.agreed.contains(word($0)) }) {
            return true
        }
        return words.prefix(2).contains { index in
            guard index + 1 < words.upperBound else { return false }
            return LetterWords.notAsking[word(index)]?.contains(word(index + 1)) == true
        }
    }

    /// Where what is asked begins in "ich wüsste gern, wann Sie öffnen und ob …", "please let me know if …".
    private func inquiries(_ words: Range<Int>) -> [Int] {
        func opens(_ index: Int) -> Bool {
            LetterWords.whether.contains(word(index)) || clauses.isInterrogative(index)
        }
        for index in words where LetterWords.inquiring.contains(word(index)) {
            guard let first = (index + 1..<min(index + 5, words.upperBound)).first(where: opens) else { continue }
            let others = (first + 1..<words.upperBound).filter { place in
                guard folded.words[place].afterComma || clauses.isJoiner(place - 1) else { return false }
                return opens(place) || clauses.asks(place..<words.upperBound)
            }
            return [first] + others
        }
        return []
    }

    /// "Bitte stornieren Sie …", "I would like to change …"; not where a question takes it up: "Was muss ich tun?".
    private func isRequest(_ number: Int) -> Bool {
        let words = folded.sentences[number].words
        if words.contains(where: { LetterWords.declaring.contains(word($0)) }) { return true }
        guard words.contains(where: { LetterWords.wishing.contains(word($0)) }),
            words.contains(where: { LetterWords.doing.contains(word($0)) }), !isPolite(number)
        else { return false }
        guard number + 1 < folded.sentences.count else { return true }
        let next = folded.sentences[number + 1]
        return !next.asks || topics(next.words) > 0
    }

    private func isPolite(_ number: Int) -> Bool {
        let words = folded.sentences[number].words.map(word)
        return words.contains(where: LetterWords.polite.contains) && !folded.sentences[number].asks
            && !words.contains(where: LetterWords.doing.contains)
    }

    /// Whether a sentence says what it is about, or what was told before it does.
    private func hasMatter(_ number: Int) -> Bool {
        if topics(folded.sentences[number].words) > 0 { return true }
        let isAlone = !folded.sentences.indices.contains { $0 != number && count(folded.sentences[$0].words) > 0 }
        return isAlone || !context(before: number).isEmpty && !isFollowed(number)
    }

    /// Whether the questions announced follow: "Können Sie mir folgende Fragen beantworten?".
    private func isFollowed(_ number: Int) -> Bool {
        folded.sentences.indices.contains { $0 > number && folded.sentences[$0].asks }
    }

    // MARK: Parts

    private func questions(_ number: Int) -> [LetterReading.Asked] {
        let sentence = folded.sentences[number]
        let inquiries = inquiries(sentence.words)
        let parts = inquiries.isEmpty ? clauses.questions(in: sentence.words) : self.parts(sentence.words, inquiries)
        let isRequest = !sentence.asks && !clauses.asks(sentence.words) && inquiries.isEmpty
        return parts.enumerated().map { place, words in
            let asked = text(words, of: sentence, isFirst: place == 0, isLast: place == parts.count - 1)
            let core = core(words, inquiries)
            let about =
                core == words ? asked : text(core, of: sentence, isFirst: false, isLast: place == parts.count - 1)
            let points = points(words, about)
            let isBare = isPriceAlone(words) && !isFirst(number)
            let told =
                points ? context(before: number, sentences: topics(words) == 0 ? Self.contextSentencesMax : 1) : ""
            let search = told.isEmpty ? about : told + " " + about
            return LetterReading.Asked(
                words: asked, search: search, isOwnMatter: isRequest || isOwn(words, search),
                goesOn: points || isBare || clauses.isJoiner(words.lowerBound) && words.count <= Self.goingOnWordsMax,
                isBare: isBare && told.isEmpty)
        }
    }

    /// Whether a question asks for a price and does not say of what.
    private func isPriceAlone(_ words: Range<Int>) -> Bool {
        words.contains { LetterWords.price.contains(word($0)) }
            && words.allSatisfy { LetterWords.price.contains(word($0)) || LetterWords.empty.contains(word($0)) }
    }

    private func isFirst(_ number: Int) -> Bool {
        !folded.sentences.indices.contains { $0 < number && !isSubject($0) && count(folded.sentences[$0].words) > 0 }
    }

    /// Whether a question says too little by itself.
    private func points(_ words: Range<Int>, _ asked: String) -> Bool {
        if topics(words) == 0 || Vagueness.points(asked, wordsMax: Self.pointingWordsMax) { return true }
        guard words.count <= Self.pronounWordsMax else { return false }
        return asked.split { !$0.isLetter }.dropFirst().contains { LetterWords.pronouns.contains(String($0)) }
    }

    /// One part for each place where an inquiry begins, without the "and" between.
    private func parts(_ words: Range<Int>, _ starts: [Int]) -> [Range<Int>] {
        let bounds = [words.lowerBound] + starts.dropFirst() + [words.upperBound]
        return zip(bounds, bounds.dropFirst()).map { start, end in
            let isJoined = end < words.upperBound && clauses.isJoiner(end - 1)
            return start..<max(start + 1, isJoined ? end - 1 : end)
        }
    }

    /// The part without "ich wüsste gern, ob".
    private func core(_ words: Range<Int>, _ inquiries: [Int]) -> Range<Int> {
        guard let start = inquiries.first(where: words.contains) else { return words }
        let core = (LetterWords.whether.contains(word(start)) ? start + 1 : start)..<words.upperBound
        return topics(core) > 0 ? core : words
    }

    private func text(_ words: Range<Int>, of sentence: FoldedText.Sentence, isFirst: Bool, isLast: Bool) -> String {
        let start = isFirst ? sentence.source.lowerBound : Int(folded.words[words.lowerBound].sourceStart)
        let end = isLast ? sentence.source.upperBound : Int(folded.words[words.upperBound - 1].sourceEnd)
        return slice(start..<max(start, end))
    }

    /// What was told right before a question, and the subject where nothing was.
    private func context(before number: Int, sentences: Int = contextSentencesMax) -> String {
        var found: [String] = []
        var place = number - 1
        while place >= 0, found.count < sentences, isSubject(place) || !isQuestion(place) {
            if count(folded.sentences[place].words) > 0, !isPolite(place) { found.insert(slice(place), at: 0) }
            place -= 1
        }
        let told = found.joined(separator: " ")
        return told.utf8.count <= Self.contextBytesMax ? told : found.last.map { String($0.suffix(200)) } ?? ""
    }

    private func isOwn(_ words: Range<Int>, _ search: String) -> Bool {
        guard namesOrder else { return false }
        return FactScanner.values(in: search).contains { $0.0 == "order_number" }
            || words.contains { LetterWords.own.contains(word($0)) }
    }

    /// Words that may be what a question is about.
    private func topics(_ words: Range<Int>) -> Int {
        words.count { index in
            content[index] && !folded.words[index].isNumber && !clauses.isSmallOfQuestions(index)
                && !LetterWords.empty.contains(word(index))
        }
    }

    private func isSubject(_ number: Int) -> Bool { folded.sentences[number].source.lowerBound < subjectEnd }

    private func count(_ words: Range<Int>) -> Int { words.count { content[$0] } }

    private func word(_ index: Int) -> String { String(decoding: folded.folded(index), as: UTF8.self) }

    private func slice(_ number: Int) -> String { slice(folded.sentences[number].source) }

    private func slice(_ source: Range<Int>) -> String {
        let bytes = text.utf8.dropFirst(source.lowerBound).prefix(source.count)
        return String(Substring(String(decoding: bytes, as: UTF8.self)).trimmedLine)
    }
}
