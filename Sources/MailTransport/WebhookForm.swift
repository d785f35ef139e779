import Foundation

/// A posted form: `multipart/form-data` (RFC 7578) or `application/x-www-form-urlencoded`.
struct WebhookForm: Equatable {
    struct Field: Equatable {
        var name: String
        var fileName: String?
        var contentType: String?
        var bytes: Data
    }

    var fields: [Field]

    static let fieldsMax = 500
    static let headerBytesMax = 16 * 1024

    /// - Returns: nil when the body is not what its type says, or above the bounds.
    init?(_ request: WebhookRequest) {
        let type = request.header("content-type") ?? ""
        let parameters = HeaderParameters(type)
        switch parameters.value {
        case "multipart/form-data":
            guard let boundary = parameters["boundary"], (1...70).contains(boundary.utf8.count),
                let fields = Self.multipart([UInt8](request.body), boundary: Array(boundary.utf8))
            else { return nil }
            self.fields = fields
        case "application/x-www-form-urlencoded":
            guard let fields = Self.urlEncoded(request.body) else { return nil }
            self.fields = fields
        default: return nil
        }
    }

    /// The last field of that name: Mailgun's own fields come after those a sender may have named alike.
    func last(_ name: String) -> Field? { fields.last { $0.name == name } }

    /// A field's text; nil when it is missing or not UTF-8.
    func text(_ name: String) -> String? { last(name).flatMap { String(validating: $0.bytes, as: UTF8.self) } }

    private static func urlEncoded(_ body: Data) -> [Field]? {
        var fields: [Field] = []
        for pair in body.split(separator: UInt8(ascii: "&")) {
            guard fields.count < fieldsMax else { return nil }
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = unescaped(parts[0]), let value = unescaped(parts.count > 1 ? parts[1] : Data()) else {
                return nil
            }
            fields.append(.init(name: String(decoding: name, as: UTF8.self), bytes: value))
        }
        return fields
    }

    private static func unescaped(_ text: Data) -> Data? {
        var bytes = Data(capacity: text.count)
        var rest = text[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(32)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return bytes
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    private static func multipart(_ body: [UInt8], boundary: [UInt8]) -> [Field]? {
        let delimiter = [45, 45] + boundary
        guard body.starts(with: delimiter) else { return nil }
        var fields: [Field] = []
        var position = delimiter.count
        while true {
            if body[position...].starts(with: [45, 45]) { return fields }
            guard fields.count < fieldsMax, body[position...].starts(with: [13, 10]) else { return nil }
            position += 2
            guard let headerEnd = find([13, 10, 13, 10], in: body, from: position - 2),
                headerEnd - position <= headerBytesMax,
                let end = find([13, 10] + delimiter, in: body, from: headerEnd + 2)
            else { return nil }
            let header = body[position..<max(position, headerEnd)]
            // A part without content may end right where its header does.
            let content = min(headerEnd + 4, end)
            guard let field = field(header, Data(body[content..<end])) else { return nil }
            fields.append(field)
            position = end + 2 + delimiter.count
        }
    }

    private static func field(_ header: ArraySlice<UInt8>, _ bytes: Data) -> Field? {
        let peek = HeaderPeek(Data(header))
        guard let disposition = peek.first("content-disposition").map(HeaderParameters.init),
            disposition.value == "form-data", let name = disposition["name"]
        else { return nil }
        return .init(
            name: name, fileName: disposition["filename"], contentType: peek.first("content-type"), bytes: bytes)
    }

    /// Where `needle` begins, looked for at each of its first byte.
    private static func find(_ needle: [UInt8], in body: [UInt8], from: Int) -> Int? {
        var position = from
        while position + needle.count <= body.count {
            guard let candidate = body[position...(body.count - needle.count)].firstIndex(of: needle[0]) else {
                return nil
            }
            if body[candidate..<(candidate + needle.count)].elementsEqual(needle) { return candidate }
            position = candidate + 1
        }
        return nil
    }
}

/// A header value and its parameters: `form-data; name="a"; filename="b"`.
struct HeaderParameters {
    /// Lower-cased.
    let value: String
    private var parameters: [String: String] = [:]

    init(_ text: String) {
        var rest = Substring(text)
        value = Self.token(&rest).lowercased()
        while rest.first == ";" {
            rest.removeFirst()
            let name = Self.token(&rest, until: "=;").lowercased()
            guard rest.first == "=" else { continue }
            rest.removeFirst()
            let value = rest.drop { $0 == " " }.first == "\"" ? Self.quoted(&rest) : Self.token(&rest)
            if !name.isEmpty, parameters[name] == nil { parameters[name] = value }
        }
    }

    subscript(_ name: String) -> String? { parameters[name] }

    private static func token(_ rest: inout Substring, until stops: String = ";") -> String {
        let token = rest.prefix { !stops.contains($0) }
        rest = rest[token.endIndex...]
        return token.trimmingCharacters(in: .whitespaces)
    }

    private static func quoted(_ rest: inout Substring) -> String {
        rest = rest.drop { $0 != "\"" }.dropFirst()
        var value = ""
        while let character = rest.popFirst(), character != "\"" {
            // Browsers' way of a quote inside quotes; a lone backslash is part of a Windows path.
            if character == "\\", let next = rest.first, next == "\"" || next == "\\" {
                value.append(rest.removeFirst())
            } else {
                value.append(character)
            }
        }
        rest = rest.drop { $0 != ";" }
        return value
    }
}
