import ConnectorKit

/// What an answer meant.
enum AnswerMeaning: Sendable, Hashable {
    /// It was done. `keep` is for the steps that follow.
    case done(id: String?, keep: JSON)
    case failed(SendFailure)
}

/// Reads answers: the HTTP status by rules that hold everywhere, then the recipe's mapping, which knows the platform.
struct AnswerReading: Sendable {
    /// Longest wait a platform can ask for, in milliseconds: a day.
    static let waitMillisecondsMax: Int64 = 86_400_000
    /// Longest text shown to mappings of an answer that is no JSON, in bytes.
    private static let textBytesMax = 2_048

    let programs: JQPrograms

    func read(_ exchange: Exchange, endpoint: Endpoint, scope: JQScope) -> AnswerMeaning {
        switch exchange {
        case .answer(let answer): read(answer, endpoint: endpoint, scope: scope)
        case .notSent(let detail):
            .failed(.init(kind: .unreachable, retry: .later, certainty: .didNotHappen, detail: detail))
        case .noAnswer(let timedOut):
            .failed(
                .init(
                    kind: timedOut ? .timeout : .unreachable, retry: .later, certainty: .unknown,
                    detail: timedOut ? "no answer in time" : "the connection ended before the answer"))
        case .answerTooLarge(let status):
            // A 2xx says it was done whatever follows; the id is lost.
            (200..<300).contains(status)
                ? .done(id: nil, keep: .null)
                : .failed(
                    Self.standard(HTTPAnswer(status: status), now: scope.now))
        case .answerCutOff(let status): cutOff(status, endpoint: endpoint, scope: scope)
        case .noCredential(let failure): .failed(failure)
        case .forbidden:
            .failed(
                .init(
                    kind: .rejected, retry: .never, certainty: .didNotHappen,
                    detail: "the address lies in a private network"))
        }
    }

    /// A status without the rest of its answer. Where the status alone says it, it was done; where the body has the last
    /// word, it may not have been.
    private func cutOff(_ status: Int, endpoint: Endpoint, scope: JQScope) -> AnswerMeaning {
        guard (200..<300).contains(status) else {
            return .failed(Self.standard(HTTPAnswer(status: status), now: scope.now))
        }
        guard endpoint.answer != nil || endpoint.isDownload else { return .done(id: nil, keep: .null) }
        return .failed(
            .init(kind: .unreachable, retry: .later, certainty: .unknown, detail: "the answer broke off"))
    }

    private func read(_ answer: HTTPAnswer, endpoint: Endpoint, scope: JQScope) -> AnswerMeaning {
        let standard = (200..<300).contains(answer.status) ? nil : Self.standard(answer, now: scope.now)
        guard let mapping = endpoint.answer, !endpoint.isDownload else {
            return standard.map(AnswerMeaning.failed) ?? .done(id: nil, keep: .null)
        }
        let run = programs.run(mapping, Self.view(answer), scope: scope, limits: JQLimits(outputsMax: 1))
        let said = run.outputs.first
        if let failure = said?["failure"] {
            return .failed(Self.failure(failure, answer: answer, standard: standard, now: scope.now))
        }
        // Some platforms say by an error that it was done before.
        if said?["done"]?.flag != true, let standard { return .failed(standard) }
        guard run.failure == nil else {
            // A 2xx whose body the mapping cannot read: it may have been done.
            return .failed(
                .init(kind: .other, retry: .never, certainty: .unknown, detail: "the answer could not be read"))
        }
        return .done(id: said?["id"]?.text, keep: said?["keep"] ?? .null)
    }

    /// An answer as mappings see it.
    static func view(_ answer: HTTPAnswer) -> JSON {
        let body = try? JSON(parsing: answer.body)
        var members: [String: JSON] = [
            "status": .number(Double(answer.status)), "headers": .object(answer.headers.mapValues(JSON.string)),
            "body": body ?? .null,
        ]
        if body == nil {
            members["text"] = .string(String(decoding: answer.body.prefix(Self.textBytesMax), as: UTF8.self))
        }
        return .object(members)
    }

