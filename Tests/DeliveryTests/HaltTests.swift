import ConnectorKit
import Conversations
import SwitchboardTesting
import Testing

@testable import Delivery

@Suite("Channels that wait for an operator")
struct HaltTests {
    private let bench = DeliveryBench(attemptsMax: 3)
    private let mend = ScriptedChannel.failure(.whenMended)

    private func say(_ count: Int) throws -> [ConversationID] {
        try (1...count).map { number in
            let id = bench.open(Int64(number))
            try bench.say("Hallo \(number)", in: id)
            return id
        }
    }

    private func wait(_ milliseconds: Int64) async {
        bench.clock.advance(milliseconds: milliseconds)
        await bench.deliveries.deliverDue()
    }

    @Test("After a refused sign-in nothing is tried but one message at the end of each wait, and none is lost by that")
    func halted() async throws {
        let ids = try say(200)
        bench.channel.answer { [mend] _, _ in mend }
        await bench.deliveries.deliverDue()
        let first = bench.channel.messages.count
        #expect(first <= Underway.attemptsMax)
        for _ in 0..<100 { await wait(1000) }
        #expect(bench.channel.messages.count == first)
        let halt = try #require(bench.deliveries.halted[DeliveryBench.channelName])
        #expect(halt.detail == "scripted")
        var waits: [Int64] = []
        for _ in 0..<12 {
            let next = try #require(bench.deliveries.halted[DeliveryBench.channelName]).nextTryAt
            waits.append(next.milliseconds - bench.clock.now.milliseconds)
            let before = bench.channel.messages.count
            await wait(waits.last ?? 0)
            #expect(bench.channel.messages.count == before + 1)
        }
        #expect(
            waits.dropFirst().elementsEqual([600_000, 1_200_000, 2_400_000] + Array(repeating: 3_600_000, count: 8)))
        let states = ids.flatMap { bench.deliveryStates(of: $0, 2) }
        #expect(states.count >= 2 * first && states.allSatisfy { $0 == .pending || $0 == .sending })
        #expect(bench.journal.lines.count { $0 == "channel brings nothing out until it is mended" } == 13)
    }

    @Test("It goes on by itself when the sign-in works, with everything that waited")
    func resumed() async throws {
        let ids = try say(100)
        bench.channel.answer { [mend] _, _ in mend }
        await bench.deliveries.deliverDue()
        for _ in 0..<5 { await wait(3_600_000) }
        let before = bench.channel.messages.count
        bench.channel.answer { _, _ in .sent }
        await wait(3_600_000)
        #expect(bench.channel.messages.count == before + 100)
        #expect(ids.allSatisfy { bench.deliveryStates(of: $0, 2).last == .sent })
        #expect(bench.deliveries.halted.isEmpty)
        #expect(bench.journal.lines.contains("channel brings messages out again"))
    }

    @Test("Other channels go on meanwhile")
    func others() async throws {
        let quick = ScriptedChannel(dropsRepeatedKeys: false)
        let clock = bench.clock
        let deliveries = Deliveries(
            outbox: bench.outbox, log: bench.log,
            channels: [DeliveryBench.channelName: bench.channel, ChannelName("quick"): quick], definitions: [:],
            now: { clock.now }, jitter: { 0.5 }, logger: bench.journal.logger)
        bench.channel.answer { [mend] _, _ in mend }
        _ = try say(3)
        await deliveries.deliverDue()
        bench.log.open(ConversationID(number: 9), channel: ChannelName("quick"))
        try bench.say("eins", in: ConversationID(number: 9))
        await deliveries.deliverDue()
        #expect(quick.texts == ["eins"])
    }

    @Test("What was under way since before the refusal says nothing of the sign-in, nor does what never got that far")
    func proof() {
        var halts = ChannelHalts()
        let channel = DeliveryBench.channelName
        let at = { Timestamp(milliseconds: $0) }
        #expect(halts.note(mend, of: channel, begun: at(5), at: at(10)) != nil)
        #expect(halts.note(mend, of: channel, begun: at(5), at: at(11)) == nil)
        #expect(halts.note(.sent, of: channel, begun: at(9), at: at(12)) == nil)
        #expect(halts.note(ScriptedChannel.failure(.never), of: channel, begun: at(13), at: at(14)) == nil)
        #expect(halts.held(at: at(14)) == [channel])
        #expect(halts.note(.sent, of: channel, begun: at(400_000), at: at(400_001)) == .resumed)
        #expect(halts.held(at: at(400_002)).isEmpty)
    }
}
