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

    @Test func anArticleWithoutTextGivesNoAnswer() throws {
        #expect(try answer("", "x", limit: 700) == nil)
    }
}
