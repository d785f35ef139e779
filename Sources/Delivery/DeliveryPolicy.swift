public import ConnectorKit
public import Conversations

/// What follows from an attempt, decided: try again, give up, or leave the outcome open.
public struct DeliveryPolicy: Sendable, Hashable {
    public var patience: Patience
    /// Longest wait a platform may ask for, in milliseconds: a day.
    public static let retryAfterMax: Int64 = 86_400_000

    public init(_ patience: Patience = Patience()) { self.patience = patience }

    /// Whether a message may still leave the house: what the agent wrote before a human took over may not.
    public static func mayLeave(_ message: MessageSent, _ state: ConversationState) -> Bool {
        message.author.kind != .agent || message.epoch >= state.takeoverEpoch
    }

    /// What to record after an attempt.
    ///
    /// - Parameters:
    ///   - attempt: The attempt's number, from 1.
    ///   - repeatable: Whether the platform drops a repeated key, so that an open outcome may be tried again.
    ///   - jitter: 0 to 1; spreads the retries of many messages.
    public func record(
        _ outcome: SendOutcome, of item: OutboxItem, attempt: Int, repeatable: Bool, at: Timestamp, jitter: Double
    ) -> DeliveryChanged {
        let failure: SendFailure
        switch outcome {
        case .sent: return DeliveryChanged(message: item.seq, state: .sent, attempt: attempt, detail: nil)
        case .sentInPart(let detail):
            return DeliveryChanged(message: item.seq, state: .sent, attempt: attempt, detail: detail)
        case .failed(let reason): failure = reason
        }
        if failure.certainty == .unknown && !repeatable {
            return DeliveryChanged(message: item.seq, state: .unknown, attempt: attempt, detail: failure.detail)
        }
        if failure.retry == .whenMended {
            // The channel waits, not the message: it is due as soon as the channel is.
            return DeliveryChanged(
                message: item.seq, state: .pending, attempt: max(1, item.attempts), detail: failure.detail, retryAt: at)
        }
        if case .paced(let wait) = failure.retry, failure.certainty == .didNotHappen {
            return DeliveryChanged(
                message: item.seq, state: .pending, attempt: max(1, item.attempts), detail: failure.detail,
                retryAt: at.advanced(byMilliseconds: min(max(wait, 0), Self.retryAfterMax)))
        }
        guard attempt < patience.attemptsMax, let wait = wait(failure.retry, attempt: attempt, jitter: jitter) else {
            let final: DeliveryState = failure.certainty == .unknown ? .unknown : .failed
            return DeliveryChanged(message: item.seq, state: final, attempt: attempt, detail: failure.detail)
        }
        return DeliveryChanged(
            message: item.seq, state: .pending, attempt: attempt, detail: failure.detail,
            retryAt: at.advanced(byMilliseconds: wait))
    }

    /// Milliseconds until the next attempt; nil for none.
    func wait(_ retry: SendFailure.Retry, attempt: Int, jitter: Double) -> Int64? {
        switch retry {
        case .never, .whenMended: return nil
        case .after(let milliseconds), .paced(let milliseconds): return min(max(milliseconds, 0), Self.retryAfterMax)
        case .later:
            let doubled = Double(Self.milliseconds(patience.backoffFirst)) * Double(1 << min(attempt - 1, 30))
            let spread = doubled * (0.75 + 0.5 * min(max(jitter, 0), 1))
            return Int64(min(spread, Double(Self.milliseconds(patience.backoffMax))))
        }
    }

    private static func milliseconds(_ duration: Duration) -> Int64 {
        duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
    }
}
