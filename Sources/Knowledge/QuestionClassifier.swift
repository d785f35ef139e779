/// Learns from the articles' own question variants which words tell them apart.
///
/// A softmax regression over stems, trained when the index is built. Articles with fewer than two questions take no
/// part. It sharpens the ranking where many articles are asked for in similar words.
struct QuestionClassifier: Sendable {
    /// Multiplications that training may take at most; a larger knowledge does without. About half a second.
    static let workMax = 400_000_000
    private static let rounds = 30

    /// For each article its class, -1 for none.
    private let classOfArticle: [Int32]
    private let classCount: Int
    /// Column of each stem in `weights`, -1 for none.
    private let featureOfStem: [Int32]
    /// One row of class weights for each feature.
    private let weights: [Float]
    private let rarity: [Float]

    init?(_ gathered: Gathering, rarity: [Float]) {
        let lexicon = gathered.lexicon
        var classOfArticle: [Int32] = []
        var classCount = 0
        for article in 0..<(gathered.firstUnit.count - 1) {
            let units = gathered.firstUnit[article + 1] - gathered.firstUnit[article]
            classOfArticle.append(units >= 3 ? Int32(classCount) : -1)
            if units >= 3 { classCount += 1 }
        }
        guard classCount >= 2 else { return nil }
        var featureOfStem = [Int32](repeating: -1, count: lexicon.stems.count)
        var featureRarity: [Float] = []
        var examples: [(label: Int, features: [(Int, Float)])] = []
        var work = 0
        for article in 0..<(gathered.firstUnit.count - 1) where classOfArticle[article] >= 0 {
            for unit in gathered.firstUnit[article]..<gathered.firstUnit[article + 1] {
                var counts: [Int: Float] = [:]
                for word in gathered.unitWords[unit] {
                    let stem = Int(lexicon.stemOfWord[Int(word)])
                    if featureOfStem[stem] < 0 {
                        featureOfStem[stem] = Int32(featureRarity.count)
                        featureRarity.append(rarity[stem])
                    }
                    counts[Int(featureOfStem[stem]), default: 0] += 1
                }
                let features = Self.normal(counts, featureRarity)
                work += features.count * classCount * 2 * Self.rounds
                examples.append((Int(classOfArticle[article]), features))
            }
        }
        guard work <= Self.workMax else { return nil }
        var training = Training(classes: classCount, features: featureRarity.count)
        for round in 0..<Self.rounds { training.round(examples, number: round) }
        self.classOfArticle = classOfArticle
        self.classCount = classCount
        self.featureOfStem = featureOfStem
        weights = training.weights
        self.rarity = featureRarity
    }

    /// Counts times rarity, of length one, in a fixed order.
    private static func normal(_ counts: [Int: Float], _ rarity: [Float]) -> [(Int, Float)] {
        var features = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value * rarity[$0.key]) }
        let length = features.reduce(0) { $0 + $1.1 * $1.1 }.squareRoot()
        if length > 0 { for index in features.indices { features[index].1 /= length } }
        return features
    }

    /// What the classes make of a question.
    struct Verdict {
        /// Natural logarithm of each class's probability, times the number of classes.
        var logits: [Float] = []
        /// Probability of the likeliest class.
        var best: Float = 0
    }

    /// Judges the stems of a question; `nil` when it knows none of them.
    func verdict(stems: some Sequence<Int>) -> Verdict? {
        var counts: [Int: Float] = [:]
        for stem in stems where featureOfStem[stem] >= 0 { counts[Int(featureOfStem[stem]), default: 0] += 1 }
        guard !counts.isEmpty else { return nil }
        var scores = [Float](repeating: 0, count: classCount)
        for (feature, value) in Self.normal(counts, rarity) {
            let row = feature * classCount
            for index in 0..<classCount { scores[index] += value * weights[row + index] }
        }
        let top = scores.max() ?? 0
        let sum = scores.reduce(0) { $0 + Mathematics.exp($1 - top) }
        let shift = top + LanguageIndex.log(sum) - LanguageIndex.log(Float(classCount))
        return Verdict(logits: scores.map { $0 - shift }, best: 1 / sum)
    }

    /// The part of a verdict that concerns an article: 0 is as likely as any, at least -3; 0 for one without
    /// questions.
    @inline(__always)
    func judgement(_ verdict: Verdict, article: Int) -> Float {
        let index = classOfArticle[article]
        return index < 0 ? 0 : max(-3, verdict.logits[Int(index)])
    }

    /// Stochastic gradient descent with AdaGrad's step sizes.
    private struct Training {
        let classes: Int
        var weights: [Float]
        private var squares: [Float]
        private var slope: [Float]

        init(classes: Int, features: Int) {
            self.classes = classes
            weights = [Float](repeating: 0, count: classes * features)
            squares = [Float](repeating: 1e-6, count: classes * features)
            slope = [Float](repeating: 0, count: classes)
        }

        /// One pass over the examples, in an order that a fixed step mixes.
        mutating func round(_ examples: [(label: Int, features: [(Int, Float)])], number: Int) {
            var at = number
            let step = Self.step(examples.count)
            for _ in examples.indices {
                at = (at + step) % examples.count
                learn(examples[at].label, examples[at].features)
            }
        }

        private mutating func learn(_ label: Int, _ features: [(Int, Float)]) {
            for index in 0..<classes { slope[index] = 0 }
            for (feature, value) in features {
                let row = feature * classes
                for index in 0..<classes { slope[index] += value * weights[row + index] }
            }
            let top = slope.max() ?? 0
            var sum: Float = 0
            for index in 0..<classes {
                slope[index] = Mathematics.exp(slope[index] - top)
                sum += slope[index]
            }
            for index in 0..<classes { slope[index] = slope[index] / sum - (index == label ? 1 : 0) }
            for (feature, value) in features {
                let row = feature * classes
                for index in 0..<classes {
                    let change = slope[index] * value
                    squares[row + index] += change * change
                    weights[row + index] -= Self.rate * change / squares[row + index].squareRoot()
                }
            }
        }

        private static let rate: Float = 0.5

        /// A step without a common divisor with the count visits every example once.
        private static func step(_ count: Int) -> Int {
            var step = count * 5 / 8 + 1
            func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
            while divisor(step, count) != 1 { step += 1 }
            return step
        }
    }
}
