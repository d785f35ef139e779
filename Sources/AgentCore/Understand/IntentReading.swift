import Conversations

/// Combines what the patterns found with what the agent waits for into one understanding.
struct IntentReading {
    let text: String
    let folded: FoldedText
    let findings: Findings
    let memory: Memory
    let table: PatternTable
    let wishScore: WishScore
    /// Set where the messages are letters.
    var letters: Letters?

    /// Fills intent, wish, risks, mood, choice and questions.
    func read(into result: inout Understanding) {
        readRisks(into: &result)
        readWish(into: &result)
        let content = contentWords()
        result.intent = intent(content, result)
        if case .choice = memory.pending, !result.wantsHuman { result.choice = choice() }
        if result.choice != nil { result.intent = .choice }
        if let letters { return readLetter(letters, content, into: &result) }
        let split = QuestionSplit(
            text: text, folded: folded, content: content, table: table, declined: findings.words(of: .declined, table))
        (result.questions, result.leftOpen) = split.questions(for: result.intent)
    }

    private func readLetter(_ letters: Letters, _ content: [Bool], into result: inout Understanding) {
        let reading = LetterQuestions(
            text: text, folded: folded, content: content, clauses: Clauses(folded: folded, table: table),
            findings: findings, table: table, subjectEnd: letters.subjectEnd,
            namesOrder: result.facts.contains { $0.key == "order_number" }
        ).reading(of: letters)
        result.letter = reading
        result.questions = reading.asked.map(\.words)
        result.leftOpen = reading.leftOpen
        let saysMore = !reading.asked.isEmpty || !reading.isClosed && !reading.told.isEmpty
        if saysMore, !IntentReading.keptInLetters.contains(result.intent) { result.intent = .question }
    }

    /// What a letter is about whatever else it asks.
    private static let keptInLetters: Set<Intent> = [
        .wantsHuman, .declinesHuman, .complaint, .areYouHuman, .yourName, .insult, .unhelpful, .languageRequest,
        .orderData,
    ]

    // MARK: Risks and mood

    private func readRisks(into result: inout Understanding) {
        if holds(.selfHarm, &result) { result.risks = [.selfHarm, .distress] }
        if holds(.safety, &result) { result.risks.append(.safety) }
        if holds(.legal, &result) { result.risks.append(.legalThreat) }
        if holds(.privacy, &result) { result.risks.append(.privacy) }
        if holds(.payment, &result) { result.risks.append(.payment) }
        if !result.risks.contains(.distress), folded.smiles == 0, holds(.distress, &result) {
            result.risks.append(.distress)
        }
        if isAngry, !result.risks.contains(.safety), !result.risks.contains(.selfHarm) {
            result.risks.append(.anger)
            _ = holds(.anger, &result)
        }
        if result.risks.contains(.distress) {
            result.mood = .distressed
        } else if result.risks.contains(.anger) {
            result.mood = .angry
        } else if findings.holds(.annoyed) || findings.holds(.complaint) {
            result.mood = .annoyed
        }
    }

    /// Words of anger, or half of them with shouting.
    private var isAngry: Bool {
        let shouting = folded.latin >= 12 && folded.capitals * 10 > folded.latin * 6
        let score = findings.score(.anger) + min(folded.exclamations, 3) * 15 + (shouting ? 40 : 0)
        return findings.score(.anger) > 0 && score >= Findings.enough
    }

    private func holds(_ topic: Topic, _ result: inout Understanding) -> Bool {
        guard let found = findings.present(topic) else { return false }
        result.evidence.append(
            Understanding.Evidence(
                topic: topic.word, pattern: table.sources[found.pattern], sentence: sentence(found.sentence)))
        return true
    }

    private func sentence(_ number: Int) -> String {
        let source = folded.sentences[number].source
        let bytes = Array(text.utf8)[max(0, source.lowerBound)..<min(source.upperBound, text.utf8.count)]
        return String(String(decoding: bytes, as: UTF8.self).prefix(160))
    }

    // MARK: Wish for a human

    private func readWish(into result: inout Understanding) {
        let wish = findings.present(.wish)
        let declined = findings.present(.declined)
        if let wish, declined == nil || wish.sentence > declined?.sentence ?? 0 {
            result.wantsHuman = true
            _ = holds(.wish, &result)
            return
        }
        result.declinesHuman = declined != nil
        if declined == nil, let sentence = summedWish() {
            result.wantsHuman = true
            result.evidence.append(
                Understanding.Evidence(
                    topic: Topic.wish.word, pattern: "sum of its words", sentence: self.sentence(sentence)))
            return
        }
        guard memory.pending == .human else { return }
        if findings.holds(.no) {
            result.declinesHuman = true
        } else if findings.holds(.yes), !result.declinesHuman, !asksForADay {
            result.wantsHuman = true
            result.evidence.append(
                Understanding.Evidence(topic: Topic.wish.word, pattern: "yes to the offer", sentence: sentence(0)))
        }
    }

