import Conversations
import Escalation
import Intake
import Knowledge
import Logging
import OpsConsole
import ServiceLifecycle
import Storage
import WebChatChannel

/// Takes up what other processes wrote into the store: the command line, while the gateway serves.
struct OutsideChanges: Service {
    /// How soon a change is noticed, at the latest.
    static let interval: Duration = .milliseconds(250)

    let store: SQLiteStore
    let turns: Turns
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var version = -1
            while !Task.isCancelled {
                do {
                    let now = try await store.dataVersion()
                    if now != version {
                        version = now
                        try await store.catchUp()
                        await turns.recover()
                    }
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("changes from outside not read", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: Self.interval)
            }
        }
    }
}

/// Puts changed articles into force while the gateway serves.
struct KnowledgeReload: Service {
    let knowledge: KnowledgeBase
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await knowledge.run { state in
                logger.info(
                    "knowledge reloaded",
                    metadata: [
                        "generation": "\(state.generation)", "problems": "\(state.problems.count)",
                    ])
            }
        }
    }
}

/// Forgets sessions of operators and customers that are over.
struct SessionSweep: Service {
    static let interval: Duration = .seconds(600)

    let accounts: OperatorAccounts
    let chats: ChatSessions
    let now: @Sendable () -> Timestamp
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await accounts.removeExpiredSessions()
                    try await chats.endUnused(now: now())
                } catch {
                    logger.warning("old sessions not removed", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: Self.interval)
            }
        }
    }
}

/// Forgets files that operators brought and never sent.
struct FileSweep: Service {
    static let interval: Duration = .seconds(600)

    let desk: Desk
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await desk.forgetUnsentFiles()
                } catch {
                    logger.warning("unsent files not removed", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: Self.interval)
            }
        }
    }
}

/// Removes messages as they came once their conversation has rested long enough.
struct OriginalsSweep: Service {
    static let interval: Duration = .seconds(6 * 3600)

    let store: SQLiteStore
    let days: Int
    let now: @Sendable () -> Timestamp
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let removed = try await store.dropOriginals(
                        unchangedSince: now().advanced(byMilliseconds: -Int64(days) * 86_400_000))
                    if removed > 0 { logger.info("old originals removed", metadata: ["count": "\(removed)"]) }
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("old originals not removed", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: Self.interval)
            }
        }
    }
}
