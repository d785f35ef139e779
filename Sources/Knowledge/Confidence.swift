/// Turns what a search found into the probability that its first hit answers the question.
enum Confidence {
    /// Logistic regression on the signals; coefficients fitted on several public question sets together, each left out
    /// in turn to see that they carry over. See docs/knowledge.md.
    static func of(_ signals: SearchSignals) -> Double {
        guard signals.contentWords > 0 || signals.questionSimilarity > 0 else { return 0 }
        // Very short and very long questions are treated as those of three and twelve words, which were measured.
        let length = Mathematics.log(1 + min(12, max(3, signals.contentWords)))
        let judged = signals.classProbability > 0 ? Mathematics.log(signals.classProbability + 0.01) : 0
        let sum =
            -10.48 + 17.82 * signals.score - 4.31 * signals.coverage + 0.98 * signals.gramCoverage
            + 0.98 * signals.questionSimilarity - 1.16 * signals.unknown + 7.19 * length + 1.107 * judged
            - 1.358 * signals.missing
        return 1 / (1 + Mathematics.exp(-sum))
    }
}
