import Conversations

/// In which language a text is written.
public enum WrittenLanguage {
    private static let german = detector("de")
    private static let english = detector("en")

    /// `de` or `en`; nil for any other, and for a text that does not tell.
    public static func of(_ text: String) -> String? {
        var folded = FoldedText(text)
        Lexicon.shared.vocabulary.mark(&folded)
        // What does not tell falls to the speaker's own language, so that the two disagree.
        let heard = [german, english].map { $0.detect(folded, prior: nil) }
        guard !heard.contains(where: \.isForeign), heard[0].reply == heard[1].reply else { return nil }
        return heard[0].reply
    }

    private static func detector(_ fallback: String) -> LanguageDetector {
        LanguageDetector(
            persona: Persona(
                name: "", version: 1, company: "", languages: ["de", "en"], defaultLanguage: fallback, greeting: [:],
                notice: [:]), table: Lexicon.shared)
    }
}
