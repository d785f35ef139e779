import Conversations
import SpokenLanguage

/// The case for what was promised: one for a call, with every promise and its words.
struct FollowUpCase {
    /// A promise due sooner makes the case urgent to look at, in milliseconds.
    static let pressing: Int64 = 86_400_000

    let calendar: CallCalendar
    let tongue: Tongue

    private var isGerman: Bool { tongue == .german }

    /// - Parameter now: When the case is opened; what was due by then is overdue.
    func make(_ promises: [Promise], of call: CallRecord, now: Timestamp) -> CallRecord.FollowUp? {
        guard !promises.isEmpty else { return nil }
        let sorted = promises.sorted { ($0.due?.at ?? .distant, $0.entry) < ($1.due?.at ?? .distant, $1.entry) }
        let first = sorted.compactMap(\.due).map(\.at).min()
        let isPressing = first.map { $0.milliseconds - now.milliseconds < Self.pressing } ?? false
        let tasks = sorted.map { task($0, now: now) }
        var brief = Brief(
            who: Brief.who(
                name: call.sender.name, assurance: call.sender.assurance, channel: call.channel,
                language: tongue.rawValue),
            wants: wish(of: call), tried: [],
            facts: sorted.map { fact($0, call) }
                + call.facts.map { learned in
                    Brief.SourcedFact(text: "\(learned.key): \(learned.value)", source: source(learned.entry, call))
                },
            mood: "calm", verification: call.sender.assurance,
            suggestion: tasks.joined(separator: "\n"), draft: nil, language: tongue.rawValue)
        brief.promised = sorted.map { promise in
            let kind: Brief.Promised.Kind =
                switch promise.kind {
                case .call: .call
                case .send: .send
                case .contact: .contact
                }
            return Brief.Promised(kind, due: promise.due?.at)
        }
        return CallRecord.FollowUp(
            priority: isPressing ? .high : .normal, detail: tasks.joined(separator: "; "), brief: brief)
    }

    private func task(_ promise: Promise, now: Timestamp) -> String {
        let what =
            switch (promise.kind, isGerman) {
            case (.call, true): "Anrufen"
            case (.call, false): "Call"
            case (.send, true): "Zusenden"
            case (.send, false): "Send"
            case (.contact, true): "Melden"
            case (.contact, false): "Get in touch"
            }
        guard let due = promise.due else { return what + (isGerman ? " (kein Termin genannt)" : " (no time named)") }
        let until = calendar.text(due.at, tongue)
        let overdue = due.at < now ? (isGerman ? " (überfällig)" : " (overdue)") : ""
        return "\(what) \(isGerman ? "bis" : "by") \(until)\(overdue)"
    }

    private func fact(_ promise: Promise, _ call: CallRecord) -> Brief.SourcedFact {
        let word = isGerman ? "Versprochen" : "Promised"
        return Brief.SourcedFact(
            text: "\(word): \(isGerman ? "„" : "“")\(promise.quotation)\(isGerman ? "“" : "”")",
            source: source(promise.entry, call))
    }

    /// Who said it, and how far into the call.
    private func source(_ index: Int, _ call: CallRecord) -> String {
        let entry = call.entries[index]
        let seconds = max(0, (entry.at.milliseconds - call.beganAt.milliseconds) / 1000)
        let place = "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
        let who = entry.author.name ?? entry.author.kind.rawValue
        return "\(call.title), \(place), \(who)"
    }

    /// The first thing the customer says that is more than a greeting.
    private func wish(of call: CallRecord) -> String {
        let said = call.entries.filter { $0.author.kind == .customer && $0.stranger == nil }.map(\.text)
        let first = said.first { $0.split(separator: " ").count >= 6 } ?? said.max { $0.count < $1.count } ?? ""
        return first.count > 300 ? first.prefix(299) + "…" : first
    }
}

extension Timestamp {
    /// After every moment a call can name.
    fileprivate static let distant = Timestamp(milliseconds: .max)
}
