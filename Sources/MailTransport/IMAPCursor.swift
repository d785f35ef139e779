public import Foundation

/// How far a folder was read.
public struct IMAPCursor: Sendable, Equatable, Codable {
    /// What is done with mails that lay in the folder when it was first seen under this UIDVALIDITY.
    public enum OldMails: String, Sendable, Codable {
        case takeAll
        case takeUnseen
        /// Those that were not taken under the folder's former numbers.
        case takeUnknown
    }

    public var uidValidity: UInt32
    /// Every mail up to this UID is done with.
    public var lastUID: UInt32
    /// Mails up to this UID lay there at first sight.
    public var oldThroughUID: UInt32
    public var oldMails: OldMails
    /// Of those, only what the server received from this moment on; nil for all.
    public var oldSince: Date?
    /// When the folder was last read to its end, to the minute.
    public var readAt: Date?

    public init(
        uidValidity: UInt32, lastUID: UInt32, oldThroughUID: UInt32 = 0, oldMails: OldMails = .takeAll,
        oldSince: Date? = nil, readAt: Date? = nil
    ) {
        self.uidValidity = uidValidity
        self.lastUID = lastUID
        self.oldThroughUID = oldThroughUID
        self.oldMails = oldMails
        self.oldSince = oldSince
        self.readAt = readAt
    }

    /// How far the clock of a mail server may differ from ours, in seconds.
    private static let clockSlack: TimeInterval = 900

    /// Where reading goes on: from `known`, or afresh when the folder is new or was numbered anew.
    ///
    /// In a folder that was numbered anew, what lay there when it was last read to its end was taken or deliberately
    /// not taken: only what came later is new. Where that moment is not known, the folder begins as at first sight.
    init(_ known: IMAPCursor?, folder: IMAPFolderState, highestUID: UInt32, start: IMAPConfiguration.Start) {
        if let known, known.uidValidity == folder.uidValidity {
            self = known
            return
        }
        let readAt = known?.readAt
        uidValidity = folder.uidValidity
        oldThroughUID = highestUID
        lastUID = readAt == nil && start == .new ? highestUID : 0
        oldMails = readAt != nil ? .takeUnknown : start == .unseen ? .takeUnseen : .takeAll
        oldSince = readAt?.addingTimeInterval(-Self.clockSlack)
        self.readAt = readAt
    }
}

/// Keeps cursors; the store implements it.
public protocol IMAPCursorStore: Sendable {
    func cursor(account: String, folder: String) async throws -> IMAPCursor?
    /// Keeps `cursor` durably.
    func keep(_ cursor: IMAPCursor, account: String, folder: String) async throws
    /// Whether a mail with this `Message-ID` (as the field has it) was taken into this account. Asked only after a
    /// folder was numbered anew, so that mails of before are neither fetched again nor counted as new.
    func hasTaken(messageID: String, account: String) async throws -> Bool
}
