import Conversations
import Testing

@testable import Escalation

/// A conversation as a test leads it: its log and the fold of it.
struct Led {
    var state = ConversationState(id: ConversationID(number: 7))
    var events: [ConversationEvent] = []
    var now = Timestamp(milliseconds: 1_795_424_400_000)

    init() {
        add([
            .opened(
                Opened(
                    customer: CustomerID(number: 3), channel: ChannelName("web"), address: "a", locale: "de")),
            .messageReceived(MessageReceived(externalID: "1", text: "Hallo")),
        ])
    }

    mutating func add(_ bodies: [ConversationEvent.Body]) {
        for body in bodies {
            let event = ConversationEvent(seq: state.seq + 1, at: now, body: body)
            state.apply(event)
            events.append(event)
        }
        now = now.advanced(byMilliseconds: 1000)
    }
}

@Suite struct DeskDecisionsTests {
    static let jana = DeskUser(id: OperatorID(number: 1), name: "Jana", role: .operator)
    static let ben = DeskUser(id: OperatorID(number: 2), name: "Ben", role: .supervisor)
    static let brief = Brief(
        who: "", wants: "", tried: [], facts: [], mood: "calm", verification: .anonymous, suggestion: "", draft: nil,
        language: "de")
    static let wish = DeskDecisions.Wish(reason: .wantsHuman, detail: "button", brief: brief)

    static func decisions() throws -> DeskDecisions { DeskDecisions(rules: try EscalationPlanTests.rules([])) }

    static func waiting() throws -> Led {
        var led = Led()
        led.add(try decisions().escalate(led.state, wish, by: .customer(name: nil), now: led.now))
        return led
    }

    static func systemTexts(_ bodies: [ConversationEvent.Body]) -> [String] {
        bodies.compactMap { body in
            guard case .messageSent(let message) = body, message.author.kind == .system else { return nil }
            return message.text
        }
    }

    @Test func `a reply answers the message its writer had before them, else the newest, and so does the desk's line`()
        throws
    {
        var led = try Self.waiting()
        let first = led.state.lastReceived
        led.add([.messageReceived(MessageReceived(externalID: "2", text: "Noch etwas"))])
        func answers(_ seq: Int?) throws -> [Int?] {
            try Self.decisions().reply(
                led.state, text: "Gern", citations: [], answers: seq, brief: Self.brief, by: Self.jana, now: led.now
            ).compactMap { body -> Int?? in
                if case .messageSent(let sent) = body { .some(sent.answers) } else { nil }
            }
        }
        #expect(try answers(first).last == first)
        #expect(try answers(nil).allSatisfy { $0 == led.state.lastReceived })
        #expect(led.state.lastReceived > first)
    }

    @Test func `an escalation opens a case, moves the owner and tells the customer`() throws {
        let led = try Self.waiting()
        #expect(led.state.owner == .queue)
        #expect(led.state.epoch == 1)
        #expect(led.state.currentCase?.state == .open)
        #expect(Self.systemTexts(led.events.map(\.body)).count == 1)
    }

