import Conversations
import SpokenLanguage
import Synchronization
import Testing

@testable import AgentCore

/// A turn late in a call costs what an early one costs, and comes to the same.
@Suite struct DictationMemoryTests {
    private final class Counter: Sendable {
        let count = Mutex(0)
    }

    private let said = ["Bestellnummer N R zwei null vier eins acht", "nein am Ende eins neun", "ja", "Und sonst?"]

    private func details(_ counter: Counter) -> SpokenDetails {
        SpokenDetails(kinds: PhoneCall.kinds, dialling: nil, tongue: .german) { _ in
            counter.count.withLock { $0 += 1 }
            return PhoneCall.today
        }
    }

    private func input(_ history: [TurnMessage]) -> TurnInput {
        var input = TurnInput(
            conversation: ConversationID(number: 7), channel: PhoneCall.channel,
            unseen: [TurnMessage(seq: history.count + 1, author: Author(kind: .customer), text: "Und sonst?")],
            customer: CustomerContext(id: CustomerID(number: 1)), language: "de", memory: "", unanswered: 0,
            disclosed: true, handBackSummary: nil, limits: ChannelLimits(spoken: true),
            now: Timestamp(milliseconds: 1_795_000_000_000))
        input.history = history
        return input
    }

    /// What both say, the agent its questions.
    private func call(turns: Int, _ details: SpokenDetails) -> [TurnMessage] {
        var history: [TurnMessage] = []
        for turn in 0..<turns {
            let text = said[turn % said.count]
            history.append(TurnMessage(seq: history.count + 1, author: Author(kind: .customer), text: text))
            let ours =
                turn % 4 == 0 ? "Ich wiederhole: Bestellnummer N R, zwei null vier, eins acht. Stimmt das?" : "Gut."
            history.append(TurnMessage(seq: history.count + 1, author: Author(kind: .agent), text: ours))
        }
        return history
    }

    @Test func aLateTurnFoldsOnlyWhatIsNew() {
        let counter = Counter()
        let details = details(counter)
        let memory = DictationMemory()
        let history = call(turns: 60, details)
        for turn in 0..<60 {
            counter.count.withLock { $0 = 0 }
            _ = memory.dictation(before: input(Array(history[..<(turn * 2)])), details)
            #expect(counter.count.withLock { $0 } <= 3)
        }
    }

    @Test func itComesToTheSameAlsoWhenWhatWasHeardIsToldLater() {
        let details = details(Counter())
        let memory = DictationMemory()
        var history = call(turns: 13, details)
        for end in stride(from: 2, through: history.count, by: 3) {
            let part = Array(history[..<end])
            let kept = memory.dictation(before: input(part), details)
            let fresh = DictationMemory().dictation(before: input(part), details)
            #expect(kept.readBack.confirmed == fresh.readBack.confirmed)
            #expect(kept.readBack.open == fresh.readBack.open)
        }
        let question = history[24]
        #expect(memory.dictation(before: input(history), details).readBack.open.count == 1)
        history[24] = TurnMessage(seq: question.seq, author: question.author, text: "Danke schön, das war alles.")
        #expect(memory.dictation(before: input(history), details).readBack.open.isEmpty)
    }
}
