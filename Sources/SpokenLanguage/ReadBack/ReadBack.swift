/// What is understood is said back before it is used: a state machine without clock or I/O.
///
/// What the caller says goes to `hear`, keys to `key`, quiet to `silence`; each returns what to say next. What is
/// confirmed stays, until the caller corrects it later.
public struct ReadBack: Sendable {
    /// How patient it is.
    public struct Limits: Sendable, Hashable {
        /// Read-backs of one entity before it is asked for letter by letter or by key.
        public var rounds = 3
        /// Tries by spelling or keys before a human is fetched.
        public var slowRounds = 2
        /// Silences in a row before a human is fetched.
        public var silences = 3
        /// Most entities open at a time; later ones wait to be said again.
        public var openMax = 8

        public init() {}
    }

    /// What to do next.
    public enum Reaction: Sendable, Hashable {
        /// Say this and listen.
        case ask(String)
        /// Nothing is open. New confirmed ones are in `confirmed`.
        case settled
        /// The caller speaks of something else: answer, then say the reminder.
        case elsewhere(reminder: String)
        /// It did not work with this kind: a human has to.
        case human(kind: String)
    }

    /// An entity that is not confirmed yet.
    public struct Open: Sendable, Hashable {
        public var entity: SpokenEntity
        /// Read-backs so far.
        public var rounds = 0
        /// Values the caller said no to.
        public var rejected: [String] = []
        /// Nothing is known yet, or what was known was wrong.
        public var isWanted: Bool { entity.value.isEmpty }
    }

    /// Changed when the caller changes the language; the kinds stay the same.
    public var reader: SpokenReader
    public let limits: Limits
    public private(set) var open: [Open] = []
    public private(set) var confirmed: [SpokenEntity] = []
    /// Read one at a time after a bare no to several.
    private var isSingly = false
    private var silences = 0

    public init(reader: SpokenReader, limits: Limits = Limits()) {
        self.reader = reader
        self.limits = limits
    }

    /// Takes what the caller said, as an answer when something is open, otherwise as something new.
    public mutating func hear(_ text: String, _ context: ReadingContext) -> Reaction {
        silences = 0
        var context = context
        if let month = openMonth(isKnown: context.month != nil) { context.month = month }
        let answer = CallerAnswer(text, reader.tongue)
        if !open.isEmpty { context.asked = asked(context.asked, answer) }
        // The month of a day that was read back wrong is not the one both speak of.
        if !open.isEmpty, answer.verdict == .no, context.month != nil { context.agentText = "" }
        var entities = reader.read(text, context)
        if answer.verdict == .no, let same = sameRow(text, context, instead: entities) { entities = same }
        if open.isEmpty, entities.isEmpty { entities = corrected(text, context) }
        if !open.isEmpty, let index = correctedPart(text, entities) ?? completedYear(text, context.today) {
            return readAgain([index])
        }
        guard !open.isEmpty else { return take(entities) }
        return resolve(entities, answer)
    }

    /// Takes words that answer nothing: the question about what is open was not put to the caller. What is said of an
    /// open detail takes its place.
    public mutating func mention(_ text: String, _ context: ReadingContext) -> Reaction {
        silences = 0
        for entity in reader.read(text, context) {
            if let index = place(for: entity, besides: []), open[index].entity.value != entity.value {
                replace(index, with: entity)
            } else {
                add(entity)
            }
        }
        return open.isEmpty ? .settled : .ask(question())
    }

    /// The question about what is open; nil where nothing is.
    public var prompt: String? { open.isEmpty ? nil : question() }

    /// Whether what is open now can be keyed in.
    public var canBeKeyed: Bool { current.first.flatMap { kind($0.entity.kind) }?.canBeKeyed == true }

    /// Leaves everything that is open.
    public mutating func drop() {
        open = []
        isSingly = false
        silences = 0
    }

