import Conversations

/// One conversation's turns, decided: messages arrive, a window passes, turns end, and this says what to do next.
///
/// A lane exists only while its conversation has something to do. It never waits and never runs anything itself.
/// Turns are numbered, and no two lanes of a process share a number: what a turn reports is heard only by the lane
/// that began it, and only while it is that lane's newest.
struct Lane {
    /// What the owner of the lane has to do.
    enum Action: Equatable {
        case nothing
        /// Wait so long for more of the burst, then report ``windowPassed(_:)`` with this number.
        case wait(number: Int, milliseconds: Int)
        /// Run a turn over everything unseen.
        case run(number: Int)
        /// Stop the running turn, then run one over everything unseen.
        case restart(number: Int)
        /// Stop the running turn, wait, then read the conversation again: the lane does not know all of it.
        case reload(number: Int, pauseMilliseconds: Int)
        /// Nothing left to do: forget the lane.
        case finish
    }

    /// Where the lane stands.
    enum Phase: Equatable {
        case new
        case waiting(number: Int)
        case running(number: Int)
        case reloading(number: Int)
    }

    private(set) var phase: Phase = .new
    private(set) var state: ConversationState
    private(set) var customer: CustomerContext
    /// Messages no turn has answered, oldest first.
    private(set) var unseen: [TurnMessage] = []
    /// The log's generation in which the lane learned what it knows.
    private(set) var generation: Int
    private let windowMilliseconds: Int
    private var number: Int
    private var supersededInRow = 0

    /// - Parameter serial: Different for every lane of the process.
    init(
        serial: Int, state: ConversationState, generation: Int, customer: CustomerContext, windowMilliseconds: Int
    ) {
        number = serial << 32
        self.state = state
        self.generation = generation
        self.customer = customer
        self.windowMilliseconds = windowMilliseconds
    }

    /// The customer wrote.
    ///
    /// - Parameter customer: Who they are now; nil for as before.
    mutating func arrived(
        _ message: TurnMessage, state newer: ConversationState, customer: CustomerContext? = nil, generation: Int
    ) -> Action {
        if generation != self.generation { return rejected() }
        supersededInRow = 0
        if let customer, newer.seq > state.seq { self.customer = customer }
        adopt(newer)
        insert(message)
        switch phase {
        case .new:
            number += 1
            if windowMilliseconds > 0 {
                phase = .waiting(number: number)
                return .wait(number: number, milliseconds: windowMilliseconds)
            }
            phase = .running(number: number)
            return .run(number: number)
        case .waiting, .reloading:
            return .nothing
        case .running:
            number += 1
            phase = .running(number: number)
            return .restart(number: number)
        }
    }

    /// Messages are waiting that the lane has not seen.
    mutating func resumed() -> Action {
        guard phase == .new else { return .nothing }
        return reloading()
    }

    /// A message never reached the disk, and with it perhaps other things the lane takes for granted: nothing it knows
    /// counts any longer.
    mutating func rejected() -> Action {
        state = ConversationState(id: state.id)
        unseen = []
        return reloading()
    }

    /// The turn took too long. What it may still report is no longer heard.
    mutating func timedOut() -> (abandoned: Int, next: Int)? {
        guard case .running(let abandoned) = phase else { return nil }
        number += 1
        phase = .running(number: number)
        return (abandoned, number)
    }

    /// The window of a burst is over.
    mutating func windowPassed(_ reported: Int) -> Action {
        guard phase == .waiting(number: reported) else { return .nothing }
        number += 1
        phase = .running(number: number)
        return .run(number: number)
    }

    /// A turn's events are on disk.
    mutating func committed(_ reported: Int, state newer: ConversationState) -> Action {
        supersededInRow = 0
        adopt(newer)
        if case .reloading = phase { return .nothing }
        guard phase == .running(number: reported) else { return unseen.isEmpty ? finishing() : .nothing }
        guard !unseen.isEmpty, newer.owner == .agent else { return finishing() }
        number += 1
        phase = .running(number: number)
        return .run(number: number)
    }

    /// A turn was refused because the customer's messages are others than it had seen.
    mutating func superseded(_ reported: Int) -> Action {
        guard phase == .running(number: reported) else { return .nothing }
        supersededInRow += 1
        return reloading()
    }

    /// The conversation was read again.
    mutating func reloaded(
        _ reported: Int, state newer: ConversationState, customer: CustomerContext? = nil, unseen all: [TurnMessage],
        generation: Int
    ) -> Action {
        guard phase == .reloading(number: reported) else { return .nothing }
        if let customer { self.customer = customer }
        if generation != self.generation {
            // What arrived meanwhile under the older number was read with the rest, or never happened.
            state = ConversationState(id: state.id)
            unseen = []
            self.generation = generation
        }
        adopt(newer)
        for message in all { insert(message) }
        guard state.owner == .agent, !unseen.isEmpty else { return finishing() }
        number += 1
        phase = .running(number: number)
        return .run(number: number)
    }

    /// The owner is no longer the agent, or the turn was refused for that.
    mutating func taken() -> Action { finishing() }

    /// Whether a report of this turn still counts.
    func isCurrent(_ reported: Int) -> Bool {
        phase == .running(number: reported) || phase == .reloading(number: reported)
    }

    /// Twice at once; a lane that is superseded again and again without a word of the customer waits ever longer.
    private mutating func reloading() -> Action {
        number += 1
        phase = .reloading(number: number)
        let pause = supersededInRow <= 2 ? 0 : min(100 << min(supersededInRow - 3, 7), 10_000)
        return .reload(number: number, pauseMilliseconds: pause)
    }

    private mutating func finishing() -> Action {
        number += 1
        phase = .new
        unseen = []
        return .finish
    }

    private mutating func adopt(_ newer: ConversationState) {
        guard newer.seq > state.seq else { return }
        state = newer
        unseen.removeAll { $0.seq <= newer.answeredThrough }
    }

    private mutating func insert(_ message: TurnMessage) {
        guard message.seq > state.answeredThrough, !unseen.contains(where: { $0.seq == message.seq }) else { return }
        unseen.append(message)
        if unseen.count > 1, unseen[unseen.count - 2].seq > message.seq { unseen.sort { $0.seq < $1.seq } }
    }
}
