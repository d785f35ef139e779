import ConnectorKit
import Conversations
import Escalation
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import SwitchboardTesting
import Synchronization
import Testing

@testable import OpsConsole

/// A clock a test sets.
final class HandClock: Sendable {
    private let moment = Mutex(Timestamp(milliseconds: 1_795_424_400_000))

    var now: Timestamp { moment.withLock { $0 } }

    func advance(minutes: Int) {
        moment.withLock { $0 = $0.advanced(byMilliseconds: Int64(minutes) * 60_000) }
    }
}

/// A whole console over memory.
struct Console: Sendable {
    static let password = "correct horse battery staple"

    let clock = HandClock()
    let log = InMemoryConversationLog()
    let store: InMemoryDesk
    let desk: Desk
    let accounts: OperatorAccounts
    let feed: DeskFeed

    init(
        settings: AccountSettings = AccountSettings(), originals: (any MessageOriginals)? = nil,
        fileLimits: FileLimits = FileLimits()
    ) {
        let clock = clock
        var letters = ChannelDefinition(
            name: ChannelName("support"), kind: "email", transport: .pushed, limits: ChannelLimits(isLive: false))
        letters.takesFiles = true
        store = InMemoryDesk(log: log)
        let rules = EscalationRules(
            hours: .always(.gmt),
            queues: [
                CaseQueue(name: "front", title: "Front"),
                CaseQueue(name: "workshop", title: "Werkstatt", titles: ["de": "Werkstatt", "en": "Workshop"]),
            ],
            defaultQueue: "front", rules: [])
        desk = Desk(
            store: store, log: log, rules: rules,
            channels: [
                ChannelDefinition(
                    name: ChannelName("web"), kind: "webchat", limits: ChannelLimits(textCharactersMax: 4000)),
                letters,
            ], fileLimits: fileLimits, now: { clock.now })
        accounts = OperatorAccounts(store: store, settings: settings, now: { clock.now })
        feed = DeskFeed(desk: desk, originals: originals, clock: ContinuousClock(), logger: Logger(label: "test"))
        log.addObserver(feed)
    }

    func api() throws -> OperatorAPI {
        try OperatorAPI(
            desk: desk, accounts: accounts, feed: feed,
            facts: OperatorAPI.SystemFacts(version: "0.1.0", startedAt: clock.now), logger: Logger(label: "test"))
    }

    func run(_ test: @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        let router = Router()
        try api().addRoutes(to: router)
        try await Application(router: router).test(.router, test)
    }

    /// A conversation of a customer who wrote so.
    func conversation(_ number: Int64, _ text: String = "Wann habt ihr offen?", name: String? = nil) throws {
        let id = ConversationID(number: number)
        log.open(id, at: clock.now)
        if let name { store.name(CustomerID(number: number), name) }
        try log.appendNow(to: id, at: clock.now) { _ in
            [.messageReceived(MessageReceived(externalID: "x", text: text, name: name))]
        }
    }

    /// A conversation in the queue; its case is `k<number>-1`.
    func waitingCase(_ number: Int64, priority: CasePriority = .normal, wants: String = "x") throws {
        try conversation(number)
        let decisions = DeskDecisions(rules: desk.rules)
        let wish = DeskDecisions.Wish(
            priority: priority, reason: .wantsHuman, detail: "asked",
            brief: Brief(
                who: "w", wants: wants, tried: [], facts: [], mood: "annoyed", verification: .anonymous,
                suggestion: "", draft: nil, language: "de"))
        let now = clock.now
        try log.appendNow(to: ConversationID(number: number), at: now) { state in
            try decisions.escalate(state, wish, by: .customer(name: nil), now: now)
        }
    }

    /// ``password`` hashed once; hashing is slow on purpose.
    private static let passwordHash = Task { try await PasswordHashing().hash(password) }

    /// A signed-in operator, whose password is ``password``.
    func operatorSession(_ name: String, role: Role = .operator) async throws -> Browser {
        let account = try await store.addOperator(
            name: name, role: role, passwordHash: Self.passwordHash.value, at: clock.now)
        let session = try await accounts.startSession(account)
        return Browser(secret: session.secret, csrf: session.csrf, id: session.user.id)
    }
}

/// What a signed-in browser sends.
struct Browser: Sendable {
    let secret: String
    let csrf: String
    let id: OperatorID

    var cookie: HTTPFields { [.cookie: "switchboard_session=\(secret)"] }

    var headers: HTTPFields {
        var fields = cookie
        fields[.csrfToken] = csrf
        fields[.contentType] = "application/json"
        return fields
    }
}

extension TestClientProtocol {
    func get(_ path: String, _ browser: Browser? = nil) async throws -> TestResponse {
        try await execute(uri: path, method: .get, headers: browser?.cookie ?? [:]) { $0 }
    }

    func post(_ path: String, _ body: String? = nil, _ browser: Browser) async throws -> TestResponse {
        try await execute(
            uri: "/api/v1/\(path)", method: .post, headers: browser.headers,
            body: body.map { ByteBuffer(string: $0) }
        ) { $0 }
    }
}
