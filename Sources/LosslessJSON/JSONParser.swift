/// Reads JSON (RFC 8259) in one pass over valid UTF-8.
///
/// Lenient in one thing: Python writes `NaN` and `Infinity`, which become null.
public struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position = 0
    private var values = 0
    private let limits: JSONLimits

    private init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// The one value of a text, which is valid UTF-8; of the last of two members of one name, both stay.
    public static func value(of bytes: [UInt8], limits: JSONLimits) throws(JSONFailure) -> JSONValue {
        let read = sequence(of: bytes, limits: limits, valuesMax: 1)
        if let failure = read.failure { throw failure }
        guard let value = read.values.first else { throw JSONFailure(reason: .syntax("no value"), offset: 0) }
        return value
    }

    /// Values one after another, as JSON lines have them; those before a failure are kept.
    public static func sequence(
        of bytes: [UInt8], limits: JSONLimits, valuesMax: Int = .max
    ) -> (values: [JSONValue], failure: JSONFailure?) {
        bytes.withUnsafeBufferPointer { buffer in
            var parser = JSONParser(buffer, limits: limits)
            var values: [JSONValue] = []
            do throws(JSONFailure) {
                parser.skipSpace()
                while parser.position < buffer.count {
                    if values.count == valuesMax { throw parser.failed("something follows the value") }
                    values.append(try parser.value(depth: 0))
                    parser.skipSpace()
                    if parser.peek == 0x2C || parser.peek == 0x1E { parser.position += 1 }
                    parser.skipSpace()
                }
                return (values, nil)
            } catch {
                return (values, error)
            }
        }
    }

    /// The text of a literal whose unpaired surrogates become U+FFFD.
    static func unescaped(_ literal: String) -> String {
        Array("\"\(literal)\"".utf8).withUnsafeBufferPointer { buffer in
            var parser = JSONParser(buffer, limits: JSONLimits())
            return (try? parser.text())?.text ?? ""
        }
    }

    private var peek: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private func failed(_ what: String) -> JSONFailure { JSONFailure(reason: .syntax(what), offset: position) }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(JSONFailure) -> JSONValue {
        values += 1
        if values > limits.values { throw JSONFailure(reason: .values, offset: position) }
        switch peek {
        case 0x7B: return try object(depth: depth + 1)
        case 0x5B: return try array(depth: depth + 1)
        case 0x22:
            let read = try text()
            return read.whole ? .string(read.text) : .literal(read.literal)
        case 0x2D, 0x30...0x39:
            if word("-Infinity") { return .null }
            return .number(try number())
        case 0x74 where word("true"): return .bool(true)
        case 0x66 where word("false"): return .bool(false)
        case 0x6E where word("null"): return .null
        case 0x4E where word("NaN"): return .null
        case 0x49 where word("Infinity"): return .null
        default: throw failed(position < bytes.count ? "unexpected character" : "the text ends too early")
        }
    }

    private mutating func word(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard position + length <= bytes.count else { return false }
        for index in 0..<length where bytes[position + index] != word.utf8Start[index] { return false }
        position += length
        return true
    }

    private mutating func array(depth: Int) throws(JSONFailure) -> JSONValue {
        if depth > limits.depth { throw JSONFailure(reason: .depth, offset: position) }
        position += 1
        var values: [JSONValue] = []
        skipSpace()
        if peek == 0x5D {
            position += 1
            return .array(values)
        }
        while true {
            skipSpace()
            values.append(try value(depth: depth))
            skipSpace()
            switch peek {
            case 0x2C: position += 1
            case 0x5D:
                position += 1
                return .array(values)
            default: throw failed(position < bytes.count ? "a comma or ] is missing" : "the text ends in an array")
            }
        }
    }

    private mutating func object(depth: Int) throws(JSONFailure) -> JSONValue {
        if depth > limits.depth { throw JSONFailure(reason: .depth, offset: position) }
        position += 1
        var object = JSONObject()
        skipSpace()
        if peek == 0x7D {
            position += 1
            return .object(object)
        }
        while true {
            skipSpace()
            guard peek == 0x22 else {
                throw failed(position < bytes.count ? "a key is missing" : "the text ends in an object")
            }
            let key = try text().text
            skipSpace()
            guard peek == 0x3A else { throw failed("a colon is missing") }
            position += 1
            skipSpace()
            object.append(key, try value(depth: depth))
            skipSpace()
            switch peek {
            case 0x2C: position += 1
            case 0x7D:
                position += 1
                return .object(object)
            default: throw failed(position < bytes.count ? "a comma or } is missing" : "the text ends in an object")
            }
        }
    }

    private mutating func number() throws(JSONFailure) -> String {
        let start = position
        if peek == 0x2D { position += 1 }
        if peek == 0x30 {
            position += 1
        } else if digits() == 0 {
            throw failed("a digit is missing")
        }
        if peek == 0x2E {
            position += 1
            if digits() == 0 { throw failed("a digit is missing") }
        }
        if peek | 0x20 == 0x65 {
            position += 1
            if peek == 0x2B || peek == 0x2D { position += 1 }
            if digits() == 0 { throw failed("a digit is missing") }
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() -> Int {
        let start = position
        while position < bytes.count, 0x30...0x39 ~= bytes[position] { position += 1 }
        return position - start
    }

    /// A string; `whole` is false, and `literal` set, when an unpaired surrogate stands in it.
    private mutating func text() throws(JSONFailure) -> (text: String, whole: Bool, literal: String) {
        position += 1
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case 0x22:
                let text = String(decoding: bytes[start..<position], as: UTF8.self)
                position += 1
                return (text, true, "")
            case 0x5C: return try escapedText(from: start)
            case 0..<0x20: throw failed("a control character in a string")
            default: position += 1
            }
        }
        throw failed("the text ends in a string")
    }

    private mutating func escapedText(
        from start: Int
    ) throws(JSONFailure) -> (text: String, whole: Bool, literal: String) {
        var out = Array(bytes[start..<position])
        var whole = true
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case 0x22:
                let literal = whole ? "" : String(decoding: bytes[start..<position], as: UTF8.self)
                position += 1
                return (String(decoding: out, as: UTF8.self), whole, literal)
            case 0x5C:
                position += 1
                if !(try escape(to: &out)) { whole = false }
            case 0..<0x20: throw failed("a control character in a string")
            default:
                out.append(byte)
                position += 1
            }
        }
        throw failed("the text ends in a string")
    }

    /// What follows a backslash; false for half a surrogate pair.
    private mutating func escape(to out: inout [UInt8]) throws(JSONFailure) -> Bool {
        let letter = peek
        position += 1
        switch letter {
        case 0x22, 0x5C, 0x2F: out.append(letter)
        case 0x62: out.append(0x08)
        case 0x66: out.append(0x0C)
        case 0x6E: out.append(0x0A)
        case 0x72: out.append(0x0D)
        case 0x74: out.append(0x09)
        case 0x75:
            let unit = try hexUnit()
            var scalar = Unicode.Scalar(unit)
            if 0xD800...0xDBFF ~= unit, peek == 0x5C, position + 1 < bytes.count, bytes[position + 1] == 0x75 {
                let back = position
                position += 2
                let low = try hexUnit()
                if 0xDC00...0xDFFF ~= low {
                    scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
                } else {
                    position = back
                }
            }
            out.append(contentsOf: Array(String(Character(scalar ?? "\u{FFFD}")).utf8))
            return scalar != nil
        default:
            position -= 1
            throw failed("an unknown escape")
        }
        return true
    }

    private mutating func hexUnit() throws(JSONFailure) -> UInt32 {
        guard position + 4 <= bytes.count else { throw failed("the text ends in a string") }
        var unit: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            switch byte {
            case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
            case 0x41...0x46, 0x61...0x66: unit = unit << 4 | UInt32((byte & 0xDF) - 0x37)
            default: throw failed("four hexadecimal digits are missing")
            }
        }
        position += 4
        return unit
    }
}
