/// Reads small JSON documents from UTF-8 bytes: strict about the grammar (RFC 8259), bounded in depth.
///
/// Stricter than the grammar in three points that protect what comes after: a name may stand once in an object, text
/// must be Unicode (no lone surrogates), and U+0000 is refused because stores cut text there.
public struct JSONReader {
    /// Deepest nesting of lists and objects.
    public static let depthMax = 16

    /// The members of the object that is the whole document.
    ///
    /// - Parameter bytes: The document; its size is bounded by the caller.
    public static func object(_ bytes: some Collection<UInt8>) throws(JSONFault) -> JSONObject {
        guard case .object(let object) = try value(bytes) else {
            throw JSONFault(path: "", problem: "is not a JSON object", mend: "Send {…}.")
        }
        return object
    }

    /// Any document.
    public static func value(_ bytes: some Collection<UInt8>) throws(JSONFault) -> JSONValue {
        let result: Result<JSONValue, JSONFault>? = bytes.withContiguousStorageIfAvailable { buffer in
            Result { () throws(JSONFault) in try read(buffer) }
        }
        if let result { return try result.get() }
        let copied: Result<JSONValue, JSONFault> = Array(bytes).withUnsafeBufferPointer { buffer in
            Result { () throws(JSONFault) in try read(buffer) }
        }
        return try copied.get()
    }

    private static func read(_ buffer: UnsafeBufferPointer<UInt8>) throws(JSONFault) -> JSONValue {
        var reader = JSONReader(buffer: buffer)
        reader.skipSpace()
        let value = try reader.readValue(depth: 0)
        reader.skipSpace()
        guard reader.index == buffer.count else {
            throw reader.fault("holds more after the JSON value", mend: "Send one JSON value.")
        }
        return value
    }

    private let buffer: UnsafeBufferPointer<UInt8>
    private var index = 0

    private init(buffer: UnsafeBufferPointer<UInt8>) { self.buffer = buffer }

    private var current: UInt8? { index < buffer.count ? buffer[index] : nil }

    private func fault(_ problem: String, mend: String) -> JSONFault {
        JSONFault(path: "byte \(index) of the body", problem: problem, mend: mend)
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func readValue(depth: Int) throws(JSONFault) -> JSONValue {
        switch current {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard depth < Self.depthMax else {
                throw fault("is nested deeper than \(Self.depthMax)", mend: "Send a flatter document.")
            }
            return current == UInt8(ascii: "{")
                ? .object(try readObject(depth: depth)) : .array(try readArray(depth: depth))
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "t"): return try readWord("true", .bool(true))
        case UInt8(ascii: "f"): return try readWord("false", .bool(false))
        case UInt8(ascii: "n"): return try readWord("null", .null)
        case nil: throw fault("ends too early", mend: "Send a whole JSON document.")
        default: return .number(try readNumber())
        }
    }

    private mutating func readWord(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard buffer[index...].starts(with: expected) else {
            throw fault("is not a JSON value", mend: "Quote text with \".")
        }
        index += expected.count
        return value
    }

    private mutating func readObject(depth: Int) throws(JSONFault) -> JSONObject {
        var object = JSONObject()
        index += 1
        skipSpace()
        if current == UInt8(ascii: "}") {
            index += 1
            return object
        }
        while true {
            guard current == UInt8(ascii: "\"") else { throw fault("is not a name", mend: "Quote names with \".") }
            let name = try readString()
            guard object[name] == nil else { throw fault("repeats the name before it", mend: "Send each name once.") }
            skipSpace()
            guard current == UInt8(ascii: ":") else { throw fault("is not \":\"", mend: "Put : after a name.") }
            index += 1
            skipSpace()
            object.members.append(JSONObject.Member(name: name, value: try readValue(depth: depth + 1)))
            guard try readSeparator(end: UInt8(ascii: "}")) else { return object }
        }
    }

    private mutating func readArray(depth: Int) throws(JSONFault) -> [JSONValue] {
        var values: [JSONValue] = []
        index += 1
        skipSpace()
        if current == UInt8(ascii: "]") {
            index += 1
            return values
        }
        while true {
            values.append(try readValue(depth: depth + 1))
            guard try readSeparator(end: UInt8(ascii: "]")) else { return values }
        }
    }

