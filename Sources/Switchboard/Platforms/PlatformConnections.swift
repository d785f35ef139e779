import RecipeChannels
import ServiceLifecycle

/// Ends the connections to platforms when the gateway stops.
struct PlatformConnections: Service {
    let http: HTTPEffects

    func run() async throws {
        try? await gracefulShutdown()
        await http.shutDown()
    }
}
