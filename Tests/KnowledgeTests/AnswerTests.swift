import Foundation
import Testing

@testable import Knowledge

@Suite struct AnswerTests {
    private func answer(_ body: String, _ question: String, limit: Int) throws -> Answer? {
        let index = KnowledgeIndex(articles: [german("a", "Hinweise zum Haus", body)])
        let hit = try #require(ask("Hinweise zum Haus", in: index).hits.first)
        return index.answer(hit, question: question, charactersMax: limit)
    }

    @Test func aShortArticleIsGivenWhole() throws {
        let answer = try answer("Eins.\n\n- zwei\n- **drei**", "zwei", limit: 700)
        #expect(answer?.markdown == "Eins.\n\n- zwei\n- **drei**")
        #expect(answer?.text == "Eins.\n\nzwei\ndrei")
        #expect(answer?.isPart == false)
    }

    @Test func ofALongTextTheSentenceThatAnswersIsGivenUncut() throws {
        let filler = (1...14).map { "Satz Nummer \($0) handelt von ganz anderen Dingen im Garten." }
        let body = (filler + ["Der Schlüssel liegt unter der Matte."] + filler).joined(separator: " ")
        let answer = try #require(try answer(body, "Wo liegt der Schlüssel?", limit: 160))
        #expect(answer.text.contains("Der Schlüssel liegt unter der Matte."))
        #expect(answer.markdown.utf8.count <= 160)
        #expect(answer.isPart)
        #expect(answer.text.hasSuffix("."))
    }

    @Test func aRowIsShownWithItsHeadAndNeverCut() throws {
        let rows = (1...14).map { "| Raum \($0) | frei ab \($0) Uhr für Gruppen |" }
        let body = "| Raum | Zeit |\n|---|---|\n" + rows.joined(separator: "\n")
        let answer = try #require(try answer(body, "Wann ist Raum 9 frei?", limit: 300))
        #expect(answer.markdown.contains("| Raum 9 |"))
        for line in answer.markdown.split(separator: "\n") { #expect(line.hasSuffix("|")) }
    }

    @Test func ofATableOfRangesTheRowThatHoldsTheNumberIsShownElseAll() throws {
        let filler = Array(repeating: "Wir messen im Laden kostenlos nach.", count: 20).joined(separator: " ")
        let body = """
            \(filler)

            | Größe in cm | Schritt | Rahmen |
            |---|---|---|
            | 165 – 175 cm | 76 – 82 cm | M |
            | 175 – 185 cm | 82 – 88 cm | L |
            | 185 – 195 cm | 88 – 94 cm | XL |
            """
        let held = try #require(try answer(body, "Welchen Rahmen bei Größe 1,80 m?", limit: 300))
        #expect(held.markdown.contains("| L |") && !held.markdown.contains("| M |"))
        let none = try #require(try answer(body, "Welchen Rahmen bei Größe 2,10 m?", limit: 300))
        #expect(["| M |", "| L |", "| XL |"].allSatisfy(none.markdown.contains))
    }

    @Test func aTableIsNotShownByItsHeadAloneNorByItsRowsAlone() throws {
        let table =
            "| Tag | Laden |\n|---|---|\n"
            + (1...9).map { "| Tag \($0) | von 10 bis \($0 + 10) Uhr |" }
            .joined(separator: "\n")
        let long = (1...9).map { "Im Garten Nummer \($0) wachsen schöne Blumen." }.joined(separator: " ")
        for limit in stride(from: 100, through: 400, by: 5) {
            let before = try #require(
                try answer("Der Laden ist täglich offen.\n\n\(table)\n\n\(long)", "Ist der Laden offen?", limit: limit))
            let after = try #require(
                try answer("\(table)\n\nDer Keller ist trocken. \(long)", "Ist der Keller trocken?", limit: limit))
            for shown in [before, after] {
                let rows = shown.markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
                #expect(rows.isEmpty || rows.count > 2 && rows[0].contains("Laden"), "limit \(limit)")
            }
        }
    }

    private static let sizes = """
        Die Rahmenhöhe hängt von den Beinen ab. So messen Sie: ohne Schuhe an die Wand stellen und ein Buch anlegen.

        | Körpergröße | Größe |
        |---|---|
        | 155 – 164 cm | S |
        | 165 – 174 cm | M |
        | 175 – 185 cm | L |

        Für Rennräder und Bergräder rechnen Sie anders; fragen Sie dazu im Laden nach, wir messen gern nach.
        """

    @Test(arguments: [("und meine Frau 1,65 m", "M"), ("1,82m", "L"), ("ich bin 160 cm", "S"), ("1.75", "L")])
    func aFigureFindsTheRowWhoseRangeHoldsIt(question: String, size: String) throws {
        let answer = try #require(try answer(Self.sizes, question, limit: 120))
        let rows = answer.markdown.split(separator: "\n")
        #expect(rows.count == 3, "head, line and one row")
        #expect(rows[0].contains("Körpergröße"))
        #expect(rows[2].hasSuffix("| \(size) |"))
    }

    @Test func aDateInWordsFindsItsRow() throws {
        let body = """
            Rund um den Jahreswechsel gelten andere Zeiten, an den Feiertagen ist überall und ganztägig geschlossen.

            | Datum | Laden |
            |---|---|
            | Mo 28. bis Mi 30.12.2026 | bis 18 Uhr |
            | Fr 1.1.2027 | geschlossen |
            | Sa 2.1.2027 | Inventur |
            """
        let january = try #require(try answer(body, "und am 2. Januar?", limit: 120))
        #expect(january.markdown.contains("Inventur") && !january.markdown.contains("18 Uhr"))
        let december = try #require(try answer(body, "am 28. Dezember?", limit: 120))
        #expect(december.markdown.contains("bis 18 Uhr") && !december.markdown.contains("Inventur"))
    }

    @Test func anArticleWithoutTextGivesNoAnswer() throws {
        #expect(try answer("", "x", limit: 700) == nil)
    }
}