    /// What the mapping says of a failure; what it leaves open, the status says.
    private static func failure(
        _ said: JSON, answer: HTTPAnswer, standard: SendFailure?, now: Int64
    ) -> SendFailure {
        let kind = said["kind"]?.text.flatMap(SendFailure.Kind.init(rawValue:)) ?? standard?.kind ?? .rejected
        let wait = said["retry_after_ms"]?.double.map { min(max(Int64($0), 0), waitMillisecondsMax) }
        let retry: SendFailure.Retry =
            switch (wait, said["retry"]?.text) {
            case (let wait?, _): .after(milliseconds: wait)
            case (nil, "never"?): .never
            case (nil, "when_mended"?): .whenMended
            case (nil, "later"?): retryAfter(answer, now: now).map { .after(milliseconds: $0) } ?? .later
            default:
                standard?.retry
                    ?? (kind == .rateLimited
                        ? retryAfter(answer, now: now).map { .after(milliseconds: $0) } ?? .later : .never)
            }
        let certainty: SendFailure.Certainty =
            switch said["certainty"]?.text {
            case "unknown": .unknown
            case "did_not_happen": .didNotHappen
            // A platform that says what was wrong has not done it.
            default: standard?.certainty ?? .didNotHappen
            }
        let detail = said["detail"]?.text ?? standard?.detail ?? "refused"
        return .init(kind: kind, retry: retry, certainty: certainty, detail: Self.line(detail))
    }

    /// What a status means where nothing else is known (RFC 9110, section 15).
    static func standard(_ answer: HTTPAnswer, now: Int64) -> SendFailure {
        let wait = retryAfter(answer, now: now)
        let detail = "HTTP \(answer.status)"
        let later: SendFailure.Retry = wait.map { .after(milliseconds: $0) } ?? .later
        return switch answer.status {
        case 429: .init(kind: .rateLimited, retry: later, certainty: .didNotHappen, detail: detail)
        // A token that could be had anew was: somebody has to mend the credential, and until then nothing goes out.
        case 401: .init(kind: .unauthorized, retry: .whenMended, certainty: .didNotHappen, detail: detail)
        // Often of one recipient: they have blocked us.
        case 403: .init(kind: .unauthorized, retry: .never, certainty: .didNotHappen, detail: detail)
        case 413: .init(kind: .tooLarge, retry: .never, certainty: .didNotHappen, detail: detail)
        case 408, 425: .init(kind: .timeout, retry: later, certainty: .didNotHappen, detail: detail)
        case 400..<500: .init(kind: .rejected, retry: .never, certainty: .didNotHappen, detail: detail)
        // Not now, said before anything was begun.
        case 503: .init(kind: .unreachable, retry: later, certainty: .didNotHappen, detail: detail)
        case 500...: .init(kind: .unreachable, retry: later, certainty: .unknown, detail: detail)
        // Not followed: what is sent goes where the recipe says.
        case 300..<400: .init(kind: .rejected, retry: .never, certainty: .didNotHappen, detail: "\(detail): a redirect")
        default: .init(kind: .other, retry: .never, certainty: .unknown, detail: detail)
        }
    }

    /// `Retry-After` in milliseconds from now: seconds or a date (RFC 9110, section 10.2.3).
    static func retryAfter(_ answer: HTTPAnswer, now: Int64) -> Int64? {
        guard let text = answer.headers["retry-after"] else { return nil }
        if let seconds = Double(text), seconds >= 0, seconds.isFinite {
            return min(Int64(min(seconds, 86_400) * 1000), waitMillisecondsMax)
        }
        guard let moment = HTTPDate.milliseconds(text) else { return nil }
        return min(max(moment - now, 0), waitMillisecondsMax)
    }

    /// One line of at most 300 characters.
    private static func line(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 }.prefix(300))
    }
}

/// The date of HTTP headers (RFC 9110, section 5.6.7), in the form that is still written.
enum HTTPDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `Sun, 06 Nov 1994 08:49:37 GMT` as milliseconds since 1970.
    static func milliseconds(_ text: String) -> Int64? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else {
            return nil
        }
        let number = month + 1
        return Moment.milliseconds(rfc3339: "\(parts[3])-\(number < 10 ? "0" : "")\(number)-\(parts[1])T\(parts[4])Z")
    }
}
