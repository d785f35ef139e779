import ConnectorKit
import Conversations
import ServiceLifecycle
import SwitchboardTesting
import Synchronization
import Testing

@testable import Delivery

@Suite("Deliveries")
struct DeliveriesTests {
    @Test("A conversation's messages go out in order, though the first fails and is tried again later")
    func order() async throws {
        let bench = DeliveryBench()
        let id = bench.open(1)
        bench.channel.answer { _, before in before == 0 ? ScriptedChannel.failure(.later) : .sent }
        for text in ["eins", "zwei", "drei"] { try bench.say(text, in: id) }
        await bench.deliveries.deliverDue()
        #expect(bench.channel.texts == ["eins"])
        bench.clock.advance(milliseconds: 999)
        await bench.deliveries.deliverDue()
        #expect(bench.channel.texts == ["eins"])
        bench.clock.advance(milliseconds: 1)
        await bench.deliveries.deliverDue()
        #expect(bench.channel.texts == ["eins", "eins", "zwei", "drei"])
        #expect(Set(bench.channel.messages.prefix(2).map(\.key)).count == 1)
        #expect(Set(bench.channel.messages.map(\.key)).count == 3)
    }

    @Test("One conversation that waits holds up no other")
    func independence() async throws {
        let bench = DeliveryBench()
        for number in 1...100 { try bench.say("Hallo \(number)", in: bench.open(Int64(number))) }
        bench.channel.answer { message, _ in
            message.conversation.number == 50 ? ScriptedChannel.failure(.later) : .sent
        }
        await bench.deliveries.deliverDue()
        #expect(Set(bench.channel.texts).count == 100)
        let waiting = ConversationID(number: 50)
        #expect(bench.deliveryStates(of: waiting, 2) == [.sending, .pending])
    }

    @Test("Attempts that hang hold up neither other conversations nor, where they fill a channel, the others")
    func slowness() async throws {
        let bench = DeliveryBench()
        let gate = GatedChannel()
        let quick = ScriptedChannel(dropsRepeatedKeys: false)
        let clock = bench.clock
        let deliveries = Deliveries(
            outbox: bench.outbox, log: bench.log,
            channels: [DeliveryBench.channelName: gate, ChannelName("quick"): quick],
            definitions: [:], now: { clock.now }, jitter: { 0.5 }, logger: bench.journal.logger)
        let hung = 2 * Underway.attemptsMax
        for number in 1...hung { try bench.say("hängt", in: bench.open(Int64(number))) }
        let other = ConversationID(number: 1000)
        bench.log.open(other, channel: ChannelName("quick"))
        clock.advance(milliseconds: 1)
        for text in ["eins", "zwei", "drei"] { try bench.say(text, in: other) }
        async let delivered: Void = deliveries.deliverDue()
        while quick.texts.count < 3 || gate.waiting < Underway.attemptsMax { await Task.yield() }
        #expect(quick.texts == ["eins", "zwei", "drei"])
        #expect(gate.waiting == Underway.attemptsMax)
        gate.open()
        await delivered
        #expect(gate.sent == hung)
    }

    @Test("An outcome that is not known is recorded as such and never repeated; the next message goes out")
    func unknown() async throws {
        let bench = DeliveryBench()
        let id = bench.open(1)
        bench.channel.answer { _, before in before == 0 ? ScriptedChannel.failure(.later, .unknown) : .sent }
        let first = try bench.say("eins", in: id)
        try bench.say("zwei", in: id)
        for _ in 0..<5 {
            await bench.deliveries.deliverDue()
            bench.clock.advance(milliseconds: 1_000_000)
        }
        #expect(bench.channel.texts == ["eins", "zwei"])
        #expect(bench.deliveryStates(of: id, first) == [.sending, .unknown])
    }

    @Test("Where the platform drops repeated keys an unknown outcome is tried again under the same key")
    func repeatable() async throws {
        let bench = DeliveryBench(dropsRepeatedKeys: true)
        let id = bench.open(1)
        bench.channel.answer { _, before in before == 0 ? ScriptedChannel.failure(.later, .unknown) : .sent }
        let seq = try bench.say("eins", in: id)
        await bench.deliveries.deliverDue()
        bench.clock.advance(milliseconds: 1000)
        await bench.deliveries.deliverDue()
        #expect(bench.channel.messages.map(\.key) == ["c1-\(seq)", "c1-\(seq)"])
        #expect(bench.deliveryStates(of: id, seq) == [.sending, .pending, .sending, .sent])
    }

