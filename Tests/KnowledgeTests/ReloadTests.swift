import Foundation
import Synchronization
import Testing

@testable import Knowledge

/// A clock that stands still until the test lets one sleeper go on.
final class StepClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        var offset: Duration
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct State {
        var sleeper: CheckedContinuation<Void, any Error>?
        var waiter: CheckedContinuation<Void, Never>?
        var cancelled = false
    }

    private let state = Mutex(State())
    var now: Instant { Instant(offset: .zero) }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (sleeper: CheckedContinuation<Void, any Error>) in
                let (refused, waiter) = state.withLock { state -> (Bool, CheckedContinuation<Void, Never>?) in
                    if state.cancelled { return (true, nil) }
                    state.sleeper = sleeper
                    defer { state.waiter = nil }
                    return (false, state.waiter)
                }
                if refused { sleeper.resume(throwing: CancellationError()) }
                waiter?.resume()
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                state.cancelled = true
                defer { state.sleeper = nil }
                return state.sleeper
            }
            sleeper?.resume(throwing: CancellationError())
        }
    }

    /// Waits until somebody sleeps, then wakes them.
    func tick() async {
        await withCheckedContinuation { (waiter: CheckedContinuation<Void, Never>) in
            let ready = state.withLock { state in
                if state.sleeper != nil { return true }
                state.waiter = waiter
                return false
            }
            if ready { waiter.resume() }
        }
        let sleeper = state.withLock { state in
            defer { state.sleeper = nil }
            return state.sleeper
        }
        sleeper?.resume()
    }
}

@Suite struct ReloadTests {
    @Test func changesComeIntoForceOnceTheFolderKeepsStill() async throws {
        let folder = try Folder()
        try folder.write("a.md", "---\ntitle: Anfahrt\nlang: de\n---\nMit dem Bus.")
        let base = KnowledgeBase(loader: KnowledgeLoader(paths: [folder.path]))
        #expect(base.current.generation == 1)
        let clock = StepClock()
        let (states, told) = AsyncStream.makeStream(of: KnowledgeBase.State.self, bufferingPolicy: .bufferingNewest(8))
        let running = Task { await base.run(clock: clock, every: .seconds(1)) { told.yield($0) } }
        await clock.tick()
        #expect(base.current.generation == 1, "nothing changed, nothing is loaded")
        try folder.write("b.md", "---\ntitle: Parkplätze\nlang: de\n---\nHinter dem Haus.")
        await clock.tick()
        await clock.tick()
        var next = states.makeAsyncIterator()
        let second = await next.next()
        #expect(second?.generation == 2)
        #expect(ask("Parkplätze", in: base.index).hits.first?.article.id == "b")

        try folder.write("b.md", "---\ntitle: Parkplätze\nlangg: de\n---\nBroken while being edited.")
        try folder.write("a.md", "---\ntitle: Anfahrt\nlang: de\n---\nMit dem Bus oder der Bahn.")
        await clock.tick()
        await clock.tick()
        let third = await next.next()
        #expect(third?.problems.map(\.key) == ["langg"])
        #expect(third?.index.article("b")?.body == "Hinter dem Haus.", "the last good version stays")
        #expect(third?.index.article("a")?.body == "Mit dem Bus oder der Bahn.")

        try folder.remove("b.md")
        await clock.tick()
        await clock.tick()
        let fourth = await next.next()
        #expect(fourth?.index.article("b") == nil)
        #expect(fourth?.problems == [])
        running.cancel()
        await running.value
    }

    @Test func aReloadByHandTakesEffectAtOnceAndOnlyWhenSomethingChanged() throws {
        let folder = try Folder()
        try folder.write("a.md", "# Eins")
        let base = KnowledgeBase(loader: KnowledgeLoader(paths: [folder.path]))
        #expect(!base.reload())
        try folder.write("c.md", "# Zwei")
        #expect(base.reload())
        #expect(base.index.articles.count == 2)
        #expect(base.current.generation == 2)
    }

    @Test func aFolderThatCannotBeReadForAWhileKeepsItsArticles() throws {
        let folder = try Folder()
        try folder.write("k/a.md", "# Eins")
        let path = folder.path + "/k"
        let base = KnowledgeBase(loader: KnowledgeLoader(paths: [path]))
        try FileManager.default.moveItem(atPath: path, toPath: folder.path + "/away")
        base.reload()
        #expect(base.index.articles.count == 1)
        #expect(base.current.problems.count == 1)
        try FileManager.default.moveItem(atPath: folder.path + "/away", toPath: path)
        base.reload()
        #expect(base.index.articles.count == 1)
        #expect(base.current.problems == [])
    }
}
