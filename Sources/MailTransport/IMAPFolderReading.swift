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
    let troubles: IMAPTroubles

    /// Between two records that the folder was read to its end, in seconds.
    private static let readAtEvery: TimeInterval = 60

    /// - Returns: seconds to wait when the store takes nothing now; nil when the folder is read to its end.
    func run() async throws -> Int? {
        let account = configuration.account
        let begun = now()
        let state = try await connection.select(folder)
        let highest = try await connection.highestUID(state)
        let known = try await cursors.cursor(account: account, folder: folder)
        var cursor = IMAPCursor(known, folder: state, highestUID: highest, start: configuration.start)
        if cursor != known {
            if known != nil {
                logger.notice("mailbox folder was numbered anew", metadata: ["channel.id": "\(account)"])
                try await refuseFlood(cursor)
            }
            try await cursors.keep(cursor, account: account, folder: folder)
        }
        while !Task.isCancelled {
            let window = try await connection.list(above: cursor.lastUID, highest: highest)
            if window.through == cursor.lastUID { break }
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
        if Task.isCancelled { return nil }
        if cursor.readAt.map({ begun.timeIntervalSince($0) >= Self.readAtEvery }) ?? true {
            cursor.readAt = begun
            try await cursors.keep(cursor, account: account, folder: folder)
        }
        return nil
    }

    /// A mailbox that was moved or restored may bring thousands of old mails: they are counted before the first is taken.
    private func refuseFlood(_ cursor: IMAPCursor) async throws {
        var through = cursor.lastUID
        var count = 0
        while through < cursor.oldThroughUID, !Task.isCancelled {
            let window = try await connection.list(above: through, highest: cursor.oldThroughUID)
            if window.through == through { return }
            for entry in window.entries where entry.uid <= cursor.oldThroughUID {
                if try await isWanted(entry, cursor) { count += 1 }
                if count > configuration.renumberedMailsMax {
                    throw IMAPFailure.needsOperator(
                        "folder \(folder) was numbered anew, as after a move or a restore, and more than "
                            + "\(configuration.renumberedMailsMax) mails in it would be taken as new; move those away "
                            + "that are old, or raise renumbered_mails_max to have them taken")
                }
            }
            through = window.through
        }
    }

    /// Whether a mail is to be fetched: deleted ones are not, and those that lay there at first sight may not be.
    private func isWanted(_ entry: IMAPEntry, _ cursor: IMAPCursor) async throws -> Bool {
        guard entry.flags.isDisjoint(with: ["\\deleted", "\\draft"]) else { return false }
        guard entry.uid <= cursor.oldThroughUID else { return true }
        switch cursor.oldMails {
        case .takeAll: return true
        case .takeUnseen: return !entry.flags.contains("\\seen")
        case .takeUnknown:
            if let since = cursor.oldSince, let received = entry.receivedAt, received < since { return false }
            if case .keyword(let word) = configuration.mark, entry.flags.contains(word.lowercased()) { return false }
            guard let id = try await connection.messageID(entry.uid) else { return true }
            return try await !cursors.hasTaken(messageID: id, account: configuration.account)
        }
    }

    /// Fetches, hands over and marks one mail.
    ///
    /// - Returns: seconds to wait when it is to be taken later.
    private func take(_ entry: IMAPEntry, _ state: IMAPFolderState) async throws -> Int? {
        let place = IMAPTroubles.Place(folder: folder, uidValidity: state.uidValidity, uid: entry.uid)
        if let reason = troubles.reasonToGiveUp(place) { return await giveUp(place, entry, reason: reason) }
        guard let raw = try await fetch(entry, place) else {
            logger.info("mail gone before it was taken", metadata: metadata(entry))
            return nil
        }
        let isCut = entry.sizeBytes > configuration.mailBytesMax || raw.count >= configuration.mailBytesMax
        let mail = ReceivedMail(
            raw: raw, envelope: HeaderPeek(raw).envelope, source: source(place), receivedAt: now(),
            truncatedFromBytes: isCut ? max(entry.sizeBytes, raw.count) : nil)
        if let refusal = await refusal(of: mail) {
            if case .later(let seconds, _) = refusal { return max(1, seconds) }
            return await giveUp(place, entry, reason: "it was refused here (\(refusal.label))")
        }
        try await mark(entry, state)
        return nil
    }

    private func mark(_ entry: IMAPEntry, _ state: IMAPFolderState) async throws {
        do {
            try await connection.mark(entry.uid, takesKeywords: state.takesKeywords)
        } catch IMAPFailure.refused {
            logger.warning("mail in a mailbox taken but not marked", metadata: metadata(entry))
        }
    }

    private func fetch(_ entry: IMAPEntry, _ place: IMAPTroubles.Place) async throws -> Data? {
        do {
            // The size the server tells may be wrong: after a failure only the beginning is asked for.
            return try await connection.fetch(entry, isWhole: !troubles.isKnown(place))
        } catch {
            troubles.note(error, at: place)
            throw error
        }
    }

    /// Hands a mail over; nil when it is taken.
    private func refusal(of mail: ReceivedMail) async -> MailRefusal? {
        do {
            _ = try await taker.take(mail)
            return nil
        } catch {
            return error
        }
    }

    /// Tells people of a mail that cannot be had. It stays in the folder without our mark, where they find it.
    ///
    /// - Returns: seconds to wait when the store takes nothing now.
    private func giveUp(_ place: IMAPTroubles.Place, _ entry: IMAPEntry, reason: String) async -> Int? {
        let notice = ReceivedMail(
            raw: UnfetchedMail.notice(entry, folder: folder, uidValidity: place.uidValidity, reason: reason),
            envelope: MailEnvelope(sender: .unknown, recipients: []), source: source(place), receivedAt: now(),
            isNotice: true)
        var metadata = metadata(entry)
        metadata["error"] = "\(reason)"
        if let refusal = await refusal(of: notice) {
            if case .later(let seconds, _) = refusal { return max(1, seconds) }
            metadata["kind"] = "\(refusal.label)"
        }
        logger.error("mail in a mailbox not taken", metadata: metadata)
        return nil
    }

    private func source(_ place: IMAPTroubles.Place) -> MailSource {
        .imap(account: configuration.account, folder: folder, uidValidity: place.uidValidity, uid: place.uid)
    }

    private func metadata(_ entry: IMAPEntry) -> Logger.Metadata {
        ["channel.id": "\(configuration.account)", "folder": "\(folder)", "uid": "\(entry.uid)"]
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
