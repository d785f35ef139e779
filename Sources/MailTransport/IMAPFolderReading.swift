import Foundation
import Logging

/// One pass over one folder: everything above the cursor is taken, in order.
struct IMAPFolderReading {
    let folder: String
    let configuration: IMAPConfiguration
    let cursors: any IMAPCursorStore
    let taker: any MailTaker
    let connection: IMAPConnection
    let logger: Logger
    let now: @Sendable () -> Date

    /// - Returns: seconds to wait when the store takes nothing now; nil when the folder is read to its end.
    func run() async throws -> Int? {
        let account = configuration.account
        let state = try await connection.select(folder)
        let highest = try await connection.highestUID(state)
        let known = try await cursors.cursor(account: account, folder: folder)
        var cursor = IMAPCursor(known, folder: state, highestUID: highest, start: configuration.start)
        if cursor != known {
            if known != nil {
                logger.notice("mailbox folder was numbered anew", metadata: ["channel.id": "\(account)"])
            }
            try await cursors.keep(cursor, account: account, folder: folder)
        }
        while !Task.isCancelled {
            let window = try await connection.list(above: cursor.lastUID, highest: highest)
            if window.through == cursor.lastUID { return nil }
            for entry in window.entries {
                if Task.isCancelled { return nil }
                guard try await isWanted(entry, cursor) else { continue }
                if let seconds = try await take(entry, state) { return seconds }
                cursor.lastUID = entry.uid
                try await cursors.keep(cursor, account: account, folder: folder)
            }
            if window.through > cursor.lastUID {
                cursor.lastUID = window.through
                try await cursors.keep(cursor, account: account, folder: folder)
            }
        }
        return nil
    }

    /// Whether a mail is to be fetched: deleted ones are not, and those that lay there at first sight may not be.
    private func isWanted(_ entry: IMAPEntry, _ cursor: IMAPCursor) async throws -> Bool {
        guard entry.flags.isDisjoint(with: ["\\deleted", "\\draft"]) else { return false }
        guard entry.uid <= cursor.oldThroughUID else { return true }
        switch cursor.oldMails {
        case .takeAll: return true
        case .takeUnseen: return !entry.flags.contains("\\seen")
        case .takeUnknown:
            if case .keyword(let word) = configuration.mark, entry.flags.contains(word.lowercased()) { return false }
            guard let id = try await connection.messageID(entry.uid) else { return true }
            return try await !cursors.hasTaken(messageID: id, sizeBytes: entry.sizeBytes)
        }
    }

    /// Fetches, hands over and marks one mail.
    ///
    /// - Returns: seconds to wait when it is to be taken later.
    private func take(_ entry: IMAPEntry, _ state: IMAPFolderState) async throws -> Int? {
        guard let raw = try await connection.fetch(entry) else { return nil }
        let isCut = entry.sizeBytes > configuration.mailBytesMax
        let mail = ReceivedMail(
            raw: raw, envelope: HeaderPeek(raw).envelope,
            source: .imap(
                account: configuration.account, folder: folder, uidValidity: state.uidValidity, uid: entry.uid),
            receivedAt: now(), truncatedFromBytes: isCut ? entry.sizeBytes : nil)
        do {
            _ = try await taker.take(mail)
        } catch .later(let seconds, _) {
            return max(1, seconds)
        } catch {
            // It stays in the folder without our mark, where people find it.
            logger.warning(
                "mail in a mailbox refused",
                metadata: ["channel.id": "\(configuration.account)", "uid": "\(entry.uid)", "kind": "\(error.label)"])
            return nil
        }
        do {
            try await connection.mark(entry.uid, takesKeywords: state.takesKeywords)
        } catch IMAPFailure.refused {
            logger.warning(
                "mail in a mailbox taken but not marked",
                metadata: ["channel.id": "\(configuration.account)", "uid": "\(entry.uid)"])
        }
        return nil
    }
}

extension MailRefusal {
    /// One word, fit for logs and metric labels.
    public var label: String {
        switch self {
        case .later: "later"
        case .unknownRecipient: "unknown_recipient"
        case .tooLarge: "too_large"
        case .never: "never"
        }
    }
}
