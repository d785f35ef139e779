/// The words and patterns of German and English, compiled once.
enum Lexicon {
    static let shared = PatternTable(
        lexicon: [
            Words.small, Words.people, Words.contact, Words.risk, LanguageWords.german, LanguageWords.english,
            LanguageWords.other,
        ],
        patterns: [
            WishPatterns.german, WishPatterns.english, WishPatterns.against, AngerPatterns.words,
            AngerPatterns.reproaches, DistressPatterns.text, SelfHarmPatterns.text, LegalPatterns.text,
            SafetyPatterns.text, OtherRiskPatterns.text, SelfPatterns.german, SelfPatterns.english,
            SocialPatterns.german,
            SocialPatterns.english,
        ])
}