    /// Whether another element follows.
    private mutating func readSeparator(end: UInt8) throws(JSONFault) -> Bool {
        skipSpace()
        guard let byte = current, byte == UInt8(ascii: ",") || byte == end else {
            throw fault("is neither \",\" nor the end", mend: "Separate with , and close what was opened.")
        }
        index += 1
        if byte == end { return false }
        skipSpace()
        return true
    }

    /// RFC 8259, section 6.
    private mutating func readNumber() throws(JSONFault) -> Double {
        let start = index
        if current == UInt8(ascii: "-") { index += 1 }
        let whole = skipDigits()
        let leadingZero = whole > 1 && buffer[index - whole] == UInt8(ascii: "0")
        var isValid = whole > 0 && !leadingZero
        if current == UInt8(ascii: ".") {
            index += 1
            isValid = skipDigits() > 0 && isValid
        }
        if let byte = current, byte | 0x20 == UInt8(ascii: "e") {
            index += 1
            if let sign = current, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { index += 1 }
            isValid = skipDigits() > 0 && isValid
        }
        guard isValid, index - start <= 64,
            let number = Double(String(decoding: buffer[start..<index], as: UTF8.self))
        else { throw fault("is not a JSON value", mend: "Quote text with \"; write numbers as JSON does.") }
        guard number.isFinite else { throw fault("ends a number that is too large", mend: "Send a smaller one.") }
        return number
    }

    private mutating func skipDigits() -> Int {
        let start = index
        while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
        return index - start
    }

    private mutating func readString() throws(JSONFault) -> String {
        index += 1
        let start = index
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                let text = try decode(start..<index)
                index += 1
                return text
            case UInt8(ascii: "\\"):
                return try readEscaped(from: start)
            case 0..<0x20:
                throw fault("is a bare control character", mend: "Escape it as \\u00XX.")
            default:
                index += 1
            }
        }
        throw fault("ends inside a text", mend: "Close the text with \".")
    }

    private func decode(_ range: Range<Int>) throws(JSONFault) -> String {
        guard let text = String(validating: buffer[range], as: UTF8.self) else {
            throw fault("ends a text that is not UTF-8", mend: "Send the body in UTF-8.")
        }
        return text
    }

    /// The rest of a text that holds an escape; `index` stands on the first backslash.
    private mutating func readEscaped(from start: Int) throws(JSONFault) -> String {
        var text = try decode(start..<index)
        var runStart = index
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                text += try decode(runStart..<index)
                index += 1
                return text
            case UInt8(ascii: "\\"):
                text += try decode(runStart..<index)
                text.unicodeScalars.append(try readEscape())
                runStart = index
            case 0..<0x20:
                throw fault("is a bare control character", mend: "Escape it as \\u00XX.")
            default:
                index += 1
            }
        }
        throw fault("ends inside a text", mend: "Close the text with \".")
    }

    private mutating func readEscape() throws(JSONFault) -> Unicode.Scalar {
        index += 1
        guard let byte = current else { throw fault("ends inside a text", mend: "Close the text with \".") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try readUnicodeEscape()
        default:
            throw fault("follows an unknown escape", mend: "Escape with \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX.")
        }
    }

    private mutating func readUnicodeEscape() throws(JSONFault) -> Unicode.Scalar {
        let first = try readFourDigits()
        if first == 0 { throw fault("follows U+0000", mend: "Leave U+0000 out of texts.") }
        if let scalar = Unicode.Scalar(first) { return scalar }
        let mend = "Send a high surrogate followed by a low one."
        guard first < 0xDC00, current == UInt8(ascii: "\\"), index + 1 < buffer.count,
            buffer[index + 1] == UInt8(ascii: "u")
        else { throw fault("follows half a surrogate pair", mend: mend) }
        index += 2
        let second = try readFourDigits()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        else { throw fault("follows half a surrogate pair", mend: mend) }
        return scalar
    }

    private mutating func readFourDigits() throws(JSONFault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Self.hexValue(byte) else {
                throw fault("is not a hexadecimal digit", mend: "Write \\u with four of them.")
            }
            value = value << 4 | digit
            index += 1
        }
        return value
    }

    private static func hexValue(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
