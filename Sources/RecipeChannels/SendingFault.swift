import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import Recipes

/// What an error says about a request that got no answer.
enum SendingFault {
    /// - Parameter mayBeWhole: Whether the end of the body was given to the connection. A platform that got less than
    ///   the length it was told has no request to act on.
    static func exchange(_ error: any Error, mayBeWhole: Bool) -> Exchange {
        if let error = error as? HTTPClientError, notSent.contains(error) {
            return .notSent(detail: "no connection: \(error.shortDescription)")
        }
        if error is NIOConnectionError { return .notSent(detail: "no connection") }
        if let error = error as? IOError, noRoute.contains(error.errnoCode) { return .notSent(detail: "no connection") }
        guard mayBeWhole else { return .notSent(detail: "the connection ended before the request was written") }
        let isTimeout = (error as? HTTPClientError).map(timedOut.contains) ?? false
        return .noAnswer(timedOut: isTimeout)
    }

    private static let notSent: [HTTPClientError] = [
        .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .invalidURL, .emptyHost, .emptyScheme,
        .bodyLengthMismatch, .traceRequestWithBody, .alreadyShutdown,
    ]
    /// What the system says of a connection that never was.
    private static let noRoute: [CInt] = [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN, EADDRNOTAVAIL]
    private static let timedOut: [HTTPClientError] = [.readTimeout, .writeTimeout, .deadlineExceeded]
}
