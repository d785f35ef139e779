import Conversations
import Testing

@testable import TelephonyChannel

@Suite struct ChatAnswerTests {
    private static let start = CallBench.start

    /// An answer over a log that grows.
    private struct Bench {
        var answer: ChatAnswer
        var seq = 0
        var now = ChatAnswerTests.start

        init(tools: Set<String> = [], to seq: Int? = 2, untold: Set<Int> = []) {
            var settings = CallSettings(channel: ChannelName("model"), language: "en") { text, _ in
                text.split(separator: "|").map(String.init)
            }
            settings.transfer.usual = .number("+4930777777")
            answer = ChatAnswer(
                settings, conversation: CallBench.conversation, tools: tools, to: seq, untold: untold, at: now)
            let opened = Opened(
                customer: CustomerID(number: 1), channel: ChannelName("model"), address: "a", locale: "en")
            append([.opened(opened)])
            guard seq != nil else { return }
            append([.messageReceived(MessageReceived(externalID: "s1/1", text: "Hi"))])
        }

        mutating func append(_ bodies: [ConversationEvent.Body]) {
            answer.learn(
                bodies.map { body in
                    seq += 1
                    return ConversationEvent(seq: seq, at: now, body: body)
                })
        }

        mutating func say(_ text: String, by kind: Author.Kind = .agent) {
            append([.messageSent(MessageSent(author: Author(kind: kind), text: text, epoch: 0))])
        }

        mutating func end(_ result: TurnResult = .answered, intent: String = "question") {
            append([
                .turnEnded(
                    TurnEnded(
                        through: 2, result: result, language: "en", unanswered: 0, memory: "",
                        trace: TurnTrace(intent: intent, confidence: 1)))
            ])
        }

        mutating func give(to owner: Owner) {
            append([.ownerChanged(OwnerChanged(owner: owner, epoch: 1, by: Author(kind: .system)))])
        }

        mutating func next(after milliseconds: Int64 = 0) -> ChatAnswer.Step {
            now = now.advanced(byMilliseconds: milliseconds)
            return answer.next(at: now)
        }
    }

    @Test func `sentences come as they are committed, and the turn's end ends it`() {
        var bench = Bench()
        #expect(bench.next() == ChatAnswer.Step())
        bench.say("One.|Two.")
        #expect(bench.next() == ChatAnswer.Step(sentences: ["One.", "Two."]))
        bench.end()
        #expect(bench.next() == ChatAnswer.Step(isOver: true))
    }

    @Test func `the greeting is over when it is said`() {
        var bench = Bench(to: nil)
        bench.say("I am an AI.")
        #expect(bench.next() == ChatAnswer.Step(sentences: ["I am an AI."], isOver: true))
    }

    @Test func `what the caller says next ends an older answer`() {
        var bench = Bench()
        bench.say("One.")
        bench.append([.messageReceived(MessageReceived(externalID: "s1/2", text: "And?"))])
        bench.say("Another.")
        #expect(bench.next() == ChatAnswer.Step(sentences: ["One."], isOver: true))
    }

    @Test func `a slow turn is bridged once, and its waiting has a bound`() {
        var bench = Bench()
        #expect(bench.next(after: 5_999).sentences.isEmpty)
        #expect(bench.next(after: 1).sentences == ["I am still looking, please hold the line."])
        #expect(bench.next(after: 2_000).sentences.isEmpty)
        let end = bench.next(after: 22_000)
        #expect(end.isOver && end.isLate)
    }

    @Test func `a case is put through where the client can transfer`() {
        var bench = Bench(tools: ["transferCall"])
        bench.say("I will get a person.")
        bench.end(.escalated)
        bench.give(to: .queue)
        let step = bench.next()
        #expect(step.sentences == ["I will get a person.", "I am connecting you now. Please hold the line."])
        #expect(step.tool == .transfer(destination: "+4930777777") && step.isOver)
        var other = Bench()
        other.say("I will get a person.")
        other.end(.escalated)
        other.give(to: .queue)
        #expect(other.next() == ChatAnswer.Step(sentences: ["I will get a person."], isOver: true))
    }

    @Test func `a goodbye ends the call where the client can`() {
        var bench = Bench(tools: ["endCall"])
        bench.say("Goodbye.")
        bench.end(.social, intent: "goodbye")
        #expect(bench.next() == ChatAnswer.Step(sentences: ["Goodbye."], isOver: true, tool: .end))
    }

    @Test func `an operator who has the call is heard, or it is said that a person answers`() {
        var bench = Bench()
        bench.give(to: .operator(OperatorID(number: 1)))
        #expect(bench.next(after: 1_000) == ChatAnswer.Step())
        bench.say("This is Jana.", by: .operator)
        #expect(bench.next() == ChatAnswer.Step(sentences: ["This is Jana."], isOver: true))
        var quiet = Bench()
        quiet.give(to: .queue)
        let step = quiet.next(after: ChatAnswer.humanWait)
        #expect(step.isOver && step.sentences.first?.contains("A person") == true)
    }

    @Test func `what an operator wrote before is told first`() {
        var bench = Bench(to: 4, untold: [3])
        bench.say("By the way.", by: .operator)
        bench.append([.messageReceived(MessageReceived(externalID: "s1/2", text: "Yes?"))])
        bench.say("Answer.")
        #expect(bench.next().sentences == ["By the way.", "Answer."])
    }
}
