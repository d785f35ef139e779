import PhoneNumbers
import SwitchboardTesting
import Testing

@Suite("Phone numbers")
struct PhoneNumberTests {
    @Test(
        "One number in its many forms",
        arguments: [
            ("+49 151 12345678", nil), ("0151 12345678", "DE"), ("0151/123 456-78", "de"),
            ("tel:+49-151-12345678", nil), ("0049 151 12345678", "DE"), ("011 49 151 12345678", "US"),
            ("＋49 (151) 12345678", nil), ("+49 ١٥١ ١٢٣٤٥٦٧٨", nil), (" +4915112345678 ", "DE"),
        ])
    func forms(_ text: String, _ region: String?) throws {
        let number = try #require(PhoneNumber(text, region: region))
        #expect(number.e164 == "+4915112345678")
        #expect(number.countryCode == 49 && number.region == "DE" && number.kind == .mobile)
        #expect(number.isValid && number.isPossible)
    }

    @Test(
        "What is no number is none",
        arguments: [
            "", "+", "abc", "1-800-FLOWERS", "+49", "12", "015112345678", "order 4915112345678", "+4915112345678 or so",
            "4915112345678@s.whatsapp.net", String(repeating: "1", count: 65), "+49151\u{0}12345678",
            "whatsapp:+4915112",
        ])
    func none(_ text: String) { #expect(PhoneNumber(text) == nil) }

    @Test("A number without a country needs one that exists")
    func regions() {
        for region in ["ZZ", "XX", "", "DEU", "🇩🇪", "d"] { #expect(PhoneNumber("0151 12345678", region: region) == nil) }
        #expect(PhoneNumber("030 123456", region: "DE")?.e164 == "+4930123456")
        #expect(PhoneNumber("020 7946 0958", region: "GB")?.e164 == "+442079460958")
        #expect(PhoneNumber("(202) 555-0123", region: "US")?.region == "US")
    }

    @Test("Italy keeps the zero, extensions stay beside the number, no country is nil")
    func oddities() throws {
        #expect(PhoneNumber("06 1234 5678", region: "IT")?.e164 == "+390612345678")
        let extended = try #require(PhoneNumber("tel:+49-30-123456;ext=5"))
        #expect(extended.e164 == "+4930123456" && extended.extension == "5")
        #expect(PhoneNumber("+800 1234 5678")?.region == nil)
        #expect(PhoneNumber("+4915112345678")?.national == "01511 2345678")
    }

    @Test(
        "WhatsApp's forms and the networks' forms are one subscriber",
        arguments: [
            ("553181234567", "+55 31 98123-4567"), ("5215512345678", "+52 55 1234 5678"),
            ("5491123456789", "+54 11 2345-6789"), ("4915112345678", "0151 12345678"),
        ])
    func same(_ digits: String, _ written: String) throws {
        let one = try #require(PhoneNumber(internationalDigits: digits))
        let other = try #require(PhoneNumber(written, region: "DE"))
        #expect(one.isSame(as: other) && other.isSame(as: one))
        #expect(one.variants.contains(other.e164) || other.variants.contains(one.e164))
        #expect(one.variants.first == one.e164 && one.variants.count <= 3)
    }

    @Test(
        "Neighbours stay apart",
        arguments: [
            ("+551131234567", "+5511931234567"), ("+525512345678", "+525512345679"), ("+4930123456", "+49301234567"),
            ("+12025550123", "+442025550123"), ("tel:+4930123456;ext=1", "tel:+4930123456;ext=2"),
        ])
    func apart(_ one: String, _ other: String) throws {
        let (first, second) = (try #require(PhoneNumber(one)), try #require(PhoneNumber(other)))
        #expect(!first.isSame(as: second))
    }

    @Test("Variants of one subscriber share the key, whatever the digits")
    func keys() {
        let seed = UInt64.random(in: 0 ... .max)
        var chance = SeededGenerator(seed: seed)
        for _ in 0..<10_000 {
            let code = ["52", "54", "55", "49", "1"][chance.below(5)]
            let digits = code + (0..<(8 + chance.below(5))).map { _ in String(chance.below(10)) }.joined()
            guard let number = PhoneNumber(internationalDigits: digits), number.isPossible else { continue }
            #expect(PhoneNumber(number.e164)?.e164 == number.e164, "seed \(seed): \(digits)")
            for variant in number.variants {
                let key = PhoneNumber(internationalDigits: variant)?.subscriberKey
                #expect(key == number.subscriberKey, "seed \(seed): \(digits) and \(variant)")
            }
        }
    }

    @Test("Bytes at random are refused or read, by many threads at once")
    func threads() async {
        let seed = UInt64.random(in: 0 ... .max)
        await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    var chance = SeededGenerator(seed: seed &+ UInt64(task))
                    let signs = Array("0123456789+-() ./;=extTEL:\u{0}äé😀١")
                    var read = 0
                    for _ in 0..<500 {
                        let text = String((0..<chance.below(40)).map { _ in signs[chance.below(signs.count)] })
                        if let number = PhoneNumber(text, region: "DE") {
                            read += number.e164.utf8.count > 24 || !number.e164.hasPrefix("+") ? 1 : 0
                        }
                    }
                    return read
                }
            }
            for await wrong in group { #expect(wrong == 0, "seed \(seed)") }
        }
    }
}
