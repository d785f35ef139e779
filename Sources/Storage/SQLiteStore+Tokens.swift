public import Conversations
public import Escalation
import Foundation
import GRDB

extension SQLiteStore {
    public func addToken(
        name: String, scope: TokenScope, hash: [UInt8], at moment: Timestamp
    ) async throws -> StoredToken {
        try await writer.write { db in
            let taken = try Int.fetchOne(
                db, sql: "SELECT 1 FROM operators WHERE scope IS NOT NULL AND revoked_at IS NULL AND name = ?",
                arguments: [name])
            if taken != nil { throw NameTaken(name: name) }
            try db.execute(
                sql: "INSERT INTO operators (name, scope, token_hash, created_at) VALUES (?, ?, ?, ?)",
                arguments: [name, scope.rawValue, Data(hash), moment.milliseconds])
            return StoredToken(
                id: OperatorID(number: db.lastInsertedRowID), name: name, scope: scope, createdAt: moment,
                revokedAt: nil)
        }
    }

    public func token(hash: [UInt8]) async throws -> StoredToken? {
        try await read { db in
            try Row.fetchOne(db, sql: Self.tokenSelect + "WHERE token_hash = ?", arguments: [Data(hash)])
                .flatMap(Self.token)
        }
    }

    public func tokens() async throws -> [StoredToken] {
        try await read { db in
            try Row.fetchAll(db, sql: Self.tokenSelect + "WHERE scope IS NOT NULL ORDER BY id DESC")
                .compactMap(Self.token)
        }
    }

    public func revokeToken(_ id: OperatorID, at moment: Timestamp) async throws -> Bool {
        try await writer.write { db in
            try db.execute(
                sql: "UPDATE operators SET revoked_at = ? WHERE id = ? AND scope IS NOT NULL AND revoked_at IS NULL",
                arguments: [moment.milliseconds, id.number])
            return db.changesCount > 0
        }
    }

    private static let tokenSelect = "SELECT id, name, scope, created_at, revoked_at FROM operators "

    private static func token(_ row: Row) -> StoredToken? {
        guard let scope = TokenScope(rawValue: row[2]) else { return nil }
        return StoredToken(
            id: OperatorID(number: row[0]), name: row[1], scope: scope, createdAt: Timestamp(milliseconds: row[3]),
            revokedAt: (row[4] as Int64?).map(Timestamp.init(milliseconds:)))
    }

    public func audit(_ entry: AuditEntry) async throws {
        try await writer.write { db in
            try db.execute(
                sql: """
                    INSERT INTO audit (at, actor, actor_name, action, subject, detail) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    entry.at.milliseconds, entry.actor?.number, entry.actorName, entry.action, entry.subject,
                    entry.detail,
                ])
        }
    }

    public func auditTrail(_ page: PageRequest) async throws -> Page<AuditEntry> {
        let before = try Cursor(page.cursor, list: "a", count: 1)?.numbers[0] ?? Int64.max
        return try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT at, actor, actor_name, action, subject, detail, id FROM audit WHERE id < ?
                    ORDER BY id DESC LIMIT ?
                    """,
                arguments: [before, page.limit + 1])
            let entries = rows.prefix(page.limit).map { row in
                AuditEntry(
                    at: Timestamp(milliseconds: row[0]), actor: (row[1] as Int64?).map(OperatorID.init(number:)),
                    actorName: row[2], action: row[3], subject: row[4], detail: row[5])
            }
            let last: Int64? = rows.prefix(page.limit).last?[6]
            return Page(items: entries, next: rows.count > page.limit ? last.map { Cursor([$0]).text("a") } : nil)
        }
    }
}
