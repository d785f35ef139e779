import ArgumentParser
import Hummingbird
import Logging

/// Where a peer listens. Loopback only: a benchmark is nobody else's business.
struct PeerOptions: ParsableArguments {
    @Option(help: "TCP port on 127.0.0.1; 0 picks a free one.")
    var port: Int = 0
}

/// The message a peer takes and gives back: the shape of the gateway's `POST /channels/rest/messages`.
struct PeerMessage: Codable, Sendable {
    let sender: String
    let id: String
    let text: String
}

/// What a peer answers.
struct PeerAnswer: ResponseCodable, Sendable {
    let id: String
    let seq: Int64
    let text: String
}

/// Runs a Hummingbird server with one route until it is told to stop, and prints `ready http://…` once it listens.
func servePeer(
    on options: PeerOptions, answer: @escaping @Sendable (PeerMessage) async throws -> PeerAnswer
) async throws {
    var logger = Logger(label: "switchboard-bench")
    logger.logLevel = .error
    let router = Router()
    router.post("channels/rest/messages") { request, context in
        try await answer(try await request.decode(as: PeerMessage.self, context: context))
    }
    let application = Application(
        router: router,
        configuration: .init(address: .hostname("127.0.0.1", port: options.port)),
        onServerRunning: { channel in
            print("ready http://127.0.0.1:\(channel.localAddress?.port ?? options.port)")
            flushOutput()
        },
        logger: logger)
    try await application.runService()
}
