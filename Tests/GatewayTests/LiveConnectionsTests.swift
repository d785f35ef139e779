import Synchronization
import Testing

@testable import Gateway

@Suite struct LiveConnectionsTests {
    private func status(_ open: () throws -> Void) -> Int? {
        do {
            try open()
            return nil
        } catch {
            return (error as? Problem)?.status
        }
    }

    @Test func oneSessionTakesOnlyItsShare() throws {
        let live = LiveConnections(streamsMax: 100, perSessionMax: 3)
        var tickets = try [LiveConnections.Kind.socket, .stream, .socket].map { try live.open($0, of: "a") {} }
        #expect(status { _ = try live.open(.stream, of: "a") {} } == 429)
        #expect(status { _ = try live.open(.socket, of: "a") {} } == 429)
        let other = try live.open(.stream, of: "b") {}
        #expect(live.counts == (2, 2))
        tickets.removeLast().close()
        tickets.append(try live.open(.stream, of: "a") {})
        #expect(live.counts == (1, 3))
        other.close()
        other.close()
        #expect(live.counts == (1, 2))
    }

    @Test func streamsHaveABoundInAll() throws {
        let live = LiveConnections(streamsMax: 1, perSessionMax: 8)
        let stream = try live.open(.stream, of: "a") {}
        #expect(status { _ = try live.open(.stream, of: "b") {} } == 503)
        let socket = try live.open(.socket, of: "b") {}
        #expect(live.counts == (1, 1))
        _ = (stream, socket)
    }

    @Test func aConnectionThatNobodyHoldsDoesNotCount() throws {
        let live = LiveConnections(streamsMax: 10, perSessionMax: 1)
        for _ in 0..<3 { _ = try live.open(.stream, of: "a") {} }
        #expect(live.counts == (0, 0))
    }

    @Test func theEndOfASessionEndsItsConnectionsOnly() throws {
        let live = LiveConnections(streamsMax: 10, perSessionMax: 8)
        let ended = Mutex<[String]>([])
        let tickets = try ["a", "a", "b", "c"].map { session in
            try live.open(.socket, of: session) { ended.withLock { $0.append(session) } }
        }
        live.end(["a", "c", "nobody"])
        #expect(ended.withLock { $0.sorted() } == ["a", "a", "c"])
        _ = tickets
    }

    @Test func whenTheGatewayStopsStreamsEndAndNothingNewOpens() throws {
        let live = LiveConnections(streamsMax: 10, perSessionMax: 8)
        let ended = Mutex(0)
        let tickets = try [LiveConnections.Kind.socket, .stream].map { kind in
            try live.open(kind, of: "a") { ended.withLock { $0 += 1 } }
        }
        live.endStreams()
        #expect(ended.withLock { $0 } == 1)
        #expect(status { _ = try live.open(.stream, of: "a") {} } == 503)
        _ = tickets
    }
}
