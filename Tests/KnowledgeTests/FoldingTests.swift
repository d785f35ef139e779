import Testing

@testable import Knowledge

@Suite struct FoldingTests {
    @Test(arguments: [
        ("Ärger über Größe", ["arger", "uber", "grosse"]), ("Łódź café Ñandú", ["lodz", "cafe", "nandu"]),
        ("Wi-Fi 2.4GHz", ["wi", "fi", "2", "4ghz"]), ("ПРИВЕТ", ["привет"]),
        ("œuvre þorn Ĳssel", ["oeuvre", "thorn", "ijssel"]),
        ("a\u{300}", ["a"]), ("…—", []),
    ])
    func wordsAreFolded(text: String, words: [String]) {
        #expect(Folding.words(text) == words)
    }

    @Test func malformedBytesSeparate() {
        var out: [UInt8] = []
        Folding.fold([0x61, 0xFF, 0x62, 0xC3], into: &out)
        #expect(String(decoding: out, as: UTF8.self).split(separator: " ") == ["a", "b"])
    }

    @Test(arguments: [("kette", "ketet", 1), ("kette", "kette", 0), ("kette", "keten", 2), ("ab", "xyz", 3)])
    func slipsAreCounted(left: String, right: String, slips: Int) {
        let distance = Array(left.utf8).withUnsafeBufferPointer { left in
            Array(right.utf8).withUnsafeBufferPointer { EditDistance.of(left, $0, limit: 2) }
        }
        #expect(distance == slips)
    }

    @Test func languagesAreToldApart() {
        #expect(LanguageGuess.of(ifCertain: "wo ist das denn") == "de")
        #expect(LanguageGuess.of(ifCertain: "where is it then") == "en")
        #expect(LanguageGuess.of(ifCertain: "12345") == nil)
    }
}
