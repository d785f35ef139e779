import Foundation
import Testing

@testable import Knowledge

@Suite struct CheckTests {
    private func findings(_ articles: [Article], _ kind: KnowledgeFinding.Kind) -> [KnowledgeFinding] {
        KnowledgeCheck(LoadedKnowledge(articles: articles, problems: []), moment: noon).findings
            .filter { $0.kind == kind }
    }

    private func file(_ article: Article, _ name: String) -> Article {
        var article = article
        article.file = name
        return article
    }

    @Test func brokenFilesAreFindings() {
        let problem = KnowledgeProblem(file: "x.md", line: 3, key: "lang", reason: "is odd")
        let check = KnowledgeCheck(LoadedKnowledge(articles: [], problems: [problem]), moment: noon)
        #expect(check.findings.map(\.description) == ["x.md:3: broken: lang: is odd"])
    }

    @Test func nearlyTheSameTextTwiceIsADuplicate() {
        let text =
            "Wer ein Buch verliert, ersetzt den Preis und zahlt eine kleine Gebühr für die neue Aufnahme in den Bestand."
        let found = findings(
            [
                file(german("a", "Verlust", text), "a.md"), file(german("b", "Buch weg", text + " Danke."), "b.md"),
                file(german("c", "Anfahrt", "Mit dem Bus der Linie vier bis zum Markt und dann links."), "c.md"),
            ], .duplicate)
        #expect(found.map(\.article) == ["b"])
        #expect(found.first?.file == "b.md")
    }

    @Test func oneQuestionInTwoArticlesContradicts() {
        let found = findings(
            [
                german("a", "Hunde", "Ja.", questions: ["Darf mein Hund mit?"]),
                german("b", "Tiere", "Nein.", questions: ["Darf mein Hund mit"]),
                english("c", "Dogs", "Yes.", questions: ["Darf mein Hund mit?"]),
            ], .contradiction)
        #expect(found.map(\.article) == ["b"])
    }

    @Test func likeTitlesAndLikeSentencesWithOtherNumbersContradict() {
        let found = findings(
            [
                german("a", "Öffnungszeiten am Samstag", "Samstags ist von 10 bis 14 Uhr offen."),
                german("b", "Öffnungszeiten Samstag", "Offen bis 16 Uhr."),
                german("d", "Allgemeines", "Samstags ist von 9 bis 13 Uhr offen."),
            ], .contradiction)
        #expect(found.contains { $0.article == "b" && $0.reason.contains("16") })
        #expect(found.contains { $0.article == "d" && $0.reason.contains("9, 13") })
        #expect(found.count == 2)
    }

    @Test func gapsOfLanguageTimeQuestionsAndTextAreTold() {
        var old = german("old", "Alt", "Text", questions: ["Alt?"])
        old.validity.untilSeconds = 1000
        var coming = german("coming", "Neu", "Text", questions: ["Neu?"])
        coming.validity.fromSeconds = 4_000_000_000
        let reasons = findings(
            [old, coming, english("coming", "New", "Text", questions: ["New?"]), english("empty", "Empty", " \n")], .gap
        ).map(\.reason)
        #expect(reasons.contains("old has expired"))
        #expect(reasons.contains("old is there in de, not in en"))
        #expect(reasons.contains("coming does not hold yet"))
        #expect(reasons.contains("empty has no text"))
        #expect(reasons.contains { $0.hasPrefix("empty has no questions") })
        #expect(!reasons.contains { $0.hasPrefix("coming is there") })
    }
}
