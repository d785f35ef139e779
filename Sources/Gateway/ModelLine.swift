/// The door at `/v1` for clients that speak OpenAI's API (platform.openai.com, "API reference"; read 2026-11). What is
/// answered is decided elsewhere; here only who may ask.
public struct ModelLine: Sendable {
    /// What a request is answered with.
    public enum Answer: Sendable {
        /// `application/json`.
        case whole(String)
        /// Server-sent events: gives the next ones until nil. Not asked again where they cannot be sent.
        case stream(next: @Sendable () async throws -> String?)
    }

    /// A request that is refused, in the shape its clients read.
    public struct Failure: Error, Sendable {
        public let status: Int
        public let json: String
        /// Sent as `Retry-After`.
        public let retryAfterSeconds: Int?

        public init(status: Int, json: String, retryAfterSeconds: Int? = nil) {
            self.status = status
            self.json = json
            self.retryAfterSeconds = retryAfterSeconds
        }
    }

    /// Largest body read, in bytes.
    let bodyBytesMax: Int
    let models: @Sendable (String?) throws -> String
    let answer: @Sendable (_ body: [UInt8], _ client: String) async throws -> Answer
    let failure: @Sendable (Problem) -> Failure

    /// - Parameters:
    ///   - models: The list of models as JSON, or the one of that id; throws ``Failure`` where there is none.
    ///   - answer: Answers a request of the API token of that name; throws ``Failure``, or what is foreseen to become
    ///     a ``Problem``.
    ///   - failure: A problem in the shape the clients read.
    public init(
        bodyBytesMax: Int, models: @escaping @Sendable (String?) throws -> String,
        answer: @escaping @Sendable ([UInt8], String) async throws -> Answer,
        failure: @escaping @Sendable (Problem) -> Failure
    ) {
        self.bodyBytesMax = bodyBytesMax
        self.models = models
        self.answer = answer
        self.failure = failure
    }
}
