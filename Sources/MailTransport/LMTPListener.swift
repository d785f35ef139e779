public import Foundation
public import Logging
import NIOCore
import NIOPosix
import Synchronization

/// Takes mails from a mail server on this machine (RFC 2033).
public final class LMTPListener: Sendable {
    let configuration: LMTPConfiguration
    let directory: any MailboxDirectory
    let taker: any MailTaker
    let budget: ByteBudget
    let logger: Logger
    let now: @Sendable () -> Date
    private let onListening: @Sendable (Int?) -> Void
    private let state = Mutex(State())

    private struct State {
        var server: (any Channel)?
        var isStopping = false
        var lastID = 0
        var guards: [Int: LMTPGuard] = [:]
    }

    /// - Parameter onListening: called once connections are taken, with the port when it is TCP.
    public init(
        _ configuration: LMTPConfiguration, directory: any MailboxDirectory, taker: any MailTaker, logger: Logger,
        now: @escaping @Sendable () -> Date = { Date() }, onListening: @escaping @Sendable (Int?) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.directory = directory
        self.taker = taker
        self.logger = logger
        self.now = now
        self.onListening = onListening
        budget = ByteBudget(configuration.bytesInFlightMax)
    }

    /// Listens until ``stop()``, and until every connection has ended.
    ///
    /// Cancelling also ends it, but the store is cancelled with it; its answer is told to the client all the same.
    ///
    /// - Throws: ``LMTPListenerFailure`` when the settings cannot be used, or the address cannot be bound.
    public func run() async throws {
        if let problem = configuration.problem { throw LMTPListenerFailure(text: problem) }
        let server: NIOAsyncChannel<Client, Never>
        do {
            server = try await bind()
        } catch let error as IOError {
            throw LMTPListenerFailure(
                text: error.errnoCode == EADDRINUSE
                    ? "another program has it" : String(cString: strerror(error.errnoCode)))
        }
        let isStopping = state.withLock { state in
            state.server = server.channel
            return state.isStopping
        }
        if isStopping { server.channel.close(promise: nil) }
        onListening(server.channel.localAddress?.port)
        try await withTaskCancellationHandler {
            try await server.executeThenClose { clients in
                try await withThrowingDiscardingTaskGroup { group in
                    for try await client in clients {
                        group.addTask { await self.serve(client) }
                    }
                }
            }
        } onCancel: {
            stop()
        }
    }

    /// Takes no more connections, ends those at rest, and lets those that store a mail answer first.
    public func stop() {
        let (server, guards) = state.withLock { state in
            state.isStopping = true
            return (state.server, Array(state.guards.values))
        }
        server?.close(promise: nil)
        for watch in guards { watch.stop() }
    }

    private typealias Client = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    private func bind() async throws -> NIOAsyncChannel<Client, Never> {
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 64)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        let initializer: @Sendable (any Channel) -> EventLoopFuture<Client> = { channel in
            channel.eventLoop.makeCompletedFuture { try Client(wrappingChannelSynchronously: channel) }
        }
        switch configuration.address {
        case .tcp(let host, let port):
            return try await bootstrap.bind(host: host, port: port, childChannelInitializer: initializer)
        case .unix(let path, let mode):
            let server = try await bootstrap.bind(
                unixDomainSocketPath: path, cleanupExistingSocketFile: true, childChannelInitializer: initializer)
            try FileManager.default.setAttributes([.posixPermissions: Int(mode)], ofItemAtPath: path)
            return server
        }
    }

    private func serve(_ client: Client) async {
        let watch = LMTPGuard(client.channel)
        let id = admit(watch)
        defer {
            watch.disarm()
            if let id { state.withLock { $0.guards[id] = nil } }
        }
        do {
            try await client.executeThenClose { inbound, outbound in
                guard id != nil else {
                    try await outbound.write(ByteBuffer(string: "421 4.3.2 too many connections\r\n"))
                    return
                }
                var connection = LMTPConnection(self, outbound: outbound, watch: watch)
                try await connection.run(inbound)
            }
        } catch {
            logger.debug("LMTP connection broke", metadata: ["kind": "\(type(of: error))"])
        }
    }

    private func admit(_ watch: LMTPGuard) -> Int? {
        state.withLock { state in
            guard !state.isStopping, state.guards.count < configuration.connectionsMax else { return nil }
            state.lastID += 1
            state.guards[state.lastID] = watch
            return state.lastID
        }
    }
}

/// Why the listener could not start.
public struct LMTPListenerFailure: Error, Sendable, Equatable {
    /// For operators.
    public var text: String
}
