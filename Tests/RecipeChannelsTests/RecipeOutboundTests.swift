import ConnectorKit
import Conversations
import Synchronization
import Testing

@testable import RecipeChannels
@testable import Recipes

@Suite struct RecipeOutboundTests {
    /// A channel to a server, its store and its clock.
    private struct Bench {
        let server: UnrulyServer
        let desk = MemoryDesk()
        let channel: RecipeOutboundChannel
        let effects = HTTPEffects(allowsPrivate: true)
        let clock: Clock

        final class Clock: Sendable {
            let now = Mutex(Timestamp(milliseconds: 1_000_000_000))
        }

        init(_ server: UnrulyServer, policy: String = "", endpoint: String = "") throws {
            self.server = server
            let clock = Clock()
            self.clock = clock
            let recipe = try acme(server.url, policy: policy, endpoint: endpoint)
            let now = { @Sendable () in clock.now.withLock { $0 } }
            let credentials = Credentials(
                channel: recipe, http: effects, refreshTokens: NoRefreshTokens(), now: { now().milliseconds })
            channel = RecipeOutboundChannel(
                recipe, desk: desk, calls: RecipeCalls(credentials: credentials, http: effects),
                threads: JQThreads(), now: now)
        }

        func end() async throws {
            await effects.shutDown()
            try await server.close()
        }

        var texts: [String] { server.bodies.compactMap { try? JSON(parsing: $0)["text"]?.text } }
    }

    private static let long = """
        Der Liefertermin ist am Freitag zwischen acht und zwölf.

        Sie bekommen vorher eine Nachricht von unserem Fahrer.

        Bitte halten Sie Ihren Ausweis bereit.
        """

    private func message(_ text: String, by kind: Author.Kind = .agent, seq: Int = 7) -> OutboundMessage {
        OutboundMessage(
            key: "c1-\(seq)", conversation: ConversationID(number: 1), seq: seq, channel: ChannelName("acme"),
            address: "anna",
            author: Author(kind: kind), text: text, citations: [], sentAt: Timestamp(milliseconds: 1_000_000_000))
    }

    private func failure(_ outcome: SendOutcome) throws -> SendFailure {
        guard case .failed(let failure) = outcome else { throw NotFailed() }
        return failure
    }

    private struct NotFailed: Error {}

