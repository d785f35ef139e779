import ArgumentParser

/// The floor of a durable turn: one row on disk before the answer, shared fsyncs, no rules of any product.
struct DurablePeer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "durable", abstract: "Stores a message in SQLite (WAL, synchronous FULL), then answers with it.")

    @OptionGroup var options: PeerOptions

    @Option(help: "The database file; made when it is missing.")
    var database: String

    func run() async throws {
        let writer = try GroupCommitWriter(path: database)
        try await servePeer(on: options) { message in
            let row = try await writer.store(message)
            return PeerAnswer(id: message.id, seq: row, text: message.text)
        }
    }
}
