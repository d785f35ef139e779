public import Conversations
public import Escalation
import Foundation
import GRDB

extension SQLiteStore: FileStore {
    public func keep(_ file: WaitingFile, bytes: [UInt8], waitingMax: Int) async throws -> Bool {
        try await writer.write { db in
            let place: StatementArguments = [file.conversation.number, file.user.number, file.id]
            let waiting = try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM waiting_files JOIN files USING (conversation, digest)
                    WHERE conversation = ? AND operator = ? AND waiting_files.id <> ? AND NOT is_sent
                    """,
                arguments: place)
            guard (waiting ?? 0) < waitingMax else { return false }
            try db.execute(
                sql: "INSERT OR IGNORE INTO files (conversation, digest, bytes) VALUES (?, ?, ?)",
                arguments: [file.conversation.number, file.file.digest, Data(bytes)])
            try db.execute(
                sql: """
                    INSERT INTO waiting_files (conversation, operator, id, name, media_type, size_bytes, digest, at)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                    ON CONFLICT (conversation, operator, id) DO UPDATE SET at = ?8
                    """,
                arguments: place + [
                    file.file.name, file.file.type, file.file.sizeBytes, file.file.digest, file.at.milliseconds,
                ])
            return true
        }
    }

    public func waitingFiles(
        _ ids: [String], in conversation: ConversationID, of user: OperatorID
    ) async throws -> [WaitingFile] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT id, name, media_type, size_bytes, digest, at FROM waiting_files
                    WHERE conversation = ? AND operator = ? AND id IN (\(databaseQuestionMarks(count: ids.count)))
                    """,
                arguments: [conversation.number, user.number] + StatementArguments(ids)
            ).map { row in
                WaitingFile(
                    id: row[0], conversation: conversation, user: user,
                    file: SentFile(name: row[1], type: row[2], sizeBytes: row[3], digest: row[4]),
                    at: Timestamp(milliseconds: row[5]))
            }
        }
    }

    public func dropWaitingFile(
        _ id: String, in conversation: ConversationID, of user: OperatorID
    ) async throws -> Bool {
        try await writer.write { db in
            try db.execute(
                sql: "DELETE FROM waiting_files WHERE conversation = ? AND operator = ? AND id = ?",
                arguments: [conversation.number, user.number, id])
            let isDropped = db.changesCount > 0
            if isDropped { try SentFiles.removeUnused(db, of: conversation) }
            return isDropped
        }
    }

    public func dropWaitingFiles(before moment: Timestamp) async throws {
        let conversations = try await read { db in
            try Int64.fetchAll(
                db, sql: "SELECT DISTINCT conversation FROM waiting_files WHERE at < ?",
                arguments: [moment.milliseconds])
        }
        // One by one: other writes need not wait for all of them.
        for conversation in conversations {
            try await writer.write { db in
                try db.execute(
                    sql: "DELETE FROM waiting_files WHERE conversation = ? AND at < ?",
                    arguments: [conversation, moment.milliseconds])
                try SentFiles.removeUnused(db, of: ConversationID(number: conversation))
            }
        }
    }

    public func bytes(ofFile digest: String, in conversation: ConversationID) async throws -> [UInt8]? {
        try await read { db in
            try Data.fetchOne(
                db, sql: "SELECT bytes FROM files WHERE conversation = ? AND digest = ?",
                arguments: [conversation.number, digest]
            ).map { [UInt8]($0) }
        }
    }
}

/// Rows of files that messages carry.
enum SentFiles {
    /// Refuses a message one of whose files is not there: it was taken back, or waited too long.
    static func require(_ db: Database, _ bodies: [ConversationEvent.Body], of conversation: ConversationID) throws {
        for case .messageSent(let message) in bodies {
            for file in message.attachments ?? [] {
                let known = try Int.fetchOne(
                    db.cachedStatement(
                        sql: """
                            SELECT 1 FROM files WHERE conversation = ? AND digest = ? AND length(bytes) = ?
                            """),
                    arguments: [conversation.number, file.digest, file.sizeBytes])
                guard known != nil else {
                    throw Refusal.notNow("A file of this message is not there any more. Attach it again.")
                }
            }
        }
    }

    /// Notes that a message carries them, so that they stay.
    static func send(_ db: Database, _ files: [SentFile], of conversation: ConversationID) throws {
        for file in files {
            try db.cachedStatement(sql: "UPDATE files SET is_sent = 1 WHERE conversation = ? AND digest = ?")
                .execute(arguments: [conversation.number, file.digest])
        }
    }

    /// Forgets bytes that no message carries and nobody is about to send.
    static func removeUnused(_ db: Database, of conversation: ConversationID) throws {
        try db.execute(
            sql: """
                DELETE FROM files WHERE conversation = ?1 AND NOT is_sent AND digest NOT IN
                    (SELECT digest FROM waiting_files WHERE conversation = ?1)
                """,
            arguments: [conversation.number])
    }

    /// Forgets all of them.
    static func remove(_ db: Database, of conversation: ConversationID) throws {
        for table in ["waiting_files", "files"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE conversation = ?", arguments: [conversation.number])
        }
    }
}
