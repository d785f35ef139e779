import Conversations
import Testing

@testable import Intake

@Suite("Lane")
struct LaneTests {
    private static func state(
        received: Int, answered: Int = 0, epoch: Int = 0, owner: Owner = .agent
    )
        -> ConversationState
    {
        var state = ConversationState(id: ConversationID(number: 1))
        state.seq = received + answered + epoch
        state.lastReceived = received
        state.answeredThrough = answered
        state.unansweredMessages = received - answered
        state.epoch = epoch
        state.owner = owner
        return state
    }

    private static func message(_ seq: Int) -> TurnMessage {
        TurnMessage(seq: seq, author: Author(kind: .customer), text: "\(seq)")
    }

    private func lane(window: Int = 0) -> Lane {
        Lane(
            serial: 0, state: Self.state(received: 0), generation: 0,
            customer: CustomerContext(id: CustomerID(number: 1)),
            windowMilliseconds: window)
    }

    @Test("Without a window the first message starts a turn at once")
    func startsAtOnce() {
        var lane = lane()
        #expect(lane.arrived(1, Self.state(received: 1)) == .run(number: 1))
    }

    @Test("A burst within the window is one turn")
    func burstIsOneTurn() {
        var lane = lane(window: 300)
        #expect(lane.arrived(1, Self.state(received: 1)) == .wait(number: 1, milliseconds: 300))
        #expect(lane.arrived(2, Self.state(received: 2)) == .nothing)
        #expect(lane.windowPassed(1) == .run(number: 2))
        #expect(lane.unseen.map(\.seq) == [1, 2])
    }

    @Test("A message during a turn starts it again with both, and the old turn's report is not heard")
    func restarts() {
        var lane = lane()
        _ = lane.arrived(1, Self.state(received: 1))
        #expect(lane.arrived(2, Self.state(received: 2)) == .restart(number: 2))
        #expect(lane.unseen.map(\.seq) == [1, 2])
        #expect(lane.superseded(1) == .nothing)
        #expect(!lane.isCurrent(1))
        #expect(lane.committed(2, state: Self.state(received: 2, answered: 2)) == .finish)
    }

    @Test("A message stored after the commit of a running turn keeps what that turn answered out of the next")
    func committedBeforeArrival() {
        var lane = lane()
        _ = lane.arrived(1, Self.state(received: 1))
        var newer = Self.state(received: 4, answered: 1)
        newer.unansweredMessages = 1
        #expect(lane.arrived(4, newer) == .restart(number: 2))
        #expect(lane.unseen.map(\.seq) == [4])
    }

    @Test("Messages reported out of order are seen in order")
    func outOfOrder() {
        var lane = lane(window: 300)
        _ = lane.arrived(2, Self.state(received: 2))
        _ = lane.arrived(1, Self.state(received: 1))
        #expect(lane.unseen.map(\.seq) == [1, 2])
        #expect(lane.state.lastReceived == 2)
    }

    @Test("A turn that missed a message reads the conversation again")
    func reloads() {
        var lane = lane()
        _ = lane.arrived(2, Self.state(received: 2))
        #expect(lane.superseded(1) == .reload(number: 2, pauseMilliseconds: 0))
        #expect(lane.arrived(3, Self.state(received: 3)) == .nothing)
        let unseen = [1, 2, 3].map(Self.message)
        #expect(lane.reloaded(2, state: Self.state(received: 3), unseen: unseen, generation: 0) == .run(number: 3))
        #expect(lane.unseen.map(\.seq) == [1, 2, 3])
    }

    @Test("A takeover ends the lane")
    func taken() {
        var lane = lane()
        _ = lane.arrived(1, Self.state(received: 1))
        #expect(lane.taken() == .finish)
        #expect(!lane.isCurrent(1))
    }

    @Test("A turn that takes too long is abandoned under a new number")
    func timesOut() throws {
        var lane = lane()
        _ = lane.arrived(1, Self.state(received: 1))
        let given = lane.timedOut()
        let (abandoned, next) = try #require(given)
        #expect((abandoned, next) == (1, 2))
        #expect(lane.committed(1, state: Self.state(received: 1)) == .nothing)
        #expect(lane.committed(2, state: Self.state(received: 1, answered: 1)) == .finish)
    }

    @Test("After a message that never reached the disk nothing the lane knew counts")
    func rejected() {
        var lane = lane()
        _ = lane.arrived(5, Self.state(received: 5))
        #expect(lane.rejected() == .reload(number: 2, pauseMilliseconds: 0))
        #expect(lane.unseen.isEmpty)
        #expect(!lane.isCurrent(1))
        // The next message has the number of the one that was taken back.
        #expect(lane.arrived(5, Self.state(received: 5), generation: 0) == .nothing)
        let unseen = [Self.message(5)]
        #expect(
            lane.reloaded(2, state: Self.state(received: 4), unseen: [], generation: 0) == .run(number: 3))
        #expect(lane.unseen.map(\.seq) == unseen.map(\.seq))
    }

    @Test("What arrived before a newer generation was read counts only if it was read too")
    func rejectedWhileReloading() {
        var lane = lane()
        _ = lane.arrived(4, Self.state(received: 4))
        _ = lane.superseded(1)
        #expect(lane.arrived(5, Self.state(received: 5)) == .nothing)
        #expect(
            lane.reloaded(2, state: Self.state(received: 4), unseen: [Self.message(4)], generation: 1)
                == .run(number: 3))
        #expect(lane.unseen.map(\.seq) == [4])
        #expect(lane.generation == 1)
    }

    @Test("A lane whose only message was taken back ends")
    func rejectedForGood() {
        var lane = lane()
        _ = lane.arrived(1, Self.state(received: 1))
        _ = lane.rejected()
        #expect(lane.reloaded(2, state: Self.state(received: 0), unseen: [], generation: 1) == .finish)
    }

    @Test("A message of another generation makes the lane read the conversation again")
    func generations() {
        var lane = lane()
        _ = lane.arrived(1, Self.state(received: 1))
        #expect(
            lane.arrived(1, Self.state(received: 1), generation: 1) == .reload(number: 2, pauseMilliseconds: 0))
    }

    @Test("Superseded again and again without a word of the customer, it waits ever longer, up to a bound")
    func backsOff() {
        var lane = lane()
        _ = lane.arrived(1, Self.state(received: 1))
        var pauses: [Int] = []
        for _ in 0..<14 {
            guard case .running(let running) = lane.phase,
                case .reload(let number, let pause) = lane.superseded(running)
            else {
                Issue.record("no reload")
                return
            }
            pauses.append(pause)
            _ = lane.reloaded(
                number, state: Self.state(received: 1), unseen: [Self.message(1)], generation: 0)
        }
        #expect(pauses == [0, 0, 100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000, 10_000, 10_000])
        _ = lane.arrived(2, Self.state(received: 2))
        guard case .running(let running) = lane.phase else {
            Issue.record("not running")
            return
        }
        #expect(lane.superseded(running) == .reload(number: running + 1, pauseMilliseconds: 0))
    }
}

extension Lane {
    /// A message of this number arrives with this state.
    fileprivate mutating func arrived(_ seq: Int, _ state: ConversationState, generation: Int = 0) -> Action {
        arrived(
            TurnMessage(seq: seq, author: Author(kind: .customer), text: "\(seq)"), state: state,
            generation: generation)
    }
}