    /// Asks again for kinds the agent asked for and nothing was understood of.
    public mutating func miss(_ kinds: [String]) -> Reaction {
        for kind in kinds where !open.contains(where: { $0.entity.kind == kind }) && open.count < limits.openMax {
            open.append(
                Open(
                    entity: SpokenEntity(
                        kind: kind, value: "", range: 0..<0, said: "", confidence: 0, isComplete: false)))
        }
        return open.isEmpty ? .settled : .ask(question())
    }

    /// Leaves open what was asked for again and the caller does not have.
    public mutating func forget(_ kinds: Set<String>) {
        open.removeAll { kinds.contains($0.entity.kind) && ($0.isWanted || !$0.entity.isComplete) }
    }

    /// Takes keys: `1` and `2` for yes and no, otherwise the digits of the open entity; `*` and `#` end and are dropped.
    public mutating func key(_ keys: String) -> Reaction {
        silences = 0
        let digits = keys.filter { $0.isASCII && $0.isNumber }
        guard let first = current.first, let index = open.firstIndex(of: first) else { return .settled }
        if digits == "1", !first.isWanted, first.entity.isComplete { return resolve([], CallerAnswer(.yes)) }
        if digits == "2", !first.isWanted { return resolve([], CallerAnswer(.no)) }
        guard let kind = kind(first.entity.kind), kind.canBeKeyed, !digits.isEmpty else { return .ask(question()) }
        let context = ReadingContext(today: CivilDate(dayNumber: 0), asked: [kind.name])
        let spaced = digits.prefix(CodeMatch.rowMax).map(String.init).joined(separator: " ")
        guard var entity = reader.read(spaced, context).first(where: { $0.kind == kind.name }) else {
            return readAgain([index])
        }
        entity.said = digits
        open[index].entity = entity
        return readAgain([index])
    }

    /// Nobody spoke for a while.
    public mutating func silence() -> Reaction {
        guard let first = open.first else { return .settled }
        silences += 1
        return silences >= limits.silences ? .human(kind: first.entity.kind) : .ask(question())
    }

    /// What is being read back now: all that is open, or one after a bare no to several.
    public var current: [Open] { isSingly ? Array(open.prefix(1)) : open }

    /// What an answer is read for. Any word can be a name, so a name is looked for only after a no, or when none is known.
    private func asked(_ asked: Set<String>, _ answer: CallerAnswer) -> Set<String> {
        var asked = asked.union(current.map(\.entity.kind))
        for open in current where kind(open.entity.kind)?.shape == .name && !open.isWanted && answer.verdict != .no {
            asked.remove(open.entity.kind)
        }
        return asked
    }

    func kind(_ name: String) -> EntityKind? { reader.kinds.first { $0.name == name } }

    private mutating func take(_ entities: [SpokenEntity]) -> Reaction {
        for entity in entities { add(entity) }
        return open.isEmpty ? .settled : .ask(question())
    }

    private mutating func add(_ entity: SpokenEntity) {
        guard open.count < limits.openMax, let kind = kind(entity.kind) else { return }
        var entity = entity
        if entity.part == .givenName, !joinGivenName(&entity) { return }
        guard !confirmed.contains(where: { $0.kind == entity.kind && $0.value == entity.value }) else { return }
        guard !open.contains(where: { $0.entity.kind == entity.kind && $0.entity.value == entity.value }) else {
            return
        }
        if kind.isReadBack || entity.confidence < SpokenEntity.certain || !entity.isComplete {
            open.append(Open(entity: entity))
        } else {
            confirm(entity)
        }
    }

    /// A given name completes the family name that is open or confirmed.
    private mutating func joinGivenName(_ entity: inout SpokenEntity) -> Bool {
        func joined(_ family: String, _ given: String) -> String {
            family.hasPrefix(given + " ")
                ? family : given + " " + (family.split(separator: " ").last.map(String.init) ?? family)
        }
        if let index = open.lastIndex(where: { $0.entity.kind == entity.kind }) {
            open[index].entity.value = joined(open[index].entity.value, entity.value)
            return false
        }
        guard let family = confirmed.last(where: { $0.kind == entity.kind }) else { return true }
        entity.value = joined(family.value, entity.value)
        entity.part = .whole
        entity.isCorrection = true
        return true
    }