    /// A sentence whose words add up to a wish, none of whose patterns speaks of one.
    private func summedWish() -> Int? {
        folded.sentences.indices.first { number in
            guard wishScore.score(folded.sentences[number], of: folded) >= WishScore.enough else { return false }
            return !findings.matches.contains {
                $0.sentence == number
                    && (table.patterns[$0.pattern].topic == .wish || table.patterns[$0.pattern].topic == .areYouHuman)
            }
        }
    }

    // MARK: Intent

    /// For each word whether it carries content: no filler, no part of small talk.
    private func contentWords() -> [Bool] {
        var content = folded.words.map { !table.holds(table.openerRow, $0.id) }
        for match in findings.matches {
            let pattern = table.patterns[match.pattern]
            guard pattern.weight >= Findings.enough, IntentReading.covering.contains(pattern.topic) else { continue }
            for index in match.words { content[index] = false }
        }
        // "And today?" asks for something, small as its words are.
        for sentence in folded.sentences where sentence.asks {
            for index in sentence.words where holds("@day", index) { content[index] = true }
        }
        return content
    }

    /// Topics whose words are no part of a question.
    private static let covering: Set<Topic> = [
        .greeting, .thanks, .goodbye, .howAreYou, .yes, .no, .moment, .neverMind, .feedback, .areYouHuman, .yourName,
        .capabilities, .insult, .unhelpful, .declined, .wish, .speakGerman, .speakEnglish,
    ]

    private func intent(_ content: [Bool], _ result: Understanding) -> Intent {
        if folded.words.isEmpty {
            if folded.foreign > 0 { return .question }
            if folded.frowns > 0 { return .complaint }
            return folded.emoji > 0 ? .emoji : (text.utf8.contains(0x3F) ? .question : .empty)
        }
        if result.wantsHuman { return .wantsHuman }
        let left = content.reduce(0) { $0 + ($1 ? 1 : 0) }
        for (topic, intent, room) in IntentReading.direct where findings.holds(topic) && left <= room { return intent }
        if gaveData(left, result) { return .orderData }
        if left == 0 {
            // "Servus" says hello and goodbye.
            let begins = memory.attempts.isEmpty && findings.holds(.greeting)
            for (topic, intent) in IntentReading.social where findings.holds(topic) {
                if topic == .goodbye, begins { continue }
                return intent
            }
        }
        if result.declinesHuman, left <= 2 { return .declinesHuman }
        if findings.holds(.complaint) || result.mood != .calm, !folded.sentences.contains(where: \.asks) {
            return .complaint
        }
        return .question
    }

    /// Topics that decide even with so many other words around.
    private static let direct: [(Topic, Intent, Int)] = [
        (.areYouHuman, .areYouHuman, 3), (.speakGerman, .languageRequest, 2), (.speakEnglish, .languageRequest, 2),
        (.feedback, .feedback, 2), (.yourName, .yourName, 3),
        (.capabilities, .capabilities, 3),
        (.neverMind, .neverMind, 3), (.unhelpful, .unhelpful, 4), (.moment, .moment, 4), (.insult, .insult, 2),
        (.howAreYou, .howAreYou, 1),
    ]

    /// Topics that decide when nothing else was said, the one that asks for most first.
    private static let social: [(Topic, Intent)] = [
        (.no, .no), (.goodbye, .goodbye), (.thanks, .thanks), (.feedback, .feedback), (.yes, .yes),
        (.greeting, .greeting),
    ]

    /// "Ok, and today?" is no yes to anything.
    private var asksForADay: Bool {
        folded.sentences.contains { $0.asks && $0.words.contains { holds("@day", $0) } }
    }

    /// Whether a fact was given and little else: an order number with a question is a question.
    private func gaveData(_ left: Int, _ result: Understanding) -> Bool {
        guard !result.facts.isEmpty, !folded.sentences.contains(where: \.asks) else { return false }
        if folded.words.indices.contains(where: { holds("@interrogative", $0) }) { return false }
        let given = result.facts.reduce(0) { $0 + FoldedText($1.value).words.count }
        return left - given <= IntentReading.wordsAroundData
    }

    /// "My order number is …", "ich heiße … und meine Nummer ist …".
    private static let wordsAroundData = 4

    private func holds(_ set: String, _ word: Int) -> Bool {
        guard let row = table.row(named: set) else { return false }
        return folded.words[word].id != 0 && table.holds(row, folded.words[word].id)
    }

    // MARK: Choice

    /// Which of the two offered articles is meant, by position or by words of its title.
    private func choice() -> Int? {
        if findings.holds(.first) { return 0 }
        if findings.holds(.second) { return 1 }
        guard case .choice(let first, let second, _) = memory.pending else { return nil }
        let overlaps = [first, second].map { overlap(with: $0.title) }
        guard overlaps[0] != overlaps[1], max(overlaps[0], overlaps[1]) > 0 else { return nil }
        guard folded.words.count <= 8 else { return nil }
        return overlaps[0] > overlaps[1] ? 0 : 1
    }

    private func overlap(with title: String) -> Int {
        let words = FoldedText(title)
        var count = 0
        for index in words.words.indices where words.folded(index).count >= 4 {
            let stem = words.folded(index).prefix(6)
            if folded.words.indices.contains(where: { folded.folded($0).starts(with: stem) }) { count += 1 }
        }
        return count
    }
}
