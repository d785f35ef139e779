import SpokenLanguage

/// A call written down, and what its caller meant.
struct PlayedCall {
    struct Turn {
        let isCaller: Bool
        /// What was recognised, or what of the agent's words was heard.
        let text: String
        /// What was really said, when the recogniser erred.
        let truth: String
    }
    struct Meant {
        let kind: String
        let value: String
        let turn: Int?
        let said: String
    }
    let id: String
    let language: Tongue
    let today: CivilDate
    let turns: [Turn]
    let meant: [Meant]
}

/// Plays a written call against the read-back: the agent's questions come from the call, the answers to read-backs from
/// a caller who knows what was meant.
///
/// The reader gets the agent's words and the company's kinds, nothing of what was meant.
struct CallPlay {
    struct Result {
        var entities: [(kind: String, value: String)] = []
        var readBacks = 0
        var humans: [String] = []
        var log: [String] = []
    }

    let company: [EntityKind]
    let dialling: Dialling?
    /// What is recognised when the caller says a turn again, by repetition; nil: understood without error.
    var heardAgain: ((_ turn: Int, _ repetition: Int) -> String?)?
    let isSame: (_ kind: String, _ one: String, _ other: String) -> Bool

    private static let exchangesMax = 16

    func play(_ call: PlayedCall) -> Result {
        var tongue = call.language
        var readBack = ReadBack(reader: SpokenReader(kinds: company, tongue: tongue, dialling: dialling))
        var result = Result()
        var agent = ""
        for (number, turn) in call.turns.enumerated() {
            guard turn.isCaller else {
                agent = turn.text
                continue
            }
            tongue = Tongue.spoken(in: turn.text, unless: tongue)
            readBack.reader = SpokenReader(kinds: company, tongue: tongue, dialling: dialling)
            var context = ReadingContext(today: call.today, agentText: agent)
            context.asked = readBack.reader.kindsAsked(by: agent)
            context.month = lastMonth(readBack)
            var reaction = readBack.hear(turn.text, context)
            result.log.append("\(number) \(turn.text) -> \(reaction)")
            converse(call, number, &readBack, reaction, context, &result)
            let missed = missed(turn.text, agent, readBack, context)
            if readBack.open.isEmpty, !missed.isEmpty {
                reaction = readBack.miss(missed.sorted())
                converse(call, number, &readBack, reaction, context, &result)
            }
        }
        for entity in readBack.confirmed { result.entities += values(of: entity) }
        return result
    }

    private func converse(
        _ call: PlayedCall, _ number: Int, _ readBack: inout ReadBack, _ start: ReadBack.Reaction,
        _ context: ReadingContext, _ result: inout Result
    ) {
        var reaction = start
        var repetition = 0
        for _ in 0..<CallPlay.exchangesMax {
            switch reaction {
            case .settled: return
            case .human(let kind):
                result.humans.append(kind)
                return
            case .elsewhere:
                readBack.forget(Set(readBack.open.map(\.entity.kind)))
                guard !readBack.open.isEmpty else { return }
                fallthrough
            case .ask:
                result.readBacks += 1
                guard let answer = answer(call, number, readBack, context, repetition) else {
                    let count = readBack.open.count
                    readBack.forget(Set(readBack.open.map(\.entity.kind)))
                    if readBack.open.isEmpty || readBack.open.count == count { return }
                    continue
                }
                repetition += 1
                var answering = context
                answering.asked = []
                reaction = readBack.hear(answer, answering)
                result.log.append("   caller: \(answer) -> \(reaction)")
            }
        }
    }

