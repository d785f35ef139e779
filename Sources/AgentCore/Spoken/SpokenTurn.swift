import Conversations
import SpokenLanguage

/// What the read-back of a call asks of one turn.
struct SpokenTurn {
    let reaction: ReadBack.Reaction
    /// What the caller confirmed with these words.
    let facts: [Fact]
    private let dictation: Dictation

    init(_ input: TurnInput, _ details: SpokenDetails, _ memory: DictationMemory) {
        var dictation = memory.dictation(before: input, details)
        let before = dictation.readBack
        reaction = dictation.hear(input.unseen, now: input.now)
        facts = dictation.facts(since: before)
        self.dictation = dictation
    }

    /// What the caller said when the read-back began, where it was not answered yet.
    var opener: TurnMessage? { dictation.isOpenerAnswered ? nil : dictation.opener }

    /// The question about what is open, in the language of the reply.
    func question(in language: String) -> String? {
        dictation.prompt(in: Tongue(languageTag: language) ?? .english)
    }

    /// The plan with the read-back in it. A person is fetched whatever is open.
    ///
    /// - Parameter answerOpener: The plan for ``opener``.
    func joined(
        to plan: Plan, _ understanding: Understanding, _ recalled: Recall, _ input: TurnInput,
        answerOpener: () -> Plan?
    ) -> Plan {
        guard plan.result != .escalated else { return plan }
        switch reaction {
        case .settled: return facts.isEmpty ? plan : settled(plan, understanding, answerOpener)
        case .ask:
            return asking(plan, recalled, input, keeps: plan.result == .answered)
        case .elsewhere:
            // The agent's own question goes first; the read-back waits.
            if plan.result == .asked || plan.memory.pending == .human && plan.result != .unknown { return plan }
            let isAnswered = plan.result == .answered || Self.isRemark(understanding.intent)
            return asking(plan, recalled, input, keeps: isAnswered)
        case .human: return lost(plan, recalled, input)
        }
    }

    /// Small talk that is answered before the read-back is returned to; a yes or a no would be an answer to it.
    private static func isRemark(_ intent: Intent) -> Bool {
        switch intent {
        case .greeting, .thanks, .howAreYou, .areYouHuman, .yourName, .capabilities, .moment, .languageRequest: true
        default: false
        }
    }

    private func asking(_ plan: Plan, _ recalled: Recall, _ input: TurnInput, keeps: Bool) -> Plan {
        var asking = plan
        asking.asksBack = true
        if !keeps {
            asking.moves = []
            asking.memory = recalled.memory
            asking.result = .asked
        }
        asking.memory.pending = .nothing
        asking.unanswered = keeps ? plan.unanswered : input.unanswered
        return asking
    }

    private func settled(_ plan: Plan, _ understanding: Understanding, _ answerOpener: () -> Plan?) -> Plan {
        var next = plan
        if plan.result == .answered || !understanding.questions.isEmpty && plan.result == .asked {
            next.moves.insert(.line("details_noted"), at: 0)
            return next
        }
        if let opened = answerOpener(), opened.result != .social, !opened.moves.isEmpty {
            next = opened
            if opened.result != .escalated { next.moves.insert(.line("details_noted"), at: 0) }
            return next
        }
        next.moves = [.line("details_noted"), .line("what_next")]
        next.result = .social
        next.unanswered = 0
        next.memory.pending = .nothing
        return next
    }

    /// It does not work with the agent: a person is offered.
    private func lost(_ plan: Plan, _ recalled: Recall, _ input: TurnInput) -> Plan {
        var lost = Plan(result: .asked, memory: recalled.memory)
        lost.memory.pending = .human
        lost.moves = [.line("detail_failed"), .line("offer_human")]
        lost.unanswered = input.unanswered + 1
        return lost
    }
}
