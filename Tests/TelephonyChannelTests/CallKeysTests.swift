import Conversations
import Testing

@testable import TelephonyChannel

@Suite("What keys do in a live call")
struct CallKeysTests {
    @Test("Digits end with a key or a pause")
    func digitsEndWithKey() {
        var bench = CallBench.greeted()
        for digit in "10045" { bench.give(.frame(.dtmf(digit: digit))) }
        #expect(bench.all.taken.isEmpty)
        bench.give(.frame(.dtmf(digit: "#")))
        #expect(bench.last.taken.map(\.text) == ["10045"])
        for digit in "0171" { bench.give(.frame(.dtmf(digit: digit))) }
        bench.pass(1_900)
        #expect(bench.last.taken.isEmpty)
        bench.pass(200)
        #expect(bench.last.taken.map(\.text) == ["0171"])
        #expect(!bench.all.contains(.requestHuman))
    }

    @Test("A zero alone is the wish for a person")
    func zeroAloneWishFor() {
        var bench = CallBench.greeted()
        bench.give(.frame(.dtmf(digit: "0")))
        bench.pass(2_000)
        #expect(bench.last.contains(.requestHuman))
        bench.owner(.queue)
        bench.give(.frame(.dtmf(digit: "0")))
        bench.pass(2_000)
        #expect(!bench.last.contains(.requestHuman))
    }

    @Test("A menu's digit is what it stands for", arguments: [("de", "Öffnungszeiten"), ("en", "opening hours")])
    func menuSDigitWhat(language: String, text: String) {
        var bench = CallBench.greeted {
            $0.language = language
            $0.menu = ["1": .says(["de": "Öffnungszeiten", "en": "opening hours"])]
        }
        bench.give(.frame(.dtmf(digit: "1")))
        bench.pass(2_000)
        #expect(bench.last.taken.map(\.text) == [text])
    }

    @Test("A menu's key asks for a person")
    func menuSKeyAsks() {
        var bench = CallBench.greeted {
            $0.humanDigit = nil
            $0.menu = ["#": .human]
        }
        bench.give(.frame(.dtmf(digit: "#")))
        bench.pass(2_000)
        #expect(bench.last.contains(.requestHuman))
        #expect(bench.last.taken.isEmpty)
    }

    @Test("A menu's key says again what was said last, and no message of it")
    func menuSKeySays() {
        var bench = CallBench.greeted { $0.menu = ["9": .again] }
        bench.hear("Wann haben Sie auf?")
        bench.reply("Bis achtzehn Uhr.|Am Samstag bis vierzehn Uhr.")
        bench.pass(3_000)
        bench.give(.frame(.dtmf(digit: "9")))
        bench.pass(2_000)
        #expect(bench.last.spoken == ["Bis achtzehn Uhr. ", "Am Samstag bis vierzehn Uhr."])
        #expect(bench.all.taken.count == 1)
        bench.give(.frame(.interrupt(RelayInterrupt(heard: "Bis achtzehn"))))
        #expect(bench.last.heard.isEmpty)
    }

    @Test("While a key answers a question it is no choice from the menu")
    func whileKeyAnswersQuestion() {
        var bench = CallBench.greeted {
            $0.menu = ["1": .says(["de": "Öffnungszeiten"])]
            $0.asksForKey = { $0.hasSuffix("Stimmt das?") }
        }
        bench.hear("N R eins zwei")
        bench.reply("Ich wiederhole: N R, eins zwei. Stimmt das?")
        bench.give(.frame(.dtmf(digit: "1")))
        bench.pass(2_000)
        #expect(bench.last.taken.map(\.text) == ["1"])
    }
}
