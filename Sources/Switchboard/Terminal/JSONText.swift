/// A JSON value whose keys keep their order, written by hand: thousands of lines a second need no reflection.
enum JSONText {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONText])
    case object([(key: String, value: JSONText)])

    /// A string, or null.
    static func optional(_ text: String?) -> JSONText { text.map(JSONText.string) ?? .null }

    /// The value on one line (RFC 8259).
    var text: String {
        var bytes: [UInt8] = []
        write(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The value on lines of its own, indented by two spaces a level.
    var prettyText: String {
        var bytes: [UInt8] = []
        write(into: &bytes, level: 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the value; with a level, entries stand on lines of their own.
    func write(into bytes: inout [UInt8], level: Int? = nil) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): bytes.append(contentsOf: String(value).utf8)
        case .number(let value): bytes.append(contentsOf: Self.written(value).utf8)
        case .string(let value): Self.quote(value, into: &bytes)
        case .array(let values):
            Self.list(values, "[", "]", level, into: &bytes) { value, bytes, level in
                value.write(into: &bytes, level: level)
            }
        case .object(let entries):
            Self.list(entries, "{", "}", level, into: &bytes) { entry, bytes, level in
                Self.quote(entry.key, into: &bytes)
                bytes.append(contentsOf: (level == nil ? ":" : ": ").utf8)
                entry.value.write(into: &bytes, level: level)
            }
        }
    }

    private static func list<Entry>(
        _ entries: [Entry], _ open: String, _ close: String, _ level: Int?, into bytes: inout [UInt8],
        _ write: (Entry, inout [UInt8], Int?) -> Void
    ) {
        bytes.append(contentsOf: open.utf8)
        for (index, entry) in entries.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            if let level { newLine(level + 1, into: &bytes) }
            write(entry, &bytes, level.map { $0 + 1 })
        }
        if let level, !entries.isEmpty { newLine(level, into: &bytes) }
        bytes.append(contentsOf: close.utf8)
    }

    private static func newLine(_ level: Int, into bytes: inout [UInt8]) {
        bytes.append(0x0A)
        for _ in 0..<level { bytes.append(contentsOf: "  ".utf8) }
    }

    /// At most four digits behind the point; what is no number is null.
    private static func written(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "null" }
        let rounded = (value * 10_000).rounded() / 10_000
        return rounded == rounded.rounded() ? String(Int64(rounded)) : "\(rounded)"
    }

    private static func quote(_ text: String, into bytes: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20, 0x7F:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 0x0F)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
