import FoundationEssentials
import Hummingbird

/// How values become JSON: members in snake case, as openapi.yaml names them.
enum WireJSON {
    /// - Throws: `EncodingError` for numbers JSON cannot hold; our values have none.
    static func data(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    /// One line of JSON as text.
    static func text(_ value: some Encodable) throws -> String {
        String(decoding: try data(value), as: UTF8.self)
    }

    static func response(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, contentType: String = "application/json"
    ) throws -> Response {
        Response(
            status: status, headers: [.contentType: contentType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try data(value))))
    }
}

/// A member that is always there, as null where there is no value.
struct OrNull<Value: Encodable & Sendable>: Encodable, Sendable {
    let value: Value?

    init(_ value: Value?) { self.value = value }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }
}

/// A list's page.
struct WireList<Item: Encodable & Sendable>: Encodable, Sendable {
    let items: [Item]
    let next: OrNull<String>

    init(_ items: [Item], next: String? = nil) {
        self.items = items
        self.next = OrNull(next)
    }
}
