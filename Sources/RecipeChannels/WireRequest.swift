import Foundation
import NIOHTTP1
import Recipes

/// A request as it goes over the wire.
struct WireRequest: Sendable {
    let url: String
    /// IPv6 addresses without brackets.
    let host: String
    let port: Int
    let method: HTTPMethod
    let headers: HTTPHeaders
    /// Nil for none.
    let body: [UInt8]?

    /// Nil where the address is none, or a file is missing.
    init?(_ request: RecipeRequest, credential: CredentialValue?, files: [CarriedFile]) {
        var address = request.url
        var headers = HTTPHeaders(request.headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        switch credential {
        case .header(let name, let value): headers.replaceOrAdd(name: name, value: value)
        case .query(let name, let value):
            address += (address.contains("?") ? "&" : "?") + "\(Percent.encode(name))=\(Percent.encode(value))"
        case nil: break
        }
        guard let parts = URLComponents(string: address), let host = parts.host, !host.isEmpty,
            let written = WrittenBody(request.body, files: files)
        else { return nil }
        url = address
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        port = parts.port ?? (parts.scheme?.lowercased() == "http" ? 80 : 443)
        method = HTTPMethod(rawValue: request.method)
        if let type = written.type, !headers.contains(name: "content-type") {
            headers.add(name: "content-type", value: type)
        }
        if !headers.contains(name: "user-agent") { headers.add(name: "user-agent", value: "switchboard") }
        if !headers.contains(name: "accept") { headers.add(name: "accept", value: "*/*") }
        // One request on each connection: on one that was used before, its end can be the end of the earlier one.
        headers.replaceOrAdd(name: "connection", value: "close")
        self.headers = headers
        body = written.bytes
    }
}

/// The body of a request as bytes.
private struct WrittenBody {
    var type: String?
    var bytes: [UInt8]?

    init?(_ body: RecipeRequest.Body, files: [CarriedFile]) {
        switch body {
        case .none: break
        case .json(let json): (type, bytes) = ("application/json", json)
        case .form(let fields):
            let text = fields.map { "\(Percent.encode($0.name))=\(Percent.encode($0.value))" }.joined(separator: "&")
            (type, bytes) = ("application/x-www-form-urlencoded", Array(text.utf8))
        case .file(let number):
            guard files.indices.contains(number) else { return nil }
            (type, bytes) = (files[number].type, files[number].bytes)
        case .multipart(let parts):
            guard let written = Self.multipart(parts, files: files) else { return nil }
            (type, bytes) = written
        }
    }

    /// RFC 7578. The boundary is 32 random hexadecimal digits: no file has them by accident.
    private static func multipart(_ parts: [RecipeRequest.Part], files: [CarriedFile]) -> (String, [UInt8])? {
        let boundary = (0..<2).map { _ in
            let digits = String(UInt64.random(in: .min ... .max), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
        var bytes: [UInt8] = []
        for part in parts {
            var head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(quoted(part.name))\""
            switch part.content {
            case .text(let text): bytes += Array((head + "\r\n\r\n" + text + "\r\n").utf8)
            case .file(let number):
                guard files.indices.contains(number) else { return nil }
                let file = files[number]
                head += "; filename=\"\(quoted(file.name ?? "file"))\"\r\nContent-Type: \(plain(file.type))\r\n\r\n"
                bytes += Array(head.utf8) + file.bytes + Array("\r\n".utf8)
            }
        }
        bytes += Array("--\(boundary)--\r\n".utf8)
        return ("multipart/form-data; boundary=\(boundary)", bytes)
    }

    /// As browsers write names (WHATWG HTML, "multipart/form-data").
    private static func quoted(_ text: String) -> String {
        var quoted = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "%22"
            case "\r", "\n": quoted += "%0A"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted
    }

    private static func plain(_ type: String) -> String {
        type.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? type : "application/octet-stream"
    }
}
