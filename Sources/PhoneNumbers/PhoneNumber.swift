import CPhoneNumber

/// A telephone number by the rules of its country, which are libphonenumber's.
///
/// Values and functions without state of their own; any number of threads may read numbers at once.
public struct PhoneNumber: Sendable, Hashable {
    /// What a number is for, as far as its range tells.
    public enum Kind: String, Sendable, Hashable {
        case fixed, mobile
        /// Where both share their ranges, as in North America.
        case fixedOrMobile = "fixed_or_mobile"
        case tollFree = "toll_free"
        case premium
        case shared, voip, personal, pager
        /// Reached by one number in the whole company.
        case company
        case voicemail
        case unknown
    }

    /// `+` and digits, the country code first (ITU-T E.164), without an extension.
    public let e164: String
    /// The country code, for instance 49.
    public let countryCode: Int
    /// Two capital letters; nil for numbers of no country and where several countries share a code and the range does
    /// not tell.
    public let region: String?
    public let kind: Kind
    /// Whether a number of this length can be dialled in its country.
    public let isPossible: Bool
    /// Whether its range is in use: a number that is possible and not valid may be new, or a mistake.
    public let isValid: Bool
    /// Digits to dial when the call is taken; nil for none.
    public let `extension`: String?
    /// As people in its country write it: `0151 12345678`.
    public let national: String
    /// As it is written for people abroad: `+49 1511 2345678`.
    public let international: String

    /// Longest text that is read, in bytes of UTF-8. RFC 3966 URIs with an extension have fewer than 64.
    public static let bytesMax = 64

    /// Reads a number as people, platforms and `tel:` URIs write it.
    ///
    /// - Parameters:
    ///   - text: The number and nothing else: letters, as in `1-800-FLOWERS`, make it none.
    ///   - region: Country of numbers without a country code, as in ISO 3166-1 (`DE`), in any case; nil where only
    ///     numbers with one count. An unknown country is treated as nil.
    /// - Returns: Nil for anything that is no number, that is too long or that cannot be dialled at all.
    public init?(_ text: some StringProtocol, region: String? = nil) {
        guard text.utf8.count <= Self.bytesMax, Self.isWritten(text) else { return nil }
        guard let parsed = Self.parsed(String(text), region: region.flatMap(Self.known) ?? "ZZ") else { return nil }
        self.init(parsed)
    }

    /// Reads the digits some platforms give without a plus: `4915112345678` of WhatsApp.
    ///
    /// - Parameter internationalDigits: Country code first; a plus may stand before it.
    public init?(internationalDigits text: some StringProtocol) {
        let digits = text.utf8.first == UInt8(ascii: "+") ? String(text.dropFirst()) : String(text)
        guard (4...17).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let parsed = Self.parsed("+" + digits, region: "ZZ")
        else { return nil }
        self.init(parsed)
    }

    private init(_ parsed: switchboard_phone_number) {
        e164 = Self.string(parsed.e164)
        national = Self.string(parsed.national)
        international = Self.string(parsed.international)
        countryCode = Int(parsed.country_code)
        let region = Self.string(parsed.region)
        self.region = region.isEmpty || region == "001" ? nil : region
        let digits = Self.string(parsed.extension)
        `extension` = digits.isEmpty ? nil : digits
        kind = Kind(libraryType: parsed.type)
        isPossible = parsed.is_possible != 0
        isValid = parsed.is_valid != 0
    }

    // MARK: Reading

    /// Digits of any script, the marks between them, and what `tel:` and extensions need.
    private static func isWritten(_ text: some StringProtocol) -> Bool {
        var rest = Substring(text).unicodeScalars.drop { $0 == " " }
        if String(rest.prefix(4)).lowercased() == "tel:" { rest = rest.dropFirst(4) }
        guard let first = rest.first, first.properties.numericType == .decimal || "+＋(.".unicodeScalars.contains(first)
        else { return false }
        let main = rest.prefix { $0 != ";" && !$0.properties.isAlphabetic }
        let tail = String(rest[main.endIndex...]).lowercased()
        let extensions = [";ext=", "ext", "x", "durchwahl"]
        return tail.isEmpty || extensions.contains { tail.hasPrefix($0) }
    }

    private static func known(_ region: String) -> String? {
        let capital = region.uppercased()
        guard capital.utf8.count == 2, capital.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else { return nil }
        return switchboard_phone_number_knows_region(capital) == 1 ? capital : nil
    }

    private static func parsed(_ text: String, region: String) -> switchboard_phone_number? {
        var number = switchboard_phone_number()
        var text = text
        let isNumber = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                switchboard_phone_number_parse(characters.baseAddress, Int32(characters.count), region, &number) == 1
            }
        }
        return isNumber ? number : nil
    }

    /// A C array of characters up to its zero byte.
    private static func string<Characters>(_ characters: Characters) -> String {
        withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}

extension PhoneNumber.Kind {
    /// libphonenumber's `PhoneNumberType`.
    fileprivate init(libraryType type: Int32) {
        let kinds: [Self] = [
            .fixed, .mobile, .fixedOrMobile, .tollFree, .premium, .shared, .voip, .personal, .pager, .company,
            .voicemail,
        ]
        self = kinds.indices.contains(Int(type)) ? kinds[Int(type)] : .unknown
    }
}

extension PhoneNumber: CustomStringConvertible {
    public var description: String { e164 }
}