    /// What the caller says to the read-back; nil: the next recorded turn is the answer, or there is none.
    func answer(
        _ call: PlayedCall, _ number: Int, _ readBack: ReadBack, _ context: ReadingContext, _ repetition: Int
    ) -> String? {
        let turn = call.turns[number]
        let yes = readBack.reader.tongue == .german ? "ja, genau" : "yes, that's right"
        var wrong: [String] = []
        var isRest = false
        for open in readBack.current {
            let values = values(of: open.entity)
            if !open.isWanted, open.entity.isComplete,
                call.meant.contains(where: { meant in values.contains { isSame(meant.kind, $0.value, meant.value) } })
            {
                continue
            }
            if open.entity.kind == "name", open.entity.isComplete,
                call.meant.contains(where: { isPart(open.entity.value, of: $0) })
            {
                continue
            }
            if let meant = target(open.entity.kind, call, number, readBack) {
                wrong.append(meant)
            } else if isCorrectedNext(open.entity.kind, call, number) {
                return nil
            } else if open.isWanted || !open.entity.isComplete {
                isRest = true
            } else {
                // What was said so once is right, also when it is read back later.
                let isTold = call.turns[...number].contains { told in
                    told.isCaller
                        && readBack.reader.read(told.truth, context).contains {
                            $0.kind == open.entity.kind && $0.value == open.entity.value
                        }
                }
                if !isTold {
                    wrong.append(turn.truth)
                }
            }
        }
        if wrong.isEmpty { return isRest ? nil : yes }
        wrong = wrong.enumerated().filter { !wrong[..<$0.offset].contains($0.element) }.map(\.element)
        let no = readBack.reader.tongue == .german ? "nein, " : "no, "
        let start = readBack.current.allSatisfy(\.isWanted) ? "" : no
        return start + (heardAgain?(number, repetition) ?? wrong.joined(separator: ", "))
    }

    /// The caller's next recorded words correct it.
    private func isCorrectedNext(_ kind: String, _ call: PlayedCall, _ number: Int) -> Bool {
        guard let next = call.turns.indices.first(where: { $0 > number && call.turns[$0].isCaller }) else {
            return false
        }
        return CallerAnswer(call.turns[next].truth, call.language).verdict == .no
            && call.meant.contains { $0.turn == next && related($0.kind, kind) }
    }

    /// The words by which the caller says what was meant, as in the call.
    private func target(_ kind: String, _ call: PlayedCall, _ number: Int, _ readBack: ReadBack) -> String? {
        let truth = call.turns[number].truth
        let settled = readBack.confirmed.flatMap { values(of: $0) } + readBack.current.flatMap { values(of: $0.entity) }
        let candidates = call.meant.filter { meant in
            related(meant.kind, kind) && (meant.turn == number || (meant.turn == nil && truth.contains(meant.said)))
                && !settled.contains { isSame(meant.kind, $0.value, meant.value) }
        }
        guard let meant = candidates.first else { return nil }
        guard truth.contains(meant.said) else { return truth }
        return candidates.filter { truth.contains($0.said) && $0.kind == meant.kind }.map(\.said).joined(separator: " ")
    }

    /// A family name whose given name comes later.
    private func isPart(_ value: String, of meant: PlayedCall.Meant) -> Bool {
        meant.kind == "name" && meant.value.lowercased().split(separator: " ").contains(Substring(value.lowercased()))
    }

    private func related(_ meant: String, _ kind: String) -> Bool {
        meant == kind || (meant == "year" && kind == "birth_date")
    }

    /// Kinds the agent asked for and has not got, unless the caller has them not: then only those the caller spoke of.
    private func missed(_ text: String, _ agent: String, _ readBack: ReadBack, _ context: ReadingContext) -> Set<String>
    {
        let lower = agent.lowercased()
        guard
            ["?", "please", "provide", "would you", "give me", "bitte", "nennen", "lautet"].contains(where: {
                lower.contains($0)
            })
        else {
            return []
        }
        let lacking = context.asked.filter { kind in !readBack.confirmed.contains { $0.kind == kind } }
        return isRefusal(text, readBack.reader.tongue)
            ? lacking.intersection(readBack.reader.kindsAsked(by: text)) : lacking
    }

    private func isRefusal(_ text: String, _ tongue: Tongue) -> Bool {
        let words = text.lowercased()
        return ["don't have", "don't recall", "don't remember", "keine", "nicht", "weiß"].contains {
            words.contains($0)
        }
    }

    private func lastMonth(_ readBack: ReadBack) -> (year: Int, month: Int)? {
        readBack.confirmed.last { CivilDate($0.value) != nil }.flatMap { CivilDate($0.value) }.map {
            ($0.year, $0.month)
        }
    }

    /// A day of birth also answers for its year.
    private func values(of entity: SpokenEntity) -> [(kind: String, value: String)] {
        guard entity.kind == "birth_date", let date = CivilDate(entity.value) else {
            return [(entity.kind, entity.value)]
        }
        return [(entity.kind, entity.value), ("year", String(date.year))]
    }
}
