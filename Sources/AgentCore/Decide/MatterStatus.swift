import Conversations

/// A customer who asks what became of what they wrote or said elsewhere.
///
/// Who writes is claimed at best, so only this is said: when they turned to us, the title of the article it was about,
/// and whether somebody works on it. No words, no names, no numbers of it; and nothing at all to somebody unknown.
struct MatterStatus {
    /// What is told of older ones that are closed would surprise more than help: 90 days, in milliseconds.
    private static let closedMilliseconds: Int64 = 90 * 86_400_000
    private static let dayMilliseconds: Int64 = 86_400_000

    let input: TurnInput
    let wording: Wording

    /// The plan; nil where it is not asked, or nothing may or can be said.
    func plan(_ text: String, isAnswered: () -> Bool, memory: Memory) -> Plan? {
        guard input.assurance >= .claimed, let matter else { return nil }
        let asked = Self.asks(text)
        guard asked.own || asked.contact && !isAnswered() else { return nil }
        var plan = Plan(result: .asked, memory: memory)
        plan.memory.pending = .human
        plan.moves = [.words(words(matter)), .line(matter.openCase == nil ? "offer_human" : "ask_again")]
        return plan
    }

    /// The newest that somebody is to see to, else the newest.
    private var matter: Matter? {
        let known = input.customer.matters
        if let open = known.first(where: { $0.openCase != nil }) { return open }
        return known.first { input.now.milliseconds - $0.at.milliseconds <= Self.closedMilliseconds }
    }

    private func words(_ matter: Matter) -> String {
        let key =
            switch matter.openCase?.state {
            case .open: "matter_waiting"
            case .claimed: "matter_held"
            case .resolved, nil: "matter_closed"
            }
        let title = Memory(encoded: matter.memory).lastArticle?.title
        let about = title.map { wording.line("matter_about", ["topic": $0]) } ?? ""
        return wording.line(key, ["when": when(matter), "about": about])
    }

    private func when(_ matter: Matter) -> String {
        let days = (input.now.milliseconds - matter.at.milliseconds) / Self.dayMilliseconds
        switch days {
        case ..<2: return wording.line("matter_lately")
        case ..<60: return wording.line("matter_days", ["days": String(days)])
        default: return wording.line("matter_long_ago")
        }
    }

    // MARK: The question

    /// Whether a text asks for it: of "my request" by that name, or by saying that one wrote or called.
    static func asks(_ text: String) -> (own: Bool, contact: Bool) {
        let folded = FoldedText(text)
        let words = folded.words.indices.map { String(decoding: folded.folded($0), as: UTF8.self) }
        guard words.count <= wordsMax else { return (false, false) }
        let named = words.indices.contains { index in
            requests.contains(words[index])
                && words[max(0, index - 3)..<index].contains(where: mine.contains)
        }
        let speaks = words.contains(where: selves.contains) && words.contains(where: contacts.contains)
        let own = named && (words.count <= shortWords || words.contains(where: progress.contains))
        return (own, speaks)
    }

    /// Longer texts have something else to say.
    private static let wordsMax = 40
    /// "What about my request?" says no more than it needs.
    private static let shortWords = 7

    private static func set(_ words: String) -> Set<String> {
        let folded = FoldedText(words)
        return Set(folded.words.indices.map { String(decoding: folded.folded($0), as: UTF8.self) })
    }

    private static let mine = set("mein meine meinen meinem meiner unser unsere unseren unserem unserer my our")
    private static let selves = set("ich wir i we hab habe hatte hatten ive id")
    private static let requests = set(
        """
        anfrage anliegen ticket fall vorgang nachricht mail email mails beschwerde reklamation anruf brief schreiben chat
        request case enquiry inquiry message complaint call letter issue question
        """)
    private static let contacts = set(
        """
        geschrieben gemailt gemeldet angerufen telefoniert kontaktiert gechattet angefragt gewandt geschickt
        wrote written emailed called contacted messaged chatted phoned
        """)
    private static let progress = set(
        """
        stand status weit neues neuigkeiten passiert bearbeitet bearbeitung erledigt angekommen los dauert antwort gehört
        update updates news progress happening happened handled received status answer reply heard with about yet
        """)
}
