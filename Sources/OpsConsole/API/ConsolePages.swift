import Crypto
import Foundation
import Hummingbird

/// The console's files, read once into memory: a path is a key of a table, so it can lead nowhere else.
public struct ConsolePages: Sendable {
    /// The resources are not where the executable looks for them.
    public struct Missing: Error, Sendable, CustomStringConvertible {
        public let description: String
    }

    static let contentSecurityPolicy =
        "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

    private struct File: Sendable {
        let bytes: [UInt8]
        let type: String
        let etag: String
    }

    /// By path below `/ops/`.
    private let files: [String: File]
    private let contract: File

    init() throws {
        guard let root = Bundle.module.resourceURL else {
            throw Missing(description: "the console's pages are missing: no resources beside the executable")
        }
        var files: [String: File] = [:]
        let folder = root.appendingPathComponent("ops", isDirectory: true)
        let prefix = folder.standardizedFileURL.path + "/"
        let names = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        while let url = names?.nextObject() as? URL {
            let path = url.standardizedFileURL.path
            guard path.hasPrefix(prefix), let data = FileManager.default.contents(atPath: path) else { continue }
            let name = String(path.dropFirst(prefix.count))
            files[name] = Self.file(data, Self.type(of: name))
        }
        let contractPath = root.appendingPathComponent("openapi.yaml").path
        guard files["index.html"] != nil, let contract = FileManager.default.contents(atPath: contractPath) else {
            throw Missing(description: "the console's pages are missing in \(root.path)")
        }
        self.files = files
        self.contract = Self.file(contract, "application/yaml")
    }

    /// The page or file at a path below `/ops/`; the empty path is the page itself.
    func response(_ path: String, _ request: Request) throws -> Response {
        guard let file = files[path.isEmpty ? "index.html" : path] else { throw Problem.notFound("page") }
        return Self.response(file, request)
    }

    /// The contract of the API.
    func contract(_ request: Request) -> Response { Self.response(contract, request) }

    private static func response(_ file: File, _ request: Request) -> Response {
        let headers: HTTPFields = [.contentType: file.type, .eTag: file.etag, .cacheControl: "no-cache"]
        let known = request.headers[.ifNoneMatch]?.split(separator: ",").map { $0.filter { $0 != " " } } ?? []
        if known.contains(file.etag) || known.contains("*") { return Response(status: .notModified, headers: headers) }
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }

    private static func file(_ data: Data, _ type: String) -> File {
        let digest = SHA256.hash(data: data).prefix(12)
        return File(bytes: Array(data), type: type, etag: "\"\(Secrets.base64URL(Array(digest)))\"")
    }

    private static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "js", "mjs": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "ico": "image/x-icon"
        case "json", "webmanifest": "application/json"
        case "woff2": "font/woff2"
        case "mp3": "audio/mpeg"
        case "ogg": "audio/ogg"
        case "wav": "audio/wav"
        default: "application/octet-stream"
        }
    }
}
