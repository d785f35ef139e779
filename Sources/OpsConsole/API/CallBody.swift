import FoundationEssentials
import Hummingbird
import NIOCore

/// Reads a request's JSON body, bounded, and says which member is wrong.
enum CallBody {
    /// The longest text of 20,000 characters in four bytes each, escaped, and the rest.
    static let bytesMax = 256 * 1024

    /// - Parameter isRequired: Whether an absent body is an error; else it is read as `{}`.
    static func read<Value: Decodable>(
        _ type: Value.Type, from request: Request, isRequired: Bool = true
    ) async throws
        -> Value
    {
        let buffer = try await request.body.collect(upTo: bytesMax)
        if buffer.readableBytes == 0, isRequired { throw Problem.badRequest("body", "is missing") }
        let bytes = buffer.readableBytes == 0 ? Array("{}".utf8) : Array(buffer.readableBytesView)
        if let type = request.headers[.contentType], !isJSON(type), buffer.readableBytes > 0 {
            throw Problem(415, "Unsupported media type", "Send the body as application/json.")
        }
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            throw problem(error)
        }
    }

    private static func isJSON(_ type: String) -> Bool {
        let essence = type.split(separator: ";").first.map { $0.filter { $0 != " " }.lowercased() } ?? ""
        return essence == "application/json" || essence.hasSuffix("+json")
    }

    private static func problem(_ error: DecodingError) -> Problem {
        switch error {
        case .keyNotFound(let key, let context): .badRequest(path(context.codingPath + [key]), "is missing")
        case .typeMismatch(let expected, let context):
            .badRequest(path(context.codingPath), "must be \(word(expected))")
        case .valueNotFound(let expected, let context):
            .badRequest(path(context.codingPath), "must be \(word(expected)), not null")
        case .dataCorrupted(let context):
            .badRequest(
                path(context.codingPath), context.codingPath.isEmpty ? "is not valid JSON" : "cannot be read")
        @unknown default: .badRequest("body", "cannot be read")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty
            ? "body" : keys.map { key in key.intValue.map { "[\($0)]" } ?? key.stringValue }.joined(separator: ".")
    }

    private static func word(_ type: Any.Type) -> String {
        if type == String.self { return "a text" }
        if type == Bool.self { return "true or false" }
        if type == Int.self || type == Double.self { return "a number" }
        return "an object"
    }
}

/// Refuses a member's text that is too long, in characters, or holds U+0000, where the store would end it.
func checkText(_ text: String?, _ field: String, max: Int = .max) throws {
    guard let text else { return }
    if text.utf8.contains(0) { throw Problem.badRequest(field, "must not hold U+0000") }
    if text.count > max { throw Problem.badRequest(field, "may have at most \(max) characters") }
}

/// Refuses a sequence number that no event has.
func checkSequence(_ number: Int?, _ field: String) throws {
    if let number, number < 0 { throw Problem.badRequest(field, "must not be negative") }
}
