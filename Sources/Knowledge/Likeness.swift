/// Finds articles that say the same and articles that say nearly the same with other numbers.
struct Likeness {
    /// Share of common five-word runs from which two texts count as the same.
    private static let sameShare = 0.8
    /// Share of common words from which two titles count as the same.
    private static let titleShare = 0.75
    /// A run of words or a title word that more articles share is a phrase, not a sign.
    private static let sharersMax = 40

    private(set) var findings: [KnowledgeFinding] = []
    private let articles: [Article]

    init(_ articles: [Article]) {
        self.articles = articles
        for group in Dictionary(grouping: articles.indices, by: { articles[$0].language }).values {
            let twins = sameTexts(group.sorted())
            sameTitles(group.sorted(), besides: twins)
            sameSentences(group.sorted())
        }
    }

    private struct Pair: Hashable {
        var first: Int
        var second: Int
    }

    /// Texts with nearly the same runs of five words.
    private mutating func sameTexts(_ group: [Int]) -> Set<Pair> {
        var runs: [Int: Set<Int>] = [:]
        for number in group {
            let words = Folding.words(articles[number].body)
            guard words.count >= 8 else { continue }
            runs[number] = Set((0...(words.count - 5)).map { words[$0..<($0 + 5)].hashValue })
        }
        var twins: Set<Pair> = []
        for (pair, common) in shared(group, runs) {
            let all = (runs[pair.first]?.count ?? 0) + (runs[pair.second]?.count ?? 0) - common
            guard all > 0, Double(common) / Double(all) >= Self.sameShare else { continue }
            twins.insert(pair)
            report(.duplicate, pair, key: "title", "says nearly the same as")
        }
        return twins
    }

    /// Titles with nearly the same words over texts with different numbers.
    private mutating func sameTitles(_ group: [Int], besides twins: Set<Pair>) {
        var titles: [Int: Set<Int>] = [:]
        let stemmer = group.first.map { Stemmer(language: articles[$0].language) }
        for number in group {
            let stop = Stopwords.of(articles[number].language)
            let words = Folding.words(articles[number].title).filter { !stop.contains($0) }
            titles[number] = Set(
                words.map { word in
                    Array(word.utf8).withUnsafeBufferPointer { bytes in
                        stemmer?.stem(bytes) { Array($0).hashValue } ?? 0
                    }
                })
        }
        for (pair, common) in shared(group, titles) where !twins.contains(pair) {
            let all = (titles[pair.first]?.count ?? 0) + (titles[pair.second]?.count ?? 0) - common
            guard all > 0, Double(common) / Double(all) >= Self.titleShare else { continue }
            let left = Self.numbers(articles[pair.first].body)
            let right = Self.numbers(articles[pair.second].body)
            guard !left.isEmpty, !right.isEmpty, left != right else { continue }
            let differ = left.symmetricDifference(right).sorted().prefix(6).joined(separator: ", ")
            report(.contradiction, pair, key: "title", "has nearly the title, but other numbers (\(differ)), of")
        }
    }

    /// Sentences that differ in nothing but their numbers.
    private mutating func sameSentences(_ group: [Int]) {
        var seen: [String: (number: Int, numbers: [String])] = [:]
        for number in group {
            for passage in PassageCutter(body: articles[number].body, title: "", firstLine: 1).passages {
                for sentence in Sentences.of(passage.text) {
                    let words = Folding.words(sentence)
                    let figures = words.filter { $0.utf8.contains { (48...57).contains($0) } }
                    guard !figures.isEmpty, words.count - figures.count >= 4 else { continue }
                    let pattern = words.map { figures.contains($0) ? "#" : $0 }.joined(separator: " ")
                    guard let other = seen[pattern] else {
                        seen[pattern] = (number, figures)
                        continue
                    }
                    guard other.number != number, other.numbers != figures else { continue }
                    findings.append(
                        KnowledgeFinding(
                            kind: .contradiction, file: articles[number].file,
                            line: passage.line + articles[number].bodyLine - 1, article: articles[number].id,
                            reason: "says \(figures.joined(separator: ", ")) where \(articles[other.number].id) "
                                + "(\(articles[other.number].file)) says \(other.numbers.joined(separator: ", "))"))
                }
            }
        }
    }

    /// How many signs each two articles share.
    private func shared(_ group: [Int], _ signs: [Int: Set<Int>]) -> [(Pair, Int)] {
        var holders: [Int: [Int]] = [:]
        for number in group { for sign in signs[number] ?? [] { holders[sign, default: []].append(number) } }
        var common: [Pair: Int] = [:]
        for numbers in holders.values where numbers.count > 1 && numbers.count <= Self.sharersMax {
            for (place, first) in numbers.enumerated() {
                for second in numbers[(place + 1)...] { common[Pair(first: first, second: second), default: 0] += 1 }
            }
        }
        return common.sorted { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }
    }

    private static func numbers(_ text: String) -> Set<String> {
        Set(Folding.words(text).filter { $0.utf8.contains { (48...57).contains($0) } })
    }

    private mutating func report(_ kind: KnowledgeFinding.Kind, _ pair: Pair, key: String, _ what: String) {
        let article = articles[pair.second]
        let other = articles[pair.first]
        findings.append(
            KnowledgeFinding(
                kind: kind, file: article.file, line: article.keyLines[key] ?? 1, article: article.id,
                reason: "\(article.id) \(what) \(other.id) (\(other.file))"))
    }
}