    @Test("What the agent wrote before a human took over is withdrawn; the human's words go out")
    func takeover() async throws {
        let bench = DeliveryBench()
        let id = bench.open(1)
        let agents = try bench.say("vom Agenten", in: id)
        try bench.takeOver(id)
        try bench.say("vom Menschen", in: id, as: .operator)
        await bench.deliveries.deliverDue()
        #expect(bench.channel.texts == ["vom Menschen"])
        #expect(bench.deliveryStates(of: id, agents) == [.withdrawn])
    }

    @Test("A takeover between two attempts withdraws the agent's message too")
    func takeoverBetweenAttempts() async throws {
        let bench = DeliveryBench()
        let id = bench.open(1)
        bench.channel.answer { _, _ in ScriptedChannel.failure(.later) }
        let agents = try bench.say("vom Agenten", in: id)
        await bench.deliveries.deliverDue()
        try bench.takeOver(id)
        bench.clock.advance(milliseconds: 10_000)
        await bench.deliveries.deliverDue()
        #expect(bench.channel.texts == ["vom Agenten"])
        #expect(bench.deliveryStates(of: id, agents) == [.sending, .pending, .withdrawn])
    }

    @Test("What the end of a run cut off is unknown after the next start and not sent again")
    func interrupted() async throws {
        let bench = DeliveryBench()
        let id = bench.open(1)
        let seq = try bench.say("eins", in: id)
        try markSending(bench, id, seq)
        let next = bench.restarted()
        await next.deliverDue()
        #expect(bench.channel.texts.isEmpty)
        await next.settleInterrupted()
        await next.deliverDue()
        #expect(bench.channel.texts.isEmpty)
        #expect(bench.deliveryStates(of: id, seq) == [.sending, .unknown])
    }

    @Test("What was cut off is sent again under its key where the platform drops the repetition")
    func interruptedRepeatable() async throws {
        let bench = DeliveryBench(dropsRepeatedKeys: true)
        let id = bench.open(1)
        let seq = try bench.say("eins", in: id)
        try markSending(bench, id, seq)
        let next = bench.restarted()
        await next.settleInterrupted()
        await next.deliverDue()
        #expect(bench.channel.messages.map(\.key) == ["c1-\(seq)"])
        #expect(bench.deliveryStates(of: id, seq) == [.sending, .pending, .sending, .sent])
    }

    @Test("A store that is busy at the start only delays that what was cut off is settled", .timeLimit(.minutes(1)))
    func interruptedWhileBusy() async throws {
        let bench = DeliveryBench()
        let id = bench.open(1)
        let seq = try bench.say("eins", in: id)
        try markSending(bench, id, seq)
        bench.log.fail(with: StoreFailure(kind: .locked, detail: "locked"))
        let next = bench.restarted()
        async let settled: Void = next.settleInterrupted()
        while !bench.journal.lines.contains("delivery not recorded") { await Task.yield() }
        bench.log.fail(with: nil)
        await settled
        #expect(bench.deliveryStates(of: id, seq) == [.sending, .unknown])
    }

    @Test("At shutdown an attempt under way is finished and no other begun", .timeLimit(.minutes(1)))
    func shutdown() async throws {
        let bench = DeliveryBench()
        let gate = GatedChannel()
        let clock = bench.clock
        let deliveries = Deliveries(
            outbox: bench.outbox, log: bench.log, channels: [DeliveryBench.channelName: gate], definitions: [:],
            now: { clock.now }, jitter: { 0.5 }, logger: bench.journal.logger)
        let id = bench.open(1)
        let first = try bench.say("eins", in: id)
        let second = try bench.say("zwei", in: id)
        let group = ServiceGroup(services: [deliveries], logger: bench.journal.logger)
        async let run: Void = group.run()
        while gate.waiting < 1 { await Task.yield() }
        await group.triggerGracefulShutdown()
        while !bench.journal.lines.contains("deliveries stopping") { await Task.yield() }
        gate.open()
        try await run
        #expect(bench.deliveryStates(of: id, first) == [.sending, .sent])
        #expect(bench.deliveryStates(of: id, second).isEmpty)
    }

