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
        let name = "\(key)/\(turn.place)-\(turn.text)"
        var versions: [Version] = []
        var known: Int?
        var utterances: [Int] = []
        for event in events {
            guard case .messageReceived(let message) = event.body, message.wantsAnswer else { continue }
            utterances.append(event.seq)
            if message.externalID == name || message.externalID.hasPrefix(name + "-") { known = event.seq }
            guard message.externalID.hasPrefix("\(key)/\(turn.place)-") else { continue }
            versions.append(Version(seq: event.seq, text: message.text, isCut: isCut(message.externalID)))
        }
        // Without any history before it, an old text that comes again is said again: not all clients send histories.
        if let known, known == utterances.last || request.remembersMore {
            ask = .known(seq: known)
            return
        }
        guard let text = request.newText else {
            ask = .greeting
            return
        }
        let id = "\(turn.place)-\(turn.text)" + (known == nil ? "" : "-\(utterances.count)")
        guard !versions.isEmpty else {
            ask = .new(id: id, text)
            compare(request, with: Self.sent(after: utterances.last ?? 0, in: events), speak: speak)
            return
        }
        guard known != nil || Self.rest(of: request.newMessages, beyond: versions.map(\.text)) != nil else {
            ask = .known(seq: versions[versions.count - 1].seq)
            return
        }
        let rest = Self.rest(of: request.newMessages, beyond: versions.map(\.text)) ?? text
        ask = .new(id: id, String(rest.prefix(ChatCompletionRequest.textCharactersMax)))
        judge(request, versions, events)
    }

    /// A text of the caller at the same place of the history, as it was then.
    private struct Version {
        let seq: Int
        let text: String
        let isCut: Bool
    }

    /// Nothing that was answered to earlier versions was heard, where the client keeps our words and has none of them, or
    /// was gone before they were sent.
    private mutating func judge(
        _ request: ChatCompletionRequest, _ versions: [Version], _ events: [ConversationEvent]
    ) {
        let keepsAnswers = request.messages.contains { $0.role == "assistant" && !$0.text.isEmpty }
        let last = versions[versions.count - 1].seq
        for message in Self.sent(after: versions[0].seq, in: events) {
            let isUnheard = keepsAnswers || versions.last { $0.seq < message.seq }?.isCut == true
            if message.author == .agent, isUnheard { heard[message.seq] = "" }
            if message.author == .operator, isUnheard || message.seq > last { untold.insert(message.seq) }
        }
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
        let whole = messages.joined(separator: "\n")
        let before = stored.flatMap { SpokenWords.keys($0) }
        if !before.isEmpty, SpokenWords.keys(whole).starts(with: before) {
            let words = whole.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
            return words.count > before.count ? String(whole[words[before.count].startIndex...]) : nil
        }
        // Something was corrected: what is stored word for word is left out, the rest is taken as it is.
        var left = messages[...]
        for text in stored where left.first == text { left = left.dropFirst() }
        return left.isEmpty ? nil : left.joined(separator: "\n")
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
