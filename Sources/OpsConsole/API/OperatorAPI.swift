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
        /// Channels that bring nothing out until an operator mends them, and why.
        public var down: @Sendable () -> [ChannelName: String]
        /// More lines in the Prometheus text format, each with its line end.
        public var moreMetrics: @Sendable () -> String

        public init(
            version: String, startedAt: Timestamp,
            knowledge: @escaping @Sendable () -> (articles: Int, passages: Int)? = { nil },
            down: @escaping @Sendable () -> [ChannelName: String] = { [:] },
            moreMetrics: @escaping @Sendable () -> String = { "" }
        ) {
            self.version = version
            self.startedAt = startedAt
            self.knowledge = knowledge
            self.down = down
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
    /// The same as the live events show.
    var timelines: Timelines { feed.timelines }
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
    ///
    /// - Parameter isAlone: Whether the router serves nothing else: then `/` leads to the pages, and every other address
    ///   is answered too.
    public func addRoutes<Context: RequestContext>(to router: some RouterMethods<Context>, isAlone: Bool = false) {
        if isAlone { _ = router.add(middleware: UnknownAddresses()) }
        let known = RecordingRouter(router)
        addPages(to: known)
        addSessionRoutes(to: known)
        addConversationRoutes(to: known)
        addMessageRoutes(to: known)
        addFileRoutes(to: known)
        addCaseRoutes(to: known)
        addCustomerRoutes(to: known)
        addOperationRoutes(to: known)
        if isAlone {
            known.on("/", method: .get) { _, _ in
                Self.secured(Response(status: .seeOther, headers: [.location: "/ops"]))
            }
        }
        for (path, methods) in known.methodsByPath { addRefusal(of: path, besides: methods, to: router) }
        addRefusal(of: "/api/v1/**", besides: [], to: router)
    }

    /// Answers the methods an address does not take: 405 with those it takes, 404 when it takes none.
    private func addRefusal<Context: RequestContext>(
        of path: String, besides taken: [HTTPRequest.Method], to router: some RouterMethods<Context>
    ) {
        let allowed = taken.map(\.rawValue).sorted().joined(separator: ", ")
        for method in Self.methods where !taken.contains(method) {
            router.on(RouterPath(path), method: method) { _, _ in
                if taken.isEmpty { return Self.secured(Problem.unknownAddress.response()) }
                var response = Problem(405, "Method not allowed", "This address takes \(allowed) only.").response()
                response.headers[.allow] = allowed
                return Self.secured(response)
            }
        }
    }

    /// Those of RFC 9110 and RFC 5789 that reach a handler.
    private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
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

    /// What every answer carries: nothing of it is kept, framed, sniffed or run. An answer's own, stricter policy stays.
    static func secured(_ response: Response) -> Response {
        var response = response
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = ConsolePages.contentSecurityPolicy
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        if response.headers[.referrerPolicy] == nil { response.headers[.referrerPolicy] = "same-origin" }
        return response
    }
}
