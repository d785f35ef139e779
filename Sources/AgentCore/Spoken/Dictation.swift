import Conversations
import SpokenLanguage

/// What a caller has told of the details a company wants to know: a fold over what was said by both sides.
///
/// Nothing of it is kept but the conversation's messages, so it is the same after a restart. What we said counts as far
/// as it was heard: a detail is confirmed by the answer to a question that reached the caller.
struct Dictation {
    private enum Asked { case no, partly, wholly }

    private let details: SpokenDetails
    private(set) var readBack: ReadBack
    private var tongue: Tongue
    /// What was said to the caller since they spoke last.
    private var ourWords = ""
    private var asked = Asked.no
    /// How many times in a row the caller spoke of something else.
    private var digressions = 0
    /// Sequence of the message each open or confirmed detail was said in, by kind.
    private var sources: [String: Int] = [:]
    /// What the caller said when the read-back began, and whether more than the read-back was replied.
    private(set) var opener: TurnMessage?
    private(set) var isOpenerAnswered = false

    init(_ details: SpokenDetails) {
        self.details = details
        tongue = details.tongue
        readBack = ReadBack(reader: Self.reader(details, tongue))
    }

    private static func reader(_ details: SpokenDetails, _ tongue: Tongue) -> SpokenReader {
        SpokenReader(kinds: details.kinds, tongue: tongue, dialling: details.dialling)
    }

    /// Takes in what was said before: of the caller's messages those in a row are one utterance.
    mutating func take(_ history: some Sequence<TurnMessage>, now: Timestamp) {
        var heard: [TurnMessage] = []
        for message in history {
            if message.author.kind == .customer {
                heard.append(message)
                continue
            }
            if !heard.isEmpty { _ = hear(heard, now: now) }
            heard = []
            say(message.text, isAgents: message.author.kind == .agent)
        }
        if !heard.isEmpty { _ = hear(heard, now: now) }
    }

    private mutating func say(_ text: String, isAgents: Bool) {
        ourWords += ourWords.isEmpty ? text : " " + text
        guard isAgents else { return drop() }
        guard !readBack.open.isEmpty else { return }
        let said = Self.words(text)
        let found = Tongue.allCases.compactMap { prompt(in: $0) }.map { Self.asked(Self.words($0), in: said) }
        if found.contains(.wholly) || asked == .wholly {
            asked = .wholly
        } else if found.contains(.partly) {
            asked = .partly
        }
        if opener != nil, asked == .no || said.count > Self.words(prompt(in: tongue) ?? "").count + Self.fewWords {
            isOpenerAnswered = true
        }
    }

    /// Words that stand beside a read-back without answering anything.
    private static let fewWords = 4

    /// What the caller said, messages in a row as one utterance.
    mutating func hear(_ messages: [TurnMessage], now: Timestamp) -> ReadBack.Reaction {
        let text = messages.map(\.text).joined(separator: " ")
        tongue = Tongue.spoken(in: text, unless: tongue)
        readBack.reader = Self.reader(details, tongue)
        let before = readBack
        let wasOpen = !readBack.open.isEmpty
        let reaction = react(text, context(now))
        ourWords = ""
        asked = .no
        note(messages.last?.seq ?? 0, before)
        if !wasOpen, !readBack.open.isEmpty {
            opener = messages.last.map {
                TurnMessage(seq: $0.seq, author: $0.author, text: text, assurance: $0.assurance)
            }
            isOpenerAnswered = false
        }
        if case .human = reaction { drop() }
        return reaction
    }

