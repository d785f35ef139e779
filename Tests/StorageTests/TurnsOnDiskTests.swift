import ConnectorKit
import Conversations
import Foundation
import Logging
import Synchronization
import Testing

@testable import Intake
@testable import Storage

@Suite("Intake and turns on the real store", .timeLimit(.minutes(2)))
struct TurnsOnDiskTests {
    @Test("A message whose transaction fails is refused at once, and its answer is given to nobody")
    func takenBack() async throws {
        let bench = try DiskBench()
        _ = try await bench.converse("1", "vorher")
        try bench.store.raw(
            "CREATE TRIGGER broken BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'not now'); END")
        let clock = ContinuousClock()
        let begun = clock.now
        await #expect(throws: StoreFailure.self) { try await bench.converse("2", "verloren") }
        #expect(clock.now - begun < .seconds(30))
        try bench.store.raw("DROP TRIGGER broken")
        let answer = try await bench.converse("3", "danach")
        #expect(answer.events.contains { $0.body.text == "zu danach" })
        await bench.idle()
        #expect(try await bench.said() == ["zu vorher", "zu danach"])
        #expect(try await bench.store.store.verify().listed == [])
    }

    @Test("However many conversations wait after a start, each is answered, also behind one that does not read")
    func recovery() async throws {
        let bench = try DiskBench()
        let count = 3 * Turns.recoveryBatch / 2
        for number in 0..<count {
            try await bench.store.accept(StoreBench.message("1", "Frage", from: "s\(number)"))
        }
        try bench.store.raw("UPDATE conversations SET case_ordinal = 7 WHERE id = 3")
        bench.responder.hold()
        async let recovered: Void = bench.turns.recover()
        // The second page is read while nothing of the first is answered.
        while bench.turns.inFlight < count - 1 { await Task.yield() }
        bench.responder.release()
        await recovered
        await bench.idle()
        #expect(try await bench.said().count == count - 1)
    }

    @Test("A customer who writes while the case is closed is answered")
    func resolvedMeanwhile() async throws {
        let bench = try DiskBench()
        let id = try await bench.converse("1", "eins").accepted.state.id
        try await bench.own(id, .operator(OperatorID(number: 1)))
        let gate = Gate(bench.store.store)
        async let closed: Void = bench.own(id, .nobody)
        await bench.store.waiting(1)
        async let answer = bench.converse("2", "zwei")
        await bench.store.waiting(2)
        gate.open()
        try await closed
        #expect(try await answer.state.needsTurn == false)
        #expect(try await bench.said() == ["zu eins", "zu zwei"])
    }

    @Test("A takeover cancels the turn that runs, as soon as it is on disk, and nothing of the turn is said")
    func takeover() async throws {
        let bench = try DiskBench()
        bench.responder.hold()
        let id = try await bench.intake.accept(StoreBench.message("1", "eins")).state.id
        while bench.responder.begun < 1 { await Task.yield() }
        let clock = ContinuousClock()
        let begun = clock.now
        try await bench.own(id, .operator(OperatorID(number: 1)))
        while bench.responder.cancelled < 1 { await Task.yield() }
        print("a running turn was cancelled \(clock.now - begun) after the takeover was asked for")
        bench.responder.release()
        await bench.idle()
        #expect(try await bench.said() == [])
    }

    @Test("Two people who write to one conversation at once each get an answer of their own, also after a start")
    func senders() async throws {
        for isRestarted in [false, true] {
            let bench = try DiskBench()
            let first = StoreBench.letter("1", "eins", from: "anna@example.org")
            if !isRestarted { bench.responder.hold() }
            let id = try await bench.take(first, isRestarted)
            for (number, sender) in [("2", "anna"), ("3", "ben"), ("4", "ben"), ("5", "anna")] {
                _ = try await bench.take(
                    StoreBench.letter(number, number, from: "\(sender)@example.org", proven: id), isRestarted)
            }
            bench.responder.release()
            if isRestarted { await bench.turns.recover() }
            await bench.idle()
            #expect(try await bench.said() == ["zu eins 2", "zu 3 4", "zu 5"], "\(isRestarted)")
            let events = try await bench.store.store.events(of: id, after: 0, limit: 100)
            let answers = events.compactMap { event -> Int? in
                if case .messageSent(let sent) = event.body { sent.answers } else { nil }
            }
            let seqs = events.compactMap { event -> Int? in
                if case .messageReceived = event.body { event.seq } else { nil }
            }
            #expect(answers == [seqs[1], seqs[3], seqs[4]])
            #expect(try await bench.store.store.verify().listed == [])
        }
    }

