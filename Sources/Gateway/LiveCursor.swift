/// How far a live reader has come in a conversation's log: what makes resuming free of gaps and repetitions.
///
/// The log is the truth and live events are hints. While the reader catches up, or cannot take more, live events only
/// raise the mark of what is known; they are read from the log afterwards. So nothing is buffered for a slow reader.
struct LiveCursor: Sendable, Hashable {
    /// What to do next.
    enum Step: Sendable, Hashable {
        case nothing
        /// Send these live events: those after the sequence.
        case deliver(after: Int)
        /// Read a page of the log from after the sequence; tell ``page(through:count:limit:)`` of it.
        case read(after: Int)
    }

    /// Everything up to here was sent.
    private(set) var sent: Int
    /// The newest sequence heard of.
    private var known: Int
    private var isReading = false

    /// - Parameter after: What the reader has already.
    init(after: Int) {
        sent = max(0, after)
        known = sent
    }

    /// Starts reading the log, unless that is under way.
    mutating func catchUp() -> Step {
        guard !isReading else { return .nothing }
        isReading = true
        return .read(after: sent)
    }

    /// The log grew.
    ///
    /// - Parameters:
    ///   - first: Sequence of the first new event.
    ///   - last: Sequence of the last.
    ///   - canSend: Whether the reader can take more now.
    mutating func grew(from first: Int, through last: Int, canSend: Bool) -> Step {
        guard last > sent else { return .nothing }
        known = max(known, last)
        guard !isReading, canSend else { return .nothing }
        guard first <= sent + 1 else { return catchUp() }
        let before = sent
        sent = last
        return .deliver(after: before)
    }

    /// A page of the log was sent.
    ///
    /// - Parameters:
    ///   - through: Sequence of its last event; nil when it was empty.
    mutating func page(through: Int?, count: Int, limit: Int, canSend: Bool) -> Step {
        isReading = false
        if let through { sent = max(sent, through) } else { known = sent }
        guard count >= limit || known > sent else { return .nothing }
        known = max(known, sent + 1)
        return canSend ? catchUp() : .nothing
    }

    /// The page could not be read; the next event or the reader's next breath tries again.
    mutating func readFailed() { isReading = false }

    /// The reader can take more again.
    mutating func becameReady() -> Step { known > sent ? catchUp() : .nothing }
}
