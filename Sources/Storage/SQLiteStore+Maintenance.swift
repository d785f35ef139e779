public import Conversations
import Foundation
import GRDB

extension SQLiteStore {
    /// Writes a consistent copy to a new file that only this user can read, while serving.
    ///
    /// - Throws: ``StoreFailure`` when the file exists already or cannot be written.
    public func backup(to path: String) async throws {
        guard try PrivateFile.make(path) else {
            throw StoreFailure(kind: .other, detail: "\(path) exists already: name a new file")
        }
        do {
            let target = try DatabaseQueue(path: path)
            try pool.backup(to: target)
            try target.close()
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw StoreFailure(error)
        }
    }

    /// Names of the schema's migrations that this store has, oldest first.
    public func migrations() async throws -> [String] {
        try await read { db in try Schema.migrator.appliedMigrations(db) }
    }

    /// Whether the store can be written now.
    ///
    /// - Throws: ``StoreFailure`` that says why not.
    public func probe() async throws {
        try await writer.write { db in
            // A statement that changes no page would pass on a full disk.
            try db.execute(sql: "INSERT INTO outside_changes (id, conversation, first_seq) VALUES (-1, 0, 0)")
            try db.execute(sql: "DELETE FROM outside_changes WHERE id < 0")
        }
    }

    /// The conversation a handle on a channel is held in; nil when there is none.
    public func conversation(channel: ChannelName, address: String) async throws -> ConversationID? {
        try await read { db in
            try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT conversation FROM handles WHERE scope = ? AND address = ?"),
                arguments: [channel.rawValue, address.storable]
            ).map(ConversationID.init(number:))
        }
    }

    /// Tells the observers of what other processes appended and ended since the last call, each event once.
    public func catchUp() async throws {
        try await catchUpWithEndedSessions()
        while true {
            let changes = try await read { db in
                try Row.fetchAll(
                    db, sql: "SELECT id, conversation, first_seq FROM outside_changes ORDER BY id LIMIT 1000"
                ).map { OutsideChange(id: $0[0], conversation: ConversationID(number: $0[1]), first: $0[2], count: 1) }
            }
            guard let last = changes.last?.id else { return }
            for change in OutsideChange.joined(changes) {
                let appended = try await read { db -> Appended? in
                    guard let state = try ConversationRow.load(db, change.conversation) else { return nil }
                    let events = try EventRow.load(
                        db, change.conversation, after: change.first - 1, limit: change.count)
                    return Appended(state: state, events: events)
                }
                if let appended { tell(appended) }
            }
            try await writer.write { db in
                try db.execute(sql: "DELETE FROM outside_changes WHERE id <= ?", arguments: [last])
            }
        }
    }

    /// Takes what was overwritten out of the write-ahead log too: it keeps older versions of pages until it is cut.
    ///
    /// Best effort: while somebody reads an older version the log cannot be cut, and is at a later checkpoint.
    func forgetOverwritten() async {
        _ = try? await read(fromWriter: true) { db in
            try db.execute(sql: "PRAGMA busy_timeout = \(Self.forgettingMillisecondsMax)")
            defer { try? db.execute(sql: "PRAGMA busy_timeout = \(Self.busyMilliseconds)") }
            try db.checkpoint(.truncate)
        }
    }

    /// How long writers may be kept waiting for that, in milliseconds.
    private static let forgettingMillisecondsMax = 500

    /// The number SQLite changes whenever another process has committed.
    public func dataVersion() async throws -> Int {
        try await read(fromWriter: true) { db in try Int.fetchOne(db, sql: "PRAGMA data_version") ?? 0 }
    }
}

/// Events in a row that another process appended to a conversation.
private struct OutsideChange {
    let id: Int64
    let conversation: ConversationID
    let first: Int
    var count: Int

    /// The same changes with those that follow each other made one.
    static func joined(_ changes: [OutsideChange]) -> [OutsideChange] {
        var joined: [OutsideChange] = []
        for change in changes {
            if let last = joined.last, last.conversation == change.conversation, last.first + last.count == change.first
            {
                joined[joined.count - 1].count += change.count
            } else {
                joined.append(change)
            }
        }
        return joined
    }
}
