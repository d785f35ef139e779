public import Conversations
import Escalation
import Foundation
import GRDB
public import Intake

/// A request of a platform that could not be read and is to be tried again.
public struct KeptRequest: Sendable, Hashable {
    public let id: Int64
    public let channel: ChannelName
    public let letter: PlatformLetter
}

extension SQLiteStore {
    /// Requests an operator wants to be read again.
    public func requestsToRetry(limit: Int) async throws -> [KeptRequest] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id, channel, reason, detail, request, body FROM inbound_letters
                        WHERE dropped_at IS NULL AND retry_at IS NOT NULL ORDER BY id LIMIT ?
                        """),
                arguments: [limit]
            ).map { row in
                KeptRequest(
                    id: row[0], channel: ChannelName(row[1]),
                    letter: PlatformLetter(
                        reason: row[2], detail: row[3], request: row[4], body: Array(row[5] as Data)))
            }
        }
    }

    /// Notes that a request could not be read this time either.
    public func retryFailed(_ id: Int64, reason: String, detail: String) async throws {
        try await writer.write { db in
            try db.execute(
                sql: """
                    UPDATE inbound_letters SET attempts = attempts + 1, retry_at = NULL, reason = ?, detail = ?
                    WHERE id = ?
                    """,
                arguments: [reason, detail, id])
        }
    }

    func retryInbound(_ id: Int64, at moment: Timestamp) async throws -> Bool {
        try await change("UPDATE inbound_letters SET retry_at = ? WHERE id = ? AND dropped_at IS NULL", id, moment)
    }

    func dropInbound(_ id: Int64, at moment: Timestamp) async throws -> Bool {
        try await change(
            "UPDATE inbound_letters SET dropped_at = ?, body = x'' WHERE id = ? AND dropped_at IS NULL", id, moment)
    }

    private func change(_ sql: String, _ id: Int64, _ moment: Timestamp) async throws -> Bool {
        try await writer.write { db in
            try db.execute(sql: sql, arguments: [moment.milliseconds, id])
            return db.changesCount > 0
        }
    }
}

/// Requests that could not be read, as operators see them.
enum InboundLetters {
    /// The letter of a row of 0, id, channel, reason, attempts, detail and moment.
    static func letter(_ row: Row) -> DeadLetter {
        DeadLetter(
            id: "0-\(row[1] as Int64)", direction: .inbound, channel: ChannelName(row[2]), conversation: nil,
            reason: row[3], detail: row[5], text: nil, attempts: row[4], at: Timestamp(milliseconds: row[6]))
    }
}
