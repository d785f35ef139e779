import Conversations

/// What the knowledge has for everything a letter asks.
struct LetterAnswers {
    /// What may be said for sure, in the letter's order.
    var moves: [Move] = []
    /// The same with what is not sure, for the person who goes on.
    var draft: [Move] = []
    /// What is not sure alone.
    var unsaid: [Move] = []
    /// Questions without a sure answer, in the writer's words.
    var open: [String] = []
    /// Questions with a sure answer.
    var answered = 0
    /// Whether an answer is about the writer's own order, which an article alone does not settle.
    var isOwnMatter = false
    /// The surest answer's confidence, 0 to 1.
    var confidence = 0.0
    var memory: Memory
}

extension KnowledgeLookup {
    /// Looks up everything that is asked; only a sure answer without a close second is said.
    func answers(_ asked: [LetterReading.Asked], memory: Memory, trace: inout TurnTrace) -> LetterAnswers {
        var answers = LetterAnswers(memory: memory)
        var said: [String: String] = [:]
        for question in asked {
            let before = question.goesOn ? answers.memory : Memory()
            let found = search(question.search, after: before, share: asked.count)
            note(found, in: &trace)
            answers.confidence = max(answers.confidence, found.confidence)
            let isAlone = asked.count == 1
            let hit = found.hits.first
            guard let hit, isSure(found, question, after: before) else {
                answers.open.append(question.words)
                if !isAlone { answers.moves.append(.about("unknown_question", question: question.words)) }
                if let hit, found.confidence >= KnowledgeLookup.draftMin {
                    var guess = given(hit, to: question.words, isAlone: isAlone)
                    // Whoever sends the draft as it stands sees what nobody vouches for.
                    guess.insert(.line("letter_unsure"), at: guess.count - 1)
                    answers.draft += guess
                    answers.unsaid += guess
                }
                answers.memory.note(question.words, nil, continues: found.followedUp)
                continue
            }
            trace.note("decide", "article chosen", hit.article)
            let isSaid = said[hit.article].map { $0.contains(hit.answer) } == true
            let moves =
                isSaid
                ? [Move.about("letter_see_above", question: question.words)]
                : given(hit, to: question.words, isAlone: isAlone)
            said[hit.article, default: ""] += hit.answer
            answers.moves += moves
            answers.draft += moves
            answers.answered += 1
            answers.isOwnMatter = answers.isOwnMatter || question.isOwnMatter
            answers.memory.note(
                question.words, Citation(id: hit.article, title: hit.title, url: hit.url), continues: found.followedUp)
            answers.memory.lastAnswer = KnowledgeLookup.hash(hit.answer)
        }
        return answers
    }

    private func isSure(_ found: KnowledgeResult, _ question: LetterReading.Asked, after memory: Memory) -> Bool {
        guard let first = found.hits.first, found.confidence >= thresholds.answer else { return false }
        if question.isBare, first.article != memory.lastArticle?.id { return false }
        let isVague = memory.lastArticle == nil && Vagueness.points(question.search)
        return found.hits.count < 2 || found.hits[1].title == first.title || !isClose(found, isVague: isVague)
    }

    private func given(_ hit: KnowledgeResult.Hit, to question: String, isAlone: Bool) -> [Move] {
        let citation = Citation(id: hit.article, title: hit.title, url: hit.url)
        let answer = Move.Answer(question: question, text: hit.answer, citation: citation, language: hit.language)
        return (isAlone ? [] : [.about("letter_question", question: question)]) + [.answer(answer)]
    }
}
