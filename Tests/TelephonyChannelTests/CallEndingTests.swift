import Conversations
import Testing

@testable import TelephonyChannel

@Suite("How a live call goes on and ends")
struct CallEndingTests {
    private let human = Owner.operator(OperatorID(number: 3))

    @Test("A person with a number gets the call and the brief, after it was said")
    func personWithNumberGets() {
        var bench = CallBench.greeted { $0.transfer.byQueue = ["support": .number("+4930777777")] }
        bench.hear("Ich möchte einen Menschen sprechen.")
        bench.reply("Gern, ich verbinde Sie.")
        bench.escalate()
        #expect(bench.last.spoken == [CallLines.german.handingOver])
        #expect(bench.last.tokens.allSatisfy { !$0.isInterruptible })
        bench.pass(2_000)
        #expect(bench.all.handoffs.isEmpty)
        bench.pass(6_000)
        let handoff = Handoff(
            callSid: "CA1", conversation: CallBench.conversation,
            caseID: CaseID(conversation: CallBench.conversation, ordinal: 1), reason: "wants_human",
            summary: "Rückruf wegen der Rechnung", target: .number("+4930777777"))
        #expect(bench.all.handoffs == [handoff])
        #expect(bench.session.hasEnded)
        #expect(bench.timerFaults == 0)
    }

    @Test("Who cuts in while they are handed over is told so nonetheless, and put through")
    func whoCutsInWhile() {
        var bench = CallBench.greeted { $0.transfer.usual = .number("+4930777777") }
        bench.hear("Ich möchte einen Menschen sprechen.")
        bench.reply("Gern, ich gebe Ihr Anliegen an das Team weiter, Sie müssen nichts wiederholen.")
        bench.escalate()
        #expect(bench.last.spoken == [CallLines.german.handingOver])
        bench.pass(500)
        bench.give(.frame(.interrupt(RelayInterrupt(heard: "Gern, ich"))))
        bench.pass(200)
        bench.hear("Ja, danke.")
        #expect(bench.last.spoken == [CallLines.german.handingOver])
        bench.pass(1_000)
        bench.give(.frame(.interrupt(RelayInterrupt(heard: "Ich verbinde"))))
        bench.hear("Schnell!")
        #expect(bench.last.spoken.isEmpty)
        bench.pass(5_000)
        #expect(bench.all.handoffs.map { $0?.target } == [.number("+4930777777")])
        #expect(bench.timerFaults == 0)
    }

    @Test("Without a number an operator's typed words are spoken")
    func withoutNumberOperatorS() {
        var bench = CallBench.greeted()
        bench.hear("Einen Menschen bitte")
        bench.escalate()
        bench.pass(30_000)
        #expect(bench.last.spoken.isEmpty)
        #expect(bench.all.handoffs.isEmpty)
        bench.owner(human)
        bench.reply("Hier ist Jana.", by: .operator)
        #expect(bench.last.spoken == ["Hier ist Jana."])
        #expect(bench.hear("Guten Tag!").taken.count == 1)
        bench.pass(30_000)
        #expect(bench.last.spoken.isEmpty)
    }

    @Test("Nobody there: no transfer")
    func nobodyThereNoTransfer() {
        var bench = CallBench.greeted {
            $0.transfer.usual = .queue("q")
            $0.isStaffed = { _, _ in false }
        }
        bench.escalate()
        bench.pass(30_000)
        #expect(bench.all.handoffs.isEmpty)
    }

    @Test("An operator by name gets the call")
    func operatorByNameGets() {
        var bench = CallBench.greeted { $0.transfer.byOperator = ["Jana": .sip("sip:jana@example.org")] }
        bench.escalate()
        #expect(bench.last.spoken.isEmpty)
        let id = OperatorID(number: 3)
        bench.append([
            .caseChanged(
                CaseChanged(
                    ordinal: 1, state: .claimed, queue: "support", holder: id, holderName: "Jana",
                    by: Author(kind: .operator))),
            .ownerChanged(OwnerChanged(owner: .operator(id), epoch: 2, by: Author(kind: .operator))),
        ])
        bench.pass(10_000)
        #expect(bench.all.handoffs.map { $0?.target } == [.sip("sip:jana@example.org")])
    }

