import Foundation
import Testing

@testable import Knowledge

@Suite struct SearchTests {
    private func first(_ text: String, _ language: String? = "de") -> String? {
        ask(text, language).hits.first?.article.id
    }

    @Test func umlautsAreFoundHoweverTheyAreTyped() {
        for text in ["Öffnungszeiten", "öffnungszeiten", "OEFFNUNGSZEITEN", "Offnungszeiten", "O\u{308}ffnungszeiten"] {
            #expect(first(text) == "oeffnungszeiten", "\(text)")
        }
        #expect(first("Mahngebuehren?") == "gebuehren")
    }

    @Test func partsOfCompoundsAreFoundAndCompoundsByTheirParts() {
        #expect(first("Ausweis für die Bibliothek") == "ausweis")
        #expect(first("Arbeitsplatz") == "lesesaal")
        #expect(first("Gebühren") == "gebuehren")
        let index = LanguageIndex(
            language: "de",
            articles: [(0, german("a", "Reparatur und Annahme", "Reparaturannahme im Hof"), [])])
        let word = Array("reparaturannahme".utf8)
        let parts = word.withUnsafeBufferPointer { CompoundSplitter(lexicon: index.lexicon).parts($0) }
        #expect(parts.isEmpty == false)
    }

    @Test func slipsOfTheFingerAreForgiven() {
        #expect(first("Fernliehe") == "fernleihe")
        #expect(first("Bibliotekausweis") == "ausweis")
        #expect(first("wann habt ihr auff") == "oeffnungszeiten")
    }

    @Test func aQuestionVariantWeighsMoreThanTheSameWordsInTheText() {
        let index = KnowledgeIndex(articles: [
            german("text", "Allgemeines", "Darf mein Hund mit? Davon steht hier nichts weiter."),
            german("frage", "Tiere", "Nur an der Leine.", questions: ["Darf mein Hund mit?"]),
        ])
        #expect(ask("Darf mein Hund mit?", in: index).hits.first?.article.id == "frage")
    }

    @Test func whatIsNotForTheAskerIsNotFound() {
        var secret = german("geheim", "Tresor der Kasse", "Der Schlüssel liegt im Büro.")
        secret.audience = .staff
        var member = german("konto", "Kontostand der Kasse", "Im Konto unter Gebühren.")
        member.audience = .verified
        let index = KnowledgeIndex(articles: [secret, member])
        #expect(ask("Tresor Kasse", in: index).hits.isEmpty)
        #expect(ask("Kasse", audience: .verified, in: index).hits.map(\.article.id) == ["konto"])
        #expect(ask("Tresor der Kasse", audience: .staff, in: index).hits.first?.article.id == "geheim")
    }

    @Test func anArticleIsFoundOnlyWhileItHolds() {
        var winter = german("winter", "Öffnungszeiten im Winter", "Bis 17 Uhr.")
        winter.validity = ArticleValidity(fromSeconds: 1000, untilSeconds: 2000)
        let index = KnowledgeIndex(articles: [winter])
        func found(_ seconds: Double) -> Bool {
            !ask("Öffnungszeiten", at: Date(timeIntervalSince1970: seconds), in: index).hits.isEmpty
        }
        #expect([999, 1000, 1999.9, 2000].map(found) == [false, true, true, false])
    }

    @Test func theCustomersLanguageComesFirstAndTheOtherHelpsOut() {
        #expect(ask("When are you open?", "en").hits.first?.article.language == "en")
        let german = ask("Samstag geöffnet?", "de").hits.first
        #expect(german?.article.language == "de")
        #expect(german?.isForeignLanguage == false)
        let printing = ask("printing and copying", "de").hits.first
        #expect(printing?.article.id == "printing")
        #expect(printing?.isForeignLanguage == true)
    }

    @Test func aTranslationIsGivenWhenTheQuestionWasInAnotherLanguage() {
        let hit = ask("Wann habt ihr auf?", "en").hits.first
        #expect(hit?.article.id == "oeffnungszeiten")
        #expect(hit?.article.language == "en")
    }

    @Test func confidenceTellsKnownFromUnknown() {
        let known = ask("Wann habt ihr auf?").confidence
        let unknown = ask("Wie baut man ein Segelflugzeug aus Balsaholz?").confidence
        #expect(known > 0.8)
        #expect(unknown < 0.3)
    }

    @Test func twoArticlesThatFitAlikeHaveASmallMargin() {
        let index = KnowledgeIndex(articles: [
            german("a", "Rückgabe von Büchern", "An der Theke."), german("b", "Rückgabe von Filmen", "Im Foyer."),
            german("c", "Anfahrt", "Mit der Straßenbahn."),
        ])
        #expect(ask("Rückgabe", in: index).margin < 0.1)
        #expect(ask("Anfahrt", in: index).margin > 0.5)
    }

    @Test func aShortQuestionContinuesTheOneBefore() {
        let context = SearchContext(question: "Wann habt ihr auf?", article: "oeffnungszeiten")
        let outcome = ask("und am Samstag?", context: context)
        #expect(outcome.followedUp)
        #expect(outcome.hits.first?.article.id == "oeffnungszeiten")
        #expect(outcome.confidence > 0.4)
        let other = ask("Wie bekomme ich einen Bibliotheksausweis?", context: context)
        #expect(!other.followedUp)
        #expect(other.hits.first?.article.id == "ausweis")
    }

    @Test func articlesLearntFromTheirQuestionsAreToldApart() {
        let index = KnowledgeIndex(articles: [
            english(
                "lost", "Lost card", "Block it at once.",
                questions: ["i lost my card", "my card is gone", "someone took my card", "cannot find my card"]),
            english(
                "new", "New card", "Order in the app.",
                questions: ["i want a new card", "order another card", "get a card please", "how to get a card"]),
            english(
                "broken", "Broken card", "Send it back.",
                questions: ["my card is broken", "card does not work", "chip of card failed", "card is bent"]),
        ])
        #expect(ask("somebody must have taken my card", "en", in: index).hits.first?.article.id == "lost")
        #expect(ask("please order a card for me", "en", in: index).hits.first?.article.id == "new")
        #expect(ask("the card failed", "en", in: index).hits.first?.article.id == "broken")
    }

    @Test func scoresFallFromTheConfidenceDownwards() {
        let outcome = ask("Bücher bestellen und Gebühren zahlen")
        #expect(outcome.hits.count > 1)
        #expect(outcome.hits.first?.score == outcome.confidence)
        #expect(zip(outcome.hits, outcome.hits.dropFirst()).allSatisfy { $0.score >= $1.score })
        #expect(Set(outcome.hits.map(\.article.id)).count == outcome.hits.count)
    }
}
