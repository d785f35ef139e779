import Conversations
import SwitchboardTesting
import Synchronization
import Testing

@testable import TelephonyChannel

/// A model over a log in memory, whose agent answers when told to.
private final class ModelBench: Sendable {
    let log = InMemoryConversationLog()
    let box = CallBox([:])
    let desk: CompletionDesk

    init(requestsMax: Int = 10) {
        let listeners = CallListeners()
        log.addObserver(listeners)
        let (box, log) = (box, log)
        desk = CompletionDesk(
            settings: CallSettings(channel: ChannelName("model"), language: "en") { text, _ in
                text.split(separator: "|").map(String.init)
            },
            greeting: CallGreeting(
                author: Author(kind: .agent, name: "Mara"),
                evidence: Disclosed(notice: "I am an AI.", persona: "Mara", onBehalfOf: "Velohaus", language: "en"),
                text: "I am an AI.|How can I help?"),
            ports: CallPorts(
                take: { try box.take($0, log) }, log: log, listen: { listeners.add($0, $1) }, requestHuman: { _ in },
                now: { CallBench.start },
                after: { _, ring in
                    box.rings.withLock { $0.append(ring) }
                    return {}
                }, report: { _, _ in }), requestsMax: requestsMax)
    }

    func request(_ json: String) throws -> ChatCompletionRequest {
        try ChatCompletionRequest(Array(#"{"model":"model",\#(json)}"#.utf8))
    }

    func ask(_ text: String, session: String = "c1") throws -> ChatCompletionRequest {
        try request(#""messages":[{"role":"user","content":"\#(text)"}],"metadata":{"session_id":"\#(session)"}"#)
    }

    func reply(_ text: String, in number: Int64 = 1) throws {
        try log.appendNow(to: ConversationID(number: number), at: CallBench.start) { state in
            [
                .messageSent(MessageSent(author: Author(kind: .agent), text: text, epoch: 0)),
                .turnEnded(
                    TurnEnded(
                        through: state.lastReceived, result: .answered, language: "en", unanswered: 0, memory: "",
                        trace: TurnTrace(intent: "question", confidence: 1))),
            ]
        }
    }

    var utterances: [String] {
        log.conversations.flatMap { log.events(of: $0.id) }.compactMap { event in
            guard case .messageReceived(let message) = event.body, message.wantsAnswer else { return nil }
            return message.text
        }
    }
}

@Suite struct CompletionDeskTests {
    @Test func `a question is stored, and its answer read from the log`() async throws {
        let bench = ModelBench()
        let reply = try await bench.desk.answer(bench.ask("Open?"), of: "t")
        #expect(bench.utterances == ["Open?"])
        try bench.reply("From nine.|To five.")
        #expect(try await reply.whole().contains(#""content":"From nine. To five.""#))
    }

    @Test func `the same request again is one turn with one answer`() async throws {
        let bench = ModelBench()
        let first = try await bench.desk.answer(bench.ask("Open?"), of: "t")
        let second = try await bench.desk.answer(bench.ask("Open?"), of: "t")
        try bench.reply("From nine.")
        #expect(try await first.whole().contains("From nine."))
        #expect(try await second.whole().contains("From nine."))
        #expect(bench.utterances == ["Open?"])
        #expect(try await bench.desk.answer(bench.ask("Open?"), of: "t").whole().contains("From nine."))
    }

    @Test func `sessions and clients never meet`() async throws {
        let bench = ModelBench()
        _ = try await bench.desk.answer(bench.ask("Open?"), of: "t")
        _ = try await bench.desk.answer(bench.ask("Open?", session: "c2"), of: "t")
        _ = try await bench.desk.answer(bench.ask("Open?"), of: "u")
        #expect(bench.log.conversations.count == 3)
    }

    @Test func `before a word the greeting is said, once in the log`() async throws {
        let bench = ModelBench()
        let request = try bench.request(
            #""messages":[{"role":"system","content":"x"}],"metadata":{"session_id":"c1"}"#)
        for _ in 0..<2 {
            #expect(try await bench.desk.answer(request, of: "t").whole().contains("I am an AI. How can I help?"))
        }
        let disclosed = bench.log.events(of: ConversationID(number: 1)).filter { event in
            if case .disclosed = event.body { true } else { false }
        }
        #expect(disclosed.count == 1)
    }

    @Test func `a stream gives sentences, signs of life, and its end`() async throws {
        let bench = ModelBench()
        let pieces = try await bench.desk.answer(bench.ask("Open?"), of: "t").pieces()
        var said: [String] = []
        while let piece = try await pieces.next() {
            said.append(piece)
            // The second piece is a sign of life: nothing was said yet.
            if said.count == 2 { try bench.reply("From nine.|To five.") }
        }
        #expect(said.count == 3 && said[1] == ":\n\n")
        #expect(said[2].contains(#""content":"From nine.""#) && said[2].contains(#""content":" To five.""#))
        #expect(said[2].hasSuffix("data: [DONE]\n\n"))
    }

    @Test func `an answer nobody received was not heard, and its notice is given again`() async throws {
        let bench = ModelBench()
        _ = try await bench.desk.answer(bench.ask("Open?"), of: "t").pieces().next()
        try bench.log.appendNow(to: ConversationID(number: 1), at: CallBench.start) { _ in
            [.disclosed(Disclosed(notice: "I am an AI.", persona: "Mara", onBehalfOf: "Velohaus", language: "en"))]
        }
        try bench.reply("I am an AI.|From nine.")
        let next = try bench.request(
            #""messages":[{"role":"user","content":"Open?"},{"role":"user","content":"Today?"}],"metadata":{"session_id":"c1"}"#
        )
        _ = try await bench.desk.answer(next, of: "t")
        #expect(bench.utterances == ["Open?", "Today?"])
        let heard = bench.log.events(of: ConversationID(number: 1)).compactMap { event -> MessageHeard? in
            if case .messageHeard(let cut) = event.body { cut } else { nil }
        }
        #expect(heard.map(\.heard) == [""] && heard.first?.isNoticeLost == true)
        #expect(bench.log.conversations.first?.disclosed == false)
    }

    @Test func `no more requests wait than may, and each place is free again`() async throws {
        let bench = ModelBench(requestsMax: 1)
        var first: CompletionReply? = try await bench.desk.answer(bench.ask("Open?"), of: "t")
        #expect(first != nil && bench.desk.waiting == 1)
        await #expect(throws: ChatCompletionFault.busy) {
            try await bench.desk.answer(bench.ask("Open?", session: "c2"), of: "t")
        }
        first = nil
        #expect(bench.desk.waiting == 0)
    }

    @Test func `without anything new there is nothing to answer, but a function's result is taken`() async throws {
        let bench = ModelBench()
        let said = try bench.request(
            #""messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]"#)
        await #expect(throws: ChatCompletionFault.nothingNew) { try await bench.desk.answer(said, of: "t") }
        let tool = try bench.request(
            #""messages":[{"role":"user","content":"a"},{"role":"assistant","content":""},{"role":"tool","content":"ok"}]"#
        )
        #expect(try await bench.desk.answer(tool, of: "t").whole().contains(#""content":"""#))
        #expect(bench.log.conversations.isEmpty)
    }
}
