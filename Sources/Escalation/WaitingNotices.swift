public import Conversations
public import Logging
public import ServiceLifecycle

/// Tells customers who wait in the queue for long how things stand, once for each case.
///
/// While nobody is there no notice is sent: the customer was told when somebody is. It is sent after the opening if
/// they still wait then.
public struct WaitingNotices: Service {
    /// How often due cases are looked for; a notice is late by no more than this.
    static let interval: Duration = .seconds(20)
    /// Most notices of one round; the rest follows in the next.
    static let perRoundMax = 100

    private let log: any ConversationLog
    private let store: any DeskDirectory
    private let rules: EscalationRules
    private let decisions: DeskDecisions
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Timestamp
    private let logger: Logger

    /// - Parameters:
    ///   - clock: Waits between rounds.
    ///   - now: The moment of a round, by the clock on the wall.
    public init(
        log: any ConversationLog, store: any DeskDirectory, rules: EscalationRules, letters: Set<ChannelName> = [],
        clock: any Clock<Duration>, now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) {
        self.log = log
        self.store = store
        self.rules = rules
        decisions = DeskDecisions(rules: rules, letters: letters)
        self.clock = clock
        self.now = now
        self.logger = logger
    }

    /// Runs until it is cancelled or asked to stop; returns at once when the rules want no notices.
    public func run() async throws {
        guard rules.waitingNoticeMinutes != nil else { return try await gracefulShutdown() }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await round()
                    try await clock.sleep(for: Self.interval)
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("waiting notices could not be sent", metadata: ["error": "\(error)"])
                    try? await clock.sleep(for: Self.interval)
                }
            }
        }
    }

    /// One look at the queue.
    ///
    /// - Returns: How many customers were told.
    @discardableResult
    public func round() async throws -> Int {
        let moment = now()
        guard let minutes = rules.waitingNoticeMinutes, rules.hours.isOpen(at: moment) else { return 0 }
        let before = moment.advanced(byMilliseconds: -Int64(minutes) * 60_000)
        var told = 0
        for id in try await store.casesWaiting(since: before, limit: Self.perRoundMax) {
            let position = try await Self.position(of: id, in: store)
            let appended = try await log.append(to: id.conversation, at: moment) { state in
                decisions.waitingNotice(
                    state, ordinal: id.ordinal, waitingBefore: before, position: position, now: moment)
            }
            if !appended.events.isEmpty { told += 1 }
        }
        return told
    }

    /// The case's place in its queue from 1; nil beyond the first page, where a number would not comfort anybody.
    static func position(of id: CaseID, in store: any DeskDirectory) async throws -> Int? {
        guard let queue = try await store.case(id)?.queue else { return nil }
        let page = try await store.cases(
            CaseFilter(states: [.open], queue: queue), PageRequest(limit: PageRequest.limitMax))
        return page.items.firstIndex { $0.id == id }.map { $0 + 1 }
    }
}
