import Testing

@testable import Recipes

@Suite struct JSONTests {
    @Test func numbersThatADoubleCannotHoldStayAsWritten() throws {
        let value = try JSON(
            parsing: "[9007199254740993, 9007199254740992, -12345678901234567890, 1.5, 1e3, 987654321]")
        #expect(
            value == [
                "9007199254740993", .number(9_007_199_254_740_992), "-12345678901234567890", .number(1.5), 1000,
                987_654_321,
            ])
        #expect(String(decoding: value.bytes, as: UTF8.self).contains("9007199254740992"))
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":}", "01", "1.", "+1", "nan", "tru", "\"\u{1}\"", "\"\\x\"", "[1] 2", "\"abc",
        "{\"a\" 1}", "\"\\u12\"", "1e", "-", "{1:2}", "1e999",
    ])
    func whatIsNoJSONIsRefused(_ text: String) {
        #expect(throws: JSONFault.self) { try JSON(parsing: text) }
    }

    @Test func depthAndNumberOfValuesAreBounded() {
        #expect(throws: JSONFault.tooDeep) { try JSON(parsing: String(repeating: "[", count: 100_000)) }
        #expect(throws: JSONFault.tooManyValues) {
            try JSON(parsing: "[" + String(repeating: "1,", count: 300_000) + "1]")
        }
        #expect(throws: JSONFault.notUTF8) { try JSON(parsing: [0x22, 0xFF, 0x22]) }
    }

    @Test func escapesAndHalfPairsAreRead() throws {
        let value = try JSON(parsing: #"["\ud83d\udc4b", "\ud83d", "\ud83dx", "\u0000", "a\/b\n"]"#)
        #expect(value == ["👋", "\u{FFFD}", "\u{FFFD}x", "\u{0}", "a/b\n"])
    }

    @Test func whatIsWrittenReadsTheSame() throws {
        var generator = SplitMix(seed: 7)
        for _ in 0..<300 {
            let value = generator.json(depth: 4)
            #expect(try JSON(parsing: value.bytes) == value)
        }
    }

    @Test func base64AndHexGoBothWays() {
        var generator = SplitMix(seed: 11)
        for length in 0..<70 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
            #expect(Hex.decode(Hex.encode(bytes)) == bytes)
        }
        #expect(Base64.decode("_-8") == [0xFF, 0xEF])
        #expect(Base64.decode("a") == nil)
        #expect(Base64.decode("ab=c") == nil)
        #expect(Base64.decode("QQ") == [0x41])
        #expect(Base64.decode("QR") == nil)
        #expect(Hex.decode("abc") == nil)
    }

    @Test func momentsAreRead() {
        #expect(Moment.milliseconds(rfc3339: "1970-01-01T00:00:00Z") == 0)
        #expect(Moment.milliseconds(rfc3339: "2021-09-08T06:34:04+0000") == 1_631_082_844_000)
        #expect(Moment.milliseconds(rfc3339: "2021-07-28T21:45:52.5324341+01:00") == 1_627_505_152_532)
        #expect(Moment.milliseconds(rfc3339: "2021-13-28T21:45:52Z") == nil)
        #expect(Moment.milliseconds(rfc3339: "yesterday") == nil)
        #expect(HTTPDate.milliseconds("Sun, 06 Nov 1994 08:49:37 GMT") == 784_111_777_000)
    }
}

/// Chance from a seed (Steele, Lea, Flood: "Fast splittable pseudorandom number generators").
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func json(depth: Int) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &self) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &self))
        case 2: return .number(Double(Int.random(in: -1_000_000...1_000_000, using: &self)))
        case 3: return .number(Double.random(in: -1...1, using: &self))
        case 4: return .string(["", "ä\n\"\\", "👋🏽", "\u{7F}\u{1}", "id"].randomElement(using: &self) ?? "")
        case 5: return .array((0..<Int.random(in: 0...4, using: &self)).map { _ in json(depth: depth - 1) })
        default:
            var members: [String: JSON] = [:]
            for _ in 0..<Int.random(in: 0...4, using: &self) {
                members["k\(Int.random(in: 0...9, using: &self))"] = json(depth: depth - 1)
            }
            return .object(members)
        }
    }
}
