/// A JSON value as mappings see it.
///
/// Whole numbers a `Double` cannot hold exactly are texts: ids of several platforms exceed 2^53, and an id must come
/// back out as it came in.
public enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    /// The member of an object; nil for everything else, and for a member that is `null`.
    public subscript(key: String) -> JSON? {
        guard case .object(let members) = self, let value = members[key], value != .null else { return nil }
        return value
    }

    /// A text, or a whole number as text: ids come as either.
    public var text: String? {
        switch self {
        case .string(let text): text
        case .number(let number): Self.whole(number).map(String.init)
        default: nil
        }
    }

    /// A whole number that is exact, also when written as a text.
    public var integer: Int64? {
        switch self {
        case .number(let number): Self.whole(number)
        case .string(let text): Int64(text)
        default: nil
        }
    }

    /// A number, also when written as a text.
    public var double: Double? {
        switch self {
        case .number(let number): number
        case .string(let text): Double(text)
        default: nil
        }
    }

    public var flag: Bool? { if case .bool(let value) = self { value } else { nil } }
    public var items: [JSON]? { if case .array(let items) = self { items } else { nil } }
    public var members: [String: JSON]? { if case .object(let members) = self { members } else { nil } }

    /// The number as an integer where a `Double` holds every one exactly.
    static func whole(_ number: Double) -> Int64? {
        guard number.magnitude <= 9_007_199_254_740_992, number.rounded(.towardZero) == number else { return nil }
        return Int64(number)
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
    public init(stringLiteral value: String) { self = .string(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
}

extension JSON: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
    }
}