    private func markSending(_ bench: DeliveryBench, _ id: ConversationID, _ seq: Int) throws {
        try bench.log.appendNow(to: id, at: bench.clock.now) { _ in
            [.deliveryChanged(DeliveryChanged(message: seq, state: .sending, attempt: 1, detail: nil))]
        }
    }

    @Test("After the last attempt a message is a dead letter and the next one goes out")
    func deadLetter() async throws {
        let bench = DeliveryBench(attemptsMax: 3)
        let id = bench.open(1)
        bench.channel.answer { message, _ in message.text == "eins" ? ScriptedChannel.failure(.later) : .sent }
        let seq = try bench.say("eins", in: id)
        try bench.say("zwei", in: id)
        for _ in 0..<10 {
            await bench.deliveries.deliverDue()
            bench.clock.advance(milliseconds: 100_000)
        }
        #expect(bench.channel.texts == ["eins", "eins", "eins", "zwei"])
        #expect(bench.deliveryStates(of: id, seq).last == .failed)
    }

    @Test("What a failure calls for is written with it; an attempt that will be repeated calls for nothing")
    func followUp() async throws {
        let bench = DeliveryBench(
            attemptsMax: 2,
            followUp: { _, change in
                { _ in [.noteAdded(NoteAdded(author: Author(kind: .system), text: "message \(change.message)"))] }
            })
        let id = bench.open(1)
        bench.channel.answer { _, _ in ScriptedChannel.failure(.later) }
        let message = try bench.say("eins", in: id)
        await bench.deliveries.deliverDue()
        #expect(bench.notes(of: id).isEmpty)
        bench.clock.advance(milliseconds: 100_000)
        await bench.deliveries.deliverDue()
        #expect(bench.deliveryStates(of: id, message).last == .failed)
        #expect(bench.notes(of: id) == ["message \(message)"])
    }

    @Test("Messages of a channel that is no longer configured become dead letters")
    func unconfigured() async throws {
        let bench = DeliveryBench(isConfigured: false)
        let id = bench.open(1)
        let seq = try bench.say("eins", in: id)
        await bench.deliveries.deliverDue()
        #expect(bench.channel.texts.isEmpty)
        #expect(bench.deliveryStates(of: id, seq) == [.failed])
    }

    @Test("A text that is too long goes out in parts, each under a key of its own, citations and files with the last")
    func parts() async throws {
        let bench = DeliveryBench(charactersMax: 10)
        let id = bench.open(1)
        let citation = Citation(id: "hours", title: "Hours")
        let file = SentFile(name: "a", type: "text/plain", sizeBytes: 1, digest: "d")
        let seq = try bench.log.appendNow(to: id, at: bench.clock.now) { _ in
            var message = MessageSent(
                author: Author(kind: .agent), text: "eins zwei drei vier", citations: [citation], epoch: 0)
            message.attachments = [file]
            return [.messageSent(message)]
        }.state.seq
        await bench.deliveries.deliverDue()
        #expect(bench.channel.texts == ["eins zwei", "drei vier"])
        #expect(bench.channel.messages.map(\.key) == ["c1-\(seq)-1", "c1-\(seq)-2"])
        #expect(bench.channel.messages.map(\.citations) == [[], [citation]])
        #expect(bench.channel.messages.map(\.attachments) == [[], [file]])
        #expect(bench.deliveryStates(of: id, seq) == [.sending, .sent])
    }

    @Test("A later part that fails leaves the outcome open: the first has arrived")
    func partialFailure() async throws {
        let bench = DeliveryBench(charactersMax: 10)
        let id = bench.open(1)
        bench.channel.answer { _, before in before == 1 ? ScriptedChannel.failure(.later) : .sent }
        let seq = try bench.say("eins zwei drei vier", in: id)
        for _ in 0..<4 {
            await bench.deliveries.deliverDue()
            bench.clock.advance(milliseconds: 100_000)
        }
        #expect(bench.channel.texts == ["eins zwei", "drei vier"])
        #expect(bench.deliveryStates(of: id, seq) == [.sending, .unknown])
    }

    @Test("Where keys are dropped a partly delivered message is repeated whole, and is never called failed")
    func partialRepeated() async throws {
        let bench = DeliveryBench(dropsRepeatedKeys: true, charactersMax: 10, attemptsMax: 2)
        let id = bench.open(1)
        bench.channel.answer { message, _ in message.key.hasSuffix("-2") ? ScriptedChannel.failure(.later) : .sent }
        let seq = try bench.say("eins zwei drei vier", in: id)
        for _ in 0..<4 {
            await bench.deliveries.deliverDue()
            bench.clock.advance(milliseconds: 100_000)
        }
        #expect(bench.channel.texts == ["eins zwei", "drei vier", "eins zwei", "drei vier"])
        #expect(bench.deliveryStates(of: id, seq) == [.sending, .pending, .sending, .unknown])
    }