    @Test func aMessageGoesOutInPartsAndItsIDsAreKept() async throws {
        let bench = try Bench(await UnrulyServer(.answer(200, body: #"{"id":"p1"}"#)))
        #expect(await bench.channel.send(message(Self.long)) == .sent)
        #expect(bench.texts.count == 3)
        let words = bench.texts.joined(separator: " ").split(whereSeparator: \.isWhitespace)
        #expect(words == Self.long.split(whereSeparator: \.isWhitespace))
        let step = try #require(bench.desk.state.withLock { $0.steps.values.first })
        #expect(step.platformIDs == ["p1", "p1", "p1"])
        #expect(bench.server.bodies.contains { $0.contains("c1-7-3") })
        try await bench.end()
    }

    @Test func aLaterAttemptGoesOnBehindWhatIsOut() async throws {
        let bench = try Bench(
            await UnrulyServer(.answer(200), .answer(503, headers: ["Retry-After": "4"]), .answer(200)))
        let first = try failure(await bench.channel.send(message(Self.long)))
        #expect(first.retry == .after(milliseconds: 4_000) && first.certainty == .didNotHappen)
        #expect(first.detail.hasPrefix("1 of 3 parts are out"))
        #expect(await bench.channel.mayRepeat(message("").id))
        #expect(await bench.channel.send(message(Self.long)) == .sent)
        // The second text came twice, since the platform refused it first; the others once.
        #expect(bench.texts.count == 4 && Set(bench.texts).count == 3)
        #expect(bench.texts[1] == bench.texts[2])
        try await bench.end()
    }

    @Test(arguments: [true, false])
    func whatMayHaveArrivedIsSentAgainOnlyWhereThePlatformDropsIt(dropsRepeats: Bool) async throws {
        let bench = try Bench(
            await UnrulyServer(.answer(200), .close, .answer(200)),
            endpoint: dropsRepeats ? "drops_repeats: true" : "")
        let first = try failure(await bench.channel.send(message(Self.long)))
        #expect(first.certainty == .unknown)
        #expect(await bench.channel.mayRepeat(message("").id) == dropsRepeats)
        try await bench.end()
    }

    @Test func aCrashBetweenPartsLeavesTheRestToBeSent() async throws {
        let bench = try Bench(await UnrulyServer(.answer(200)))
        // The store takes what is kept before and after the first part, and before the second, then the process is gone.
        bench.desk.state.withLock { $0.keepsLeft = 2 }
        let first = try failure(await bench.channel.send(message(Self.long)))
        #expect(first.certainty == .didNotHappen)
        #expect(bench.texts.count == 1)
        bench.desk.state.withLock { $0.keepsLeft = nil }
        #expect(await bench.channel.mayRepeat(message("").id))
        #expect(await bench.channel.send(message(Self.long)) == .sent)
        #expect(bench.texts.count == 3 && Set(bench.texts).count == 3)
        try await bench.end()
    }

    @Test func aRecordThatFailsAfterAPartLeavesItsOutcomeOpen() async throws {
        let bench = try Bench(await UnrulyServer(.answer(200)))
        bench.desk.state.withLock { $0.keepsLeft = 1 }
        #expect(try failure(await bench.channel.send(message(Self.long))).certainty == .unknown)
        #expect(await bench.channel.mayRepeat(message("").id) == false)
        try await bench.end()
    }

    @Test func a200CanBeAFailureAndABrokenAnswerIsOpen() async throws {
        let no = try Bench(await UnrulyServer(.answer(200, body: #"{"ok":false}"#)))
        let refused = try failure(await no.channel.send(message("Hallo")))
        #expect(refused.retry == .never && refused.certainty == .didNotHappen)
        try await no.end()
        let broken = try Bench(await UnrulyServer(.breakOff(200)))
        #expect(try failure(await broken.channel.send(message("Hallo"))).certainty == .unknown)
        try await broken.end()
    }

    @Test func thePolicyIsAskedAgainBeforeEachPart() async throws {
        let bench = try Bench(
            await UnrulyServer(.answer(200)), policy: "window: { hours: 24 }\nopt_out: { stop: [STOP] }")
        let now = bench.clock.now.withLock { $0 }
        // Never wrote directly: nothing may go.
        let closed = try failure(await bench.channel.send(message("Hallo")))
        #expect(closed.retry == .never && closed.certainty == .didNotHappen)
        #expect(closed.detail.hasPrefix("not allowed (window_closed; wait_for_customer, use_other_channel): "))
        bench.desk.state.withLock { $0.circumstances.state.lastDirectMessage = now }
        #expect(await bench.channel.send(message("Hallo")) == .sent)
        bench.desk.state.withLock { $0.circumstances.state.isOptedOut = true }
        let stopped = try failure(await bench.channel.send(message(Self.long, seq: 8)))
        #expect(stopped.detail.hasPrefix("not allowed (opted_out"))
        // Operators neither.
        let told = try failure(await bench.channel.send(message(Self.long, by: .operator, seq: 9)))
        #expect(told.detail.hasPrefix("not allowed (opted_out"))
        #expect(bench.texts == ["Hallo"])
        try await bench.end()
    }

    @Test func thePaceOfAPlatformIsWaitedForAndCountsAsNoAttempt() async throws {
        let bench = try Bench(await UnrulyServer(.answer(200)), policy: "pace: { per_customer_ms: 6000 }")
        for part in 1...2 {
            let waits = try failure(await bench.channel.send(message(Self.long)))
            #expect(waits.retry == .paced(milliseconds: 6_000) && waits.certainty == .didNotHappen)
            #expect(bench.texts.count == part)
            bench.clock.now.withLock { $0 = $0.advanced(byMilliseconds: 6_000) }
        }
        #expect(await bench.channel.send(message(Self.long)) == .sent)
        #expect(bench.texts.count == 3 && Set(bench.texts).count == 3)
        try await bench.end()
    }

    @Test func aCommentHasOnePrivateAnswerAndAWordInPublic() async throws {
        let bench = try Bench(
            await UnrulyServer(.answer(200)), policy: "window: { hours: 24, private_reply_days: 7 }")
        let now = bench.clock.now.withLock { $0 }
        bench.desk.state.withLock {
            $0.circumstances.answered = "comment-1"
            $0.circumstances.language = "de"
            $0.circumstances.state.place = .comment(at: now)
        }
        #expect(await bench.channel.send(message("Ihre Bestellung kommt am Freitag.")) == .sent)
        let said = bench.server.bodies.compactMap { try? JSON(parsing: $0) }
        #expect(said.first?["visibility"]?.text == "private_reply" && said.first?["reply_to"]?.text == "comment-1")
        let again = OutboundMessage(
            key: "c1-9", conversation: ConversationID(number: 1), seq: 9, channel: ChannelName("acme"), address: "anna",
            author: Author(kind: .agent), text: "Noch etwas.", citations: [], sentAt: now)
        #expect(try failure(await bench.channel.send(again)).detail.hasPrefix("not allowed (private_reply_used"))
        #expect(bench.server.bodies.filter { $0.contains("private_reply") }.count == 1)
        try await bench.end()
    }

    @Test func filesAreBroughtAndWhatAMappingDropsIsNoSuccess() async throws {
        let bench = try Bench(await UnrulyServer(.answer(200)))
        let file = SentFile(name: "a.txt", type: "text/plain", sizeBytes: 6, digest: String(repeating: "0", count: 64))
        bench.desk.state.withLock { $0.files[file] = Array("Inhalt".utf8) }
        var carrying = message("Anbei.")
        carrying.attachments = [file]
        #expect(await bench.channel.send(carrying) == .sent)
        #expect(bench.server.requests.contains { $0.contains("Inhalt") })
        bench.desk.state.withLock { $0.files = [:] }
        var gone = carrying
        gone.attachments = [file]
        #expect(await bench.channel.send(gone) == .sent, "what is out is not sent again")
        try await bench.end()
    }
}
