public import Conversations
public import Escalation
import Foundation
import GRDB

extension SQLiteStore: AccountStore {
    public func addOperator(
        name: String, role: Role, passwordHash: String, at moment: Timestamp
    ) async throws -> OperatorAccount {
        try await writer.write { db in
            guard try Self.account(db, "lower(name) = lower(?)", [name]) == nil else { throw NameTaken(name: name) }
            try db.execute(
                sql: "INSERT INTO operators (name, role, password_hash, created_at) VALUES (?, ?, ?, ?)",
                arguments: [name, role.rawValue, passwordHash, moment.milliseconds])
            return OperatorAccount(
                id: OperatorID(number: db.lastInsertedRowID), name: name, role: role, passwordHash: passwordHash,
                createdAt: moment)
        }
    }

    public func operatorAccount(named name: String) async throws -> OperatorAccount? {
        try await read { db in try Self.account(db, "lower(name) = lower(?)", [name]) }
    }

    public func operatorAccount(_ id: OperatorID) async throws -> OperatorAccount? {
        try await read { db in try Self.account(db, "id = ?", [id.number]) }
    }

    public func operatorAccounts() async throws -> [OperatorAccount] {
        try await read { db in
            try Row.fetchAll(db, sql: Self.accountSelect + "1 ORDER BY lower(name)").compactMap(Self.account)
        }
    }

    public func setPassword(of id: OperatorID, hash: String) async throws -> Bool {
        try await writer.write { db in
            try db.execute(
                sql: """
                    UPDATE operators SET password_hash = ? WHERE id = ? AND role IS NOT NULL AND revoked_at IS NULL
                    """,
                arguments: [hash, id.number])
            return db.changesCount > 0
        }
    }

    public func removeOperator(_ id: OperatorID, at moment: Timestamp) async throws -> Bool {
        try await writer.write { db in
            try db.execute(
                sql: """
                    UPDATE operators SET revoked_at = ?, password_hash = ''
                    WHERE id = ? AND role IS NOT NULL AND revoked_at IS NULL
                    """,
                arguments: [moment.milliseconds, id.number])
            return db.changesCount > 0
        }
    }

    private static let accountSelect = """
        SELECT id, name, role, password_hash, created_at FROM operators
        WHERE role IS NOT NULL AND revoked_at IS NULL AND
        """ + " "

    private static func account(
        _ db: Database, _ condition: String, _ arguments: StatementArguments
    ) throws -> OperatorAccount? {
        try Row.fetchOne(db, sql: accountSelect + condition, arguments: arguments).flatMap(account)
    }

    private static func account(_ row: Row) -> OperatorAccount? {
        guard let role = Role(rawValue: row[2]) else { return nil }
        return OperatorAccount(
            id: OperatorID(number: row[0]), name: row[1], role: role, passwordHash: row[3],
            createdAt: Timestamp(milliseconds: row[4]))
    }

    public func addSession(_ session: StoredSession) async throws {
        try await writer.write { db in
            try db.execute(
                sql: """
                    INSERT INTO operator_sessions (hash, operator, created_at, last_used_at, expires_at)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    Data(session.hash), session.operatorID.number, session.createdAt.milliseconds,
                    session.lastUsedAt.milliseconds, session.expiresAt.milliseconds,
                ])
        }
    }

    public func session(hash: [UInt8]) async throws -> StoredSession? {
        try await read { db in
            let row = try Row.fetchOne(
                db,
                sql: "SELECT operator, created_at, last_used_at, expires_at FROM operator_sessions WHERE hash = ?",
                arguments: [Data(hash)])
            return row.map {
                StoredSession(
                    hash: hash, operatorID: OperatorID(number: $0[0]), createdAt: Timestamp(milliseconds: $0[1]),
                    lastUsedAt: Timestamp(milliseconds: $0[2]), expiresAt: Timestamp(milliseconds: $0[3]))
            }
        }
    }

    public func touchSession(hash: [UInt8], at moment: Timestamp) async throws {
        try await writer.write { db in
            try db.execute(
                sql: "UPDATE operator_sessions SET last_used_at = ? WHERE hash = ?",
                arguments: [moment.milliseconds, Data(hash)])
        }
    }

    public func removeSession(hash: [UInt8]) async throws {
        try await writer.write { db in
            try db.execute(sql: "DELETE FROM operator_sessions WHERE hash = ?", arguments: [Data(hash)])
        }
    }

    public func removeSessions(of id: OperatorID) async throws {
        try await writer.write { db in
            try db.execute(sql: "DELETE FROM operator_sessions WHERE operator = ?", arguments: [id.number])
        }
    }

    public func removeSessions(expiringBy moment: Timestamp, idleSince: Timestamp) async throws {
        try await writer.write { db in
            try db.execute(
                sql: "DELETE FROM operator_sessions WHERE expires_at <= ? OR last_used_at <= ?",
                arguments: [moment.milliseconds, idleSince.milliseconds])
        }
    }
}
