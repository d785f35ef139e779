import Foundation
import SwitchboardTesting
import Testing

@testable import Knowledge

@Suite struct HostileTests {
    @Test(arguments: ["", " ", "?", "\0\0\0", "\u{202E}\u{200B}", "👨‍👩‍👧‍👦", "....", "\u{1B}[31m", "und", "💥 und"])
    func textWithoutContentFindsNothingOrLittle(text: String) {
        #expect(ask(text).confidence < 0.5)
    }

    @Test func aMegabyteIsCutToTheBound() {
        let word = "Öffnungszeiten "
        let huge = String(repeating: word, count: 1_048_576 / word.utf8.count)
        let cut = String(huge.prefix(SearchRequest.textBytesMax / 17))
        #expect(ask(huge).hits.first?.article.id == ask(cut).hits.first?.article.id)
        #expect(!ask(String(repeating: "x", count: 1_048_576)).hits.contains { $0.score > 0.5 })
    }

    @Test func noBytesCrashTheSearchAndTheSameBytesGiveTheSame() {
        let seed = UInt64.random(in: .min ... .max)
        var chance = SeededGenerator(seed: seed)
        for _ in 0..<400 {
            let bytes = (0..<Int.random(in: 0...300, using: &chance)).map { _ in
                UInt8.random(in: .min ... .max, using: &chance)
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let one = ask(text, nil)
            let two = ask(text, nil)
            #expect(one.hits.map(\.article.id) == two.hits.map(\.article.id), "seed \(seed)")
            #expect(one.confidence == two.confidence, "seed \(seed)")
            #expect((0...1).contains(one.confidence) && (0...1).contains(one.margin), "seed \(seed)")
        }
    }

    @Test func noBytesCrashTheLoader() throws {
        let seed = UInt64.random(in: .min ... .max)
        var chance = SeededGenerator(seed: seed)
        let pieces = [
            "---\n", "title: x\n", "# ", "| a | b |\n", "- ", "```", "[", "](", "\r\n", "\t", "é", "\n\n", ": ", "*",
            "<!--", "&",
        ]
        let folder = try Folder()
        for round in 0..<60 {
            let text = (0..<Int.random(in: 0...60, using: &chance)).map { _ in
                pieces.randomElement(using: &chance) ?? ""
            }
            try folder.write("r\(round).md", text.joined())
        }
        let loaded = folder.load()
        #expect(Set(loaded.articles.map(\.file)).isDisjoint(with: Set(loaded.problems.map(\.file))), "seed \(seed)")
        let index = KnowledgeIndex(articles: loaded.articles)
        #expect(index.articles.count == loaded.articles.count)
    }

    @Test func anArticlesOwnQuestionFindsItFirst() {
        let seed = UInt64.random(in: .min ... .max)
        var chance = SeededGenerator(seed: seed)
        let things = ["Fahrrad", "Lampe", "Kette", "Sattel", "Pedal", "Helm", "Schloss", "Bremse", "Reifen", "Klingel"]
        let verbs = ["mieten", "kaufen", "prüfen", "tauschen", "reparieren", "bestellen", "zurückgeben"]
        var articles: [Article] = []
        for thing in things {
            for verb in verbs {
                let filler = (0..<12).map { _ in (things + verbs).randomElement(using: &chance) ?? "" }
                articles.append(
                    german(
                        "\(thing)-\(verb)", "\(thing) \(verb)", filler.joined(separator: " ") + ".",
                        questions: ["Wie kann ich \(thing) \(verb)?"]))
            }
        }
        let index = KnowledgeIndex(articles: articles)
        for article in articles {
            let outcome = ask(article.questions[0], in: index)
            #expect(outcome.hits.first?.article.id == article.id, "seed \(seed)")
            #expect(outcome.confidence > 0.8, "seed \(seed)")
        }
    }

    @Test func manySearchesAtOnceAgree() async {
        let alone = ask("Was kostet eine Verspätung?")
        await withTaskGroup(of: [String].self) { group in
            for _ in 0..<64 { group.addTask { ask("Was kostet eine Verspätung?").hits.map(\.article.id) } }
            for await hits in group { #expect(hits == alone.hits.map(\.article.id)) }
        }
    }

    @Test func anEmptyKnowledgeFindsNothing() {
        #expect(ask("Wann habt ihr auf?", in: KnowledgeIndex(articles: [])).hits.isEmpty)
        #expect(ask("x", in: KnowledgeIndex(articles: [german("a", "!!!", "")])).hits.isEmpty)
    }
}
