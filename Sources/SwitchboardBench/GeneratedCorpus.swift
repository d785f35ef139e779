import Foundation
import Knowledge

/// Articles of invented words whose frequencies fall as those of a language do (Zipf's law), so that posting lists have
/// the lengths of real text: a few words nearly everywhere, most words hardly anywhere.
struct GeneratedCorpus {
    /// A question and the article its words are from.
    struct Question {
        let text: String
        let article: String
    }

    /// Different words; about what a company's German help pages hold.
    private static let vocabularySize = 40_000
    /// Words of an article's text: a passage of about 400 characters.
    private static let wordsPerArticle = 60
    private static let syllables = [
        "ba", "ber", "dan", "del", "fen", "fer", "gal", "gen", "hal", "kan", "ken", "lam", "len", "mar", "men", "nal",
        "nor", "pel", "ran", "ren", "sal", "sen", "tal", "ten", "tor", "ver", "wal", "wen", "zan", "zel",
    ]

    private var random: SplitMix64
    private let words: [String]

    init(seed: UInt64) {
        var random = SplitMix64(state: seed)
        words = (0..<Self.vocabularySize).map { rank in
            // Frequent words are short; rare ones are compounds.
            let length = rank < 200 ? 1 + Int.random(in: 0...1, using: &random) : Int.random(in: 2...5, using: &random)
            return (0..<length).map { _ in Self.syllables.randomElement(using: &random) ?? "la" }.joined()
        }
        self.random = random
    }

    mutating func article(number: Int) -> Article {
        let text = (0..<Self.wordsPerArticle).map { _ in word() }
        return Article(
            id: "article-\(number)", language: "de", title: text[10..<14].joined(separator: " "),
            questions: [(text[20..<26] + [word()]).joined(separator: " ")], body: text.joined(separator: " ") + ".")
    }

    /// Five words of an article's text and two of anywhere.
    mutating func question(about articles: [Article]) -> Question {
        let article = articles[Int.random(in: 0..<articles.count, using: &random)]
        let text = article.body.split(separator: " ").shuffled(using: &random).prefix(5).map(String.init)
        return Question(text: (text + [word(), word()]).joined(separator: " ") + "?", article: article.id)
    }

    /// Rank r with a probability that falls as 1/r.
    private mutating func word() -> String {
        let rank = pow(Double(Self.vocabularySize), Double.random(in: 0..<1, using: &random))
        return words[min(Int(rank), Self.vocabularySize) - 1]
    }
}

/// Steele, Lea and Flood's generator ("Fast splittable pseudorandom number generators", 2014): small and the same
/// everywhere.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
