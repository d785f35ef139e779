import ArgumentParser

/// What the benchmarks measure the gateway against, in one executable that no installation needs.
@main
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "switchboard-bench",
        abstract: "The peers that scripts/bench measures the gateway against.",
        subcommands: [EchoPeer.self, DurablePeer.self, KnowledgeBench.self, MailReadingBench.self])
}
