public import Conversations
import Foundation
import GRDB
import Synchronization
public import WebChatChannel

extension SQLiteStore: ChatSessionStore {
    public func create(_ session: ChatSession) async throws {
        try await writer.write { db in
            try db.execute(
                sql: """
                    INSERT INTO chat_sessions
                    (id, token_hash, channel, locale, account, name, phone, assurance, created_at, last_used_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    session.id, Data(session.tokenHash), session.channel.rawValue, session.locale, session.account,
                    session.name, session.phone, session.assurance.rawValue, session.createdAt.milliseconds,
                    session.lastUsedAt.milliseconds,
                ])
        }
    }

    public func find(_ id: String) async throws -> ChatSession? {
        try await read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT token_hash, channel, locale, account, name, assurance, created_at, last_used_at, phone
                    FROM chat_sessions WHERE id = ?
                    """,
                arguments: [id])
            return row.map { row in
                ChatSession(
                    id: id, tokenHash: Array(row[0] as Data), channel: ChannelName(row[1]), locale: row[2],
                    account: row[3], name: row[4], phone: row[8],
                    assurance: Assurance(rawValue: row[5]) ?? .anonymous,
                    createdAt: Timestamp(milliseconds: row[6]), lastUsedAt: Timestamp(milliseconds: row[7]))
            }
        }
    }

    public func touch(_ id: String, at moment: Timestamp) async throws {
        try await writer.write { db in
            try db.execute(
                sql: "UPDATE chat_sessions SET last_used_at = ? WHERE id = ?", arguments: [moment.milliseconds, id])
        }
    }

    public func end(_ id: String) async throws {
        try await writer.write { db in
            try db.execute(sql: "DELETE FROM chat_sessions WHERE id = ?", arguments: [id])
        }
    }

    public func endUnused(
        anonymousSince anonymous: Timestamp, verifiedSince verified: Timestamp
    ) async throws -> [String] {
        try await writer.write { db in
            try String.fetchAll(
                db,
                sql: """
                    DELETE FROM chat_sessions WHERE last_used_at < ?1 AND assurance != ?3
                    OR last_used_at < ?2 AND assurance = ?3 RETURNING id
                    """,
                arguments: [anonymous.milliseconds, verified.milliseconds, Assurance.verified.rawValue])
        }
    }

    /// Tells `observer` of sessions that end with the erasure of their customer, also by another process.
    public func addObserver(_ observer: any ChatSessionObserver) {
        sessionObservers.withLock { $0.append(observer) }
    }

    func tellEnded(_ ids: [String]) {
        if ids.isEmpty { return }
        let all = sessionObservers.withLock { $0 }
        for observer in all { observer.ended(ids) }
    }

    /// Tells of sessions that another process ended since the last call.
    func catchUpWithEndedSessions() async throws {
        let ids = try await read { db in try String.fetchAll(db, sql: "SELECT id FROM ended_chat_sessions") }
        if ids.isEmpty { return }
        tellEnded(ids)
        try await writer.write { db in
            for id in ids { try db.execute(sql: "DELETE FROM ended_chat_sessions WHERE id = ?", arguments: [id]) }
        }
    }
}

/// Rows of chat sessions that go with their customer.
enum EndedSessions {
    /// Removes every session of a customer: those that spoke, and those opened in the customer's name that never did.
    ///
    /// - Parameter leavingWord: Whether another process may serve, which must hear of it.
    /// - Returns: The ids of what was removed.
    static func remove(_ db: Database, of customer: CustomerID, leavingWord: Bool) throws -> [String] {
        let ids = try String.fetchAll(
            db,
            sql: """
                DELETE FROM chat_sessions
                WHERE (channel, id) IN (SELECT scope, address FROM handles WHERE customer = ?1)
                OR account IN (SELECT address FROM handles WHERE customer = ?1 AND scope = ?2)
                RETURNING id
                """,
            arguments: [customer.number, Handle.accountScope])
        if leavingWord {
            for id in ids {
                try db.execute(sql: "INSERT OR IGNORE INTO ended_chat_sessions (id) VALUES (?)", arguments: [id])
            }
        }
        return ids
    }
}