    private mutating func react(_ text: String, _ context: ReadingContext) -> ReadBack.Reaction {
        guard !readBack.open.isEmpty else { return hearNew(text, context) }
        var answering = context
        answering.asked = []
        switch asked {
        case .no:
            // What was asked for and never said is not waited for.
            readBack.forget(Set(readBack.open.filter(\.isWanted).map(\.entity.kind)))
            digressions += 1
            guard digressions <= Self.digressionsMax, !readBack.open.isEmpty else {
                drop()
                return hearNew(text, context)
            }
            return readBack.mention(text, context)
        case .partly
        where CallerAnswer(text, tongue).verdict == .yes
            && readBack.reader.read(text, answering).isEmpty:
            return prompt(in: tongue).map { .ask($0) } ?? .settled
        case .partly, .wholly: break
        }
        let isKeyed = text.count <= Self.keysMax && text.allSatisfy { $0.isASCII && ($0.isNumber || "*#".contains($0)) }
        let isForKeys = text.count <= 2 || readBack.canBeKeyed
        let reaction = isKeyed && isForKeys ? readBack.key(text) : readBack.hear(text, answering)
        guard case .elsewhere = reaction else {
            digressions = 0
            return reaction
        }
        digressions += 1
        guard digressions <= Self.digressionsMax else {
            drop()
            return .settled
        }
        return reaction
    }

    /// The read-back is returned to so often; then it is left.
    private static let digressionsMax = 1
    /// Most keys pressed in a row that are looked at.
    private static let keysMax = 32

    private mutating func hearNew(_ text: String, _ context: ReadingContext) -> ReadBack.Reaction {
        digressions = 0
        opener = nil
        let reaction = readBack.hear(text, context)
        let missed = Requests.missed(text, to: ourWords, readBack)
        return missed.isEmpty ? reaction : readBack.miss(missed)
    }

    private func context(_ now: Timestamp) -> ReadingContext {
        var context = ReadingContext(today: details.today(now), agentText: ourWords)
        context.asked = readBack.reader.kindsAsked(by: ourWords)
        if let date = readBack.confirmed.last(where: { CivilDate($0.value) != nil }).flatMap({ CivilDate($0.value) }) {
            context.month = (date.year, date.month)
        }
        return context
    }

    private mutating func drop() {
        readBack.drop()
        digressions = 0
        opener = nil
        asked = .no
    }

    private mutating func note(_ seq: Int, _ before: ReadBack) {
        for open in readBack.open where !before.open.contains(where: { $0.entity.value == open.entity.value }) {
            sources[open.entity.kind] = seq
        }
        for entity in readBack.confirmed where !before.confirmed.contains(entity) && sources[entity.kind] == nil {
            sources[entity.kind] = seq
        }
    }

    /// What was confirmed since, as facts.
    func facts(since before: ReadBack) -> [Fact] {
        readBack.confirmed.filter { !before.confirmed.contains($0) }.prefix(FactScanner.factsMax).map { entity in
            let key = [.start, .end].contains(entity.part) ? "\(entity.kind)_\(entity.part.rawValue)" : entity.kind
            return Fact(key: key, value: entity.value, source: sources[entity.kind] ?? 0)
        }
    }

    /// The question about what is open; nil where nothing is.
    func prompt(in tongue: Tongue) -> String? {
        var readBack = readBack
        readBack.reader = Self.reader(details, tongue)
        return readBack.prompt
    }

    // MARK: What reached the caller

    private static func words(_ text: String) -> [Substring] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { Substring($0) }
    }

    /// Whether a question was said; its closing "Is that right?" need not have been.
    private static func asked(_ prompt: [Substring], in said: [Substring]) -> Asked {
        var needed = prompt[...]
        for closing in [["stimmt", "das"], ["is", "that", "right"]]
        where needed.suffix(closing.count).elementsEqual(closing.map { Substring($0) }) {
            needed = needed.dropLast(closing.count)
        }
        guard let first = needed.first else { return .no }
        var isCut = false
        for start in said.indices where said[start] == first {
            let rest = said[start...]
            if rest.starts(with: needed) { return .wholly }
            if rest.count >= 2, needed.starts(with: rest) { isCut = true }
        }
        return isCut ? .partly : .no
    }
}
