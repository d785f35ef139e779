/// Turns what a search found into the probability that its first hit answers the question.
enum Confidence {
    /// Likeness from which a question is one the article itself states.
    private static let sameQuestion = 0.97

    /// Logistic regression on the signals; coefficients fitted on several public question sets together, each left out
    /// in turn to see that they carry over. See docs/knowledge.md.
    static func of(_ signals: SearchSignals) -> Double {
        // "What can I do?" has no word of its own: only an article that asks just that can be meant.
        guard signals.contentWords > 0 else {
            return signals.questionSimilarity > 0.9 ? 0.7 : 0.3 * signals.questionSimilarity
        }
        // Very short and very long questions are treated as those of three and twelve words, which were measured.
        let length = Mathematics.log(1 + min(12, max(3, signals.contentWords)))
        let judged = signals.classProbability > 0 ? Mathematics.log(signals.classProbability + 0.01) : 0
        let sum =
            -10.64 + 18.28 * signals.score - 4.44 * signals.coverage + 1.5 * signals.gramCoverage
            + 0.83 * signals.questionSimilarity - 1.17 * signals.unknown + 7.11 * length + 1.14 * judged
            - 1.35 * signals.missing
        let likely = 1 / (1 + Mathematics.exp(-sum))
        return signals.questionSimilarity > sameQuestion ? max(likely, 0.9) : likely
    }
}
