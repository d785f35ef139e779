import Conversations

/// What a request adds to the conversation that the log tells of: the client's history is compared with what was said.
struct ChatReading: Sendable, Hashable {
    /// What the request asks for.
    enum Ask: Sendable, Hashable {
        /// Nobody spoke yet: the greeting.
        case greeting
        /// Something new was said; `id` names it within the call.
        case new(id: String, String)
        /// An utterance that is stored: its answer, again or for the first time.
        case known(seq: Int)
    }

    let ask: Ask
    /// Messages of the agent that were not heard to their end, with what was heard, by sequence.
    private(set) var heard: [Int: String] = [:]
    /// Messages of operators that the caller was not told, by sequence.
    private(set) var untold: Set<Int> = []

    /// - Parameters:
    ///   - events: The whole log, oldest first.
    ///   - key: The call's external id.
    ///   - isCut: Whether the connection was lost before the answer to the utterance with that id was sent.
    ///   - speak: A message as it is spoken.
    init(
        _ request: ChatCompletionRequest, events: [ConversationEvent], key: String, isCut: (String) -> Bool,
        speak: (String) -> [String]
    ) {
        let turn = request.turn
        let name = "\(turn.place)-\(turn.text)"
        let place = "\(key)/\(turn.place)-"
        var versions: [(seq: Int, id: String, text: String)] = []
        var lastSeq = 0
        for event in events {
            guard case .messageReceived(let message) = event.body, message.wantsAnswer else { continue }
            if message.externalID == "\(key)/\(name)" {
                ask = .known(seq: event.seq)
                return
            }
            lastSeq = event.seq
            if message.externalID.hasPrefix(place) { versions.append((event.seq, message.externalID, message.text)) }
        }
        guard let text = request.newText else {
            ask = .greeting
            return
        }
        guard let last = versions.last, let first = versions.first else {
            ask = .new(id: name, text)
            compare(request, with: Self.sent(after: lastSeq, in: events), speak: speak)
            return
        }
        guard let rest = Self.rest(of: request.newMessages, beyond: versions.map(\.text)) else {
            ask = .known(seq: last.seq)
            return
        }
        ask = .new(id: name, String(rest.prefix(ChatCompletionRequest.textCharactersMax)))
        let sent = Self.sent(after: first.seq, in: events)
        untold = Set(sent.filter { $0.author == .operator }.map(\.seq))
        // The client keeps our words, and none of these are among them; or it was gone before they were sent.
        let keepsAnswers = request.messages.contains { $0.role == "assistant" && !$0.text.isEmpty }
        guard keepsAnswers || versions.contains(where: { isCut($0.id) }) else { return }
        for message in sent where message.author == .agent { heard[message.seq] = "" }
    }

    private struct Sent {
        let seq: Int
        let author: Author.Kind
        let text: String
    }

    /// What was said after an event, but for what is known not to have been heard.
    private static func sent(after seq: Int, in events: [ConversationEvent]) -> [Sent] {
        var sent: [Sent] = []
        for event in events where event.seq > seq {
            switch event.body {
            case .messageSent(let message):
                sent.append(Sent(seq: event.seq, author: message.author.kind, text: message.text))
            case .messageHeard(let cut): sent.removeAll { $0.seq == cut.message }
            default: break
            }
        }
        return sent
    }

    /// What the caller's messages say beyond those that are stored; nil for nothing.
    private static func rest(of messages: [String], beyond stored: [String]) -> String? {
        var left = messages[...]
        for text in stored where left.first == text { left = left.dropFirst() }
        guard !left.isEmpty else { return nil }
        let text = left.joined(separator: "\n")
        let before = stored.flatMap { SpokenWords.keys($0) }
        guard left.count == messages.count, SpokenWords.keys(text).starts(with: before) else { return text }
        let words = text.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
        return words.count > before.count ? String(text[words[before.count].startIndex...]) : nil
    }

    /// Finds in the client's memory of our last words how much of them was heard.
    private mutating func compare(
        _ request: ChatCompletionRequest, with sent: [Sent], speak: (String) -> [String]
    ) {
        guard let remembered = request.lastAnswer else {
            untold = Set(sent.filter { $0.author == .operator }.map(\.seq))
            return
        }
        let spoken = sent.map { speak($0.text).joined(separator: " ") }
        let words = spoken.map { SpokenWords.keys($0) }
        let all = words.joined()
        let place = SpokenWords.position(of: SpokenWords.keys(remembered), in: Array(all), near: all.count)
        var left = place ?? all.count
        for (index, message) in sent.enumerated() {
            let count = min(left, words[index].count)
            left -= count
            if message.author == .operator, count == 0 || place == nil {
                untold.insert(message.seq)
            } else if message.author == .agent, count < words[index].count {
                heard[message.seq] = SpokenWords.prefix(spoken[index], words: count)
            }
        }
    }
}
