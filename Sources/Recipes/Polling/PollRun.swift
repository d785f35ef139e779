public import ConnectorKit

/// How a platform is asked for what is new.
struct PollRule: Sendable, Hashable {
    /// Name of the mapping from cursor and page to a request.
    let request: String
    /// Name of the mapping from an answer to entries, next page and next cursor.
    let answer: String
    /// Between two rounds.
    let intervalSeconds: Int
    /// Most pages of one round.
    let pagesMax: Int
}

/// Asking a platform again and again: what to ask now, what the answer holds, how long to wait. It neither asks nor
/// waits nor stores.
///
/// The cursor that stands after ``receive(_:now:)`` is stored in the same transaction as the events it returned: so none
/// is lost, and what is asked for twice is told apart by its id.
public struct PollRun: Sendable {
    /// What to do next: ask, or wait so many milliseconds.
    public enum Next: Sendable, Hashable {
        case request(RecipeRequest)
        case wait(milliseconds: Int64)
    }

    /// Longest wait after failures, in milliseconds.
    private static let backoffMax: Int64 = 900_000

    let channel: RecipeChannel
    let rule: PollRule
    /// Where to go on; whatever the recipe's mapping put there.
    public private(set) var cursor: JSON
    /// Why the last request brought nothing; nil when it did.
    public private(set) var failure: SendFailure?
    private var page: JSON = .null
    private var pages = 0
    private var failures = 0
    private var pause: Int64?

    init(channel: RecipeChannel, rule: PollRule, cursor: JSON) {
        self.channel = channel
        self.rule = rule
        self.cursor = cursor
    }

    /// What to do now. After a wait it is asked again.
    public mutating func next(now: Int64) -> Next {
        if let pause {
            self.pause = nil
            return .wait(milliseconds: pause)
        }
        let input: JSON = ["cursor": cursor, "page": page]
        let run = channel.recipe.programs.run(
            rule.request, input, scope: channel.scope(now: now), limits: JQLimits(outputsMax: 1))
        do {
            guard let wanted = run.outputs.first, run.failure == nil else {
                throw EventFault(reason: "poll: the mapping failed (\(run.failure?.kind ?? "no request"))")
            }
            return .request(try channel.request(wanted, filesCount: 0))
        } catch {
            let reason = (error as? EventFault)?.reason ?? "poll"
            failed(.init(kind: .rejected, retry: .later, certainty: .didNotHappen, detail: reason))
            defer { pause = nil }
            return .wait(milliseconds: pause ?? Self.backoffMax)
        }
    }

    /// Takes what came of the request; the events it held.
    public mutating func receive(_ exchange: Exchange, endpoint name: String, now: Int64) -> InboundReading {
        guard let endpoint = channel.recipe.endpoints[name] else { return InboundReading() }
        let scope = channel.scope(now: now)
        switch AnswerReading(programs: channel.recipe.programs).read(exchange, endpoint: endpoint, scope: scope) {
        case .failed(let failure):
            failed(failure)
            return InboundReading()
        case .done:
            guard case .answer(let answer) = exchange else {
                failed(
                    .init(kind: .tooLarge, retry: .later, certainty: .didNotHappen, detail: "the answer is too large"))
                return InboundReading()
            }
            return read(answer, scope: scope)
        }
    }

    private mutating func read(_ answer: HTTPAnswer, scope: JQScope) -> InboundReading {
        var input = AnswerReading.view(answer).members ?? [:]
        input["cursor"] = cursor
        input["page"] = page
        let run = channel.recipe.programs.run(
            rule.answer, .object(input), scope: scope, limits: JQLimits(outputsMax: 1))
        guard let said = run.outputs.first, run.failure == nil else {
            let kind = run.failure?.kind ?? "nothing"
            failed(
                .init(
                    kind: .other, retry: .later, certainty: .didNotHappen, detail: "poll: the mapping failed (\(kind))")
            )
            return InboundReading()
        }
        failure = nil
        failures = 0
        cursor = said["cursor"] ?? cursor
        page = said["page"] ?? .null
        pages += 1
        if page == .null || pages >= rule.pagesMax {
            page = .null
            pages = 0
            let wanted = said["wait_ms"]?.double.map { Int64(min(max($0, 0), 86_400_000)) }
            pause = wanted ?? Int64(rule.intervalSeconds) * 1000
        }
        var reading = InboundReading()
        for entry in (said["entries"]?.items ?? []).prefix(InboundMapping.entriesMax) {
            reading.items += channel.inbound.read(entry: entry, scope: scope)
        }
        return reading
    }

    /// Waits the longer the more often it failed, and as long as the platform asks.
    private mutating func failed(_ failure: SendFailure) {
        self.failure = failure
        page = .null
        pages = 0
        failures = min(failures + 1, 16)
        let usual = min(Int64(rule.intervalSeconds) * 1000 << Int64(min(failures - 1, 8)), Self.backoffMax)
        pause = if case .after(let asked) = failure.retry { max(asked, usual) } else { usual }
    }
}
