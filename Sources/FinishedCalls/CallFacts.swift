import Conversations
import SpokenLanguage

/// What the caller told of themselves and the company repeated, so that it was surely understood.
struct CallFacts {
    /// How many turns of the company after the caller's words may repeat them.
    static let repeatedWithin = 4
    /// Most facts of one call.
    static let factsMax = 20
    /// Most values that wait for being repeated.
    private static let openMax = 50

    private let tongue: Tongue
    private let today: CivilDate
    private let kinds: [EntityKind]
    private let shapes: [String: EntityKind.Shape]
    private let dialling: Dialling?

    init(_ company: FinishedCallReader.Company, tongue: Tongue, today: CivilDate) {
        self.tongue = tongue
        self.today = today
        dialling = company.usualDialling
        kinds = company.details
        shapes = Dictionary(kinds.map { ($0.name, $0.shape) }, uniquingKeysWith: { first, _ in first })
    }

    private struct Candidate {
        let key: String
        let value: String
        let entry: Int
        /// How many turns of the company came before.
        let turnsBefore: Int
    }

    /// - Returns: At most one for each key: the last that was confirmed.
    func read(_ entries: [CallRecord.Entry]) -> [CallRecord.Learned] {
        var open: [Candidate] = []
        var facts: [String: CallRecord.Learned] = [:]
        var pending: [Candidate] = []
        var agentText = ""
        var turns = 0
        let reader = SpokenReader(kinds: kinds, tongue: tongue, dialling: dialling)
        for (index, entry) in entries.enumerated() {
            if entry.author.kind == .customer {
                guard entry.stranger == nil else { continue }
                let isDenied = CallerAnswer(entry.text, tongue).verdict == .no
                // A read-back stands unless the caller's next words take it back.
                for candidate in pending where !isDenied {
                    facts[candidate.key] = CallRecord.Learned(
                        key: candidate.key, value: candidate.value, entry: candidate.entry)
                }
                pending = []
                let asked = reader.kindsAsked(by: agentText)
                let named = asked.union(reader.kindsAsked(by: entry.text))
                let context = ReadingContext(today: today, asked: asked, agentText: agentText)
                for entity in reader.read(entry.text, context)
                where entity.isComplete && entity.part == .whole && !entity.value.contains("?") {
                    guard isOwn(entity, named, entry.text, agentText) else { continue }
                    open.append(
                        Candidate(key: entity.kind, value: entity.value, entry: index, turnsBefore: turns))
                }
                if open.count > Self.openMax { open.removeFirst(open.count - Self.openMax) }
            } else {
                agentText = entry.text
                turns += 1
                if open.isEmpty { continue }
                let said = reader.read(entry.text, ReadingContext(today: today, asked: Set(kinds.map(\.name))))
                let letters = Self.compact(entry.text)
                for candidate in open where isRepeated(candidate, said, letters) {
                    pending.removeAll { $0.key == candidate.key }
                    pending.append(candidate)
                }
                open.removeAll { candidate in
                    pending.contains { $0.key == candidate.key && $0.value == candidate.value }
                        || turns - candidate.turnsBefore > Self.repeatedWithin
                }
            }
        }
        for candidate in pending {
            facts[candidate.key] = CallRecord.Learned(
                key: candidate.key, value: candidate.value, entry: candidate.entry)
        }
        return facts.values.sorted { ($0.entry, $0.key) < ($1.entry, $1.key) }.prefix(Self.factsMax).map(\.self)
    }

    /// A row of digits is an order number, a day a birthday and a name the caller's only where one of the two says so. A
    /// code in letters of a form the company has named is nothing else.
    private func isOwn(_ entity: SpokenEntity, _ named: Set<String>, _ text: String, _ agentText: String) -> Bool {
        switch shapes[entity.kind] {
        case .phone, .email: true
        case .name: isIntroduced(entity, text, agentText)
        // A transcript that has the figures is not mended: another code is not this one misheard.
        case .code
        where entity.said.contains(where: \.isNumber) && !Self.compact(entity.said).hasSuffix(Self.digits(entity.value)):
            false
        case .code where kinds != EntityKind.usual:
            named.contains(entity.kind) || entity.value.first?.isLetter == true
        default: named.contains(entity.kind)
        }
    }

    private func isIntroduced(_ name: SpokenEntity, _ text: String, _ agentText: String) -> Bool {
        // Who spells a name means it to be written down.
        if name.said.split(separator: " ").count(where: { $0.filter(\.isLetter).count == 1 }) > 2 { return true }
        let said = Words.fold(text.prefix(1000))
        let asked = Words.fold(agentText.suffix(400))
        return Self.introductions.contains { said.contains($0) } || Self.nameQuestions.contains { asked.contains($0) }
    }

    private static let introductions = [
        "my name", "mein name", "ich heisse", "hier ist", "hier spricht", "i am called", "name ist", "this is",
    ]
    private static let nameQuestions = [
        "your name", "your full name", "your last name", "your first name", "ihr name", "ihren namen", "ihr nachname",
        "ihren nachnamen", "auf welchen namen", "welchem namen", "wie heissen sie", "wer spricht",
    ]

    private func isRepeated(_ candidate: Candidate, _ said: [SpokenEntity], _ letters: String) -> Bool {
        if said.contains(where: { $0.kind == candidate.key && $0.value == candidate.value }) { return true }
        let value = Self.compact(candidate.value)
        // A number of few digits stands in too many sentences.
        let isOfNumbers = if case .code? = shapes[candidate.key] { true } else { shapes[candidate.key] == .phone }
        return value.count >= (isOfNumbers ? 5 : 3) && letters.contains(value)
    }

    /// The row of figures a code ends with.
    private static func digits(_ value: String) -> String {
        String(compact(value).reversed().prefix(while: \.isNumber).reversed())
    }

    private static func compact(_ text: String) -> String {
        Words.fold(text.filter { $0.isLetter || $0.isNumber })
    }
}