    @Test("The agent is silent once a person leads")
    func agentSilentOncePerson() {
        var bench = CallBench.greeted()
        bench.hear("Erzählen Sie mal.")
        bench.reply((1...12).map { "Das ist der lange Satz mit der Nummer \($0)." }.joined(separator: "|"))
        let seq = bench.seq - 1
        bench.owner(human)
        #expect(bench.last.heard[seq] != nil)
        bench.reply("Ich rede noch weiter.")
        #expect(bench.last.heard[bench.seq - 1] == "")
        bench.pass(60_000)
        #expect(bench.last.spoken.isEmpty)
        bench.owner(.agent)
        bench.reply("Da bin ich wieder.")
        #expect(bench.last.spoken == ["Da bin ich wieder."])
    }

    @Test("After a lost socket the rest is said again, no turn twice")
    func afterLostSocketRest() {
        var bench = CallBench.greeted()
        bench.hear("Wann haben Sie auf?")
        bench.reply("Montag bis Freitag von neun bis achtzehn Uhr.|Am Samstag bis vierzehn Uhr.|Sonntags ist zu.")
        bench.pass(4_000)
        bench.give(.closed)
        #expect(bench.last.contains(.note(.lost)))
        #expect(bench.give(.frame(.prompt(RelayPrompt(text: "Hallo")))).isEmpty)
        bench.pass(5_000)
        bench.give(.frame(.setup(CallBench.setup)))
        #expect(bench.last.spoken == ["Am Samstag bis vierzehn Uhr. ", "Sonntags ist zu."])
        #expect(!bench.last.contains { if case .openCall = $0 { true } else { false } })
        #expect(bench.hear("wann haben Sie auf").taken.isEmpty)
        #expect(bench.hear("Wann haben Sie auf?").taken.map(\.externalID) == ["CA1/2"])
        #expect(bench.all.heard.isEmpty)
    }

    @Test("An answer that came meanwhile is said after the reconnect")
    func answerThatCameMeanwhile() {
        var bench = CallBench.greeted()
        bench.hear("Wann haben Sie auf?")
        bench.give(.closed)
        bench.reply("Bis achtzehn Uhr.")
        #expect(bench.last.spoken.isEmpty)
        bench.give(.frame(.setup(CallBench.setup)))
        #expect(bench.last.spoken == ["Bis achtzehn Uhr."])
    }

    @Test("A socket that does not come back ends the call; what was not heard was not said")
    func socketThatDoesNot() {
        var bench = CallBench.greeted()
        bench.hear("Wann haben Sie auf?")
        bench.reply("Montag bis Freitag von neun bis achtzehn Uhr.|Am Samstag bis vierzehn Uhr.")
        let seq = bench.seq - 1
        bench.pass(4_000)
        bench.give(.closed)
        bench.pass(60_000)
        #expect(bench.all.heard == [seq: "Montag bis Freitag von neun bis achtzehn Uhr."])
        #expect(bench.all.contains(.note(.ended(.lost, seconds: 69, utterances: 1))))
        #expect(bench.last.last == .close)
        #expect(bench.timerFaults == 0)
    }

    @Test("Whoever hangs up has heard what was spoken until then")
    func whoeverHangsUpHas() {
        var bench = CallBench.greeted()
        bench.hear("Wann haben Sie auf?")
        bench.reply("Montag bis Freitag von neun bis achtzehn Uhr.|Am Samstag bis vierzehn Uhr.")
        bench.pass(10_000)
        bench.give(.closed)
        bench.give(.hungUp)
        #expect(bench.all.heard.isEmpty)
        #expect(bench.all.contains(.note(.ended(.hungUp, seconds: 15, utterances: 1))))
        #expect(bench.give(.hungUp).isEmpty)
        #expect(bench.timerFaults == 0)
    }

