import ConfigurationReading

/// What a telephone number says of who a customer is.
public struct PhoneIdentitySettings: Sendable, Hashable {
    /// Country of numbers without a country code, as ISO 3166-1 has it; a channel may name another. Nil where only
    /// numbers with one count.
    public var region: String?
    /// Numbers several people use, as they are written: switchboards, hotels, the company's own lines. They link nobody.
    public var sharedNumbers: [String]
    /// A number that more customers claim links nobody.
    public var customersMax: Int

    /// Listed at most: each is read at the start.
    public static let sharedNumbersMax = 1000

    init(reading section: ConfigurationReader?) {
        region = section.flatMap { Self.region($0) }
        sharedNumbers = section?.texts("shared_numbers", charactersMax: 64) ?? []
        customersMax = section?.integer("customers_max", in: 2...20, unit: "customers") ?? 5
        if sharedNumbers.count > Self.sharedNumbersMax {
            section?.report("shared_numbers", "may hold at most \(Self.sharedNumbersMax) numbers")
        }
    }

    /// The key `region` of a section; nil where it is missing or no country's code.
    static func region(_ section: ConfigurationReader) -> String? {
        guard let written = section.text("region", charactersMax: 8) else { return nil }
        let isCode = written.utf8.count == 2 && written.allSatisfy { $0.isASCII && $0.isLetter }
        if !isCode { section.report("region", "must be two letters of ISO 3166-1, for instance DE") }
        return isCode ? written.uppercased() : nil
    }
}
