import Conversations
import GRDB

extension StoreFailure {
    /// What a database error means to the rest of the gateway, with the mend.
    init(_ error: any Error) {
        if let failure = error as? StoreFailure {
            self = failure
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(kind: .other, detail: "\(error)")
            return
        }
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(kind: .diskFull, detail: "the disk of the store is full: free some space; nothing was lost")
        case .SQLITE_IOERR:
            self.init(
                kind: .diskFull,
                detail: "the store's file could not be written (\(error.extendedResultCode.rawValue)): "
                    + "check the disk's free space and health")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN:
            self.init(
                kind: .readOnly,
                detail: "the store's file or folder cannot be opened for writing: check its owner, its permissions "
                    + "and that the file system is not mounted read-only")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                kind: .locked, detail: "another process holds the store's lock: end it, or wait until it is done")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(
                kind: .corrupt,
                detail: "the store's file is damaged or no store: restore a backup; the file was left as it is")
        case .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_MISMATCH:
            self.init(
                kind: .unfit, detail: "store: \(error.message ?? "unknown error") (\(error.resultCode.rawValue))")
        default:
            self.init(kind: .other, detail: "store: \(error.message ?? "unknown error") (\(error.resultCode.rawValue))")
        }
    }
}
