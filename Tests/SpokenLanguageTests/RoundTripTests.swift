import SpokenLanguage
import Testing

/// SplitMix64: the same seed gives the same numbers on every machine.
struct SeededChance: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// What the one half says, the other understands.
@Suite struct RoundTripTests {
    private static let seed: UInt64 = 20261123
    private static let today = CivilDate("2026-11-23")!
    private static let germany = Dialling(countryCode: "49", trunkPrefix: "0")

    private func read(_ text: String, _ kind: EntityKind, _ tongue: Tongue) -> String? {
        let reader = SpokenReader(kinds: [kind], tongue: tongue, dialling: Self.germany)
        return reader.read(text, ReadingContext(today: Self.today, asked: [kind.name])).first?.value
    }

    private func check(
        _ kind: EntityKind, _ tongue: Tongue, rounds: Int = 300, _ make: (inout SeededChance) -> String
    ) {
        var chance = SeededChance(Self.seed)
        let values = SaidValues(tongue: tongue, dialling: Self.germany)
        for _ in 0..<rounds {
            let value = make(&chance)
            let said = values.say(value, of: kind.shape)
            #expect(read(said, kind, tongue) == value, "seed \(Self.seed): said \(said)")
            let bare = said.lowercased().filter { !",;:".contains($0) }
            guard tongue == .german || kind.name != "phone" else { continue }
            #expect(read(bare, kind, tongue) == value, "seed \(Self.seed): said \(bare)")
        }
    }

    @Test(arguments: Tongue.allCases) func amounts(tongue: Tongue) {
        check(EntityKind("amount", .amount(currency: "EUR")), tongue) { chance in
            let whole = Int.random(in: 1...99_999, using: &chance)
            let cents = Bool.random(using: &chance) ? 0 : Int.random(in: 1...99, using: &chance)
            return cents == 0 ? "\(whole) EUR" : "\(whole).\(cents < 10 ? "0" : "")\(cents) EUR"
        }
    }

    @Test(arguments: Tongue.allCases) func counts(tongue: Tongue) {
        check(EntityKind("count", .count(of: [])), tongue) { String(Int.random(in: 2...9999, using: &$0)) }
    }

    @Test(arguments: Tongue.allCases) func days(tongue: Tongue) {
        check(EntityKind("birth_date", .date(ofBirth: true)), tongue) { chance in
            CivilDate(dayNumber: Int.random(in: -25_000...20_000, using: &chance)).description
        }
        check(EntityKind("date", .date(ofBirth: false)), tongue) { chance in
            Self.today.adding(days: Int.random(in: -100...200, using: &chance)).description
        }
    }

    @Test(arguments: Tongue.allCases) func times(tongue: Tongue) {
        check(EntityKind("time", .time), tongue) { chance in
            let (hour, minute) = (Int.random(in: 0...23, using: &chance), Int.random(in: 0...59, using: &chance))
            return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
        }
    }

    @Test(arguments: Tongue.allCases) func codesAndPhones(tongue: Tongue) throws {
        let kind = EntityKind("order", .code([try CodePattern("[A-Z]{2}-[0-9]{6}")]))
        check(kind, tongue) { chance in
            let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            let head = (0..<2).map { _ in String(letters.randomElement(using: &chance)!) }.joined()
            return head + "-" + (0..<6).map { _ in String(Int.random(in: 0...9, using: &chance)) }.joined()
        }
        check(EntityKind("phone", .phone), tongue) { chance in
            "+4917" + (0..<8).map { _ in String(Int.random(in: 0...9, using: &chance)) }.joined()
        }
    }

    @Test func slowSpellingIsUnderstoodToo() throws {
        let kind = EntityKind("voucher", .code([try CodePattern("[A-Z0-9]{8}")]))
        for tongue in Tongue.allCases {
            let said = SaidValues(tongue: tongue).say("GB7LKM0Y", of: kind.shape, isSlow: true)
            #expect(read(said, kind, tongue) == "GB7LKM0Y")
        }
    }
}
