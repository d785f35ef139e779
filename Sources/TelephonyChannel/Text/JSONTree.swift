/// A JSON document of a foreign platform, read tolerantly: what is not as documented is missing, not an error.
///
/// Reading is linear and bounded in depth and number of values (``JSONTreeReader``).
enum JSONTree: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONTree])
    case object([String: JSONTree])

    /// The document; nil where it is none, is nested too deeply or too large.
    init?(_ text: some Collection<UInt8>, bytesMax: Int) {
        guard text.count <= bytesMax else { return nil }
        var reader = JSONTreeReader(Array(text))
        guard let tree = reader.document() else { return nil }
        self = tree
    }

    /// A member of an object; nil for anything else.
    subscript(_ name: String) -> JSONTree? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    var text: String? { if case .string(let text) = self { text } else { nil } }
    var list: [JSONTree]? { if case .array(let values) = self { values } else { nil } }
    var members: [String: JSONTree]? { if case .object(let members) = self { members } else { nil } }

    /// A truth value, also as the words platforms write it in.
    var flag: Bool? {
        switch self {
        case .bool(let value): value
        case .string("true"), .string("True"): true
        case .string("false"), .string("False"): false
        default: nil
        }
    }

    /// A number, also one written as text.
    var decimal: Double? {
        switch self {
        case .number(let number): number
        case .string(let text) where text.utf8.count <= 32: Double(text).flatMap { $0.isFinite ? $0 : nil }
        default: nil
        }
    }

    /// A whole number, also one written as text; a fraction is cut off.
    var whole: Int? {
        decimal.flatMap { Int(exactly: $0.rounded(.towardZero)) }
    }

    /// The written form, members in the order of their names.
    var json: String {
        switch self {
        case .null: "null"
        case .bool(let value): String(value)
        case .number(let number): Int(exactly: number).map(String.init) ?? String(number)
        case .string(let text): JSONText.quoted(text)
        case .array(let values): "[" + values.map(\.json).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.sorted { $0.key < $1.key }
                .map { "\(JSONText.quoted($0.key)):\($0.value.json)" }.joined(separator: ",") + "}"
        }
    }
}

/// Writing of JSON (RFC 8259).
enum JSONText {
    /// A text in quotes.
    static func quoted(_ text: String) -> String {
        var out: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): out += Array("\\n".utf8)
            case 0..<0x20: out += Array("\\u00\(ByteText.hex([byte]))".utf8)
            default: out.append(byte)
            }
        }
        out.append(UInt8(ascii: "\""))
        return String(decoding: out, as: UTF8.self)
    }

    /// An object with the members in this order; nil values, already written as JSON, are left out.
    static func object(_ members: [(name: String, json: String?)]) -> String {
        var parts: [String] = []
        for case (let name, let json?) in members { parts.append("\(quoted(name)):\(json)") }
        return "{" + parts.joined(separator: ",") + "}"
    }
}
