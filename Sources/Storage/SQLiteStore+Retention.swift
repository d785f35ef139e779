public import Conversations
import GRDB

extension SQLiteStore {
    /// Removes the originals that came before `moment`, of conversations in which nothing happened since and which nobody
    /// holds or waits for a person in. What the log has of their messages stays.
    ///
    /// Written in small transactions, each re-reading what it removes, so that other writes go between and a conversation
    /// that woke up meanwhile keeps its originals. Cancellation ends it between two of them.
    ///
    /// - Parameter keptBefore: Originals that came into the store later stay, however old their messages are, for those of an
    ///   import are; `moment` where it is not said.
    /// - Returns: How many originals were removed.
    @discardableResult
    public func dropOriginals(unchangedSince moment: Timestamp, keptBefore: Timestamp? = nil) async throws -> Int {
        let keptBefore = keptBefore ?? moment
        var removed = 0
        var place: (changedAt: Int64, id: Int64) = (.min, .min)
        while !Task.isCancelled {
            let (after, reading) = (place, Self.conversationsAtOnce)
            let page = try await read { db in
                try Row.fetchAll(
                    db.cachedStatement(sql: Self.restingQuery),
                    arguments: [after.changedAt, after.id, moment.milliseconds, reading]
                ).map { row -> (changedAt: Int64, id: Int64, hasOriginals: Bool) in (row[0], row[1], row[2]) }
            }
            guard let last = page.last else { break }
            place = (last.changedAt, last.id)
            let ids = page.filter(\.hasOriginals).map(\.id)
            for start in stride(from: 0, to: ids.count, by: Self.conversationsPerWrite) {
                let some = Array(ids[start..<min(start + Self.conversationsPerWrite, ids.count)])
                while !Task.isCancelled {
                    let count = try await writer.write { db in
                        try Self.dropOriginals(db, of: some, before: moment, keptBefore: keptBefore)
                    }
                    removed += count
                    if count == 0 { break }
                }
            }
        }
        return removed
    }

    /// How many originals there are.
    public func originalsCount() async throws -> Int {
        try await read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM originals") ?? 0 }
    }

    /// Some of the originals of resting conversations; 0 when none is left.
    private static func dropOriginals(
        _ db: Database, of conversations: [Int64], before moment: Timestamp, keptBefore: Timestamp
    ) throws -> Int {
        let marks = databaseQuestionMarks(count: conversations.count)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT originals.id, length(bytes) FROM conversations
                    JOIN originals ON originals.conversation = conversations.id
                WHERE conversations.id IN (\(marks)) AND changed_at < ? AND kept_at < ?
                    AND owner IN ('agent', 'nobody') LIMIT ?
                """,
            arguments: StatementArguments(conversations)
                + [moment.milliseconds, keptBefore.milliseconds, originalsPerWrite])
        var ids: [Int64] = []
        var bytes = 0
        while bytes < bytesPerWrite, let row = try rows.next() {
            ids.append(row[0])
            bytes += row[1] as Int
        }
        guard !ids.isEmpty else { return 0 }
        try db.execute(
            sql: "DELETE FROM originals WHERE id IN (\(databaseQuestionMarks(count: ids.count)))",
            arguments: StatementArguments(ids))
        return ids.count
    }

    /// Conversations that rest, the longest unchanged first.
    static let restingQuery = """
        SELECT changed_at, id, EXISTS (SELECT 1 FROM originals WHERE conversation = conversations.id)
        FROM conversations INDEXED BY conversations_by_change
        WHERE (changed_at, id) > (?, ?) AND changed_at < ? AND owner IN ('agent', 'nobody')
        ORDER BY changed_at, id LIMIT ?
        """

    /// Conversations looked at with one query.
    private static let conversationsAtOnce = 500
    /// Conversations whose originals are removed by one transaction, at most.
    private static let conversationsPerWrite = 20
    /// Originals one transaction removes at most: removed rows are overwritten, and the writer waits for that.
    private static let originalsPerWrite = 32
    /// Bytes of originals after which a transaction removes no further one.
    private static let bytesPerWrite = 4 << 20
}
