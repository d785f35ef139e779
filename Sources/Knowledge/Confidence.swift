/// Turns what a search found into the probability that its first hit answers the question.
enum Confidence {
    /// Likeness from which a question is one the article itself states.
    private static let sameQuestion = 0.97

    /// What a find by chance is worth: too little to answer from, enough to ask which of two is meant.
    private static let chanceMax = 0.45

    /// One rare word in common carries a question of two words past any threshold: "the weather tomorrow" finds the
    /// opening hours. With the other word missing, what was learnt from the articles' own questions must agree, and
    /// more so when no article at all has that word.
    private static func isChance(_ signals: SearchSignals) -> Bool {
        guard signals.contentWords <= 2, signals.coverage < 0.65, signals.classProbability > 0 else { return false }
        return signals.classProbability < (signals.unknown > 0.4 ? 0.6 : 0.4)
    }

    /// Logistic regression on the signals; coefficients fitted on several public question sets together, each left out
    /// in turn to see that they carry over. See docs/knowledge.md.
    static func of(_ signals: SearchSignals) -> Double {
        // "What can I do?" has no word of its own: only an article that asks just that can be meant.
        guard signals.contentWords > 0 else {
            if signals.questionSimilarity > 0.9 { return signals.questionSimilarity > sameQuestion ? 0.9 : 0.7 }
            let isNear = signals.questionSimilarity > 0.5 && signals.classProbability >= 0.7
            return isNear ? 0.6 : 0.3 * signals.questionSimilarity
        }
        // Very short and very long questions are treated as those of three and twelve words, which were measured.
        let length = Mathematics.log(1 + min(12, max(3, signals.contentWords)))
        let judged = signals.classProbability > 0 ? Mathematics.log(signals.classProbability + 0.01) : 0
        let sum =
            -10.64 + 18.28 * signals.score - 4.44 * signals.coverage + 1.5 * signals.gramCoverage
            + 0.83 * signals.questionSimilarity - 1.17 * signals.unknown + 7.11 * length + 1.14 * judged
            - 1.35 * signals.missing
        var likely = 1 / (1 + Mathematics.exp(-sum))
        if isChance(signals) { likely = min(likely, chanceMax) }
        return signals.questionSimilarity > sameQuestion ? max(likely, 0.9) : likely
    }
}