    @Test("A message with thousands of events behind it is found and answered")
    func farBehind() async throws {
        let bench = try DiskBench()
        let id = try await bench.store.accept(StoreBench.message("1", "eins")).state.id
        _ = try await bench.store.store.append(to: id, at: Timestamp(milliseconds: 2)) { _ in
            (0..<2 * Turns.reloadPage).map { .rated(Rated(score: 1 + $0 % 5, comment: nil)) }
        }
        try await bench.store.accept(StoreBench.message("2", "zwei"))
        await bench.turns.recover()
        await bench.idle()
        #expect(try await bench.said() == ["zu eins zwei"])
    }

    @Test("A store that is busy for longer than a turn may take does not cost the answer that was found")
    func slowStore() async throws {
        let bench = try DiskBench()
        _ = try await bench.intake.accept(StoreBench.message("0", "warm", from: "bert"))
        await bench.idle()
        bench.responder.hold()
        _ = try await bench.intake.accept(StoreBench.message("1", "eins"))
        while bench.responder.begun < 2 { await Task.yield() }
        let gate = Gate(bench.store.store)
        bench.responder.release()
        await bench.store.waiting(1)
        bench.turns.sweep(now: .now + .seconds(3600))
        gate.open()
        await bench.idle()
        #expect(try await bench.said() == ["zu warm", "zu eins"])
    }
}

/// Intake, turns and a responder that repeats what it hears, on a store in a folder of its own.
private struct DiskBench: Sendable {
    let store: StoreBench
    let responder = EchoResponder()
    let turns: Turns
    let intake: Intake

    init() throws {
        let bench = try StoreBench()
        store = bench
        turns = Turns(
            ports: Turns.Ports(
                log: bench.store, inbox: bench.store, responder: responder, fallback: Silence(),
                channels: AnyChannel(), now: { Timestamp(milliseconds: 5000) }),
            limits: Turns.Limits(inFlightMax: 4096, turnTimeout: .seconds(60)), logger: Logger(label: "test"))
        bench.store.addObserver(turns)
        intake = Intake(store: bench.store, log: bench.store, turns: turns, channels: AnyChannel())
    }

    func converse(_ id: String, _ text: String) async throws -> Intake.Answer {
        try await intake.converse(StoreBench.message(id, text), seconds: 60)
    }

    /// Takes a message with its turn, or as if the gateway died behind it.
    func take(_ message: InboundMessage, _ dies: Bool) async throws -> ConversationID {
        dies ? try await store.accept(message).state.id : try await intake.accept(message).state.id
    }

    func own(_ id: ConversationID, _ owner: Owner) async throws {
        _ = try await store.store.append(to: id, at: Timestamp(milliseconds: 2)) { state in
            [.ownerChanged(OwnerChanged(owner: owner, epoch: state.epoch + 1, by: Author(kind: .operator)))]
        }
    }

    func idle() async { while turns.inFlight > 0 { await Task.yield() } }

    /// What the agent said, conversation by conversation.
    func said() async throws -> [String] {
        let count = try store.count("SELECT count(*) FROM conversations")
        var said: [String] = []
        for number in 1...max(1, count) {
            let events = try await store.store.events(
                of: ConversationID(number: Int64(number)), after: 0, limit: 100_000)
            said += events.compactMap(\.body.text)
        }
        return said
    }
}

extension ConversationEvent.Body {
    /// The text of a message of the agent.
    fileprivate var text: String? {
        if case .messageSent(let message) = self, message.author.kind == .agent { message.text } else { nil }
    }
}

private final class EchoResponder: TurnResponder, Sendable {
    private let isHeld = Atomic<Bool>(false)
    private let count = Atomic<Int>(0)

    private let stopped = Atomic<Int>(0)

    var begun: Int { count.load(ordering: .acquiring) }
    var cancelled: Int { stopped.load(ordering: .acquiring) }

    func hold() { isHeld.store(true, ordering: .releasing) }
    func release() { isHeld.store(false, ordering: .releasing) }

    func respond(to input: TurnInput) async throws -> TurnOutcome {
        count.add(1, ordering: .acquiringAndReleasing)
        while isHeld.load(ordering: .acquiring) {
            if Task.isCancelled {
                stopped.add(1, ordering: .acquiringAndReleasing)
                throw CancellationError()
            }
            await Task.yield()
        }
        return TurnOutcome(
            result: .answered,
            replies: [TurnOutcome.Reply(text: "zu " + input.unseen.map(\.text).joined(separator: " "))],
            speaker: "Mara", language: "de", trace: TurnTrace(intent: "question", confidence: 1))
    }
}

private struct Silence: TurnFallback {
    func outcome(after reason: String, for input: TurnInput) -> TurnOutcome {
        TurnOutcome(
            result: .failed, replies: [TurnOutcome.Reply(text: "aufgegeben: \(reason)")], speaker: "Mara",
            language: "de", trace: TurnTrace(intent: "", confidence: 0))
    }
}

private struct AnyChannel: ChannelDirectory {
    func definition(of channel: ChannelName) -> ChannelDefinition? {
        ChannelDefinition(name: channel, kind: "webchat")
    }
}
