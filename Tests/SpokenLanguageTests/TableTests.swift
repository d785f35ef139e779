import SpokenLanguage
import Testing

@Suite struct TableTests {
    private func written(_ text: String) -> [String] { SpokenText.written(text).sentences }

    @Test func `of two columns the second's title is told once`() {
        #expect(
            written("| Modell | Preis |\n|---|---:|\n| Fjord 1 | 999 € |\n| Fjord 2 | 1.299 € |")
                == ["Fjord 1: Preis 999 €.", "Fjord 2: 1.299 €."])
    }

    @Test func `of more columns each value has its title, and empty ones are left out`() {
        #expect(
            written("Tag | von | bis\n--- | --- | ---\nMontag | 9 Uhr | 18 Uhr\nSamstag | 10 Uhr |\n\nSonntags ist zu.")
                == ["Montag: von 9 Uhr, bis 18 Uhr.", "Samstag: von 10 Uhr.", "Sonntags ist zu."])
    }

    @Test func `numbers of a table are said in words`() {
        let reply = SpokenText(tongue: .german).reply("| Rad | Preis |\n|---|---|\n| Fjord 1 | 49,90 € |")
        #expect(reply.text == "Fjord eins: Preis neunundvierzig Euro neunzig.")
        #expect(reply.leftOut.isEmpty)
    }

    @Test func `a long table ends, and a wide one is not told`() {
        let rows = (1...50).map { "| R\($0) | \($0) |" }.joined(separator: "\n")
        let long = SpokenText.written("| a | b |\n|---|---|\n" + rows)
        #expect(long.sentences.count == 20 && long.leftOut == [.table])
        let wide = SpokenText.written("|a|b|c|d|e|f|\n|-|-|-|-|-|-|\n|1|2|3|4|5|6|")
        #expect(wide.sentences.isEmpty && wide.leftOut == [.table])
    }

    @Test func `a stroke in a cell and lines that are no table stay`() {
        #expect(written("| a | b |\n|---|---|\n| x \\| y | z |") == ["x | y: b z."])
        #expect(written("Rot | Grün ist Geschmackssache.") == ["Rot | Grün ist Geschmackssache."])
    }
}
