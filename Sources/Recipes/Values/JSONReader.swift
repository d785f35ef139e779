/// Why bytes are not JSON that is taken.
public enum JSONFault: Error, Sendable, Hashable {
    /// Not JSON (RFC 8259), at this byte.
    case malformed(at: Int)
    case tooDeep
    case tooManyValues
    case notUTF8
}

/// How much of a JSON text is taken.
public struct JSONLimits: Sendable, Hashable {
    /// Arrays and objects within one another.
    public var depthMax: Int
    /// Values of all kinds, keys included.
    public var valuesMax: Int

    public init(depthMax: Int = 64, valuesMax: Int = 200_000) {
        self.depthMax = depthMax
        self.valuesMax = valuesMax
    }
}

extension JSON {
    /// Reads one JSON text (RFC 8259), strictly: nothing may follow it but white space. Of a repeated key the last
    /// counts.
    public init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONFault) {
        var reader = JSONReader(bytes: bytes, limits: limits)
        self = try reader.whole()
    }

    /// Reads a JSON text held in a string.
    public init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONFault) {
        try self.init(parsing: Array(text.utf8), limits: limits)
    }
}

/// A single pass over the bytes.
struct JSONReader {
    private let bytes: [UInt8]
    private let limits: JSONLimits
    private var index = 0
    private var values = 0

    init(bytes: [UInt8], limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func whole() throws(JSONFault) -> JSON {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        let value = try value(depth: 0)
        skipSpace()
        guard index == bytes.count else { throw .malformed(at: index) }
        return value
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSON {
        values += 1
        guard values <= limits.valuesMax else { throw .tooManyValues }
        guard depth <= limits.depthMax else { throw .tooDeep }
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        index += 1
        return true
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONFault) -> JSON {
        let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard index + letters.count <= bytes.count, bytes[index..<index + letters.count].elementsEqual(letters) else {
            throw .malformed(at: index)
        }
        index += letters.count
        return value
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSON {
        index += 1
        var members: [String: JSON] = [:]
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw .malformed(at: index) }
            values += 1
            let key = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw .malformed(at: index) }
            members[key] = try value(depth: depth + 1)
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "}")) else { throw .malformed(at: index) }
            return .object(members)
        }
    }

    private mutating func array(depth: Int) throws(JSONFault) -> JSON {
        index += 1
        var items: [JSON] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(items) }
        while true {
            items.append(try value(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "]")) else { throw .malformed(at: index) }
            return .array(items)
        }
    }

    private mutating func digits() -> Int {
        let start = index
        while let byte = current, byte >= 0x30, byte <= 0x39 { index += 1 }
        return index - start
    }

    private mutating func number() throws(JSONFault) -> JSON {
        let start = index
        _ = take(UInt8(ascii: "-"))
        let isZero = current == 0x30
        let whole = digits()
        guard whole > 0, !isZero || whole == 1 else { throw .malformed(at: index) }
        var isInteger = true
        if take(UInt8(ascii: ".")) {
            isInteger = false
            guard digits() > 0 else { throw .malformed(at: index) }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            isInteger = false
            index += 1
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard digits() > 0 else { throw .malformed(at: index) }
        }
        let written = String(decoding: bytes[start..<index], as: UTF8.self)
        // 2^53 has 16 digits: every integer of 15 is exact.
        if isInteger, whole > 15, JSON.whole(Double(written) ?? .infinity).map(String.init) != written {
            return .string(written)
        }
        guard let number = Double(written), number.isFinite else { throw .malformed(at: start) }
        return .number(number)
    }

    private mutating func string() throws(JSONFault) -> String {
        index += 1
        let start = index
        while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { index += 1 }
        if take(UInt8(ascii: "\"")) { return try text(bytes[start..<index - 1]) }
        var plain = Array(bytes[start..<index])
        while let byte = current {
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return try text(plain[...])
            case UInt8(ascii: "\\"): try escape(into: &plain)
            case 0..<0x20: throw .malformed(at: index - 1)
            default: plain.append(byte)
            }
        }
        throw .malformed(at: index)
    }

    private func text(_ bytes: ArraySlice<UInt8>) throws(JSONFault) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        return text
    }

    private mutating func escape(into plain: inout [UInt8]) throws(JSONFault) {
        guard let byte = current else { throw .malformed(at: index) }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain.append(byte)
        case UInt8(ascii: "b"): plain.append(0x08)
        case UInt8(ascii: "f"): plain.append(0x0C)
        case UInt8(ascii: "n"): plain.append(0x0A)
        case UInt8(ascii: "r"): plain.append(0x0D)
        case UInt8(ascii: "t"): plain.append(0x09)
        case UInt8(ascii: "u"): plain.append(contentsOf: String(Character(try scalar())).utf8)
        default: throw .malformed(at: index - 1)
        }
    }

    /// A character written as `\uXXXX`, two of them for one beyond the basic plane; half a pair is U+FFFD.
    private mutating func scalar() throws(JSONFault) -> Unicode.Scalar {
        let first = try hex4()
        guard (0xD800..<0xDC00).contains(first), current == UInt8(ascii: "\\"), index + 1 < bytes.count,
            bytes[index + 1] == UInt8(ascii: "u")
        else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        let before = index
        index += 2
        let second = try hex4()
        guard (0xDC00..<0xE000).contains(second) else {
            index = before
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hex4() throws(JSONFault) -> UInt32 {
        guard index + 4 <= bytes.count else { throw .malformed(at: index) }
        var value: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Hex.value(byte) else { throw .malformed(at: index) }
            value = value << 4 | UInt32(digit)
        }
        index += 4
        return value
    }
}
