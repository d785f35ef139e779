import Foundation
import MailFormat

/// Raw mails in files: single ones, mboxes, Maildirs.
enum MailFiles {
    /// Calls `body` with each mail of a file, a folder or, for `-`, standard input.
    ///
    /// - Parameter body: The mail's bytes and where it was found.
    static func each(in path: String, _ body: (Data, String) async throws -> Void) async throws {
        if path == "-" { return try await body(FileHandle.standardInput.readDataToEndOfFile(), "-") }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandFailure("there is no file or folder \(path)")
        }
        for file in isFolder.boolValue ? try files(below: path) : [path] {
            if isMbox(file) {
                let reader = try MboxReader(URL(filePath: file))
                while let item = try reader.next() { try await body(Data(item.bytes), "\(file):\(item.offset)") }
            } else {
                try await body(try Data(contentsOf: URL(filePath: file)), file)
            }
        }
    }

    /// Names every path that is not there, before anything is taken.
    static func check(_ paths: [String]) throws {
        let missing = paths.filter { $0 != "-" && !FileManager.default.fileExists(atPath: $0) }
        guard missing.isEmpty else {
            throw CommandFailure("there is no file or folder \(missing.joined(separator: ", "))")
        }
    }

    /// Whether bytes begin as a mail does: with a header field that mails have.
    static func isMail(_ bytes: Data) -> Bool {
        let mail = Mail.parse(bytes: bytes.prefix(headerBytesMax))
        return ["From", "To", "Date", "Subject", "Message-ID", "Received", "Return-Path", "MIME-Version"]
            .contains { mail.headers[$0] != nil }
    }

    private static let headerBytesMax = 256 * 1024

    /// The mails of a Maildir, or every file of a folder, in the order of their names; hidden ones and a Maildir's
    /// unfinished ones are left out.
    private static func files(below folder: String) throws -> [String] {
        guard let found = FileManager.default.enumerator(atPath: folder) else {
            throw CommandFailure("the folder \(folder) cannot be read")
        }
        var files: [String] = []
        for case let name as String in found {
            let path = folder + "/" + name
            var isFolder: ObjCBool = false
            let parts = name.split(separator: "/")
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
                !parts.contains(where: { $0.hasPrefix(".") }), parts.dropLast().last != "tmp"
            else { continue }
            files.append(path)
        }
        return files.sorted()
    }

    /// Whether a file is an mbox: its first line begins with `From ` and is no header field (`From : …` is one, in the
    /// old form of RFC 822).
    private static func isMbox(_ path: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        guard let beginning = try? handle.read(upToCount: 200), beginning.starts(with: Data("From ".utf8)) else {
            return false
        }
        return beginning.dropFirst(5).first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } != UInt8(ascii: ":")
    }
}
