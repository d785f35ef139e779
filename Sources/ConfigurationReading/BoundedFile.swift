import Glibc

/// Reads whole files up to a bound, and only ordinary ones: a pipe or a device in the place of a file does not hang
/// the start.
package enum BoundedFile {
    package enum Failure: Error, Equatable {
        case missing
        case notAFile
        case denied
        case tooLarge(bytesMax: Int)
        case unreadable(errno: Int32)

        /// Said of the file, for a problem's reason.
        package var reason: String {
            switch self {
            case .missing: "does not exist"
            case .notAFile: "is not a file"
            case .denied: "may not be read by this user"
            case .tooLarge(let bytesMax): "is larger than \(bytesMax / 1024) KiB"
            case .unreadable(let errno): "cannot be read: \(String(cString: strerror(errno)))"
            }
        }
    }

    /// The file's bytes.
    package static func read(_ path: String, bytesMax: Int) throws(Failure) -> [UInt8] {
        guard !path.utf8.contains(0) else { throw .missing }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        guard status.st_size <= bytesMax else { throw .tooLarge(bytesMax: bytesMax) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure(errno) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
            guard bytes.count <= bytesMax else { throw .tooLarge(bytesMax: bytesMax) }
        }
    }

    /// What lies at the path, links followed.
    package static func kind(of path: String) -> (isFile: Bool, isFolder: Bool) {
        var status = stat()
        guard !path.utf8.contains(0), stat(path, &status) == 0 else { return (false, false) }
        return (status.st_mode & S_IFMT == S_IFREG, status.st_mode & S_IFMT == S_IFDIR)
    }

    private static func failure(_ code: Int32) -> Failure {
        switch code {
        case ENOENT, ENOTDIR, ENAMETOOLONG: .missing
        case EACCES, EPERM: .denied
        case EISDIR, ENXIO: .notAFile
        default: .unreadable(errno: code)
        }
    }
}
