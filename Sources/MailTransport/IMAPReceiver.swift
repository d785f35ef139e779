public import Foundation
public import Logging

/// Takes mails out of the folders of one mailbox, for as long as it runs.
///
/// A mail is taken, then marked, then the cursor moves past it: killed at any point, it is taken again and never lost.
public struct IMAPReceiver: Sendable {
    private let configuration: IMAPConfiguration
    private let cursors: any IMAPCursorStore
    private let taker: any MailTaker
    private let logger: Logger
    private let now: @Sendable () -> Date
    private let jitter: @Sendable () -> Double
    private let onState: @Sendable (IMAPState) -> Void
    private let troubles = IMAPTroubles()

    /// - Parameters:
    ///   - jitter: from 0 to 1, drawn for each wait after a lost connection.
    ///   - onState: told of every change, from several tasks.
    public init(
        _ configuration: IMAPConfiguration, cursors: any IMAPCursorStore, taker: any MailTaker, logger: Logger,
        now: @escaping @Sendable () -> Date = { Date() },
        jitter: @escaping @Sendable () -> Double = { .random(in: 0...1) },
        onState: @escaping @Sendable (IMAPState) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.cursors = cursors
        self.taker = taker
        self.logger = logger
        self.now = now
        self.jitter = jitter
        self.onState = onState
    }

    /// Reads until cancelled; then it returns at once, except that a mail being stored is waited for.
    public func run() async {
        var attempt = 0
        while !Task.isCancelled {
            let connection = IMAPConnection(configuration)
            do {
                try await withTaskCancellationHandler {
                    try await serve(connection) { attempt = 0 }
                } onCancel: {
                    connection.stop()
                }
                await connection.close()
            } catch {
                await connection.close()
                if Task.isCancelled { return }
                let isRefused = (error as? IMAPFailure)?.connectFailure?.kind == .authentication
                let range = isRefused ? configuration.signInBackoff : configuration.backoff
                let wait = Self.backoff(range, attempt: attempt, jitter: jitter())
                attempt += 1
                let (detail, needsOperator) = explain(error)
                onState(.disconnected(detail: detail, needsOperator: needsOperator, retryAfter: wait))
                try? await Task.sleep(for: wait)
            }
        }
    }

    /// Doubles from the lower bound to the upper; the second half of each wait is chance.
    static func backoff(_ range: ClosedRange<Duration>, attempt: Int, jitter: Double) -> Duration {
        let full = min(range.upperBound, range.lowerBound * (1 << min(attempt, 20)))
        return full / 2 + full / 2 * jitter
    }

    private func explain(_ error: any Error) -> (detail: String, needsOperator: Bool) {
        switch error {
        case IMAPFailure.connect(let failure):
            (
                "\(configuration.server.place): \(failure.text); \(failure.mend)",
                [.authentication, .tls, .local].contains(failure.kind)
            )
        case IMAPFailure.wire(let failure): ("\(configuration.server.place): \(failure.text)", false)
        case IMAPFailure.refused(let text): (text, false)
        case IMAPFailure.needsOperator(let text): (text, true)
        case let failure as OAuthFailure: (failure.text, failure.needsOperator)
        default: ("the store failed: \(type(of: error))", false)
        }
    }

    private func serve(_ connection: IMAPConnection, onRead: () -> Void) async throws {
        if let problem = configuration.problem { throw IMAPFailure.connect(.local(problem)) }
        _ = try await ConnectionCredentials.signIn(configuration.server.credentials) { credentials in
            try await connection.open(as: credentials)
        }
        var told: IMAPState?
        var failed: [String: String] = [:]
        while !Task.isCancelled {
            var held: Int?
            for folder in configuration.folders.reversed() {
                do {
                    let wait = try await IMAPFolderReading(
                        folder: folder, configuration: configuration, cursors: cursors, taker: taker,
                        connection: connection, logger: logger, now: now, troubles: troubles
                    ).run()
                    if let wait { held = max(held ?? 0, wait) }
                    failed[folder] = nil
                } catch let failure as IMAPFailure where configuration.folders.count > 1 {
                    guard let text = failure.ofOneFolder else { throw failure }
                    if failed[folder] != text { onState(.folderFailed(folder: folder, detail: text)) }
                    failed[folder] = text
                }
            }
            onRead()
            let canIdle = await connection.canIdle
            let state: IMAPState = held.map { .held(seconds: $0) } ?? .watching(isPushed: canIdle)
            if state != told { onState(state) }
            told = state
            try await wait(connection, held: held, canIdle: canIdle)
        }
    }

    private func wait(_ connection: IMAPConnection, held: Int?, canIdle: Bool) async throws {
        if let held {
            try await Task.sleep(for: .seconds(min(max(held, 1), 300)))
            try await connection.noop()
        } else if canIdle {
            // The first folder was read last and is the open one.
            try await connection.idle(for: configuration.folders.count > 1 ? configuration.poll : configuration.idleMax)
        } else {
            try await Task.sleep(for: configuration.poll)
            try await connection.noop()
        }
    }
}