    private mutating func confirm(_ entity: SpokenEntity) {
        var entity = entity
        entity.confidence = 1
        if entity.isCorrection,
            let index = confirmed.lastIndex(where: { $0.kind == entity.kind && $0.part == entity.part })
        {
            confirmed[index] = entity
        } else {
            confirmed.append(entity)
        }
    }

    private mutating func resolve(_ entities: [SpokenEntity], _ answer: CallerAnswer) -> Reaction {
        var changed: [Int] = []
        var same: Set<Int> = []
        var used: Set<Int> = []
        var added: [SpokenEntity] = []
        for entity in entities {
            guard let index = place(for: entity, besides: used) else {
                // The same said twice in other words adds nothing: `drei eins sieben, einunddreißigtausend…`.
                let isAgain =
                    used.contains { open[$0].entity.kind == entity.kind } && kind(entity.kind)?.isSaidOnce == true
                if !isAgain { added.append(entity) }
                continue
            }
            used.insert(index)
            if entity.part == .givenName {
                var name = entity
                _ = joinGivenName(&name)
                changed.append(index)
            } else if open[index].entity.value == entity.value, answer.verdict != .no || open.count > 1 {
                same.insert(index)
            } else {
                replace(index, with: entity)
                changed.append(index)
            }
        }
        if !changed.isEmpty { return finish(adding: added, again: changed) }
        if answer.verdict == .no, same.isEmpty, added.count == 1, let other = added.first,
            let index = mistaken(for: other)
        {
            replace(index, with: other)
            return finish(adding: [], again: [withoutParts(of: index)])
        }
        // A no, and some said again as they were: what is wrong is the rest.
        if answer.verdict == .no, !same.isEmpty, same.count < current.count {
            let wrong = open.indices.filter { isCurrent($0) && !same.contains($0) }
            for index in wrong.reversed() { open.remove(at: index) }
            return finish(adding: added, again: [])
        }
        switch answer.verdict {
        case .yes:
            accept()
            return finish(adding: added, again: [])
        case .no:
            return finish(adding: added, again: reject())
        case .none where !same.isEmpty:
            accept()
            return finish(adding: added, again: [])
        case .none where added.isEmpty: return .elsewhere(reminder: question())
        case .none: return finish(adding: added, again: [])
        }
    }

    /// Leaves what was heard in the words of another, such as a town in `Bindestrich`.
    ///
    /// - Returns: Where that other one stands now.
    private mutating func withoutParts(of index: Int) -> Int {
        let entity = open[index].entity
        let said = entity.said.lowercased()
        let parts = open.indices.filter { other in
            other != index && !open[other].entity.value.isEmpty && open[other].entity.kind != entity.kind
                && said.contains(open[other].entity.value.lowercased())
        }
        for part in parts.reversed() { open.remove(at: part) }
        return index - parts.count { $0 < index }
    }

    /// The open entity that one just said is about: the same kind, for ranges the same end first.
    private func place(for entity: SpokenEntity, besides used: Set<Int>) -> Int? {
        let candidates = open.indices.filter {
            open[$0].entity.kind == entity.kind && !used.contains($0) && isCurrent($0)
        }
        return candidates.first { open[$0].entity.value == entity.value }
            ?? candidates.first { open[$0].isWanted && open[$0].entity.part == entity.part }
            ?? candidates.max { likeness($0, entity) < likeness($1, entity) }
    }

    private func likeness(_ index: Int, _ entity: SpokenEntity) -> Int {
        Similarity.shared(open[index].entity.value, entity.value) + (open[index].entity.part == entity.part ? 1 : 0)
    }

    func isCurrent(_ index: Int) -> Bool { !isSingly || index == 0 }

