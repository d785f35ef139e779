import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A file that is served from memory.
///
/// Files are read once, at the start: what is not in the table cannot be asked for, so no path leads out of the folder.
public struct StaticFile: Sendable, Hashable {
    /// Why a folder cannot be served.
    public enum Fault: Error, Sendable, Hashable {
        /// More than ``countMax`` files.
        case tooMany(folder: String)
        /// A file larger than ``bytesMax``.
        case tooLarge(path: String)
        case unreadable(path: String)
    }

    /// Most files of one folder.
    public static let countMax = 500
    /// Largest file, in bytes.
    public static let bytesMax = 8 * 1024 * 1024

    public let bytes: [UInt8]
    public let contentType: String
    /// Quoted, as it stands in the header.
    public let etag: String

    public init(bytes: [UInt8], contentType: String) {
        self.bytes = bytes
        self.contentType = contentType
        let digest = SHA256.hash(data: bytes).prefix(12).map { String($0, radix: 16) }.joined()
        etag = "\"\(digest)\""
    }

    /// Reads one file; its type follows from its name.
    public init(path: String) throws(Fault) {
        guard let data = FileManager.default.contents(atPath: path) else { throw .unreadable(path: path) }
        guard data.count <= Self.bytesMax else { throw .tooLarge(path: path) }
        self.init(bytes: Array(data), contentType: Self.contentType(of: path))
    }

    /// Every file below a folder, by its path from there, for instance `style.css` or `images/shop.webp`. Names that
    /// begin with a dot are left out.
    public static func folder(_ path: String) throws(Fault) -> [String: StaticFile] {
        guard let names = FileManager.default.enumerator(atPath: path) else { throw .unreadable(path: path) }
        var files: [String: StaticFile] = [:]
        for case let name as String in names {
            var isFolder: ObjCBool = false
            let full = path + "/" + name
            guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder), !isFolder.boolValue,
                !name.split(separator: "/").contains(where: { $0.hasPrefix(".") })
            else { continue }
            guard files.count < countMax else { throw .tooMany(folder: path) }
            files[name] = try StaticFile(path: full)
        }
        return files
    }

    /// The answer to a request that may know an older or the same version (RFC 9110, section 13.1.2).
    func response(to request: Request, cacheControl: String) -> Response {
        var headers: HTTPFields = [:]
        headers[.eTag] = etag
        headers[.cacheControl] = cacheControl
        let known = request.headers[.ifNoneMatch]?.split(separator: ",").map { $0.drop { $0 == " " } } ?? []
        if known.contains(where: { $0 == etag || $0 == "*" || $0 == "W/\(etag)" }) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = contentType
        if request.method == .head { headers[.contentLength] = String(bytes.count) }
        return Response(
            status: .ok, headers: headers,
            body: request.method == .head ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func contentType(of path: String) -> String {
        switch path.split(separator: ".").last?.lowercased() {
        case "html": "text/html; charset=utf-8"
        case "js", "mjs": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "jpg", "jpeg": "image/jpeg"
        case "webp": "image/webp"
        case "ico": "image/x-icon"
        case "json": "application/json"
        case "txt": "text/plain; charset=utf-8"
        case "woff2": "font/woff2"
        default: "application/octet-stream"
        }
    }
}
