import Conversations

/// What every reply passes before it leaves.
///
/// Sentences that break a rule are dropped; a reply of which nothing is left is refused. The built-in responder joins
/// the persona's lines and articles word for word, so grounding, language and leaks are asked of foreign responders
/// alone.
struct Checks: Sendable {
    /// Something that was found and mended.
    struct Finding: Sendable, Hashable {
        var fact: String
        var value: String
    }

    /// The reply after the checks, nil where nothing of it may be said.
    struct Outcome: Sendable {
        var reply: TurnOutcome.Reply?
        var findings: [Finding] = []
    }

    private let neverSays: NeverSays
    private let protected: ProtectedTexts
    private let languages: LanguageDetector
    /// Facts of the persona's own lines.
    private let personaFacts: StatedFacts

    init(persona: Persona, protectedTexts: [String]) {
        neverSays = NeverSays(phrases: persona.neverSays)
        protected = ProtectedTexts(protectedTexts)
        languages = LanguageDetector(persona: persona, table: Lexicon.shared)
        var facts = StatedFacts()
        for text in persona.texts.values.flatMap(\.values).joined() { facts.add(text) }
        for text in persona.notice.values { facts.add(text) }
        for text in persona.greeting.values { facts.add(text) }
        personaFacts = facts
    }

    /// Checks one reply; `trusted` for the built-in responder's.
    func check(_ reply: TurnOutcome.Reply, _ request: ComposeRequest, trusted: Bool) -> Outcome {
        var outcome = Outcome(reply: reply)
        let limit = ReplyLength.max(request.persona, request.limits, parts: request.moves.count)
        let mayBeSaid = neverSays.isEmpty || !neverSays.forbids(reply.text)
        if trusted, mayBeSaid, reply.text.utf8.count <= limit { return outcome }
        var sentences = ReplySentences.split(reply.text)
        let before = sentences.count
        if !neverSays.isEmpty { sentences.removeAll { neverSays.forbids($0) } }
        outcome.drop(before - sentences.count, "persona never says it")
        if !trusted {
            guard speaks(request.language, reply.text) else {
                outcome.findings.append(Finding(fact: "wrong language", value: request.language))
                outcome.reply = nil
                return outcome
            }
            sentences = grounded(sentences, request, &outcome)
            outcome.reply?.citations = allowed(reply.citations, request)
        }
        let kept = ReplyLength.fit(sentences, limit)
        outcome.drop(sentences.count - kept.count, "reply too long")
        let text = ReplySentences.join(kept)
        if trusted, kept.count < before { outcome.reply?.citations = cited(reply.citations, kept, request) }
        if text.isEmpty { outcome.reply = nil } else { outcome.reply?.text = text }
        return outcome
    }

    private func speaks(_ language: String, _ text: String) -> Bool {
        var folded = FoldedText(text)
        Lexicon.shared.vocabulary.mark(&folded)
        let detected = languages.detect(folded, prior: language)
        return detected.reply.languagePart == language.languagePart && !detected.isForeign
    }

    private func grounded(_ sentences: [String], _ request: ComposeRequest, _ outcome: inout Outcome) -> [String] {
        var sources = personaFacts
        sources.add(request.customerText)
        for move in request.moves {
            switch move {
            case .answer(let answer):
                sources.add(answer.text)
                sources.add(answer.citation.title)
                if let url = answer.citation.url { sources.add(url) }
            case .words(let words): sources.add(words)
            case .clarify(let first, let second):
                sources.add(first.title)
                sources.add(second.title)
            case .about(_, let question): sources.add(question)
            case .line: break
            }
        }
        var kept = sentences.filter { sources.cover($0) }
        outcome.drop(sentences.count - kept.count, "not grounded")
        let grounded = kept.count
        kept.removeAll { Markup.isIn($0) }
        outcome.drop(grounded - kept.count, "markup")
        let plain = kept.count
        kept.removeAll { protected.isToldIn($0) }
        outcome.drop(plain - kept.count, "instructions told")
        return kept
    }

    /// Citations of answers of which something is still said.
    private func cited(_ citations: [Citation], _ kept: [String], _ request: ComposeRequest) -> [Citation] {
        let said = Set(kept.map { ReplySentences.join([$0]) })
        return citations.filter { citation in
            request.moves.contains { move in
                guard case .answer(let answer) = move, answer.citation == citation else { return false }
                return ReplySentences.split(answer.text).contains { said.contains(ReplySentences.join([$0])) }
            }
        }
    }

    /// Citations of the plan alone; all of them where the responder named none.
    private func allowed(_ citations: [Citation], _ request: ComposeRequest) -> [Citation] {
        let known = request.moves.compactMap { move -> Citation? in
            if case .answer(let answer) = move { answer.citation } else { nil }
        }
        let named = known.filter { candidate in citations.contains { $0.id == candidate.id } }
        return named.isEmpty ? known : named
    }
}

extension Checks.Outcome {
    fileprivate mutating func drop(_ count: Int, _ why: String) {
        if count > 0 { findings.append(Checks.Finding(fact: "sentences dropped", value: "\(count): \(why)")) }
    }
}
