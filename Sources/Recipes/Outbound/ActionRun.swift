public import ConnectorKit

/// What came of an action.
public enum ActionOutcome: Sendable, Hashable {
    /// Every request was taken. The ids the platform gave, in order.
    case done(ids: [String])
    /// A file was fetched.
    case file(HTTPAnswer)
    /// It came to this; `delivered` are the ids of what the customer has got before.
    case failed(SendFailure, delivered: [String])
}

/// One action, request by request: what to send next, and what the answer meant. It makes no request itself.
///
/// An action has steps; each step's mapping sees what the steps before it brought (`$results`, one list for each step)
/// and puts out any number of requests.
public struct ActionRun: Sendable {
    /// What to do next: make a request and tell what came of it, or nothing more.
    public enum Next: Sendable, Hashable {
        case request(RecipeRequest)
        case finished(ActionOutcome)
    }

    /// Most requests of one step.
    public static let requestsMax = 50

    let action: RecipeAction
    let channel: RecipeChannel
    let input: JSON
    let filesCount: Int
    private var step = 0
    private var waiting: [RecipeRequest]?
    private var results: [[JSON]] = []
    private var delivered: [String] = []
    private var hasDelivered = false
    private var outcome: ActionOutcome?

    init(action: RecipeAction, channel: RecipeChannel, input: JSON, filesCount: Int) {
        self.action = action
        self.channel = channel
        self.input = input
        self.filesCount = filesCount
    }

    /// How far it got, as something to keep: an attempt that failed in between goes on from there with
    /// ``resume(_:)`` instead of sending the first parts again.
    public var progress: JSON {
        [
            "step": .number(Double(step)), "results": .array(results.map(JSON.array)),
            "delivered": .array(delivered.map(JSON.string)), "has_delivered": .bool(hasDelivered),
        ]
    }

    /// Goes on where another run of the same message stopped. Of a list that is not such progress nothing is used.
    public mutating func resume(_ progress: JSON) {
        guard step == 0, results.isEmpty, let count = progress["step"]?.integer,
            let lists = progress["results"]?.items, (0...Int64(action.steps.count)).contains(count),
            lists.count == Int(count) || lists.count == Int(count) + 1
        else { return }
        step = Int(count)
        results = lists.map { $0.items ?? [] }
        delivered = (progress["delivered"]?.items ?? []).compactMap(\.text)
        hasDelivered = progress["has_delivered"]?.flag ?? false
    }

    /// What to do now; the same until ``receive(_:now:)``.
    public mutating func next(now: Int64) -> Next {
        while outcome == nil {
            if let request = waiting?.first { return .request(request) }
            if waiting != nil {
                step += 1
                waiting = nil
            }
            guard step < action.steps.count else {
                outcome = .done(ids: delivered)
                break
            }
            if results.count == step { results.append([]) }
            do {
                // What a step has sent before it was interrupted is not sent again.
                waiting = Array(try requests(now: now).dropFirst(results[step].count))
            } catch {
                outcome = .failed(
                    .init(kind: .rejected, retry: .never, certainty: .didNotHappen, detail: error.reason),
                    delivered: delivered)
            }
        }
        return .finished(outcome ?? .done(ids: delivered))
    }

    /// Takes what came of the request.
    public mutating func receive(_ exchange: Exchange, now: Int64) {
        guard outcome == nil, let request = waiting?.first, let endpoint = channel.recipe.endpoints[request.endpoint]
        else { return }
        if endpoint.isDownload, case .answer(let answer) = exchange, (200..<300).contains(answer.status) {
            outcome = .file(answer)
            return
        }
        let reading = AnswerReading(programs: channel.recipe.programs)
        switch reading.read(exchange, endpoint: endpoint, scope: channel.scope(now: now)) {
        case .done(let id, let keep):
            waiting?.removeFirst()
            results[step].append(.object(["id": id.map(JSON.string) ?? .null, "keep": keep]))
            guard endpoint.delivers else { break }
            hasDelivered = true
            if let id { delivered.append(id) }
        case .failed(let failure):
            outcome = .failed(endpoint.delivers ? failure : Self.ofPreparation(failure), delivered: delivered)
        }
    }

    /// Whether something of the message is with the customer already.
    public var isPartlyDelivered: Bool { hasDelivered }

    /// A step that only prepares, such as an upload, leaves the customer with nothing: whatever became of it, the
    /// message was not delivered.
    private static func ofPreparation(_ failure: SendFailure) -> SendFailure {
        guard failure.certainty == .unknown else { return failure }
        return .init(
            kind: failure.kind, retry: failure.retry == .never ? .later : failure.retry, certainty: .didNotHappen,
            detail: failure.detail)
    }

    private func requests(now: Int64) throws(EventFault) -> [RecipeRequest] {
        var scope = channel.scope(now: now)
        scope.results = .array(results.prefix(step).map(JSON.array))
        let limits = JQLimits(outputsMax: Self.requestsMax)
        let run = channel.recipe.programs.run(action.steps[step], input, scope: scope, limits: limits)
        guard run.failure == nil else {
            throw EventFault(reason: "\(action.name): the mapping failed (\(run.failure?.kind ?? ""))")
        }
        var requests: [RecipeRequest] = []
        for output in run.outputs {
            requests.append(try channel.request(output, filesCount: filesCount))
        }
        return requests
    }
}

/// Something a channel can do, as the names of its steps' mappings.
struct RecipeAction: Sendable, Hashable {
    let name: String
    let steps: [String]
}
