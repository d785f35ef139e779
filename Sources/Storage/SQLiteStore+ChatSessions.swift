import Conversations
import Foundation
import GRDB
public import WebChatChannel

extension SQLiteStore: ChatSessionStore {
    public func create(_ session: ChatSession) async throws {
        try await writer.write { db in
            try db.execute(
                sql: """
                    INSERT INTO chat_sessions (id, token_hash, channel, locale, account, name, assurance, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    session.id, Data(session.tokenHash), session.channel.rawValue, session.locale, session.account,
                    session.name, session.assurance.rawValue, session.createdAt.milliseconds,
                ])
        }
    }

    public func find(_ id: String) async throws -> ChatSession? {
        try await read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT token_hash, channel, locale, account, name, assurance, created_at FROM chat_sessions
                    WHERE id = ?
                    """,
                arguments: [id])
            return row.map { row in
                ChatSession(
                    id: id, tokenHash: Array(row[0] as Data), channel: ChannelName(row[1]), locale: row[2],
                    account: row[3], name: row[4], assurance: Assurance(rawValue: row[5]) ?? .anonymous,
                    createdAt: Timestamp(milliseconds: row[6]))
            }
        }
    }
}
