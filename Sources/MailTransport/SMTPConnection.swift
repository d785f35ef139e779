/// One connection to a submission server and the thread it lives on.
actor SMTPConnection {
    private let server: MailServer
    private let configuration: SubmissionConfiguration
    private let thread = ThreadExecutor(name: "smtp")
    private let interrupt = Interrupt()
    private var dialogue: SMTPDialogue?
    private var lastUse = ContinuousClock.now
    private var mailsSent = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(_ configuration: SubmissionConfiguration) {
        server = configuration.server
        self.configuration = configuration
    }

    /// Whether another mail may go over this connection.
    var isReusable: Bool {
        dialogue?.isReusable == true && mailsSent < configuration.mailsPerConnectionMax && !interrupt.isRaised
    }

    /// Hands `mail` over, on a new connection when the old one is gone; blocks its thread meanwhile.
    func submit(_ mail: OutgoingMail, as credentials: ConnectionCredentials?) -> SubmissionOutcome {
        if let age = dialogue.map({ _ in ContinuousClock.now - lastUse }), age > configuration.idleMax { close() }
        let isReused = dialogue != nil
        let outcome = attempt(mail, as: credentials)
        guard isReused, case .failed(let failure) = outcome, failure.kind == .interrupted,
            dialogue?.hasAnswered == false, !interrupt.isRaised
        else { return outcome }
        // The server had closed the resting connection: nothing of this mail reached it.
        close()
        return attempt(mail, as: credentials)
    }

    /// Ends a wait for the server, now and for good.
    nonisolated func stop() { interrupt.raise() }

    func close() {
        dialogue?.quit()
        dialogue = nil
        mailsSent = 0
    }

    /// Connects, proves who we are and greets, unless that is done; blocks its thread meanwhile.
    ///
    /// - Throws: ``ConnectFailure`` or ``WireFailure``.
    func open(as credentials: ConnectionCredentials?) throws {
        guard dialogue == nil else { return }
        let stream = try CurlStream(
            .smtp, server: server, path: configuration.greeting, credentials: credentials, interrupt: interrupt)
        var new = SMTPDialogue(stream, timeouts: configuration.timeouts)
        try new.hello(configuration.greeting)
        dialogue = new
    }

    private static func failure(_ error: any Error) -> SubmissionFailure {
        switch error {
        case let failure as ConnectFailure: .init(failure)
        case let failure as WireFailure: .init(kind: .unreachable, isPermanent: false, detail: failure.text)
        default: .init(kind: .local, isPermanent: false, detail: "\(type(of: error))")
        }
    }

    private func attempt(_ mail: OutgoingMail, as credentials: ConnectionCredentials?) -> SubmissionOutcome {
        do {
            try open(as: credentials)
        } catch {
            var failure = Self.failure(error)
            failure.detail = "\(server.place): \(failure.detail)"
            return .failed(failure)
        }
        let outcome =
            dialogue?.submit(mail)
            ?? .failed(.init(kind: .unreachable, isPermanent: false, detail: "no connection"))
        lastUse = .now
        mailsSent += 1
        return credentials.map { outcome.scrubbed(by: $0) } ?? outcome
    }
}

extension SubmissionOutcome {
    /// The outcome without the secret, should a server repeat it.
    fileprivate func scrubbed(by credentials: ConnectionCredentials) -> SubmissionOutcome {
        switch self {
        case .failed(var failure):
            failure.detail = credentials.scrubbed(failure.detail)
            if let text = failure.reply?.text { failure.reply?.text = credentials.scrubbed(text) }
            return .failed(failure)
        case .sent, .unknown: return self
        }
    }
}
