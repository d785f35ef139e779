import Foundation

/// A file of this machine that is to be sent.
struct LocalFile {
    let bytes: [UInt8]
    /// Media type by the name's ending; bytes of no kind for one nobody knows.
    let type: String

    /// - Throws: ``CommandFailure`` for what is no file, cannot be read or is too large.
    init(_ path: String, bytesMax: Int) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
            throw CommandFailure("there is no file \(path)")
        }
        guard let handle = FileHandle(forReadingAtPath: path),
            let data = try? handle.read(upToCount: bytesMax + 1)
        else { throw CommandFailure("the file \(path) is empty or cannot be read") }
        guard data.count <= bytesMax else {
            throw CommandFailure("the file \(path) has more than \(bytesMax) bytes (console.file_bytes)")
        }
        bytes = Array(data)
        type = Self.types[(path as NSString).pathExtension.lowercased()] ?? "application/octet-stream"
    }

    private static let types = [
        "csv": "text/csv", "doc": "application/msword",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "gif": "image/gif",
        "ics": "text/calendar", "jpeg": "image/jpeg", "jpg": "image/jpeg", "mp3": "audio/mpeg", "mp4": "video/mp4",
        "odt": "application/vnd.oasis.opendocument.text", "pdf": "application/pdf", "png": "image/png",
        "txt": "text/plain", "webp": "image/webp", "xls": "application/vnd.ms-excel",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "zip": "application/zip",
    ]
}