    private mutating func replace(_ index: Int, with entity: SpokenEntity) {
        var entity = entity
        let before = open[index].entity
        if !before.value.isEmpty { open[index].rejected.append(before.value) }
        // Heard the same way again after a no: the recogniser errs, so the likeliest neighbour is offered.
        if open[index].rejected.contains(entity.value),
            let other = entity.alternatives.first(where: { !open[index].rejected.contains($0) })
        {
            entity.value = other
        }
        entity.isCorrection = before.isCorrection
        if entity.part == .whole { entity.part = before.part }
        open[index].entity = entity
    }

    private mutating func accept() {
        let taken = current.filter { $0.entity.isComplete && !$0.isWanted }
        for open in taken { confirm(open.entity) }
        self.open.removeAll { taken.contains($0) }
    }

    /// - Returns: the places to ask again for.
    private mutating func reject() -> [Int] {
        guard current.count == 1 else {
            isSingly = true
            return []
        }
        guard let index = open.indices.first else { return [] }
        open[index].rejected.append(open[index].entity.value)
        open[index].entity.value = ""
        open[index].entity.isComplete = false
        return [index]
    }

    /// `nein, am Ende vier fünf`: changes the open value it can belong to.
    private mutating func correctedPart(_ text: String, _ entities: [SpokenEntity]) -> Int? {
        let edit = PartialCorrection(text, reader.tongue)
        guard edit.isPresent else { return nil }
        if edit.isVague,
            entities.contains(where: { entity in entity.isComplete && current.contains { $0.entity.kind == entity.kind }
            })
        {
            return nil
        }
        for index in open.indices where isCurrent(index) {
            // After a bare no the value is gone, and yet its end can be corrected; and what was corrected before may have
            // been misheard: then the one before that is meant.
            let before = open[index].entity.value
            let bases = (before.isEmpty ? [] : [before]) + open[index].rejected.reversed()
            guard let kind = kind(open[index].entity.kind), PartialCorrection.fits(kind.shape),
                let value = bases.lazy.compactMap({ edit.applied(to: $0) }).first(where: { !bases.contains($0) })
            else { continue }
            if !before.isEmpty { open[index].rejected.append(before) }
            open[index].entity.value = value
            open[index].entity.isComplete = !value.contains("?")
            return index
        }
        return nil
    }

    /// `nineteen ninety-two` after a day of birth whose year was missing or wrong.
    private mutating func completedYear(_ text: String, _ today: CivilDate) -> Int? {
        guard
            let index = open.indices.first(where: {
                isCurrent($0) && kind(open[$0].entity.kind)?.shape == .date(ofBirth: true)
                    && open[$0].entity.value.count == 10
            })
        else { return nil }
        let rows = SymbolReader(Utterance(text), reader.tongue).symbols().split { $0.digits == nil }
        guard rows.count == 1, let row = rows.first else { return nil }
        let digits = row.compactMap(\.digits).joined()
        guard digits.count == 4, let year = Int(digits), (1880...today.year).contains(year),
            CivilDate(digits + open[index].entity.value.dropFirst(4)) != nil
        else { return nil }
        guard !open[index].entity.value.hasPrefix(digits) else { return nil }
        open[index].entity.value = digits + open[index].entity.value.dropFirst(4)
        open[index].entity.isComplete = true
        return index
    }

    private mutating func readAgain(_ places: [Int]) -> Reaction { finish(adding: [], again: places) }

    private mutating func finish(adding entities: [SpokenEntity], again: [Int]) -> Reaction {
        for index in again { open[index].rounds += 1 }
        if let lost = again.first(where: { open[$0].rounds >= limits.rounds + limits.slowRounds }) {
            return .human(kind: open[lost].entity.kind)
        }
        for entity in entities { add(entity) }
        if open.isEmpty {
            isSingly = false
            return .settled
        }
        return .ask(question())
    }

    private func question() -> String { ReadBackPrompts(reader).prompt(current, rounds: limits.rounds) }
}
