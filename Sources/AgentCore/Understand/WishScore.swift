/// A second look at wishes for a human: adds up who is named, what contact is meant and how it is asked for.
///
/// The patterns know the usual ways; this finds the unusual ones, whose parts are all there in an order nobody thought
/// of. It is asked only where no pattern speaks for or against a wish. The weights are set by hand on our own sentences
/// (`Tests/AgentCoreTests/Fixtures`).
struct WishScore: Sendable {
    /// From this sum on it is a wish.
    static let enough = 100

    private let table: PatternTable
    /// Who: the heaviest one named counts.
    private let who: [(row: Int, weight: Int)]
    /// What kind of contact: the heaviest counts.
    private let contact: [(row: Int, weight: Int)]
    /// How it is asked for: the heaviest counts, a second one a little.
    private let asking: [(row: Int, weight: Int)]
    /// What adds to it.
    private let extra: [(row: Int, weight: Int)]

    init(_ table: PatternTable) {
        self.table = table
        func rows(_ weights: [(String, Int)]) -> [(row: Int, weight: Int)] {
            weights.compactMap { name, weight in table.row(named: name).map { ($0, weight) } }
        }
        who = rows([("@human", 50), ("@worker", 35), ("@person", 30), ("@someone", 25), ("@department", 20)])
        contact = rows([
            ("@callback", 80), ("@connect", 40), ("@talk", 35), ("@reach", 40), ("@call", 25), ("@help", 20),
        ])
        asking = rows([("@want", 30), ("@please", 30), ("@fetch", 30), ("@can", 20)])
        extra = rows([
            ("@real", 45), ("@personally", 30), ("@bot", 20), ("@me", 10), ("@telling", -40), ("@offtopic", -60),
        ])
    }

    /// The sentence's sum; 0 where nobody and no call is named.
    func score(_ sentence: FoldedText.Sentence, of text: FoldedText) -> Int {
        let named = heaviest(who, sentence, text).first
        let met = heaviest(contact, sentence, text).first
        let asked = heaviest(asking, sentence, text)
        guard named > 0 || met >= 80, asked.first > 0 else { return 0 }
        var sum = named + met + asked.first + (asked.second > 0 ? 10 : 0)
        for (row, weight) in extra where holds(row, sentence, text) { sum += weight }
        return sum
    }

    private func heaviest(
        _ rows: [(row: Int, weight: Int)], _ sentence: FoldedText.Sentence, _ text: FoldedText
    ) -> (first: Int, second: Int) {
        var (first, second) = (0, 0)
        for (row, weight) in rows where holds(row, sentence, text) {
            if weight > first { (first, second) = (weight, first) } else { second = max(second, weight) }
        }
        return (first, second)
    }

    private func holds(_ row: Int, _ sentence: FoldedText.Sentence, _ text: FoldedText) -> Bool {
        for index in sentence.words where table.holds(row, text.words[index].id) && text.words[index].id != 0 {
            return true
        }
        return false
    }
}
