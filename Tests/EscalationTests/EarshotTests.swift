import Conversations
import Testing

@testable import Escalation

/// What is written in a call that nobody hears.
@Suite struct EarshotTests {
    private func call(_ reason: String, ended: Bool = false) throws -> Led {
        var led = Led()
        var opening = MessageReceived(externalID: "CA1", text: "")
        opening.handling = Handling(.silent, reason: reason)
        led.add([.messageReceived(opening)])
        if ended {
            let note = NoteAdded(author: Author(kind: .system), text: "over", remark: Remark(.callEnded))
            led.add([.noteAdded(note)])
        }
        return led
    }

    @Test(arguments: [("call_began", true), ("overheard", false), ("finished_call", false)])
    func `a reply that nobody hears is refused`(_ reason: String, _ ended: Bool) throws {
        let led = try call(reason, ended: ended)
        #expect(throws: Refusal.self) {
            try DeskDecisionsTests.decisions().reply(
                led.state, text: "Hallo", citations: [], brief: DeskDecisionsTests.brief, by: DeskDecisionsTests.jana,
                now: led.now)
        }
    }

    @Test func `a call that is led hears it`() throws {
        let led = try call("call_began")
        let bodies = try DeskDecisionsTests.decisions().reply(
            led.state, text: "Hallo", citations: [], brief: DeskDecisionsTests.brief, by: DeskDecisionsTests.jana,
            now: led.now)
        guard case .messageSent(let message)? = bodies.last else {
            Issue.record("nothing was sent")
            return
        }
        #expect(message.text == "Hallo")
    }

    @Test func `the desk says nothing to a caller who is gone, and does to one who waits`() throws {
        let decisions = try DeskDecisionsTests.decisions()
        for (led, isSaid) in [(try call("call_began"), true), (try call("call_began", ended: true), false)] {
            let escalated = try decisions.escalate(
                led.state, DeskDecisionsTests.wish, by: .user(DeskDecisionsTests.jana), now: led.now)
            #expect(DeskDecisionsTests.systemTexts(escalated).isEmpty != isSaid)
            let taken = try decisions.takeOver(
                led.state, brief: DeskDecisionsTests.brief, by: DeskDecisionsTests.jana, now: led.now)
            #expect(DeskDecisionsTests.systemTexts(taken).isEmpty != isSaid)
        }
    }
}
