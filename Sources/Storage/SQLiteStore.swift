public import ConnectorKit
public import Conversations
import Foundation
import GRDB
import Synchronization
import WebChatChannel

/// The embedded store: one SQLite file in WAL mode, one writer that group-commits, readers in a pool.
///
/// What is acknowledged is on disk: the writer runs with `synchronous = FULL` unless the options say otherwise.
public final class SQLiteStore: Sendable {
    /// How the store is opened.
    public struct Options: Sendable {
        /// Readers at once.
        public var readers: Int
        /// Whether a commit waits until the disk has it (`synchronous = FULL`). Without, a power cut may take the last
        /// acknowledged messages; a crash of the process never does.
        public var isFlushed: Bool
        /// Whether messages of a channel are read from the log or brought out.
        public var transport: @Sendable (ChannelName) -> ChannelDefinition.Transport
        /// Whether this process serves: it learns of what other processes write. Commands beside it leave word.
        public var isServing: Bool
        /// How senders' telephone numbers are read and link customers.
        public var phone: PhoneRules

        public init(
            readers: Int = 4, isFlushed: Bool = true, isServing: Bool = false, phone: PhoneRules = PhoneRules(),
            transport: @escaping @Sendable (ChannelName) -> ChannelDefinition.Transport = { _ in .stored }
        ) {
            self.readers = readers
            self.isFlushed = isFlushed
            self.isServing = isServing
            self.phone = phone
            self.transport = transport
        }
    }

    /// How long one connection waits for another's lock, in milliseconds.
    static let busyMilliseconds = 5000

    let pool: DatabasePool
    let writer: GroupCommit
    let options: Options
    let ledger = LedgerTally()
    /// The highest id of a conversation that was told of and then taken back.
    let retiredThrough = Mutex<Int64>(0)
    private let observers = Mutex<[any ConversationObserver]>([])
    let sessionObservers = Mutex<[any ChatSessionObserver]>([])

    /// Opens or makes the store and brings its schema up to date.
    ///
    /// - Parameter path: The database's file; it and its folder are made when they are missing, for this user alone.
    /// - Throws: ``StoreFailure`` that says what is wrong with the file and how to mend it.
    public init(path: String, options: Options = Options()) throws {
        do {
            let folder = (path as NSString).deletingLastPathComponent
            if !folder.isEmpty { try PrivateFile.makeFolder(folder) }
            _ = try PrivateFile.make(path)
            var configuration = GRDB.Configuration()
            configuration.maximumReaderCount = options.readers
            configuration.busyMode = .timeout(Double(Self.busyMilliseconds) / 1000)
            configuration.foreignKeysEnabled = true
            configuration.prepareDatabase { db in
                db.add(function: Self.lowercase)
                // What is erased is overwritten, not only forgotten; some builds of SQLite leave it standing.
                try db.execute(
                    sql: "PRAGMA cache_size = -65536; PRAGMA mmap_size = 1073741824; PRAGMA secure_delete = ON")
            }
            pool = try DatabasePool(path: path, configuration: configuration)
            try Schema.migrator.migrate(pool)
            // GRDB sets NORMAL when it opens WAL; what we acknowledge must survive a power cut.
            try pool.writeWithoutTransaction { db in
                let level = options.isFlushed ? "FULL" : "NORMAL"
                try db.execute(
                    sql: "PRAGMA synchronous = \(level); PRAGMA wal_autocheckpoint = \(Checkpointer.logPagesMax)")
            }
        } catch let error as CocoaError {
            throw StoreFailure(
                kind: .readOnly, detail: "the store's folder cannot be made: \(error.localizedDescription)")
        } catch {
            throw StoreFailure(error)
        }
        self.options = options
        writer = GroupCommit(pool: pool, ledger: ledger)
    }

    /// Tells `observer` of every append from now on, after it is on disk, in the order of the commits.
    public func addObserver(_ observer: any ConversationObserver) {
        observers.withLock { $0.append(observer) }
    }

    /// Commits what waits and closes the file. Later calls are refused.
    public func close() {
        writer.close()
        try? pool.close()
    }

    /// The writer's `PRAGMA synchronous`: 2 is FULL.
    public func synchronousLevel() async throws -> Int {
        try await read(fromWriter: true) { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? -1 }
    }

    /// `unicode_lower(TEXT)`: SQLite's own `lower` knows ASCII alone.
    private static let lowercase = DatabaseFunction("unicode_lower", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0])?.lowercased()
    }

    func tell(_ appended: Appended) {
        if appended.events.isEmpty { return }
        let all = observers.withLock { $0 }
        for observer in all { observer.appended(appended) }
    }

    func projection(_ db: Database) -> Projection { Projection(db: db, transport: options.transport, ledger: ledger) }

    /// Reads a consistent snapshot.
    func read<Value: Sendable>(
        fromWriter: Bool = false, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        do {
            if fromWriter { return try await pool.writeWithoutTransaction(body) }
            return try await pool.read(body)
        } catch let error as DatabaseError {
            throw StoreFailure(error)
        }
    }
}
