/// JSON as it was written: the order of members, double members and the digits of numbers stay.
///
/// Foundation's own types lose all three, and a document that is read and written back must not. Reading is tolerant:
/// what is not as a platform documents it is missing, not an error.
public enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// The digits as written.
    case number(String)
    case string(String)
    /// A string that no Unicode text can hold (an unpaired surrogate): the literal between its quotes, as written.
    case literal(String)
    case array([JSONValue])
    case object(JSONObject)

    public subscript(key: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object[key]
    }

    public subscript(index: Int) -> JSONValue? {
        guard case .array(let values) = self, values.indices.contains(index) else { return nil }
        return values[index]
    }

    public var string: String? {
        switch self {
        case .string(let text): text
        case .literal(let text): JSONParser.unescaped(text)
        default: nil
        }
    }

    public var array: [JSONValue]? {
        guard case .array(let values) = self else { return nil }
        return values
    }

    public var object: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    public var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// A finite number; nil for anything else.
    public var double: Double? {
        guard case .number(let digits) = self, let value = Double(digits), value.isFinite else { return nil }
        return value
    }

    /// A whole number, also one written as `1.0`.
    public var int: Int? {
        guard case .number(let digits) = self else { return nil }
        return Int(digits) ?? double.flatMap { Int(exactly: $0) }
    }

    public var isNull: Bool { self == .null }

    // MARK: As platforms write it

    /// A truth value, also as the words platforms write it in.
    public var flag: Bool? {
        switch self {
        case .bool(let value): value
        case .string("true"), .string("True"): true
        case .string("false"), .string("False"): false
        default: nil
        }
    }

    /// A finite number, also one written as text.
    public var decimal: Double? {
        if case .string(let text) = self, text.utf8.count <= 32 {
            Double(text).flatMap { $0.isFinite ? $0 : nil }
        } else {
            double
        }
    }

    /// A whole number, also one written as text; a fraction is cut off.
    public var whole: Int? {
        if case .number(let digits) = self, let whole = Int(digits) { return whole }
        return decimal.flatMap { Int(exactly: $0.rounded(.towardZero)) }
    }
}

/// Members in the order of the file.
public struct JSONObject: Sendable, Equatable {
    /// A key and its value.
    public struct Member: Sendable, Equatable {
        public var key: String
        public var value: JSONValue

        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    public var members: [Member]

    public init(_ members: [Member] = []) { self.members = members }

    /// The last member of the name, as most readers take it. Setting nil removes all of the name.
    public subscript(key: String) -> JSONValue? {
        get { members.last { $0.key == key }?.value }
        set {
            guard let newValue else { return members.removeAll { $0.key == key } }
            if let place = members.lastIndex(where: { $0.key == key }) {
                members[place].value = newValue
            } else {
                append(key, newValue)
            }
        }
    }

    public mutating func append(_ key: String, _ value: JSONValue) { members.append(Member(key: key, value: value)) }

    /// Whether all of the names are there.
    public func has(_ keys: String...) -> Bool { keys.allSatisfy { self[$0] != nil } }

    /// Whether one of the names is there.
    public func hasAny(_ keys: String...) -> Bool { keys.contains { self[$0] != nil } }

    /// The member becomes `new` at its place.
    public mutating func rename(_ old: String, _ new: String) {
        for place in members.indices where members[place].key == old { members[place].key = new }
    }
}
