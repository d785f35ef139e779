import ConnectorKit
import Conversations
import Logging
import SwitchboardTesting
import Synchronization
import Testing

@testable import Intake

@Suite("Intake and turns")
struct TurnsTests {
    @Test("A message is answered once, however often it is delivered")
    func duplicates() async throws {
        let bench = TurnBench()
        let answers = try await withThrowingTaskGroup(of: Intake.Answer.self) { group in
            for _ in 0..<50 {
                group.addTask { try await bench.intake.converse(bench.message("1", "Hallo"), seconds: 5) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count == 50)
        #expect(answers.filter { !$0.accepted.isDuplicate }.count == 1)
        #expect(answers.allSatisfy { $0.state.answeredThrough >= $0.accepted.seq })
        #expect(bench.agentMessages() == ["Antwort auf Hallo"])
    }

    @Test("A message during a turn makes one answer to both")
    func restart() async throws {
        let bench = TurnBench()
        bench.responder.hold()
        let first = try await bench.intake.accept(bench.message("1", "eins"))
        await bench.responder.begun(1)
        _ = try await bench.intake.accept(bench.message("2", "zwei"))
        await bench.responder.begun(2)
        bench.responder.release()
        let appended = await bench.turns.waiters.wait(
            for: first.seq, of: first.state.id, until: .now + .seconds(10)
        ) { bench.turns.sweep(now: .now) }
        #expect(appended != nil || bench.agentMessages().count == 1)
        await bench.idle()
        #expect(bench.agentMessages() == ["Antwort auf eins + zwei"])
    }

    @Test("A takeover cancels the running turn and nothing of it is said")
    func takeoverCancels() async throws {
        let bench = TurnBench()
        bench.responder.hold()
        let accepted = try await bench.intake.accept(bench.message("1", "eins"))
        await bench.responder.begun(1)
        try bench.log.appendNow(to: accepted.state.id, at: bench.now) { state in
            let owner = Owner.operator(OperatorID(number: 1))
            return [.ownerChanged(OwnerChanged(owner: owner, epoch: state.epoch + 1, by: Author(kind: .operator)))]
        }
        await bench.responder.cancelled(1)
        bench.responder.release()
        await bench.idle()
        #expect(bench.agentMessages().isEmpty)
        #expect(bench.turns.inFlight == 0)
    }

    @Test("Beyond the bound new messages are refused and nothing is stored")
    func overload() async throws {
        let bench = TurnBench(limits: Turns.Limits(inFlightMax: 3, turnTimeout: .seconds(60)))
        bench.responder.hold()
        for sender in 1...3 { _ = try await bench.intake.accept(bench.message("1", "Hallo", sender: "s\(sender)")) }
        await #expect(throws: IntakeRefusal.overloaded(retryAfterSeconds: 1)) {
            try await bench.intake.accept(bench.message("1", "Hallo", sender: "s4"))
        }
        #expect(bench.log.conversations.count == 3)
        bench.responder.release()
        await bench.idle()
        _ = try await bench.intake.accept(bench.message("1", "Hallo", sender: "s4"))
        await bench.idle()
        #expect(bench.log.conversations.count == 4)
    }

    @Test("A turn that takes too long ends in an honest line and a case")
    func timeout() async throws {
        let bench = TurnBench(limits: Turns.Limits(inFlightMax: 10, turnTimeout: .zero))
        bench.responder.hold()
        let accepted = try await bench.intake.accept(bench.message("1", "Hallo"))
        await bench.responder.begun(1)
        bench.turns.sweep(now: .now + .seconds(1))
        await bench.idle()
        let state = try #require(try await bench.log.state(of: accepted.state.id))
        #expect(state.owner == .queue)
        #expect(bench.agentMessages() == ["Einen Moment: timeout"])
        bench.responder.release()
    }

    @Test("What the last run left unanswered is answered after a start")
    func recovery() async throws {
        let log = InMemoryConversationLog()
        for sender in 1...20 {
            _ = try await log.accept(TurnBench.message("1", "Frage", sender: "s\(sender)"))
            _ = try await log.accept(TurnBench.message("2", "noch eine", sender: "s\(sender)"))
        }
        let bench = TurnBench(log: log)
        await bench.turns.recover()
        await bench.idle()
        #expect(bench.agentMessages() == Array(repeating: "Antwort auf Frage + noch eine", count: 20))
    }

    @Test("A store that fails for a while delays an answer and loses none")
    func storeOutage() async throws {
        let bench = TurnBench()
        bench.responder.hold()
        _ = try await bench.intake.accept(bench.message("1", "Hallo"))
        await bench.responder.begun(1)
        bench.log.fail(with: StoreFailure(kind: .diskFull, detail: "full"))
        bench.responder.release()
        await #expect(throws: StoreFailure.self) {
            try await bench.intake.accept(bench.message("2", "noch eine"))
        }
        bench.log.fail(with: nil)
        await bench.idle()
        #expect(bench.agentMessages() == ["Antwort auf Hallo"])
    }

    @Test("A message on its way while the gateway stops is left to the next start, and its caller is let go")
    func lateForTheDrain() async throws {
        let bench = TurnBench()
        let message = bench.message("1", "Hallo")
        let new = try await bench.log.accept(message)
        let repeated = try await bench.log.accept(bench.message("1", "Hallo", sender: "bert"))
        await bench.turns.drain()
        let channel = ChannelDefinition(name: message.channel, kind: "webchat")
        let text = TurnMessage(seq: new.seq, author: Author(kind: .customer), text: message.text)
        for (accepted, begin) in [
            (new, { bench.turns.arrived(text, new, channel) }),
            (repeated, { bench.turns.resume(repeated.state, repeated.customer, channel) }),
        ] {
            let answer = await bench.turns.waiters.wait(
                for: accepted.seq, of: accepted.state.id, until: .now + .seconds(3600)
            ) { begin() }
            #expect(answer == nil)
        }
        #expect(bench.turns.inFlight == 0)
        #expect(bench.agentMessages() == [])
        let next = TurnBench(log: bench.log)
        await next.turns.recover()
        await next.idle()
        #expect(next.agentMessages() == ["Antwort auf Hallo", "Antwort auf Hallo"])
    }
}
