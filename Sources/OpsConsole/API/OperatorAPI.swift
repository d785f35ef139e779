public import Conversations
public import Escalation
public import Hummingbird
public import Logging

/// The operators' API under `/api/v1`, the console's pages under `/ops` and the figures at `/metrics`.
///
/// The contract is `openapi.yaml`, served at `/api/openapi.yaml`.
public struct OperatorAPI: Sendable {
    /// What the pages and figures say of the running system.
    public struct SystemFacts: Sendable {
        public var version: String
        public var startedAt: Timestamp
        /// Articles and passages the knowledge holds now; nil where nobody knows.
        public var knowledge: @Sendable () -> (articles: Int, passages: Int)?
        /// More lines in the Prometheus text format, each with its line end.
        public var moreMetrics: @Sendable () -> String

        public init(
            version: String, startedAt: Timestamp,
            knowledge: @escaping @Sendable () -> (articles: Int, passages: Int)? = { nil },
            moreMetrics: @escaping @Sendable () -> String = { "" }
        ) {
            self.version = version
            self.startedAt = startedAt
            self.knowledge = knowledge
            self.moreMetrics = moreMetrics
        }
    }

    let desk: Desk
    let accounts: OperatorAccounts
    let feed: DeskFeed
    let facts: SystemFacts
    let logger: Logger
    let pages: ConsolePages
    let authentication: Authentication
    /// Shows the customer that an operator types or stopped.
    let showTyping: @Sendable (ConversationID, Author, Bool) -> Void

    /// - Parameter showTyping: Called only for the conversation's owner.
    /// - Throws: ``ConsolePages/Missing`` when the pages are not beside the executable.
    public init(
        desk: Desk, accounts: OperatorAccounts, feed: DeskFeed, facts: SystemFacts, logger: Logger,
        showTyping: @escaping @Sendable (ConversationID, Author, Bool) -> Void = { _, _, _ in }
    ) throws {
        self.desk = desk
        self.accounts = accounts
        self.feed = feed
        self.facts = facts
        self.logger = logger
        self.showTyping = showTyping
        pages = try ConsolePages()
        authentication = Authentication(accounts: accounts)
    }

    /// Adds every route.
    public func addRoutes<Context: RequestContext>(to router: some RouterMethods<Context>) {
        addPages(to: router)
        addSessionRoutes(to: router)
        addConversationRoutes(to: router)
        addCaseRoutes(to: router)
        addCustomerRoutes(to: router)
        addOperationRoutes(to: router)
        for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete] {
            router.on("/api/v1/**", method: method) { _, _ in
                Self.secured(Problem(404, "Not found", "There is no such address; see /api/openapi.yaml.").response())
            }
        }
    }
}

// MARK: - One route

extension OperatorAPI {
    /// Adds a route of the API for callers who are signed in or have a token.
    func on<Context: RequestContext>(
        _ method: HTTPRequest.Method, _ path: String, _ router: some RouterMethods<Context>,
        _ handler: @escaping @Sendable (Call) async throws -> Response
    ) {
        router.on("/api/v1/\(path)", method: method) { request, context in
            await answer(context.logger) {
                let caller = try await authentication.caller(of: request)
                return try await handler(
                    Call(
                        request: request, parameters: context.parameters, user: caller.user,
                        session: caller.session))
            }
        }
    }

    /// Runs a handler; what it throws becomes a problem document, and what is ours to mend is logged.
    func answer(_ logger: Logger, _ handler: () async throws -> Response) async -> Response {
        do {
            return Self.secured(try await handler())
        } catch {
            if let problem = Problem(error) { return Self.secured(problem.response()) }
            logger.error("operator request failed", metadata: ["error": "\(error)"])
            return Self.secured(
                Problem(500, "Internal error", "The server could not do it; its log says why.").response())
        }
    }

    /// What every answer carries: nothing of it is kept, framed, sniffed or run.
    static func secured(_ response: Response) -> Response {
        var response = response
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        response.headers[.contentSecurityPolicy] = ConsolePages.contentSecurityPolicy
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "same-origin"
        return response
    }
}
