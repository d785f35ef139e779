import ConnectorKit
import Conversations
import Escalation
import Hummingbird

extension OperatorAPI {
    private static let hoursMax = 2160

    func addOperationRoutes<Context: RequestContext>(to router: some RouterMethods<Context>) {
        on(.get, "channels", router) { _ in try await listChannels() }
        on(.get, "deadletters", router) { call in
            let page = try await desk.store.deadLetters(call.page())
            return try WireJSON.response(WireList(page.items.map(WireDeadLetter.init), next: page.next))
        }
        on(.post, "deadletters/{id}/retry", router) { call in
            try await desk.retryDeadLetter(call.id(String.self, "dead letter"), by: call.user)
            return Response(status: .accepted)
        }
        on(.get, "metrics/summary", router) { call in
            let hours = try call.integer("hours", 1...Self.hoursMax) ?? 24
            let until = desk.now()
            let summary = try await desk.store.metricsSummary(
                since: until.advanced(byMilliseconds: -Int64(hours) * 3_600_000), until: until)
            return try WireJSON.response(WireSummary(summary, system: system(at: until)))
        }
        on(.get, "events", router) { try events($0) }
    }

    private func listChannels() async throws -> Response {
        let ledger = try await desk.store.channelLedger()
        var entries = Dictionary(ledger.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for name in desk.channels.keys where entries[name] == nil { entries[name] = ChannelLedgerEntry(name: name) }
        let all = entries.values.sorted { $0.name.rawValue < $1.name.rawValue }
        let down = facts.down()
        return try WireJSON.response(
            WireList(
                all.map {
                    WireChannel($0, kind: desk.channels[$0.name]?.kind ?? "removed", whyDown: down[$0.name])
                }))
    }

    private func system(at moment: Timestamp) -> WireSummary.System {
        let knowledge = facts.knowledge()
        return WireSummary.System(
            version: facts.version,
            uptimeS: Double(moment.milliseconds - facts.startedAt.milliseconds) / 1000,
            articles: knowledge?.articles, passages: knowledge?.passages)
    }

    /// The live stream; it ends with the session or token, when the reader is too slow, and when the server stops.
    private func events(_ call: Call) throws -> Response {
        let authentication = authentication
        let credential = Authentication.credential(of: call.request)
        let subscription = feed.subscribers.subscribe(call.user.id, session: call.session?.csrf) {
            guard let credential else { return false }
            return try await authentication.holds(credential)
        }
        guard let subscription else {
            throw Problem.later(30, "Too many live streams are open. Close other windows or try again later.")
        }
        let ready = DeskFeed.chunk("ready", WireReady(at: desk.now().description)) ?? ""
        let feed = feed
        let body = ResponseBody { writer in
            defer { feed.subscribers.remove(subscription.number) }
            try await writer.write(ByteBuffer(string: ready))
            for await chunk in subscription.chunks { try await writer.write(ByteBuffer(string: chunk)) }
            try await writer.write(ByteBuffer(string: DeskFeed.reload))
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store", .xAccelBuffering: "no"],
            body: body)
    }
}
