import AsyncHTTPClient
import ConnectorKit
import Foundation
import NIOCore
import NIOPosix

/// What an answer, or the lack of one, says about an attempt to call an application.
enum CallbackOutcome {
    /// Longest wait a receiver can ask for: a day, in milliseconds.
    private static let retryAfterMillisecondsMax: Int64 = 86_400_000

    static let privateAddress = SendFailure(
        kind: .rejected, retry: .never, certainty: .didNotHappen,
        detail: "the callback address is in a private network; set allow_private to permit it")
    static let unresolved = SendFailure(
        kind: .unreachable, retry: .later, certainty: .didNotHappen, detail: "the callback's host name has no address")

    static let unresolvedInTime = SendFailure(
        kind: .timeout, retry: .later, certainty: .didNotHappen,
        detail: "the callback's host name was not resolved in time")

    /// By status: success, what will never be taken, what may be taken later.
    static func of(status: Int, retryAfter: String?) -> SendOutcome {
        switch status {
        case 200..<300: .sent
        case 401, 403: failed(.unauthorized, .never, .didNotHappen, status)
        case 408: failed(.timeout, .later, .didNotHappen, status)
        case 413: failed(.tooLarge, .never, .didNotHappen, status)
        case 429: failed(.rateLimited, retry(retryAfter), .didNotHappen, status)
        case 503: failed(.other, retry(retryAfter), .didNotHappen, status)
        // Another server error may have come after the receiver had done its work.
        case 500...: failed(.other, .later, .unknown, status)
        // Redirects are not followed: they could lead where the configuration does not.
        default: failed(.rejected, .never, .didNotHappen, status)
        }
    }

    private static func failed(
        _ kind: SendFailure.Kind, _ retry: SendFailure.Retry, _ certainty: SendFailure.Certainty, _ status: Int
    ) -> SendOutcome {
        .failed(
            SendFailure(
                kind: kind, retry: retry, certainty: certainty, detail: "the callback answered with status \(status)"))
    }

    /// `Retry-After` in seconds (RFC 9110, section 10.2.3); its date form and nonsense get the usual backoff.
    private static func retry(_ header: String?) -> SendFailure.Retry {
        guard let header, let seconds = Int64(header), seconds >= 0 else { return .later }
        return .after(milliseconds: min(seconds, retryAfterMillisecondsMax / 1000) * 1000)
    }

    /// By error: whatever happens before the request could be written surely did not happen.
    static func of(_ error: any Error) -> SendFailure {
        switch error {
        case let error as HTTPClientError where notSent.contains(error):
            SendFailure(
                kind: .unreachable, retry: .later, certainty: .didNotHappen,
                detail: "no connection to the callback: \(error.shortDescription)")
        case let error as HTTPClientError where timedOut.contains(error):
            SendFailure(
                kind: .timeout, retry: .later, certainty: .unknown, detail: "the callback did not answer in time")
        case is NIOConnectionError:
            SendFailure(
                kind: .unreachable, retry: .later, certainty: .didNotHappen, detail: "no connection to the callback")
        case let error as IOError where noRoute.contains(error.errnoCode):
            SendFailure(
                kind: .unreachable, retry: .later, certainty: .didNotHappen, detail: "no connection to the callback")
        case is CancellationError:
            SendFailure(kind: .other, retry: .later, certainty: .unknown, detail: "the attempt was cut off")
        case let error as HTTPClientError:
            SendFailure(
                kind: .other, retry: .later, certainty: .unknown,
                detail: "the callback's connection broke: \(error.shortDescription)")
        default:
            SendFailure(
                kind: .other, retry: .later, certainty: .unknown, detail: "the callback's connection broke")
        }
    }

    private static let notSent: [HTTPClientError] = [
        .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .invalidURL, .emptyHost,
    ]
    /// What the system says of a connection that never was.
    private static let noRoute: [CInt] = [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN, EADDRNOTAVAIL]
    private static let timedOut: [HTTPClientError] = [.readTimeout, .writeTimeout, .deadlineExceeded]
}
