import ArgumentParser

/// The least any Hummingbird server pays for a JSON request: decode, answer, nothing else.
struct EchoPeer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo", abstract: "Decodes a JSON message and answers with it. Stores nothing.")

    @OptionGroup var options: PeerOptions

    func run() async throws {
        try await servePeer(on: options) { message in
            PeerAnswer(id: message.id, seq: 1, text: message.text)
        }
    }
}
