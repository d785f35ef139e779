import Conversations
import Foundation
import Glibc

/// Places for what customers wrote: nobody but the gateway's own user opens them, whatever the umask says.
///
/// SQLite gives a database's `-wal` and `-shm` files the permissions of the database itself.
enum PrivateFile {
    /// Makes a folder and those above it that are missing; one that is there keeps its permissions.
    ///
    /// - Throws: `CocoaError`.
    static func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Makes an empty file.
    ///
    /// - Returns: False when there is one, which is left as it is.
    /// - Throws: ``StoreFailure`` when it cannot be made.
    static func make(_ path: String) throws -> Bool {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if file >= 0 {
            close(file)
            return true
        }
        if errno == EEXIST { return false }
        throw StoreFailure(
            kind: errno == ENOSPC ? .diskFull : .readOnly,
            detail: "\(path) cannot be made: \(String(cString: strerror(errno)))")
    }
}
