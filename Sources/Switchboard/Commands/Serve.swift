import ArgumentParser
import AsyncHTTPClient
import Gateway
import Hummingbird
import Logging
import OpsConsole
import ServiceLifecycle
import Storage
import SwitchboardConfiguration
import UnixSignals
import WebChatChannel

/// Runs the gateway.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the gateway until SIGTERM or SIGINT.")

    /// How long an orderly stop may take before what is left is cut off; a start takes up what was parked.
    static let shutdownMax: Duration = .seconds(8)

    @OptionGroup var shared: SharedOptions

    @Option(help: "The address to listen on; overrides the configuration.")
    var host: String?

    @Option(help: "The TCP port to listen on; 0 picks a free one; overrides the configuration.")
    var port: Int?

    func validate() throws {
        if let port, !(0...65_535).contains(port) { throw ValidationError("--port must be 0 to 65535") }
    }

    func run() async throws {
        let loaded = try configuration()
        let level = Logger.Level(rawValue: loaded.settings.logLevel.rawValue) ?? .info
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        let logger = Logger(label: "switchboard")
        let client = HTTPClient(configuration: RestCallback.clientConfiguration)
        do {
            let listeners = Listeners()
            let assembly = try await GatewayAssembly(loaded, client: client, listeners: listeners, logger: logger)
            try await serve(assembly, loaded.settings, listeners, logger)
            assembly.store.close()
            try await client.shutdown()
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    /// The configuration with what the command line says instead. A console on the gateway's listener stays there.
    private func configuration() throws -> LoadedConfiguration {
        var loaded = try shared.load(connects: true)
        let isShared = Self.sharesListener(loaded.settings)
        if let host { loaded.settings.gateway.host = host }
        if let port { loaded.settings.gateway.port = port }
        if isShared {
            loaded.settings.console.host = loaded.settings.gateway.host
            loaded.settings.console.port = loaded.settings.gateway.port
        }
        return loaded
    }

    private static func sharesListener(_ settings: SwitchboardSettings) -> Bool {
        settings.gateway.host == settings.console.host && settings.gateway.port == settings.console.port
    }

    private func serve(
        _ assembly: GatewayAssembly, _ settings: SwitchboardSettings, _ listeners: Listeners, _ logger: Logger
    ) async throws {
        let isShared = Self.sharesListener(settings)
        let router = Router(context: PublicRequestContext.self)
        assembly.publicAPI.addRoutes(to: router)
        if isShared { assembly.operatorAPI.addRoutes(to: router) }
        listeners.expect(isShared ? 1 : 2)
        var services = assembly.services
        if !isShared {
            let pages = Router(context: PublicRequestContext.self)
            assembly.operatorAPI.addRoutes(to: pages, isAlone: true)
            services.append(
                Application(
                    router: pages,
                    configuration: .init(
                        address: .hostname(settings.console.host, port: settings.console.port),
                        serverName: nil),
                    onServerRunning: { _ in listeners.isRunning(nil) }, logger: logger))
        }
        services.append(
            Application(
                router: router, server: assembly.publicAPI.server(),
                configuration: .init(
                    address: .hostname(settings.gateway.host, port: settings.gateway.port), serverName: nil),
                onServerRunning: { channel in
                    let port = channel.localAddress?.port ?? settings.gateway.port
                    let host =
                        settings.gateway.host.contains(":") ? "[\(settings.gateway.host)]" : settings.gateway.host
                    listeners.isRunning("http://\(host):\(port)")
                }, logger: logger))
        services.append(assembly.turns)
        // Below `info` the group writes out whole services, configuration included.
        var groupLogger = logger
        groupLogger.logLevel = max(.info, logger.logLevel)
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0, successTerminationBehavior: .ignore) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: groupLogger)
        configuration.maximumGracefulShutdownDuration = Self.shutdownMax
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch is CancellationError {
            logger.warning("stopped with connections still open")
        }
    }
}
