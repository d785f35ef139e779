import Conversations
import Escalation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SwitchboardTesting
import Synchronization
import Testing

@testable import OpsConsole

@Suite struct LiveFeedTests {
    /// The pieces a subscriber got until its stream ended.
    private func drain(_ subscription: FeedSubscribers.Subscription) async -> [String] {
        var chunks: [String] = []
        for await chunk in subscription.chunks { chunks.append(chunk) }
        return chunks
    }

    private func name(_ chunk: String) -> String {
        String(chunk.split(separator: "\n").first?.dropFirst("event: ".count) ?? "")
    }

    @Test func `an escalation reaches operators as conversation, case and queue`() async throws {
        let console = Console()
        let subscription = try #require(
            console.feed.subscribers.subscribe(OperatorID(number: 1), session: "s") { true })
        try console.waitingCase(1)
        await console.feed.flush()
        console.feed.typing(
            in: ConversationID(number: 1), by: Author(kind: .customer, name: "<b>\n\nevent: x"), on: true)
        console.feed.subscribers.close()
        let chunks = await drain(subscription)
        #expect(chunks.map(name) == ["conversation", "case", "queue", "typing"])
        #expect(chunks[0].contains("\"items\":[{"))
        #expect(chunks[2].contains(#""waiting":1"#))
        for chunk in chunks {
            #expect(chunk.hasSuffix("\n\n"))
            #expect(chunk.dropLast(2).split(separator: "\n", omittingEmptySubsequences: false).count == 2)
        }
    }

    @Test func `a note is shown to operators live, as a note`() async throws {
        let console = Console()
        try console.conversation(1)
        let subscription = try #require(
            console.feed.subscribers.subscribe(OperatorID(number: 1), session: nil) { true })
        let jana = DeskUser(id: OperatorID(number: 1), name: "Jana", role: .operator)
        _ = try await console.desk.note(ConversationID(number: 1), text: "intern", by: jana)
        await console.feed.flush()
        console.feed.subscribers.close()
        let chunks = await drain(subscription)
        #expect(chunks.count == 1)
        #expect(chunks.first?.contains(#""kind":"note""#) == true)
    }

    @Test func `who reads too slowly is dropped, the others are not`() async throws {
        let subscribers = FeedSubscribers()
        let slow = try #require(subscribers.subscribe(OperatorID(number: 1), session: nil) { true })
        for number in 0..<FeedSubscribers.bufferedMax { subscribers.send("\(number)") }
        let quick = try #require(subscribers.subscribe(OperatorID(number: 2), session: nil) { true })
        subscribers.send("one more")
        #expect(subscribers.count == 1)
        subscribers.close()
        #expect(await drain(slow).count == FeedSubscribers.bufferedMax)
        #expect(await drain(quick) == ["one more"])
    }

    @Test func `streams are bounded and end with their session`() async throws {
        let subscribers = FeedSubscribers()
        for number in 0..<FeedSubscribers.subscribersMax {
            #expect(subscribers.subscribe(OperatorID(number: 1), session: "s\(number % 2)") { true } != nil)
        }
        #expect(subscribers.subscribe(OperatorID(number: 1), session: "s") { true } == nil)
        subscribers.end(session: "s0")
        #expect(subscribers.count == FeedSubscribers.subscribersMax / 2)
    }

    @Test func `a stream whose right to listen cannot be looked up goes on until it can`() async throws {
        let subscribers = FeedSubscribers()
        let answer = Mutex<Result<Bool, StoreFailure>>(.failure(StoreFailure(kind: .locked, detail: "busy")))
        _ = subscribers.subscribe(OperatorID(number: 1), session: nil) { try answer.withLock { try $0.get() } }
        await subscribers.endOutdated()
        #expect(subscribers.count == 1)
        answer.withLock { $0 = .success(false) }
        await subscribers.endOutdated()
        #expect(subscribers.count == 0)
    }

    /// What ends somebody's right to listen, done to an operator's session or a token.
    enum Ending: CaseIterable {
        case signedOutElsewhere, passwordChanged, removed, idle, expired, tokenRevoked
    }

    @Test(arguments: Ending.allCases)
    func `at the next heartbeat a stream ends whose session or token holds no more`(ending: Ending) async throws {
        let console = Console(settings: AccountSettings(sessionHours: 12, idleMinutes: 60))
        let jana = try await console.operatorSession("Jana")
        let token = try await console.accounts.createToken(name: "crm", scope: .operate)
        let headers: HTTPFields =
            ending == .tokenRevoked ? [.authorization: "Bearer \(token.secret)"] : jana.cookie
        try await console.run { client async throws in
            async let answer = client.execute(uri: "/api/v1/events", method: .get, headers: headers) { $0 }
            while console.feed.subscribers.count == 0 { await Task.yield() }
            if ending != .expired { console.clock.advance(minutes: 59) }
            await console.feed.beatOnce()
            #expect(console.feed.openStreams == 1, "it still holds")
            switch ending {
            case .signedOutElsewhere: try await console.store.removeSession(hash: Secrets.hash(jana.secret))
            case .passwordChanged: _ = try await console.accounts.setPassword(of: jana.id, Console.password)
            case .removed: #expect(try await console.accounts.removeOperator(jana.id))
            case .idle: console.clock.advance(minutes: 1)
            case .expired:
                for _ in 0..<13 {
                    console.clock.advance(minutes: 55)
                    _ = try await console.accounts.session(secret: jana.secret)
                }
                console.clock.advance(minutes: 10)
            case .tokenRevoked: _ = try await console.store.revokeToken(token.token.id, at: console.clock.now)
            }
            await console.feed.beatOnce()
            #expect(console.feed.openStreams == 0)
            #expect(try await answer.text.hasSuffix(DeskFeed.reload))
        }
    }

    @Test func `more changes than can be kept make readers load anew`() async throws {
        let console = Console()
        try console.conversation(1)
        let subscription = try #require(
            console.feed.subscribers.subscribe(OperatorID(number: 1), session: nil) { true })
        let note = ConversationEvent.Body.noteAdded(NoteAdded(author: Author(kind: .system), text: "n"))
        try console.log.appendNow(to: ConversationID(number: 1), at: console.clock.now) { _ in
            Array(repeating: note, count: DeskFeed.pendingEventsMax + 1)
        }
        await console.feed.flush()
        console.feed.subscribers.close()
        #expect(await drain(subscription) == [DeskFeed.reload])
    }

    @Test func `the stream over HTTP begins with ready and ends when the server stops`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        try await console.run { client async throws in
            async let answer = client.get("/api/v1/events", jana)
            while console.feed.subscribers.count == 0 { await Task.yield() }
            #expect(
                try await client.get("/api/v1/operators", jana).json()["items"]?.list.first?["online"] == .bool(true))
            try console.waitingCase(1)
            await console.feed.flush()
            console.feed.subscribers.close()
            let stream = try await answer
            #expect(stream.headers[.contentType] == "text/event-stream")
            let names = stream.text.split(separator: "\n").filter { $0.hasPrefix("event: ") }.map { $0.dropFirst(7) }
            #expect(names == ["ready", "conversation", "case", "queue", "reload"])
            #expect(
                try await client.get("/api/v1/operators", jana).json()["items"]?.list.first?["online"] == .bool(false))
        }
    }

    @Test func `the service sends what happens and ends with cancellation`() async throws {
        let console = Console()
        let subscription = try #require(
            console.feed.subscribers.subscribe(OperatorID(number: 1), session: nil) { true })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await console.feed.run() }
            try console.waitingCase(1)
            var names: [String] = []
            for await chunk in subscription.chunks {
                if chunk != ":\n\n" { names.append(name(chunk)) }
                if names.count == 3 { break }
            }
            #expect(names == ["conversation", "case", "queue"])
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(console.feed.openStreams == 0)
    }
}
