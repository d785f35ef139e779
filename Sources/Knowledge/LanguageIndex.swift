/// The articles of one language, ready to be searched.
///
/// Words match by stem and by character pieces; an article is found by its whole text, then ranked by its title or
/// question that fits best as well.
final class LanguageIndex: Sendable {
    /// Strength of BM25's term saturation.
    static let saturation: Float = 1.2
    /// How much a long article's length counts against it.
    static let articleLengthPenalty: Float = 0.75
    /// The same for titles, questions and passages, which differ little in length.
    static let unitLengthPenalty: Float = 0.5
    /// A compound's parts count this much of a word.
    static let partWeight: Float = 0.5
    /// A title stands for its article and counts this often.
    static let titleWeight: Float = 2

    let language: String
    /// For each article here its number in the whole index.
    let articleNumbers: [Int]
    let lexicon: Lexicon
    let stemPostings: Postings
    let gramPostings: Postings
    /// Rarity of each stem and piece among the articles, natural logarithm.
    let stemRarity: [Float]
    let gramRarity: [Float]
    /// Rarity of what no article has.
    let unknownRarity: Float
    /// The lexicon's tables as the hot loops read them.
    let stemOfWord: Flat<UInt32>
    let gramsOfWord: FlatRows
    let partsOfWord: FlatRows
    /// Words of each title and question; units of an article follow each other.
    let unitWords: FlatRows
    /// First unit of each article; one more than there are articles.
    let firstUnit: [Int]
    /// Words of each passage, its headings included.
    let passageWords: FlatRows
    let firstPassage: [Int]
    /// Sum of the rarities of each unit's words, for how much of a question is matched.
    let unitMass: [Float]
    let unitWordMean: Float
    let unitGramMean: Float
    let passageWordMean: Float
    let classifier: QuestionClassifier?

    init(language: String, articles: [(number: Int, article: Article, passages: [Passage])]) {
        var gathering = Gathering(language: language)
        for entry in articles { gathering.take(entry.article, passages: entry.passages) }
        gathering.finish()
        self.language = language
        articleNumbers = articles.map(\.number)
        lexicon = gathering.lexicon
        stemPostings = gathering.stemPostings
        gramPostings = gathering.gramPostings
        let count = Float(articles.count)
        func rarity(_ postings: Postings, _ terms: Int) -> [Float] {
            (0..<terms).map { term in
                let frequency = Float(postings.frequency(term))
                return Self.log(1 + (count - frequency + 0.5) / (frequency + 0.5))
            }
        }
        let stemRarity = rarity(gathering.stemPostings, gathering.lexicon.stems.count)
        self.stemRarity = stemRarity
        gramRarity = rarity(gathering.gramPostings, gathering.lexicon.grams.count)
        unknownRarity = Self.log(1 + (count + 0.5) / 0.5)
        stemOfWord = Flat(lexicon.stemOfWord)
        gramsOfWord = FlatRows(lexicon.gramsOfWord)
        partsOfWord = FlatRows(lexicon.partsOfWord)
        unitWords = FlatRows(gathering.unitWords)
        firstUnit = gathering.firstUnit
        passageWords = FlatRows(gathering.passageWords)
        firstPassage = gathering.firstPassage
        let lexicon = gathering.lexicon
        unitMass = (0..<gathering.unitWords.count).map { unit in
            gathering.unitWords[unit].reduce(0) { sum, word in
                sum + stemRarity[Int(lexicon.stemOfWord[Int(word)])]
                    * (Int(word) < lexicon.stopCount ? QueryTerms.stopWeight : 1)
            }
        }
        func mean(_ total: Int, _ rows: Int) -> Float { rows == 0 ? 1 : max(1, Float(total) / Float(rows)) }
        unitWordMean = mean(unitWords.valueCount, unitWords.count)
        let unitGrams = gathering.unitWords.values.reduce(0) { $0 + lexicon.gramsOfWord[Int($1)].count }
        unitGramMean = mean(unitGrams, unitWords.count)
        passageWordMean = mean(passageWords.valueCount, passageWords.count)
        classifier = QuestionClassifier(gathering, rarity: stemRarity)
    }

    var articleCount: Int { articleNumbers.count }

    static func log(_ value: Float) -> Float { Float(Mathematics.log(Double(value))) }
}
