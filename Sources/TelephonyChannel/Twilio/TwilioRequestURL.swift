/// The address of a request as the platform knows it: what it signed.
///
/// Built from the configured public address, not from headers that anybody may send.
public struct TwilioRequestURL: Sendable, Hashable {
    /// `http` or `https`.
    let scheme: String
    let host: String
    /// As the public address names it; nil for none.
    let port: String?
    /// Begins with `/`; the path of the public address stands before that of the request.
    let path: String
    /// Without `?`; nil for none.
    let query: String?

    /// - Parameters:
    ///   - publicURL: `https://host[:port][/path]`, as configured.
    ///   - path: Of the request, still encoded, as it came.
    ///   - rawQuery: Without `?`, still encoded, as it came.
    /// - Returns: Nil for a public address that is none of ours.
    public init?(publicURL: String, path: String, rawQuery: String? = nil) {
        guard let colon = publicURL.firstRange(of: "://") else { return nil }
        let scheme = publicURL[..<colon.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let rest = publicURL[colon.upperBound...].prefix { $0 != "?" && $0 != "#" }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash]
        guard !authority.isEmpty, !authority.contains("@") else { return nil }
        let portStart = authority.lastIndex(of: ":").flatMap { authority[$0...].contains("]") ? nil : $0 }
        self.scheme = scheme
        host = authority[..<(portStart ?? authority.endIndex)].lowercased()
        port = portStart.map { String(authority[$0...].dropFirst()) }
        guard !host.isEmpty, port?.allSatisfy(\.isNumber) ?? true else { return nil }
        var prefix = rest[slash...]
        while prefix.last == "/" { prefix.removeLast() }
        self.path = prefix + (path.hasPrefix("/") ? path : "/" + path)
        query = rawQuery
    }

    /// The request's address over `http` or `https`, with and without port, with the query as it came and as older
    /// libraries wrote it again.
    var forms: [String] {
        guard let query else { return authorities(of: scheme).map { $0 + path } }
        var queries = [query]
        if let again = Self.legacy(query), again != query { queries.append(again) }
        return queries.flatMap { query in authorities(of: scheme).map { "\($0)\(path)?\(query)" } }
    }

    /// The address of a WebSocket, without the query.
    var socketForms: [String] { authorities(of: scheme == "https" ? "wss" : "ws").map { $0 + path } }

    private func authorities(of scheme: String) -> [String] {
        let usual = self.scheme == "https" ? "443" : "80"
        return ["\(scheme)://\(host)", "\(scheme)://\(host):\(port ?? usual)"]
    }

    /// The query taken apart and written again with everything but `A-Z a-z 0-9 - _ . ! ~ * ' ( )` escaped, names
    /// that repeat standing together (the `querystring` module of Node.js, which signers have used).
    private static func legacy(_ query: String) -> String? {
        guard let fields = FormFields(query.utf8)?.fields else { return nil }
        var order: [[UInt8]] = []
        var values: [[UInt8]: [String]] = [:]
        for field in fields {
            let name = Array(field.name.utf8)
            if values[name] == nil { order.append(name) }
            values[name, default: []].append(field.value)
        }
        return order.flatMap { name in
            (values[name] ?? []).map { "\(escape(name))=\(escape(Array($0.utf8)))" }
        }.joined(separator: "&")
    }

    private static let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()".utf8)

    private static func escape(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            if plain.contains(byte) {
                text.append(byte)
            } else {
                text.append(UInt8(ascii: "%"))
                text.append(contentsOf: ByteText.hex([byte]).uppercased().utf8)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
