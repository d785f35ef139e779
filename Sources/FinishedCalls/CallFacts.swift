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
    private let dialling: Dialling?

    init(tongue: Tongue, today: CivilDate, _ region: String) {
        self.tongue = tongue
        self.today = today
        dialling = CallerNumber.countries[region].map { Dialling(countryCode: $0.code, trunkPrefix: $0.trunk) }
        kinds = Self.kinds
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

    /// A row of digits is an order number, and a name the caller's, only where one of the two says so.
    private func isOwn(_ entity: SpokenEntity, _ named: Set<String>, _ text: String, _ agentText: String) -> Bool {
        switch entity.kind {
        case "order_number":
            if named.contains(entity.kind) { return true }
            let said = Words.fold(text.prefix(1000))
            return entity.value.first?.isLetter == true
                && ["order", "bestell", "auftrag"].contains { said.contains($0) }
        case "name":
            // Who spells a name means it to be written down.
            if entity.said.split(separator: " ").count(where: { $0.filter(\.isLetter).count == 1 }) > 2 { return true }
            let said = Words.fold(text.prefix(1000))
            let asked = Words.fold(agentText.suffix(400))
            return Self.introductions.contains { said.contains($0) }
                || Self.nameQuestions.contains { asked.contains($0) }
        default: return true
        }
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
        // A family name alone, or a number of few digits, stands in too many sentences.
        return value.count >= (candidate.key == "name" ? 3 : 5) && letters.contains(value)
    }

    private static func compact(_ text: String) -> String {
        Words.fold(text.filter { $0.isLetter || $0.isNumber })
    }

    private static let kinds: [EntityKind] = [
        EntityKind(
            "order_number",
            .code(["[A-Z]{1,3}-?[0-9]{4,9}", "[0-9]{5,10}"].compactMap { try? CodePattern($0) }),
            cues: ["bestellnummer", "auftragsnummer", "order number", "order id", "vorgangsnummer"]),
        EntityKind(
            "phone", .phone, cues: ["telefonnummer", "handynummer", "rueckrufnummer", "phone number", "mobile number"]),
        EntityKind("email", .email, cues: ["e-mail", "email", "mail adresse", "e-mail-adresse"]),
        EntityKind("name", .name, cues: ["name", "ihr name", "your name", "nachname", "last name"]),
    ]
}
