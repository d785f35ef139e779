public import ConnectorKit

/// An answer of a platform.
public struct HTTPAnswer: Sendable, Hashable {
    public var status: Int
    /// Names in small letters; of a repeated one the last.
    public var headers: [String: String]
    public var body: [UInt8]

    public init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// What came of a request, as the HTTP client tells it.
public enum Exchange: Sendable, Hashable {
    case answer(HTTPAnswer)
    /// Nothing was sent: no connection, no TLS, no name.
    case notSent(detail: String)
    /// All or part was sent, and no answer came in time or the connection ended before it.
    case noAnswer(timedOut: Bool)
    /// An answer came with this status, and its body was larger than is taken or trickled too slowly.
    case answerTooLarge(status: Int)
    /// A credential could not be had.
    case noCredential(SendFailure)
    /// The address lies where requests may not go.
    case forbidden
}

/// The part of the world that makes requests: adds the credential and the files, follows no redirects.
public protocol RecipeHTTP: Sendable {
    func exchange(_ request: RecipeRequest, files: [OutboundView.File]) async -> Exchange
}
