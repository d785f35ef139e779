public import Logging

/// How mails are handed to our mail server.
public struct SubmissionConfiguration: Sendable {
    public var server: MailServer
    /// The name we greet with (`EHLO`): a host name, or an address in brackets.
    public var greeting: String
    /// Connections at once, each with a thread; 1 to 16.
    public var connectionsMax: Int
    /// Mails that may wait for a connection. Above it, ``SubmissionFailure/Kind/busy``.
    public var waitingMax: Int
    public var timeouts: SMTPTimeouts
    /// Longest rest of a connection between two mails.
    public var idleMax: Duration
    /// Mails after which a connection is renewed, as servers wish.
    public var mailsPerConnectionMax: Int

    public init(
        server: MailServer, greeting: String = "localhost", connectionsMax: Int = 2, waitingMax: Int = 64,
        timeouts: SMTPTimeouts = .init(), idleMax: Duration = .seconds(30), mailsPerConnectionMax: Int = 100
    ) {
        self.server = server
        self.greeting = greeting
        self.connectionsMax = min(max(connectionsMax, 1), 16)
        self.waitingMax = waitingMax
        self.timeouts = timeouts
        self.idleMax = idleMax
        self.mailsPerConnectionMax = mailsPerConnectionMax
    }

    /// What is wrong with these settings, for operators; nil when they can be used.
    public var problem: String? {
        let isName = greeting.utf8.allSatisfy { $0 > 32 && $0 < 127 && !"/?#%@<>".utf8.contains($0) }
        return server.problem ?? (isName && !greeting.isEmpty ? nil : "the greeting name is not one")
    }
}

/// Hands mails to our mail server (RFC 6409), several over one connection.
///
/// Where the server refuses our sign-in, mails that wait meanwhile fail with that refusal and are not tried; at most one
/// connection asks until it is let in. It does not retry: the outcome says whether that may be done. Cancelling a
/// submission ends it at once, with an outcome as true as any other.
public actor SMTPSubmitter {
    private let configuration: SubmissionConfiguration
    private let logger: Logger
    private var idle: [SMTPConnection] = []
    private var busyCount = 0
    private var waiting: [(id: Int, turn: CheckedContinuation<Bool, Never>)] = []
    private var lastID = 0
    /// The newest refusal of our sign-in, and how many there were.
    private var refusal: SubmissionFailure?
    private var refusalCount = 0
    /// Whether the server let us in since it last refused to: until then one connection at a time asks.
    private var isLetIn = false

    public init(_ configuration: SubmissionConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
    }

    /// Hands one mail over and says what became of it.
    public func submit(_ mail: OutgoingMail) async -> SubmissionOutcome {
        if let problem = configuration.problem {
            return .failed(.init(kind: .local, isPermanent: true, detail: problem))
        }
        let refusalsBefore = refusalCount
        guard await takeTurn() else {
            return .failed(.init(kind: .busy, isPermanent: false, detail: "too many mails wait for the mail server"))
        }
        if refusalCount != refusalsBefore, let refusal {
            // Refused while this mail waited: each further try brings the account nearer to being locked.
            passTurn()
            return .failed(refusal)
        }
        let outcome = await signInAndHand(mail)
        note(outcome)
        if !isLetIn { await close() }
        passTurn()
        var facts: Logger.Metadata = ["outcome": "\(outcome.label)", "size_bytes": "\(mail.raw.count)"]
        // By it an operator finds the mail in the server's log.
        if case .sent(let receipt) = outcome, let id = receipt.queueID { facts["queue_id"] = "\(id)" }
        logger.debug("mail handed over", metadata: facts)
        // Of a refused sign-in the outbox tells, which it halts.
        if case .failed(let failure) = outcome, failure.needsOperator, failure.kind != .authentication {
            logger.error(
                "mail server takes no mail of ours",
                metadata: ["kind": "\(failure.kind.rawValue)", "error": "\(failure.detail)"])
        }
        return outcome
    }

    private func signInAndHand(_ mail: OutgoingMail) async -> SubmissionOutcome {
        let credentials: ConnectionCredentials?
        do {
            credentials = try await ConnectionCredentials(configuration.server.credentials)
        } catch {
            return .failed(tokenFailure(error))
        }
        let outcome = await hand(mail, as: credentials)
        guard case .failed(let failure) = outcome, failure.kind == .authentication,
            let renewed = await credentials?.renewed(from: configuration.server.credentials)
        else { return outcome }
        return await hand(mail, as: renewed)
    }

    /// What an outcome says of our sign-in.
    private func note(_ outcome: SubmissionOutcome) {
        guard case .failed(let failure) = outcome else {
            isLetIn = true
            return
        }
        switch failure.kind {
        case .authentication:
            refusal = failure
            refusalCount += 1
            isLetIn = false
        case .sender, .recipients, .content, .tooLarge, .unsupported, .envelope: isLetIn = true
        case .unreachable, .tls, .interrupted, .busy, .local: break
        }
    }

    private func hand(_ mail: OutgoingMail, as credentials: ConnectionCredentials?) async -> SubmissionOutcome {
        let refusalsBefore = refusalCount
        let connection = idle.popLast() ?? SMTPConnection(configuration)
        let outcome = await withTaskCancellationHandler {
            await connection.submit(mail, as: credentials)
        } onCancel: {
            connection.stop()
        }
        // What was let in before the server refused us proves nothing of the next sign-in.
        let isUsable = await connection.isReusable && refusalCount == refusalsBefore
        if isUsable { idle.append(connection) } else { await connection.close() }
        return outcome
    }

    private func tokenFailure(_ error: any Error) -> SubmissionFailure {
        let failure = error as? OAuthFailure
        return SubmissionFailure(
            kind: failure?.needsOperator == false ? .unreachable : .authentication, isPermanent: false,
            detail: failure?.text ?? "no access token was to be had")
    }

    /// Closes the connections that rest.
    public func close() async {
        let resting = idle
        idle = []
        for connection in resting { await connection.close() }
    }

    private func takeTurn() async -> Bool {
        if busyCount < connectionsMax {
            busyCount += 1
            return true
        }
        guard waiting.count < configuration.waitingMax, !Task.isCancelled else { return false }
        lastID += 1
        let id = lastID
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiting.append((id, $0)) }
        } onCancel: {
            // The handler is synchronous and this state is the actor's.
            Task { await self.giveUp(id) }
        }
    }

    private func giveUp(_ id: Int) {
        guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
        waiting.remove(at: index).turn.resume(returning: false)
    }

    /// Gives the place, and those there are besides, to who waits longest.
    private func passTurn() {
        busyCount -= 1
        while busyCount < connectionsMax, !waiting.isEmpty {
            busyCount += 1
            waiting.removeFirst().turn.resume(returning: true)
        }
    }

    private var connectionsMax: Int { isLetIn ? configuration.connectionsMax : 1 }
}

extension SubmissionOutcome {
    /// One word, fit for logs and metric labels.
    public var label: String {
        switch self {
        case .sent: "sent"
        case .failed(let failure): failure.kind.rawValue
        case .unknown: "unknown"
        }
    }
}
