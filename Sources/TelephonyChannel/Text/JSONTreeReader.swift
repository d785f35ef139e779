/// Reads JSON (RFC 8259). The last of two members of one name holds; half a surrogate pair becomes U+FFFD.
struct JSONTreeReader {
    /// Deepest nesting of lists and objects.
    static let depthMax = 32
    /// Most values of one document.
    static let valuesMax = 50_000

    private let bytes: [UInt8]
    private var index = 0
    private var values = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The one value that is the whole document.
    mutating func document() -> JSONTree? {
        skipSpace()
        guard let tree = value(depth: 0) else { return nil }
        skipSpace()
        return index == bytes.count ? tree : nil
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func value(depth: Int) -> JSONTree? {
        values += 1
        guard values <= Self.valuesMax, depth <= Self.depthMax else { return nil }
        switch current {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return array(depth: depth)
        case UInt8(ascii: "\""): return string().map(JSONTree.string)
        case UInt8(ascii: "t"): return word("true", .bool(true))
        case UInt8(ascii: "f"): return word("false", .bool(false))
        case UInt8(ascii: "n"): return word("null", .null)
        default: return number()
        }
    }

    private mutating func word(_ text: String, _ value: JSONTree) -> JSONTree? {
        guard bytes[index...].starts(with: text.utf8) else { return nil }
        index += text.utf8.count
        return value
    }

    private mutating func object(depth: Int) -> JSONTree? {
        var members: [String: JSONTree] = [:]
        index += 1
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard current == UInt8(ascii: "\""), let name = string() else { return nil }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { return nil }
            skipSpace()
            guard let value = value(depth: depth + 1) else { return nil }
            members[name] = value
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { return nil }
        }
    }

    private mutating func array(depth: Int) -> JSONTree? {
        var list: [JSONTree] = []
        index += 1
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(list) }
        while true {
            skipSpace()
            guard let value = value(depth: depth + 1) else { return nil }
            list.append(value)
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(list) }
            guard take(UInt8(ascii: ",")) else { return nil }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        index += 1
        return true
    }

    private mutating func number() -> JSONTree? {
        let start = index
        while let byte = current, Self.numeric.contains(byte) { index += 1 }
        guard index > start, index - start <= 64, bytes[start] != UInt8(ascii: "+"),
            let number = Double(String(decoding: bytes[start..<index], as: UTF8.self)), number.isFinite
        else { return nil }
        return .number(number)
    }

    private static let numeric = Set("0123456789+-.eE".utf8)

    private mutating func string() -> String? {
        index += 1
        var out: [UInt8] = []
        while let byte = current {
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: out, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard escape(to: &out) else { return nil }
            case 0..<0x20: return nil
            default: out.append(byte)
            }
        }
        return nil
    }

    private mutating func escape(to out: inout [UInt8]) -> Bool {
        guard let byte = current else { return false }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
        case UInt8(ascii: "b"): out.append(8)
        case UInt8(ascii: "f"): out.append(12)
        case UInt8(ascii: "n"): out.append(10)
        case UInt8(ascii: "r"): out.append(13)
        case UInt8(ascii: "t"): out.append(9)
        case UInt8(ascii: "u"):
            guard let scalar = unicode() else { return false }
            out.append(contentsOf: Character(scalar).utf8)
        default: return false
        }
        return true
    }

    private mutating func unicode() -> Unicode.Scalar? {
        guard let first = fourDigits() else { return nil }
        if let scalar = Unicode.Scalar(first) { return scalar }
        let before = index
        if first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")), let second = fourDigits(),
            (0xDC00...0xDFFF).contains(second)
        {
            return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        }
        index = before
        return "\u{FFFD}"
    }

    private mutating func fourDigits() -> UInt32? {
        guard index + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = ByteText.hexValue(byte) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        index += 4
        return value
    }
}
