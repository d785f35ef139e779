import Conversations

/// Decides on letters, whose writer is not there to be asked: everything sure is said in one reply, the rest goes to a
/// person at once, and nothing is said where nobody waits for an answer.
struct LetterDecider {
    let desk: EscalationDesk
    let search: KnowledgeLookup
    let understanding: Understanding
    let letter: LetterReading
    let recalled: Recall
    /// Whether we asked something or files came: then even thanks say something.
    let isAwaited: Bool

    func decide(trace: inout TurnTrace) -> Plan {
        var memory = recalled.memory
        memory.pending = .nothing
        if let decision = desk.decide(unanswered: 0) {
            trace.note("decide", "escalation rule", decision.rule)
            var plan = desk.plan(decision, pending: .nothing, memory: memory)
            plan.draft = draft(memory)
            return plan
        }
        if !isAwaited, letter.isClosed, !letter.isForward {
            trace.note("decide", "nobody waits for an answer", understanding.intent.rawValue)
            return Plan(result: .silent, memory: memory)
        }
        if recalled.foreign { return passOn([.line("other_language")], memory, trace: &trace) }
        if isSettled(memory) {
            trace.note("decide", "settled by a human", "")
            return passOn([.line("settled")], memory, trace: &trace)
        }
        if letter.isForwardAlone {
            trace.note("decide", "passed on without a question", "")
            return passOn(opening, memory, trace: &trace)
        }
        let asked = letter.asked.isEmpty ? toldAsAsked(memory) : letter.asked
        let opening = opening
        guard !asked.isEmpty else {
            if !opening.isEmpty, understanding.intent != .complaint { return said(opening, memory) }
            return passOn(opening, memory, trace: &trace)
        }
        let answers = search.answers(asked, memory: memory, trace: &trace)
        let isWhole =
            answers.open.isEmpty && letter.leftOpen.isEmpty && letter.troubles.isEmpty && !letter.isCut
            && !letter.isForward
        if isWhole, !answers.isOwnMatter {
            var plan = said(opening + answers.moves, answers.memory)
            plan.result = .answered
            plan.confidence = answers.confidence
            return plan
        }
        return passOn(opening, answers, trace: &trace)
    }

    // MARK: What is asked

    /// A short letter that only tells something is looked up as a whole, though a person sees to it too; a wish for
    /// another language repeats the last question. Whatever else asks nothing goes to a person.
    private func toldAsAsked(_ memory: Memory) -> [LetterReading.Asked] {
        switch understanding.intent {
        case .question
        where !letter.isSubjectAlone && !letter.told.isEmpty && letter.told.utf8.count <= LetterReading.toldBytesMax:
            let isOwn = !letter.isTopic || understanding.facts.contains { $0.key == "order_number" }
            return [.init(words: letter.told, search: letter.told, isOwnMatter: isOwn, goesOn: true)]
        case .languageRequest:
            return memory.lastQuestion.map { [.init(words: $0, search: $0, isOwnMatter: false)] } ?? []
        default:
            return []
        }
    }

    /// What stands before the answers.
    private var opening: [Move] {
        switch understanding.intent {
        case .areYouHuman: [.line("are_you_human")]
        case .yourName: [.line("your_name")]
        case .capabilities where letter.told.isEmpty: [.line("what_can_you_do")]
        default: understanding.mood == .calm && understanding.intent != .complaint ? [] : [.line("apology")]
        }
    }

    private func isSettled(_ memory: Memory) -> Bool {
        guard let summary = memory.settled else { return false }
        let (about, own) = SettledMatter.concerns(understanding.text, summary: summary)
        return about && own
    }

    // MARK: Plans

    private func said(_ moves: [Move], _ memory: Memory) -> Plan {
        var plan = Plan(result: .social, memory: memory)
        plan.moves = moves
        plan.draft = moves
        return plan
    }

    /// Nothing is sure.
    private func passOn(_ opening: [Move], _ memory: Memory, trace: inout TurnTrace) -> Plan {
        var answers = LetterAnswers(memory: memory)
        answers.draft = draft(memory)
        return passOn(opening, answers, trace: &trace)
    }

    /// Says what is sure, that a person takes the rest, and hands over.
    private func passOn(_ opening: [Move], _ answers: LetterAnswers, trace: inout TurnTrace) -> Plan {
        let decision = desk.decideUnsure()
        let open = answers.open + letter.leftOpen + letter.troubles
        trace.note("decide", "left to a person", "\(open.count) of \(answers.answered + open.count)")
        trace.note("decide", "escalation rule", decision.rule)
        var plan = desk.plan(decision, pending: .nothing, memory: answers.memory)
        let saysMore = answers.answered > 0
        var moves = opening
        if saysMore {
            moves += answers.moves
            plan.unsaid = answers.unsaid + troubleDraft(answers.memory)
            if !letter.troubles.isEmpty {
                moves.append(.about("letter_question", question: letter.troubles.joined(separator: " ")))
            } else if decision.customerText.isEmpty {
                // One line says who takes the rest; the company's own says it too.
                plan.moves.removeLast()
                plan.moves.append(.line(answers.isOwnMatter ? "letter_own_matter" : "letter_rest"))
            }
        }
        let first = decision.firstText.isEmpty ? 0 : 1
        plan.moves.insert(contentsOf: moves, at: first)
        plan.detail = open.first.map { "no sure answer: „\($0.prefix(160))“" } ?? "no sure answer"
        plan.confidence = answers.confidence
        plan.draft = answers.draft
        return plan
    }

    private func troubleDraft(_ memory: Memory) -> [Move] {
        var unheard = TurnTrace(intent: "", confidence: 0)
        let asked = letter.troubles.map { LetterReading.Asked(words: $0, search: $0, isOwnMatter: true) }
        return asked.isEmpty ? [] : search.answers(asked, memory: memory, trace: &unheard).draft
    }

    /// What the articles say to a letter that is handed over whatever they say.
    private func draft(_ memory: Memory) -> [Move] {
        var unheard = TurnTrace(intent: "", confidence: 0)
        var asked = letter.asked
        if asked.isEmpty, !letter.told.isEmpty {
            asked = [.init(words: letter.told, search: letter.told, isOwnMatter: false)]
        }
        return search.answers(asked, memory: memory, trace: &unheard).draft
    }
}
