/// The fields of an `application/x-www-form-urlencoded` body or a query, in their order.
public struct FormFields: Sendable, Hashable {
    /// One name and its value, both decoded.
    public struct Field: Sendable, Hashable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Most fields of one body; Twilio sends about thirty.
    public static let fieldsMax = 256
    /// Largest body, in bytes.
    public static let bytesMax = 64 * 1024

    public let fields: [Field]

    public init(_ fields: [Field]) { self.fields = fields }

    /// Reads a body or a query.
    ///
    /// - Returns: Nil where it is too large, holds too many fields or a broken escape, or is not UTF-8.
    public init?(_ encoded: some Collection<UInt8>) {
        guard encoded.count <= Self.bytesMax else { return nil }
        var fields: [Field] = []
        for part in encoded.split(separator: UInt8(ascii: "&")) {
            guard fields.count < Self.fieldsMax else { return nil }
            let cut = part.firstIndex(of: UInt8(ascii: "="))
            guard let name = Self.decode(part[..<(cut ?? part.endIndex)]),
                let value = Self.decode(cut.map { part[part.index(after: $0)...] } ?? part[part.endIndex...])
            else { return nil }
            fields.append(Field(name, value))
        }
        self.fields = fields
    }

    /// The first field of that name.
    public subscript(_ name: String) -> String? {
        fields.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    private static func decode(_ bytes: some Collection<UInt8>) -> String? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(ByteText.hexValue),
                    let low = rest.next().flatMap(ByteText.hexValue)
                else { return nil }
                decoded.append(high << 4 | low)
            default: decoded.append(byte)
            }
        }
        return String(validating: decoded, as: UTF8.self)
    }
}