    @Test("While the store refuses, nothing is sent and looking at the outbox comes to an end", .timeLimit(.minutes(1)))
    func storeOutage() async throws {
        let bench = DeliveryBench()
        let id = bench.open(1)
        try bench.say("eins", in: id)
        bench.log.fail(with: StoreFailure(kind: .diskFull, detail: "full"))
        await bench.deliveries.deliverDue()
        #expect(bench.channel.texts.isEmpty)
        bench.log.fail(with: nil)
        await bench.deliveries.deliverDue()
        #expect(bench.channel.texts == ["eins"])
    }

    @Test(
        "An outcome the store refuses at first is recorded when it takes it again, and not lost",
        .timeLimit(.minutes(1)))
    func outcomeKept() async throws {
        let bench = DeliveryBench()
        let id = bench.open(1)
        let seq = try bench.say("eins", in: id)
        let log = bench.log
        bench.channel.answer { _, _ in
            log.fail(with: StoreFailure(kind: .diskFull, detail: "full"))
            return .sent
        }
        async let delivered: Void = bench.deliveries.deliverDue()
        while !bench.journal.lines.contains("delivery not recorded") { await Task.yield() }
        log.fail(with: nil)
        await delivered
        #expect(bench.channel.texts == ["eins"])
        #expect(bench.deliveryStates(of: id, seq) == [.sending, .sent])
    }

    @Test("Stopping begins no further attempt, and what was not begun is still due")
    func stopping() async throws {
        let bench = DeliveryBench()
        let id = bench.open(1)
        try bench.say("eins", in: id)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            await bench.deliveries.deliverDue()
        }
        await task.value
        #expect(bench.channel.texts.isEmpty)
        #expect(try await bench.outbox.due(at: bench.clock.now, limit: 1, except: []).count == 1)
    }

    @Test(
        "Whatever fails, each conversation's messages arrive in order and none twice",
        arguments: [1, 2, 3, 4] as [UInt64])
    func chance(_ seed: UInt64) async throws {
        let bench = DeliveryBench(attemptsMax: 4)
        let generator = Mutex(SeededGenerator(seed: seed))
        let arrived = Mutex<[ConversationID: [Int]]>([:])
        bench.channel.answer { message, _ in
            switch generator.withLock({ $0.below(6) }) {
            case 0: return ScriptedChannel.failure(.later)
            case 1: return ScriptedChannel.failure(.after(milliseconds: 500))
            case 2:
                // It arrived, but nobody says so.
                arrived.withLock { $0[message.conversation, default: []].append(message.seq) }
                return ScriptedChannel.failure(.later, .unknown)
            case 3: return ScriptedChannel.failure(.never)
            default:
                arrived.withLock { $0[message.conversation, default: []].append(message.seq) }
                return .sent
            }
        }
        for number in 1...20 { bench.open(Int64(number)) }
        for _ in 0..<60 {
            for _ in 0..<8 {
                let id = ConversationID(number: Int64(1 + generator.withLock { $0.below(20) }))
                try bench.say("Hallo", in: id)
            }
            await bench.deliveries.deliverDue()
            bench.clock.advance(milliseconds: 700)
        }
        for _ in 0..<400 {
            await bench.deliveries.deliverDue()
            bench.clock.advance(milliseconds: 10_000)
        }
        for (id, seqs) in arrived.withLock({ $0 }) {
            #expect(seqs == seqs.sorted(), "seed \(seed), \(id)")
            #expect(Set(seqs).count == seqs.count, "seed \(seed), \(id)")
        }
        let open = bench.log.conversations.flatMap { state in
            bench.log.events(of: state.id).compactMap { event -> DeliveryState? in
                guard case .messageSent = event.body else { return nil }
                return bench.deliveryStates(of: state.id, event.seq).last
            }
        }
        #expect(open.count == 480, "seed \(seed)")
        #expect(open.allSatisfy { [.sent, .failed, .unknown].contains($0) }, "seed \(seed)")
    }
}
