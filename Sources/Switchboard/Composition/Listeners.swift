import Synchronization

/// Says that the gateway is ready once every listener is.
final class Listeners: Sendable {
    private struct State {
        var waitingFor = 0
        var address: String?
    }

    private let state = Mutex(State())

    /// So many more must listen first. Told before any does.
    func expect(_ count: Int) { state.withLock { $0.waitingFor += count } }

    /// - Parameter address: Where customers come in; nil for other listeners.
    func isRunning(_ address: String?) {
        let ready = state.withLock { state -> String? in
            state.waitingFor -= 1
            if let address { state.address = address }
            return state.waitingFor == 0 ? state.address : nil
        }
        guard let ready else { return }
        Terminal.line("ready \(ready)")
        Terminal.flush()
    }
}