    @Test("A new process goes on where the log ends")
    func newProcessGoesOn() {
        let at = CallBench.start.advanced(byMilliseconds: -20_000)
        func event(_ seq: Int, _ body: ConversationEvent.Body) -> ConversationEvent {
            ConversationEvent(seq: seq, at: at, body: body)
        }
        let agent = Author(kind: .agent)
        let log = CallLog(
            [
                event(1, .messageReceived(MessageReceived(externalID: "CA1", text: ""))),
                event(2, .disclosed(Disclosed(notice: "KI", persona: "m", onBehalfOf: "x", language: "de"))),
                event(3, .messageSent(MessageSent(author: agent, text: "KI. Hallo.", epoch: 0))),
                event(4, .messageReceived(MessageReceived(externalID: "CA1/1", text: "When are you open?"))),
                event(5, .messageSent(MessageSent(author: agent, text: "Until six.", epoch: 0))),
                event(6, CallBench.turnEnded("en")),
            ], callSid: "CA1", conversation: CallBench.conversation)
        var bench = CallBench(resuming: log)
        bench.give(.frame(.setup(CallBench.setup)))
        #expect(bench.last.contains(.send(.language(speech: "en-US", transcription: "en-US"))))
        #expect(bench.last.spoken == ["Until six."])
        #expect(bench.hear("When are you open?").taken.isEmpty)
        #expect(bench.hear("And on Sunday?").taken.map(\.externalID) == ["CA1/2"])
        bench.seq = 5
        #expect(bench.append([CallBench.turnEnded("de")]).isEmpty)
    }

    @Test("A socket of another call changes nothing")
    func socketAnotherCallChanges() {
        var bench = CallBench.greeted()
        var other = CallBench.setup
        other.callSid = "CA2"
        #expect(bench.give(.frame(.setup(other))).first == .note(.wrongCall))
        #expect(bench.session.callSid == "CA1")
    }

    @Test("A second setup is a reconnect whose loss was not noticed")
    func secondSetupReconnectWhose() {
        var bench = CallBench.greeted()
        bench.hear("Wann haben Sie auf?")
        bench.reply("Montag bis Freitag von neun bis achtzehn Uhr.|Am Samstag bis vierzehn Uhr.")
        bench.pass(4_000)
        bench.give(.frame(.setup(CallBench.setup)))
        #expect(bench.last.spoken == ["Am Samstag bis vierzehn Uhr."])
        #expect(bench.last.contains(.note(.resumed)))
        #expect(bench.timerFaults == 0)
    }

    @Test("Who says nothing after a closed conversation is asked too")
    func whoSaysNothingAfter() {
        var bench = CallBench.greeted()
        bench.owner(.nobody)
        bench.pass(9_000)
        #expect(bench.last.spoken == ["Sind Sie noch da?"])
    }

    @Test("A new process says nothing of the agent's where a person leads")
    func newProcessSaysNothing() {
        let at = CallBench.start
        let sent = MessageSent(author: Author(kind: .agent), text: "Ich verbinde.", epoch: 0)
        let log = CallLog(
            [
                ConversationEvent(
                    seq: 1, at: at,
                    body: .disclosed(Disclosed(notice: "KI", persona: "m", onBehalfOf: "x", language: "de"))),
                ConversationEvent(seq: 2, at: at, body: .messageSent(sent)),
                ConversationEvent(
                    seq: 3, at: at,
                    body: .ownerChanged(OwnerChanged(owner: .queue, epoch: 1, by: Author(kind: .agent)))),
            ], callSid: "CA1", conversation: CallBench.conversation)
        var bench = CallBench(resuming: log)
        bench.give(.frame(.setup(CallBench.setup)))
        bench.pass(59_000)
        #expect(bench.all.spoken.isEmpty)
        #expect(bench.all.heard.isEmpty)
        // Whoever waits for a person and says nothing for a minute is not kept on the line.
        bench.pass(20_000)
        #expect(bench.all.spoken == [CallLines.german.willAnswer])
        #expect(bench.session.hasEnded)
    }

    @Test("What the agent was saying at a takeover is not repeated after a reconnect")
    func whatAgentWasSaying() {
        var bench = CallBench.greeted()
        bench.hear("Wann haben Sie auf?")
        bench.reply("Montag bis Freitag von neun bis achtzehn Uhr.|Am Samstag bis vierzehn Uhr.")
        let seq = bench.seq - 1
        bench.owner(human)
        bench.pass(4_000)
        bench.give(.closed)
        bench.give(.frame(.setup(CallBench.setup)))
        bench.pass(10_000)
        #expect(bench.last.spoken.isEmpty)
        #expect(bench.all.heard == [seq: "Montag bis Freitag von neun bis achtzehn Uhr."])
    }
}
