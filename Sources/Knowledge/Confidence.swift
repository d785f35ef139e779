/// Turns what a search found into the probability that its first hit answers the question.
enum Confidence {
    /// Logistic regression on the signals; coefficients fitted on several public question sets together, each left out
    /// in turn to see that they carry over. See docs/knowledge.md.
    static func of(_ signals: SearchSignals) -> Double {
        let sum =
            -4.0 + 6 * signals.score + 2 * signals.coverage + 2 * signals.gramCoverage
            + 2 * signals.questionSimilarity + signals.margin - 2 * signals.unknown + signals.classProbability
        return 1 / (1 + Mathematics.exp(-sum))
    }
}
