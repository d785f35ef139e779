import Conversations

/// What is being spoken and what waits for it: sent a little ahead, so that an interruption finds most of it here.
struct SpeechQueue: Sendable {
    /// Most things that wait or are being spoken.
    static let itemsMax = 32
    /// How much speech the platform has in hand at most, in milliseconds, when another sentence is sent.
    static let aheadMilliseconds: Int64 = 8_000
    /// How many words of what was heard before are kept to find an interruption's place.
    private static let beforeWordsMax = 80

    private(set) var items: [Speech] = []
    /// When what was sent should have been spoken.
    private(set) var speakingUntil = Timestamp(milliseconds: 0)
    /// What the platform says; nil where it says nothing.
    private(set) var isPlatformSpeaking: Bool?
    private var before: [String] = []
    private let charactersPerSecond: Double

    init(charactersPerSecond: Double) { self.charactersPerSecond = max(1, charactersPerSecond) }

    var hasUnsent: Bool { items.contains { !$0.isSent } }
    func isSpeaking(at now: Timestamp) -> Bool { now < speakingUntil }

    /// - Returns: False where there is no room.
    mutating func add(_ speech: Speech, at now: Timestamp) -> Bool {
        if items.count >= Self.itemsMax { settle(at: now) }
        guard items.count < Self.itemsMax else { return false }
        items.append(speech)
        return true
    }

    /// The sentences to be sent now.
    mutating func next(at now: Timestamp) -> [RelayToken] {
        var tokens: [RelayToken] = []
        for index in items.indices {
            while !items[index].isSent {
                guard speakingUntil < now.advanced(byMilliseconds: Self.aheadMilliseconds) else { return tokens }
                let speech = items[index]
                let sentence = speech.sentences[speech.sent]
                let milliseconds = Int64(Double(sentence.count) / charactersPerSecond * 1000)
                speakingUntil = max(now, speakingUntil).advanced(byMilliseconds: milliseconds)
                items[index].endsAt.append(speakingUntil)
                let isLast = items[index].isSent
                tokens.append(
                    RelayToken(
                        isLast ? sentence : sentence + " ", isLast: isLast, language: speech.language,
                        isInterruptible: speech.isInterruptible, purpose: speech.purpose))
            }
        }
        return tokens
    }

    /// When the next sentence may be sent; nil where none waits.
    var nextAt: Timestamp? {
        hasUnsent ? speakingUntil.advanced(byMilliseconds: 1 - Self.aheadMilliseconds) : nil
    }

    /// What has been spoken by then counts as heard: the caller let it be said.
    mutating func settle(at now: Timestamp) {
        let over = items.prefix { $0.isSent && $0.heardSentences(at: now) == $0.sentences.count }
        for speech in over { before += SpokenWords.keys(speech.sentText) }
        before = before.suffix(Self.beforeWordsMax)
        items.removeFirst(over.count)
    }

    /// The caller cut in: nothing of what waits will be said, but what an operator wrote, and what must be said.
    ///
    /// - Returns: What was not heard to its end, in order.
    mutating func cut(heard: String, at now: Timestamp) -> [CutSpeech] {
        let sentWords = items.map { SpokenWords.keys($0.sentText) }
        let said = before + sentWords.joined()
        let byClock = before.count + wordsByClock(at: now)
        let place = SpokenWords.position(of: SpokenWords.keys(heard), in: said, near: byClock)
        // With nothing reported, only what should long have been over was heard.
        var left = max(0, (place ?? byClock) - before.count)
        var cuts: [CutSpeech] = []
        var kept: [Speech] = []
        for (speech, words) in zip(items, sentWords) {
            let count = min(left, words.count)
            left -= count
            if speech.author == .operator, speech.sent == 0 {
                kept.append(speech)
            } else if count < words.count || speech.sent == 0, let again = speech.again {
                kept.append(again)
            } else if !speech.isSent || count < words.count {
                cuts.append(CutSpeech(speech: speech, heard: SpokenWords.prefix(speech.sentText, words: count)))
            }
        }
        restart(with: kept, at: now)
        return cuts
    }

    /// A person took over: what waits of the agent is not said any more. What the platform has, it speaks.
    mutating func withdraw(author: Author.Kind) -> [CutSpeech] {
        let cuts = items.filter { $0.author == author && !$0.isSent }
        items.removeAll { $0.author == author && !$0.isSent }
        return cuts.map { CutSpeech(speech: $0, heard: $0.sentText) }
    }

    /// The socket was lost: what was surely not heard is said again, from the beginning of its sentence. Lines of the
    /// call are not.
    mutating func rewind(at now: Timestamp) {
        var again: [Speech] = []
        for speech in items where speech.purpose == .message {
            var rest = speech
            rest.endsAt = Array(speech.endsAt.prefix(speech.heardSentences(at: now)))
            if !rest.isSent { again.append(rest) }
        }
        restart(with: again, at: now)
    }

    /// The call is over: what was not heard to its end.
    mutating func finish(at now: Timestamp) -> [CutSpeech] {
        rewind(at: now)
        defer { restart(with: [], at: now) }
        return items.map { CutSpeech(speech: $0, heard: $0.sentText) }
    }

    /// The platform tells whether it speaks. Silence of it ends what the clock still expects, but not far ahead: there
    /// are pauses between sentences.
    mutating func platformSpeaks(_ isSpeaking: Bool, at now: Timestamp) {
        isPlatformSpeaking = isSpeaking
        guard !isSpeaking, !hasUnsent, speakingUntil <= now.advanced(byMilliseconds: 3_000) else { return }
        speakingUntil = min(speakingUntil, now)
        for index in items.indices { items[index].endsAt = items[index].endsAt.map { min($0, now) } }
    }

    /// The platform played so much: whole sentences of it were heard.
    mutating func played(_ text: String, at now: Timestamp) {
        let sentWords = items.map { SpokenWords.keys($0.sentText) }
        let said = before + sentWords.joined()
        let byClock = before.count + wordsByClock(at: now)
        guard let place = SpokenWords.position(of: SpokenWords.keys(text), in: said, near: byClock) else { return }
        var left = place - before.count
        for index in items.indices {
            for sentence in 0..<items[index].sent {
                left -= SpokenWords.keys(items[index].sentences[sentence]).count
                guard left >= 0 else { return }
                items[index].endsAt[sentence] = min(items[index].endsAt[sentence], now)
            }
        }
    }

    private func wordsByClock(at now: Timestamp) -> Int {
        items.reduce(0) { count, speech in
            let over = speech.sentences[..<speech.heardSentences(at: now)]
            return count + over.reduce(0) { $0 + SpokenWords.keys($1).count }
        }
    }

    private mutating func restart(with kept: [Speech], at now: Timestamp) {
        items = kept
        before = []
        speakingUntil = min(speakingUntil, now)
        isPlatformSpeaking = nil
    }
}
