import Foundation
import Logging
import Synchronization

@testable import MailTransport

/// A store in memory that does as it is told.
final class MemoryTaker: MailTaker, MailboxDirectory {
    private let state = Mutex(State())

    private struct State {
        var mails: [ReceivedMail] = []
        var refusals: [MailRefusal] = []
        var isHeld = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    var mails: [ReceivedMail] { state.withLock { $0.mails } }
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// The next mails are refused so.
    func refuse(_ refusals: [MailRefusal]) { state.withLock { $0.refusals = refusals } }

    /// Lets every mail wait until ``release()``.
    func hold() { state.withLock { $0.isHeld = true } }

    func release() {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            state.isHeld = false
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func take(_ mail: ReceivedMail) async throws(MailRefusal) -> MailTaken {
        await withCheckedContinuation { continuation in
            let goesOn = state.withLock { state in
                if state.isHeld { state.waiting.append(continuation) }
                return !state.isHeld
            }
            if goesOn { continuation.resume() }
        }
        let refusal = state.withLock { $0.refusals.isEmpty ? nil : $0.refusals.removeFirst() }
        if let refusal { throw refusal }
        let count = state.withLock { state in
            state.mails.append(mail)
            return state.mails.count
        }
        return .init(id: "mail-\(count)")
    }

    func answer(for recipient: String) async -> MailboxAnswer {
        recipient.hasPrefix("nobody") ? .unknown : .accepted
    }
}

/// Runs a listener on a free loopback port for the time of `body`.
func withListener(
    _ configure: (inout LMTPConfiguration) -> Void = { _ in },
    _ body: (LMTPListener, Int, MemoryTaker) async throws -> Void
) async throws {
    var configuration = LMTPConfiguration(address: .tcp(host: "127.0.0.1", port: 0))
    configure(&configuration)
    let taker = MemoryTaker()
    let (ports, told) = AsyncStream<Int>.makeStream()
    let listener = LMTPListener(
        configuration, directory: taker, taker: taker, logger: Logger(label: "test"),
        onListening: { told.yield($0 ?? 0) })
    let run = Task { try await listener.run() }
    for await port in ports {
        do {
            try await body(listener, port, taker)
        } catch {
            listener.stop()
            throw error
        }
        break
    }
    listener.stop()
    try await run.value
}
