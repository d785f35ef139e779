import ArgumentParser
import Conversations
import FoundationEssentials
import Knowledge
import SwitchboardConfiguration

/// `knowledge search` and `knowledge check`.
struct KnowledgeCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "knowledge", abstract: "Search and check the articles.",
        subcommands: [KnowledgeSearchCommand.self, KnowledgeCheckCommand.self])
}

/// `knowledge search`: ranked passages.
struct KnowledgeSearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Rank passages for a question.",
        discussion: "With - as the query, one query is read per line, and one JSON array written for each.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The query; - reads queries from stdin, one a line.")
    var query: String

    @Option(help: "How many articles at most, 1 to \(SearchRequest.topMax).")
    var top = 5

    @Option(help: "The language the answer should be in, for instance de.")
    var lang: String?

    @Option(help: "Who asks: public, verified or internal.")
    var audience: ArticleAudience = .everyone

    func validate() throws {
        guard (1...SearchRequest.topMax).contains(top) else {
            throw ValidationError("--top must be from 1 to \(SearchRequest.topMax)")
        }
    }

    func run() async throws {
        let base = KnowledgeBase(loader: AgentAssembly.knowledgeLoader(try shared.load(isForServing: false)))
        guard query == "-" else {
            let hits = search(base.index, query)
            shared.json ? Terminal.line(Self.json(hits).text) : print(hits)
            return
        }
        var lines = LineReader()
        var buffer: [UInt8] = []
        let index = base.index
        while let line = lines.next() {
            buffer.removeAll(keepingCapacity: true)
            Self.json(search(index, line)).write(into: &buffer)
            buffer.append(0x0A)
            Terminal.bytes(buffer)
            if !lines.hasLine { Terminal.flush() }
        }
    }

    private func search(_ index: KnowledgeIndex, _ text: String) -> [SearchHit] {
        index.search(
            SearchRequest(text, language: lang, audience: audience, moment: Date.now, top: top)
        ).hits
    }

    private static func json(_ hits: [SearchHit]) -> JSONText {
        .array(
            hits.map { hit in
                .object([
                    (key: "article", value: .string(hit.article.id)),
                    (key: "title", value: .string(hit.article.title)),
                    (key: "score", value: .number(hit.score)),
                    (key: "text", value: .string(hit.text)),
                ])
            })
    }

    private func print(_ hits: [SearchHit]) {
        guard !hits.isEmpty else {
            Terminal.line("nothing found")
            return
        }
        var table = TextTable("SCORE", "ARTICLE", "LANG", "TITLE", "TEXT")
        for hit in hits {
            let score = String((hit.score * 1000).rounded() / 1000)
            table.add(score, hit.article.id, hit.article.language, hit.article.title, hit.text)
        }
        for line in table.lines { Terminal.line(line) }
    }
}

/// `knowledge check`: broken articles, duplicates, contradictions, gaps.
struct KnowledgeCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Find broken articles, duplicates, contradictions and gaps.")

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let loaded = try shared.load(isForServing: false)
        let knowledge = AgentAssembly.knowledgeLoader(loaded).load()
        let check = KnowledgeCheck(knowledge, moment: Date.now)
        if shared.json {
            Terminal.line(JSONText.object([(key: "findings", value: .array(check.findings.map(json)))]).text)
        } else {
            for finding in check.findings { Terminal.line(TextTable.plain(finding.description)) }
            Terminal.line("\(knowledge.articles.count) articles, \(check.findings.count) findings")
        }
        let broken = check.findings.count { $0.kind == .broken }
        if broken > 0 { throw CommandFailure("\(broken) problems in the articles; the files concerned are left out") }
    }

    private func json(_ finding: KnowledgeFinding) -> JSONText {
        .object([
            (key: "kind", value: .string(finding.kind.rawValue)), (key: "file", value: .string(finding.file)),
            (key: "line", value: .integer(Int64(finding.line))), (key: "article", value: .string(finding.article)),
            (key: "reason", value: .string(finding.reason)),
        ])
    }
}
