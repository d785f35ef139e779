/// What the patterns say about a text, by topic.
///
/// Within a sentence a topic's score is its strongest pattern for it plus its strongest against it; the text's score
/// is its best sentence's. A hundred is enough.
struct Findings: Sendable {
    /// From this score on a topic is present.
    static let enough = 100

    /// A topic's best sentence.
    struct Finding: Sendable {
        var score: Int
        var sentence: Int
        /// The pattern that spoke for it.
        var pattern: Int
    }

    private var byTopic: [Finding?]
    private let table: PatternTable
    let matches: [PatternMatch]

    init(_ text: FoldedText, _ table: PatternTable) {
        self.table = table
        matches = table.matches(in: text)
        byTopic = Array(repeating: nil, count: Topic.allCases.count)
        var first = 0
        var favour = [Int](repeating: 0, count: Topic.allCases.count)
        var against = [Int](repeating: 0, count: Topic.allCases.count)
        var witness = [Int](repeating: -1, count: Topic.allCases.count)
        while first < matches.count {
            let sentence = matches[first].sentence
            var last = first
            while last < matches.count, matches[last].sentence == sentence {
                let pattern = table.patterns[matches[last].pattern]
                if pattern.weight < 0 {
                    against[pattern.topic.rawValue] = min(against[pattern.topic.rawValue], pattern.weight)
                } else if pattern.weight > favour[pattern.topic.rawValue] {
                    favour[pattern.topic.rawValue] = pattern.weight
                    witness[pattern.topic.rawValue] = matches[last].pattern
                }
                last += 1
            }
            for index in first..<last {
                let topic = table.patterns[matches[index].pattern].topic.rawValue
                let score = favour[topic] + against[topic]
                if witness[topic] >= 0, score > byTopic[topic]?.score ?? 0 {
                    byTopic[topic] = Finding(
                        score: score, sentence: sentence, pattern: witness[topic])
                }
                favour[topic] = 0
                against[topic] = 0
                witness[topic] = -1
            }
            first = last
        }
    }

    /// The topic's finding, where its score is enough.
    func present(_ topic: Topic) -> Finding? {
        guard let found = byTopic[topic.rawValue], found.score >= Findings.enough else { return nil }
        return found
    }

    /// The words in which the topic was found, where its score is enough.
    func words(of topic: Topic, _ table: PatternTable) -> [Range<Int>] {
        guard holds(topic) else { return [] }
        return matches.filter { table.patterns[$0.pattern].topic == topic && table.patterns[$0.pattern].weight > 0 }
            .map(\.words)
    }

    /// Whether the topic's score is enough.
    func holds(_ topic: Topic) -> Bool { score(topic) >= Findings.enough }

    /// The topic's score, 0 where nothing speaks for it.
    func score(_ topic: Topic) -> Int { byTopic[topic.rawValue]?.score ?? 0 }
}