    @Test func `of two who claim, one gets it and the other learns who`() throws {
        var led = try Self.waiting()
        let decisions = try Self.decisions()
        led.add(try decisions.claim(led.state, ordinal: 1, by: Self.jana, now: led.now))
        #expect(led.state.owner == .operator(Self.jana.id))
        #expect(led.state.currentCase?.holder == Self.jana.id)
        #expect(throws: Refusal.heldBy(Self.jana.id, name: "Jana")) {
            try decisions.claim(led.state, ordinal: 1, by: Self.ben, now: led.now)
        }
        #expect(try decisions.claim(led.state, ordinal: 1, by: Self.jana, now: led.now).isEmpty)
    }

    @Test func `the customer is told who has come`() throws {
        let led = try Self.waiting()
        let bodies = try Self.decisions().claim(led.state, ordinal: 1, by: Self.jana, now: led.now)
        #expect(Self.systemTexts(bodies).first?.contains("Jana") == true)
    }

    @Test func `a reply takes over first and opens a claimed case`() throws {
        var led = Led()
        led.add(
            try Self.decisions().reply(
                led.state, text: "Guten Tag", citations: [], brief: Self.brief, by: Self.jana, now: led.now))
        #expect(led.state.owner == .operator(Self.jana.id))
        #expect(led.state.currentCase?.state == .claimed)
        guard case .messageSent(let message) = led.events.last?.body else {
            Issue.record("the reply is the last event")
            return
        }
        #expect(message.author == Self.jana.author)
        #expect(message.epoch == led.state.epoch)
    }

    @Test func `a reply into a colleague's conversation is refused`() throws {
        var led = try Self.waiting()
        let decisions = try Self.decisions()
        led.add(try decisions.claim(led.state, ordinal: 1, by: Self.ben, now: led.now))
        #expect(throws: Refusal.heldBy(Self.ben.id, name: "Ben")) {
            try decisions.reply(
                led.state, text: "Hallo", citations: [], brief: Self.brief, by: Self.jana, now: led.now)
        }
    }

    @Test func `a closed conversation takes no reply, and the customer's next message gives it to the agent`() throws {
        var led = try Self.waiting()
        let decisions = try Self.decisions()
        led.add(try decisions.claim(led.state, ordinal: 1, by: Self.jana, now: led.now))
        led.add(try decisions.resolve(led.state, note: "erledigt", by: Self.jana, now: led.now))
        #expect(led.state.owner == .nobody)
        #expect(led.state.currentCase?.state == .resolved)
        #expect(throws: Refusal.self) {
            try decisions.reply(
                led.state, text: "Noch was", citations: [], brief: Self.brief, by: Self.jana, now: led.now)
        }
        led.add(DeskDecisions.reopen(led.state))
        #expect(led.state.owner == .agent)
        #expect(DeskDecisions.reopen(led.state).isEmpty)
    }

    @Test func `what the customer wrote meanwhile is not closed or handed back unread`() throws {
        var led = try Self.waiting()
        let decisions = try Self.decisions()
        led.add(try decisions.claim(led.state, ordinal: 1, by: Self.jana, now: led.now))
        let seen = led.state.seq
        led.add([.messageReceived(MessageReceived(externalID: "late", text: "Und noch etwas", name: nil))])
        #expect(throws: Refusal.self) {
            try decisions.handBack(led.state, summary: nil, seen: seen, by: Self.jana, now: led.now)
        }
        #expect(throws: Refusal.self) {
            try decisions.resolve(led.state, note: nil, seen: seen, by: Self.jana, now: led.now)
        }
        #expect(try !decisions.resolve(led.state, note: nil, by: Self.jana, now: led.now).isEmpty)
        let handed = try decisions.handBack(
            led.state, summary: nil, seen: led.state.lastReceived, by: Self.jana, now: led.now)
        #expect(!handed.isEmpty)
    }

    @Test func `handing back gives the agent the summary and ends the case`() throws {
        var led = try Self.waiting()
        let decisions = try Self.decisions()
        led.add(try decisions.claim(led.state, ordinal: 1, by: Self.jana, now: led.now))
        led.add(try decisions.handBack(led.state, summary: "Termin am Freitag", by: Self.jana, now: led.now))
        #expect(led.state.owner == .agent)
        #expect(led.state.handBackSummary == "Termin am Freitag")
        #expect(led.state.currentCase?.state == .resolved)
        #expect(!led.state.needsTurn)
        #expect(
            led.events.contains { event in
                if case .caseChanged(let change) = event.body {
                    change.reason == CaseOutcome.handedBack.rawValue
                } else {
                    false
                }
            })
    }

    @Test func `released, the customer waits anew; transferred to a queue too`() throws {
        var led = try Self.waiting()
        let decisions = try Self.decisions()
        led.add(try decisions.claim(led.state, ordinal: 1, by: Self.jana, now: led.now))
        let releasedAt = led.now
        led.add(try decisions.release(led.state, ordinal: 1, by: Self.jana, now: led.now))
        #expect(led.state.owner == .queue)
        #expect(led.state.currentCase?.waitingSince == releasedAt)
        led.add(
            try decisions.transfer(
                led.state, ordinal: 1, toQueue: "workshop", note: "Bremse", by: Self.ben, now: led.now))
        #expect(led.state.currentCase?.queue == "workshop")
        #expect(led.state.currentCase?.waitingSince == releasedAt)
    }

    @Test func `a supervisor takes it from one operator and gives it to another`() throws {
        var led = try Self.waiting()
        let decisions = try Self.decisions()
        led.add(try decisions.claim(led.state, ordinal: 1, by: Self.jana, now: led.now))
        let epoch = led.state.epoch
        led.add(decisions.assign(led.state, to: Self.ben, brief: Self.brief, by: Self.ben, now: led.now))
        #expect(led.state.owner == .operator(Self.ben.id))
        #expect(led.state.ownerName == "Ben")
        #expect(led.state.epoch == epoch + 1)
    }

    @Test func `an earlier case takes no command`() throws {
        var led = try Self.waiting()
        let decisions = try Self.decisions()
        led.add(try decisions.resolve(led.state, note: nil, by: Self.jana, now: led.now))
        #expect(throws: Refusal.notNow("The case is resolved.")) {
            try decisions.claim(led.state, ordinal: 1, by: Self.jana, now: led.now)
        }
        #expect(throws: Refusal.noSuchCase) {
            try decisions.claim(led.state, ordinal: 2, by: Self.jana, now: led.now)
        }
    }

    @Test func `what does not reach the customer opens a case without another word, unless a person has it`() throws {
        let decisions = try Self.decisions()
        var led = Led()
        let bodies = decisions.undelivered(led.state, detail: "550 no such user", brief: Self.brief, now: led.now)
        led.add(bodies)
        #expect(led.state.owner == .queue)
        #expect(led.state.currentCase?.state == .open)
        #expect(Self.systemTexts(bodies).isEmpty)
        #expect(decisions.undelivered(led.state, detail: "again", brief: Self.brief, now: led.now).isEmpty)
        led.add(try decisions.claim(led.state, ordinal: 1, by: Self.jana, now: led.now))
        #expect(decisions.undelivered(led.state, detail: "again", brief: Self.brief, now: led.now).isEmpty)
        led.add(try decisions.resolve(led.state, note: nil, by: Self.jana, now: led.now))
        let anew = decisions.undelivered(led.state, detail: "came back", brief: Self.brief, now: led.now)
        led.add(anew)
        #expect(led.state.currentCase?.ordinal == 2)
        #expect(led.state.owner == .queue)
    }

    @Test func `asking again while waiting changes nothing`() throws {
        let led = try Self.waiting()
        let bodies = try Self.decisions().escalate(led.state, Self.wish, by: .customer(name: nil), now: led.now)
        #expect(bodies.isEmpty)
    }

    @Test(arguments: [0, 6, -1]) func `a rating beyond 1 to 5 is refused`(score: Int) throws {
        let led = Led()
        #expect(throws: Refusal.self) { try Self.decisions().rate(led.state, score: score, comment: nil) }
    }

    @Test func `the waiting notice is for the case and the wait it fell due for`() throws {
        var led = try Self.waiting()
        let decisions = try Self.decisions()
        let since = try #require(led.state.currentCase?.waitingSince)
        let early = since.advanced(byMilliseconds: -1)
        #expect(
            decisions.waitingNotice(led.state, ordinal: 1, waitingBefore: early, position: 1, now: led.now).isEmpty)
        let notice = decisions.waitingNotice(led.state, ordinal: 1, waitingBefore: since, position: 4, now: led.now)
        #expect(Self.systemTexts(notice).first?.contains("4") == true)
        led.add(try decisions.claim(led.state, ordinal: 1, by: Self.jana, now: led.now))
        #expect(
            decisions.waitingNotice(led.state, ordinal: 1, waitingBefore: since, position: 1, now: led.now).isEmpty)
    }
}
