import Foundation
import HummingbirdTesting
import NIOCore

/// Any JSON value, for looking into answers.
enum Json: Decodable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([Json])
    case object([String: Json])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([Json].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: Json].self))
        }
    }

    /// A member; nil when it is absent, `.null` when it is null.
    subscript(_ name: String) -> Json? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    var text: String? { if case .text(let value) = self { value } else { nil } }
    var number: Double? { if case .number(let value) = self { value } else { nil } }
    var list: [Json] { if case .list(let value) = self { value } else { [] } }
    var names: Set<String> { if case .object(let members) = self { Set(members.keys) } else { [] } }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    func json() throws -> Json { try JSONDecoder().decode(Json.self, from: Data(text.utf8)) }
}
