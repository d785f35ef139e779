import Foundation
import Testing

@testable import Knowledge

/// Questions of few words: what a shared word is worth, and what goes on from before.
@Suite struct ShortQuestionTests {
    @Test func oneSharedWordOfTwoIsNotEnoughToAnswerFrom() {
        var signals = SearchSignals()
        signals.contentWords = 2
        signals.score = 0.4
        signals.coverage = 0.5
        signals.gramCoverage = 0.6
        signals.classProbability = 0.35
        #expect(Confidence.of(signals) < 0.5)
        signals.classProbability = 0.9
        #expect(Confidence.of(signals) > 0.5)
        signals.classProbability = 0.5
        #expect(Confidence.of(signals) > 0.5)
        signals.unknown = 0.6
        #expect(Confidence.of(signals) < 0.5)
    }

    @Test(arguments: [
        "und am samstag", "on monday", "fur kinder", "morgen", "ok und heute noch", "24", "1 82m", "was kostet das",
        "and how much is it",
    ])
    func saysItselfThatItGoesOn(question: String) {
        #expect(FollowUp(question: Array(question.utf8), language: "de").mustContinue)
    }

    @Test(arguments: ["wann hat die werkstatt auf", "kann ich das rad am bahnhof abholen", "wo kann ich parken"])
    func standsForItself(question: String) {
        #expect(!FollowUp(question: Array(question.utf8), language: "de").mustContinue)
    }

    @Test func aQuestionWithoutAnyWordOfItsOwnIsAboutTheArticleBefore() {
        let alone = ask("und heute noch?", in: library)
        #expect(alone.confidence < 0.5)
        let request = SearchRequest(
            "und heute noch?", language: "de", moment: noon,
            context: SearchContext(question: "Wann habt ihr auf?", article: "oeffnungszeiten"))
        let outcome = library.search(request)
        #expect(outcome.followedUp)
        #expect(outcome.hits.first?.article.id == "oeffnungszeiten")
        #expect(outcome.confidence >= 0.5)
    }
}
