/// A JSON document as a value, for small bodies.
public enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    /// Any number of JSON; whole numbers up to 2^53 are exact.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// The kind as a reader of an error message knows it.
    public var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

/// The members of a JSON object, in the order they were written, each name once.
public struct JSONObject: Sendable, Hashable {
    /// One member.
    public struct Member: Sendable, Hashable {
        public let name: String
        public let value: JSONValue
    }

    public internal(set) var members: [Member] = []

    /// The member's value; nil when there is none.
    public subscript(_ name: String) -> JSONValue? {
        members.first { $0.name == name }?.value
    }
}

/// What is wrong with a body: where, what, and how to mend it. Fit for the caller's eyes.
public struct JSONFault: Error, Sendable, Hashable {
    /// JSON Pointer (RFC 6901) of the place, or `byte N` where the text is no JSON; empty for the whole document.
    public let path: String
    public let problem: String
    public let mend: String
    /// Whether a size bound was exceeded, so that the answer is "too large" and not "bad".
    public let isTooLarge: Bool

    public init(path: String, problem: String, mend: String, isTooLarge: Bool = false) {
        self.path = path
        self.problem = problem
        self.mend = mend
        self.isTooLarge = isTooLarge
    }

    /// One sentence for an error's detail.
    public var sentence: String { "\(path.isEmpty ? "The body" : path) \(problem). \(mend)" }
}

extension JSONObject {
    /// A text member that must be there.
    ///
    /// - Parameters:
    ///   - bytesMax: Largest size in UTF-8; an empty text is refused too.
    public func text(_ name: String, bytesMax: Int) throws(JSONFault) -> String {
        guard let value = try optionalText(name, bytesMax: bytesMax) else {
            throw JSONFault(path: "/\(name)", problem: "is missing", mend: "Send it as text.")
        }
        guard !value.isEmpty else {
            throw JSONFault(path: "/\(name)", problem: "is empty", mend: "Send at least one character.")
        }
        return value
    }

    /// A text member that may be missing or `null`.
    public func optionalText(_ name: String, bytesMax: Int) throws(JSONFault) -> String? {
        switch self[name] {
        case nil, .null: return nil
        case .string(let text):
            guard text.utf8.count <= bytesMax else {
                throw JSONFault(
                    path: "/\(name)", problem: "has \(text.utf8.count) bytes, the limit is \(bytesMax)",
                    mend: "Shorten it.", isTooLarge: true)
            }
            return text
        case .some(let other):
            throw JSONFault(path: "/\(name)", problem: "is \(other.kind)", mend: "Send text.")
        }
    }

    /// A whole number within bounds that must be there.
    public func whole(_ name: String, in range: ClosedRange<Int>) throws(JSONFault) -> Int {
        let mend = "Send a whole number from \(range.lowerBound) to \(range.upperBound)."
        guard let value = self[name] else { throw JSONFault(path: "/\(name)", problem: "is missing", mend: mend) }
        guard case .number(let number) = value, let whole = Int(exactly: number), range.contains(whole) else {
            throw JSONFault(path: "/\(name)", problem: "is not in that range", mend: mend)
        }
        return whole
    }

    /// A boolean member that may be missing or `null`.
    public func optionalBool(_ name: String) throws(JSONFault) -> Bool? {
        switch self[name] {
        case nil, .null: return nil
        case .bool(let value): return value
        case .some(let other):
            throw JSONFault(path: "/\(name)", problem: "is \(other.kind)", mend: "Send true or false.")
        }
    }
}
