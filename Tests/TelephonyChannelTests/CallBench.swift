import Conversations

@testable import TelephonyChannel

/// A call with its log, moved by hand: fires what is due as time passes.
struct CallBench {
    static let start = Timestamp(milliseconds: 1_800_000_000_000)
    static let conversation = ConversationID(number: 7)
    static let notice = "Ich bin Mara, eine KI von Rad und Tat."

    var session: CallSession
    var now = start
    var seq = 1
    /// Everything that was returned, in order.
    var all: [CallEffect] = []
    /// What the last step returned.
    var last: [CallEffect] = []
    private(set) var timers: [CallTimer: Timestamp] = [:]
    /// What was written, as it is spoken, by sequence.
    private(set) var texts: [Int: String] = [:]
    /// Which of it an operator wrote.
    private(set) var operators: Set<Int> = []
    /// Timers that came due without having been set, or were left when the call was over.
    var timerFaults = 0

    init(resuming log: CallLog? = nil, _ change: (inout CallSettings) -> Void = { _ in }) {
        var settings = CallSettings(channel: ChannelName("phone"), language: "de") { text, _ in
            text.split(separator: "|").map(String.init)
        }
        change(&settings)
        session = CallSession(settings: settings, resuming: log)
    }

    static let setup = RelaySetup(callSid: "CA1", from: "+4930123456", to: "+4930999999", callerName: "Ada")

    /// A call that was opened, greeted, and the greeting heard.
    static func greeted(_ change: (inout CallSettings) -> Void = { _ in }) -> CallBench {
        var bench = CallBench(change)
        bench.give(.frame(.setup(setup)))
        bench.greet()
        bench.pass(5_000)
        bench.last = []
        return bench
    }

    @discardableResult
    mutating func give(_ input: CallInput) -> [CallEffect] {
        last = session.handle(input, at: now)
        all += last
        for effect in last {
            if case .setTimer(let timer, let at) = effect { timers[timer] = at }
            if case .cancelTimer(let timer) = effect, timers.removeValue(forKey: timer) == nil { timerFaults += 1 }
        }
        if session.hasEnded, !timers.isEmpty { timerFaults += 1 }
        return last
    }

    /// Lets time pass, firing what is due.
    mutating func pass(_ milliseconds: Int64) {
        let end = now.advanced(byMilliseconds: milliseconds)
        var collected: [CallEffect] = []
        while let next = timers.min(by: { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }),
            next.value <= end
        {
            timers[next.key] = nil
            now = max(now, next.value)
            collected += give(.timer(next.key))
        }
        now = end
        last = collected
    }

    mutating func greet(_ text: String = "\(notice)|Was kann ich für Sie tun?") {
        append([
            .disclosed(Disclosed(notice: Self.notice, persona: "mara", onBehalfOf: "Rad und Tat", language: "de")),
            .messageSent(MessageSent(author: Author(kind: .agent), text: text, epoch: 0)),
        ])
    }

    @discardableResult
    mutating func append(_ bodies: [ConversationEvent.Body]) -> [CallEffect] {
        let events = bodies.map { body in
            seq += 1
            if case .messageSent(let message) = body {
                texts[seq] = message.text.replacing("|", with: " ")
                if message.author.kind == .operator { operators.insert(seq) }
            }
            return ConversationEvent(seq: seq, at: now, body: body)
        }
        return give(.appended(Self.conversation, events))
    }

    @discardableResult
    mutating func reply(_ text: String, by kind: Author.Kind = .agent, language: String? = nil) -> [CallEffect] {
        var bodies: [ConversationEvent.Body] = [
            .messageSent(MessageSent(author: Author(kind: kind), text: text, epoch: 0))
        ]
        if kind == .agent { bodies.append(Self.turnEnded(language ?? "de")) }
        return append(bodies)
    }

    static func turnEnded(_ language: String) -> ConversationEvent.Body {
        .turnEnded(
            TurnEnded(
                through: 1, result: .answered, language: language, unanswered: 0, memory: "",
                trace: TurnTrace(intent: "x", confidence: 1)))
    }

    mutating func owner(_ owner: Owner) {
        append([.ownerChanged(OwnerChanged(owner: owner, epoch: 1, by: Author(kind: .system)))])
    }

    mutating func escalate() {
        let brief = Brief(
            who: "Ada", wants: "Rückruf wegen der Rechnung", tried: [], facts: [], mood: "calm", verification: .claimed,
            suggestion: "", draft: nil, language: "de")
        append([
            .ownerChanged(OwnerChanged(owner: .queue, epoch: 1, by: Author(kind: .agent))),
            .escalated(
                Escalated(
                    ordinal: 1, queue: "support", priority: .normal, reason: .wantsHuman, detail: "", brief: brief)),
        ])
    }

    @discardableResult
    mutating func hear(_ text: String, isFinal: Bool = true) -> [CallEffect] {
        give(.frame(.prompt(RelayPrompt(text: text, isFinal: isFinal))))
    }
}

extension [CallEffect] {
    /// What was spoken, token by token.
    var spoken: [String] { tokens.map(\.text) }

    var tokens: [RelayToken] {
        compactMap { if case .send(.text(let token)) = $0 { token } else { nil } }
    }

    var taken: [InboundMessage] {
        compactMap { if case .take(let message) = $0 { message } else { nil } }
    }

    var heard: [Int: String] {
        var heard: [Int: String] = [:]
        for case .heard(let seq, let text) in self { heard[seq] = text }
        return heard
    }

    var handoffs: [Handoff?] {
        compactMap { if case .end(let handoff) = $0 { .some(handoff) } else { nil } }
    }
}
