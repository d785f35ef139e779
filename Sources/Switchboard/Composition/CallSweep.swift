import Conversations
import Logging
import ServiceLifecycle
import Storage
import TelephonyChannel

/// Ends for the record the calls of one channel that died with their process.
struct CallSweep: Service {
    /// Most calls looked at in one round: more than are led at a time.
    static let roundMax = 5_000

    let channel: ChannelName
    let calls: AbandonedCalls
    let store: SQLiteStore
    let now: @Sendable () -> Timestamp
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                // What the process before was leading may come back as long as any lost connection.
                try? await Task.sleep(for: .milliseconds(calls.within))
                do {
                    try await round()
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("abandoned calls not ended", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    private func round() async throws {
        let open = try await store.openCalls(
            on: channel, unchangedSince: now().advanced(byMilliseconds: -calls.within), limit: Self.roundMax)
        let ended = try await calls.end(
            open.map { AbandonedCalls.Open(conversation: $0.conversation, callID: $0.id) })
        if ended > 0 {
            logger.info("abandoned calls ended", metadata: ["channel.id": "\(channel)", "count": "\(ended)"])
        }
    }
}
