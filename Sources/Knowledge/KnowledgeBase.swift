import Synchronization

/// The knowledge of a running gateway: an index that is replaced as a whole when files change.
///
/// Searches take the index that is current when they begin and are never held up by a reload.
public final class KnowledgeBase: Sendable {
    /// What is in force now.
    public struct State: Sendable {
        public var index: KnowledgeIndex
        /// What is wrong with the files as they are now.
        public var problems: [KnowledgeProblem]
        /// Counts reloads; the first load is 1.
        public var generation: Int
    }

    /// How often the folders are looked at. Polling, because inotify misses changes on network and overlay file
    /// systems and loses its watches when a folder is swapped for another, as container platforms do; looking at a
    /// thousand files costs some milliseconds.
    public static let pollInterval: Duration = .seconds(1)

    public let loader: KnowledgeLoader
    private let state: Mutex<State>
    private let watch: Mutex<FolderWatch>

    /// Loads the folders once, on the caller's thread.
    public init(loader: KnowledgeLoader) {
        self.loader = loader
        var watch = FolderWatch(loader: loader)
        let loaded = watch.reload(FolderScan(paths: loader.paths))
        state = Mutex(State(index: KnowledgeIndex(articles: loaded.articles), problems: loaded.problems, generation: 1))
        self.watch = Mutex(watch)
    }

    /// The index in force.
    public var index: KnowledgeIndex { state.withLock { $0.index } }

    /// Index, problems and generation in force, taken together.
    public var current: State { state.withLock { $0 } }

    /// Looks for an answer in the index in force.
    public func search(_ request: SearchRequest) -> SearchOutcome { index.search(request) }

    /// Reads what changed since the last time and puts a new index in force if anything did.
    ///
    /// An article whose file broke stays in force as it last was; its problem is reported. A file that vanished takes
    /// its article with it. Returns whether anything changed.
    @discardableResult
    public func reload() -> Bool {
        let scan = FolderScan(paths: loader.paths)
        return watch.withLock { watch in
            guard watch.isChanged(scan) else { return false }
            put(watch.reload(scan))
            return true
        }
    }

    /// Watches the folders until cancelled; reloads once they have kept still for one interval.
    ///
    /// Ends normally when the task is cancelled.
    /// - Parameters:
    ///   - clock: Tells when to look again.
    ///   - interval: Between two looks.
    ///   - changed: Is told each new state after it came into force.
    public func run(
        clock: any Clock<Duration> = ContinuousClock(), every interval: Duration = pollInterval,
        changed: @Sendable (State) async -> Void = { _ in }
    ) async {
        while !Task.isCancelled {
            do {
                try await clock.sleep(for: interval)
            } catch {
                return
            }
            if await look() { await changed(current) }
        }
    }

    /// One look at the folders, off the caller's executor: reading and indexing may take seconds.
    @concurrent private func look() async -> Bool {
        let scan = FolderScan(paths: loader.paths)
        return watch.withLock { watch in
            guard watch.isSettled(scan) else { return false }
            put(watch.reload(scan))
            return true
        }
    }

    /// Called with the watch locked, so that states come into force in the order in which they were read; searches
    /// don't take that lock.
    private func put(_ loaded: LoadedKnowledge) {
        let index = KnowledgeIndex(articles: loaded.articles)
        state.withLock { $0 = State(index: index, problems: loaded.problems, generation: $0.generation + 1) }
    }
}
