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
    /// An answer came with this status, and its body was larger than is taken.
    case answerTooLarge(status: Int)
    /// An answer began with this status, and its body did not come to its end: the connection broke, or it trickled.
    case answerCutOff(status: Int)
    /// A credential could not be had.
    case noCredential(SendFailure)
    /// The address lies where requests may not go.
    case forbidden
}

/// A file of ours with its bytes.
public struct CarriedFile: Sendable, Hashable {
    public var name: String?
    /// Media type.
    public var type: String
    public var bytes: [UInt8]

    public init(name: String?, type: String, bytes: [UInt8]) {
        self.name = name
        self.type = type
        self.bytes = bytes
    }
}

/// The part of the world that makes requests. It follows no redirects and repeats nothing.
public protocol RecipeHTTP: Sendable {
    /// Makes one request.
    ///
    /// - Parameters:
    ///   - credential: What is added to it; nil for nothing.
    ///   - files: What the body's file numbers mean.
    func exchange(_ request: RecipeRequest, credential: CredentialValue?, files: [CarriedFile]) async -> Exchange
}
