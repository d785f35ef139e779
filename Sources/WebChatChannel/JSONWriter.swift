/// Writes JSON text straight into bytes, without intermediate values.
///
/// It exists because encoding is on the way of every answer: a Codable encoder costs more than everything else the
/// gateway does for a message. Commas are placed by the writer; the caller keeps begin and end in balance.
public struct JSONWriter: Sendable {
    /// What was written so far: valid UTF-8.
    public private(set) var bytes: [UInt8]
    /// Whether the next key or element needs a comma before it.
    private var needsComma = false

    /// - Parameter capacity: Bytes to reserve; a message with a short text needs about 300.
    public init(capacity: Int = 512) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// `{`, as an element or a whole document.
    public mutating func beginObject() {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
    }

    /// `}`.
    public mutating func endObject() {
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    /// `"key":[`.
    public mutating func beginArray(_ key: StaticString) {
        name(key)
        bytes.append(UInt8(ascii: "["))
        needsComma = false
    }

    /// `]`.
    public mutating func endArray() {
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// `"key":{`.
    public mutating func beginObject(_ key: StaticString) {
        name(key)
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
    }

    /// A text value.
    public mutating func field(_ key: StaticString, _ value: String) {
        name(key)
        append(escaping: value)
        needsComma = true
    }

    /// A text value, or nothing at all where it is nil.
    public mutating func field(_ key: StaticString, ifPresent value: String?) {
        guard let value else { return }
        field(key, value)
    }

    /// A text value, or `null`.
    public mutating func field(_ key: StaticString, orNull value: String?) {
        guard let value else { return null(key) }
        field(key, value)
    }

    /// A whole number.
    public mutating func field(_ key: StaticString, _ value: Int) {
        name(key)
        append(decimal: Int64(value))
        needsComma = true
    }

    /// A number; one that is not finite, which JSON cannot say, becomes 0.
    public mutating func field(_ key: StaticString, _ value: Double) {
        name(key)
        bytes.append(contentsOf: (value.isFinite ? value : 0).description.utf8)
        needsComma = true
    }

    /// `true` or `false`.
    public mutating func field(_ key: StaticString, _ value: Bool) {
        name(key)
        append(raw: value ? "true" : "false")
        needsComma = true
    }

    /// `null`.
    public mutating func null(_ key: StaticString) {
        name(key)
        append(raw: "null")
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    /// Keys are ours and need no escaping.
    private mutating func name(_ key: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        append(raw: key)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func append(raw text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func append(decimal value: Int64) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    private mutating func append(escaping value: String) {
        bytes.append(UInt8(ascii: "\""))
        var value = value
        value.withUTF8 { append(escaping: $0) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Copies runs that need nothing; escapes what RFC 8259, section 7 demands, DEL, and the two line separators that
    /// end a line in older JavaScript.
    private mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
        var runStart = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            let isSeparator =
                byte == 0xE2 && index + 2 < text.count && text[index + 1] == 0x80 && (text[index + 2] | 1) == 0xA9
            guard byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || isSeparator else {
                index += 1
                continue
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[runStart..<index]))
            if isSeparator {
                append(raw: text[index + 2] == 0xA8 ? "\\u2028" : "\\u2029")
                index += 3
            } else {
                append(escape: byte)
                index += 1
            }
            runStart = index
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[runStart..<text.count]))
    }

    private mutating func append(escape byte: UInt8) {
        switch byte {
        case 0x22: append(raw: "\\\"")
        case 0x5C: append(raw: "\\\\")
        case 0x0A: append(raw: "\\n")
        case 0x0D: append(raw: "\\r")
        case 0x09: append(raw: "\\t")
        default:
            append(raw: "\\u00")
            bytes.append(Self.hexDigit(byte >> 4))
            bytes.append(Self.hexDigit(byte & 0x0F))
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
