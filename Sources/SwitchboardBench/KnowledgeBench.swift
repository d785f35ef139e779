import ArgumentParser
import Foundation
import Knowledge

/// Searches a generated body of articles and prints what a search costs, as one JSON object.
struct KnowledgeBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "knowledge", abstract: "Measures the search over generated articles of one passage each.")

    @Option(help: "Passages, 1 to 1000000.")
    var passages: Int

    @Option(help: "Searches that are measured; as many again go before them to warm up, 1 to 100000.")
    var queries: Int = 2000

    @Option(help: "The same seed gives the same articles and questions.")
    var seed: UInt64 = 1

    func validate() throws {
        guard (1...1_000_000).contains(passages) else { throw ValidationError("--passages: 1 to 1000000") }
        guard (1...100_000).contains(queries) else { throw ValidationError("--queries: 1 to 100000") }
    }

    func run() throws {
        var corpus = GeneratedCorpus(seed: seed)
        let articles = (0..<passages).map { corpus.article(number: $0) }
        let questions = (0..<queries).map { _ in corpus.question(about: articles) }
        let memoryBefore = try ProcessFigures.residentKiB()
        let clock = ContinuousClock()
        let begin = clock.now
        let index = KnowledgeIndex(articles: articles)
        let built = clock.now - begin
        let memory = try ProcessFigures.residentKiB() - memoryBefore
        let moment = Date(timeIntervalSince1970: 1_795_000_000)
        var found = 0
        func searchAll(_ record: (Duration) -> Void) {
            for question in questions {
                let start = clock.now
                let outcome = index.search(SearchRequest(question.text, language: "de", moment: moment, top: 5))
                record(clock.now - start)
                if outcome.hits.contains(where: { $0.article.id == question.article }) { found += 1 }
            }
        }
        searchAll { _ in }
        found = 0
        var times: [Double] = []
        times.reserveCapacity(queries)
        let spentBefore = ProcessFigures.processorSeconds()
        searchAll { times.append($0 / .milliseconds(1)) }
        let spent = ProcessFigures.processorSeconds() - spentBefore
        times.sort()
        print(
            """
            {"passages": \(index.passageCount), "queries": \(queries), "cpu_ms": \(spent * 1000 / Double(queries)), \
            "p50_ms": \(times[queries / 2]), "p99_ms": \(times[queries * 99 / 100]), "build_s": \(built / .seconds(1)), \
            "memory_mib": \(Double(memory) / 1024), "found_share": \(Double(found) / Double(queries))}
            """)
    }
}

/// What the system counted for this process.
enum ProcessFigures {
    /// Processor time so far.
    static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Resident memory now.
    ///
    /// - Throws: ``BenchError`` where `/proc` can't be read.
    static func residentKiB() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else {
            throw BenchError(reason: "/proc/self/statm does not say how much memory is resident")
        }
        return pages * Int(sysconf(Int32(_SC_PAGESIZE))) / 1024
    }
}
