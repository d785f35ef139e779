/// One entry of a request, by its place in the order of the request.
public enum InboundItem: Sendable, Hashable {
    case event(InboundEvent)
    /// This one could not be read; the others were.
    case unreadable(Unreadable)

    /// Why, for operators.
    public struct Unreadable: Sendable, Hashable {
        /// Fit for a metric label.
        public let kind: String
        /// Without the customer's words.
        public let reason: String
        /// With the mapping's own message, which may quote the input: for `channels test` only.
        public let message: String?
    }
}

/// What a request or a page of polled items holds.
public struct InboundReading: Sendable {
    public var items: [InboundItem] = []
    /// Files that came in the request, by number.
    public var files: [BodyFile] = []

    public var events: [InboundEvent] { items.compactMap { if case .event(let event) = $0 { event } else { nil } } }
    public var unreadable: [InboundItem.Unreadable] {
        items.compactMap { if case .unreadable(let unreadable) = $0 { unreadable } else { nil } }
    }
}

/// Reads what a platform sent into events: first the entries of a batch, then each by itself, so that one that cannot
/// be read takes none of the others with it.
struct InboundMapping: Sendable {
    /// Most entries of one request. Meta sends at most 1,000 in one.
    static let entriesMax = 2_000

    let programs: JQPrograms
    /// Name of the mapping from a body to its entries; nil for bodies that are one entry.
    let entries: String?
    /// Name of the mapping from an entry to its events.
    let event: String
    var limits = EventLimits()

    func read(_ body: JSON, scope: JQScope) -> InboundReading {
        var reading = InboundReading()
        var inputs = [body]
        var failure: JQFailure?
        if let entries {
            let run = programs.run(entries, body, scope: scope, limits: JQLimits(outputsMax: Self.entriesMax))
            inputs = run.outputs
            failure = run.failure
        }
        for input in inputs {
            reading.items += read(entry: input, scope: scope)
        }
        if let failure { reading.items.append(.unreadable(Self.unreadable(failure))) }
        if reading.items.isEmpty {
            reading.items.append(.event(InboundEvent(ignored: "empty")))
        }
        return reading
    }

    /// The events of one entry.
    func read(entry: JSON, scope: JQScope) -> [InboundItem] {
        let run = programs.run(event, entry, scope: scope, limits: JQLimits(outputsMax: 100))
        var items: [InboundItem] = []
        for output in run.outputs {
            do { items.append(.event(try InboundEvent(output, limits: limits))) } catch {
                items.append(.unreadable(.init(kind: "no_event", reason: error.reason, message: nil)))
            }
        }
        if let failure = run.failure {
            items.append(.unreadable(Self.unreadable(failure)))
        } else if items.isEmpty {
            // A mapping that says nothing of an entry does not know it.
            items.append(.event(InboundEvent(ignored: "unknown")))
        }
        return items
    }

    private static func unreadable(_ failure: JQFailure) -> InboundItem.Unreadable {
        let message: String? = if case .error(let message) = failure { message } else { nil }
        let reason =
            switch failure {
            case .error: "the mapping cannot read this entry"
            case .timeout: "the mapping took too long"
            case .memory: "the mapping took too much memory"
            case .tooLarge: "the mapping put out too much"
            }
        return .init(kind: failure.kind, reason: reason, message: message)
    }
}

extension InboundEvent {
    /// An event of no use.
    init(ignored name: String) {
        kind = .ignored
        self.name = name
        id = nil
    }
}
