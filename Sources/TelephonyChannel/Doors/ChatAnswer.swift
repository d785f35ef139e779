import Conversations

/// What one request is answered, as the log grows: sentences as they are committed, and when it is all.
struct ChatAnswer: Sendable {
    /// How long an answer is waited for, in milliseconds.
    static let waitMax: Int64 = 30_000
    /// How long an operator who has the call is waited for, in milliseconds.
    static let humanWait: Int64 = 8_000

    /// What is to be done.
    struct Step: Sendable, Hashable {
        var sentences: [String] = []
        /// Nothing more follows.
        var isOver = false
        /// No answer came in time.
        var isLate = false
        var tool: ChatCompletionResponse.ToolCall?
    }

    private let settings: CallSettings
    private let tools: Set<String>
    /// Of the utterance, or of the call's first entry for the greeting.
    private let seq: Int
    private let isGreeting: Bool
    private let untold: Set<Int>
    private let since: Timestamp

    private var state: ConversationState
    private var sentences: [String] = []
    private var hasSpoken = false
    private var hasHeldOn = false
    private var isAnswered = false
    private var isGoodbye = false
    private var hasOperatorSpoken = false
    /// The caller said something else since.
    private var isSuperseded = false
    private var lastCase: Escalated?
    private var operatorName: String?

    /// - Parameters:
    ///   - tools: Functions the client offers.
    ///   - seq: Of the utterance; nil for the greeting.
    ///   - untold: Earlier messages that are told first.
    init(
        _ settings: CallSettings, conversation: ConversationID, tools: Set<String>, to seq: Int?, untold: Set<Int>,
        at now: Timestamp
    ) {
        self.settings = settings
        self.tools = tools
        self.seq = seq ?? 0
        isGreeting = seq == nil
        self.untold = untold
        since = now
        state = ConversationState(id: conversation)
    }

    var conversation: ConversationID { state.id }
    /// Sequence of the last event taken.
    var lastSeq: Int { state.seq }

    /// Takes what follows in the log.
    mutating func learn(_ events: [ConversationEvent]) {
        for (index, event) in events.enumerated() where event.seq == state.seq + 1 {
            state.apply(event)
            switch event.body {
            case .messageSent(let message):
                guard event.seq > seq ? !isSuperseded : untold.contains(event.seq) else { break }
                let language = Self.turnLanguage(in: events[index...]) ?? state.language ?? settings.language
                sentences += settings.speak(message.text, language).filter { !SpokenWords.keys($0).isEmpty }
                if message.author.kind == .operator { hasOperatorSpoken = true }
            case .turnEnded(let turn) where turn.through >= seq && !isGreeting:
                isAnswered = true
                isGoodbye = turn.result == .social && turn.trace.intent == "goodbye"
            case .messageReceived(let message) where message.wantsAnswer && event.seq > seq: isSuperseded = true
            case .escalated(let escalated): lastCase = escalated
            case .caseChanged(let change): operatorName = change.holderName ?? operatorName
            default: break
            }
        }
    }

    /// What is to be done now.
    mutating func next(at now: Timestamp) -> Step {
        var step = Step(sentences: sentences)
        sentences = []
        if !step.sentences.isEmpty { hasSpoken = true }
        let waited = now.milliseconds - since.milliseconds
        if isSuperseded {
            step.isOver = true
        } else if isGreeting {
            step.isOver = hasSpoken
        } else if isHumans {
            considerHuman(&step, waited: waited, at: now)
        } else {
            step.isOver = isAnswered
            if isGoodbye, tools.contains("endCall") { step.tool = .end }
        }
        guard !step.isOver else { return step }
        if waited >= Self.waitMax {
            step.isOver = true
            step.isLate = !hasSpoken
        } else if waited >= settings.secondFillerAfter, !hasHeldOn, !hasSpoken, !isHumans {
            hasHeldOn = true
            if let line = settings.line(state.language ?? settings.language).holding.last {
                step.sentences.append(line)
            }
        }
        return step
    }

    private var isHumans: Bool { state.owner == .queue || state.owner.operatorID != nil }

    /// A person leads or is about to: the caller is put through where the client can, else what operators write is
    /// said, else how things stand.
    private mutating func considerHuman(_ step: inout Step, waited: Int64, at now: Timestamp) {
        let line = settings.line(state.language ?? settings.language)
        if tools.contains("transferCall"), settings.isStaffed(lastCase?.queue, now),
            let target = settings.transfer.target(queue: lastCase?.queue, operatorName: operatorName),
            let destination = target.dialled
        {
            step.sentences.append(line.handingOver)
            step.tool = .transfer(destination: destination)
            step.isOver = true
        } else if isAnswered || hasOperatorSpoken {
            step.isOver = true
        } else if waited >= Self.humanWait {
            step.sentences.append(Self.personAnswers(state.language ?? settings.language))
            step.isOver = true
        }
    }

    private static func personAnswers(_ language: String) -> String {
        language.hasPrefix("de")
            ? "Ein Mensch kümmert sich um Ihr Anliegen und antwortet Ihnen hier, sobald es geht."
            : "A person is taking care of this and will answer you here as soon as they can."
    }

    /// A turn's language stands after its messages.
    private static func turnLanguage(in events: ArraySlice<ConversationEvent>) -> String? {
        for event in events {
            if case .turnEnded(let turn) = event.body { return turn.language }
        }
        return nil
    }
}

extension TransferTarget {
    /// What any platform can dial; nil for what only one knows.
    var dialled: String? {
        switch self {
        case .number(let number): number
        case .sip(let address): address
        case .queue, .workflow: nil
        }
    }
}
