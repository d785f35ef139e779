/// What a look at a mail server came to.
public struct MailServerFinding: Sendable, Equatable {
    /// Whether the server can be used.
    public enum Verdict: String, Sendable {
        case good
        /// Mail goes, something will be missed.
        case doubtful
        case bad
    }

    public var verdict: Verdict
    /// For operators: what is so, with the mend where it is not as it should be. No secrets.
    public var text: String

    public init(_ verdict: Verdict, _ text: String) {
        self.verdict = verdict
        self.text = text
    }
}

/// Looks whether mail servers can be used as configured. Nothing is sent, taken or marked.
public enum MailServerCheck {
    /// Connects to the server mail is handed to, signs in and greets.
    ///
    /// Bounded by the configuration's times for connecting and for one command.
    public static func submission(_ configuration: SubmissionConfiguration) async -> MailServerFinding {
        let place = place(of: configuration.server)
        if let problem = configuration.problem { return .init(.bad, "\(place): \(problem)") }
        let connection = SMTPConnection(configuration)
        do {
            let credentials = try await ConnectionCredentials.signIn(configuration.server.credentials) {
                try await connection.open(as: $0)
            }
            await connection.close()
            return .init(.good, "\(place) takes mail\(credentials.map { " of \($0.user)" } ?? " without a sign-in")")
        } catch {
            return .init(.bad, "\(place): \(explained(error))")
        }
    }

    /// Signs in to the mailbox and opens each folder: one finding for the mailbox, and one for each folder that cannot
    /// be used as configured.
    public static func mailbox(_ configuration: IMAPConfiguration) async -> [MailServerFinding] {
        let place = place(of: configuration.server)
        if let problem = configuration.problem { return [.init(.bad, "\(place): \(problem)")] }
        let connection = IMAPConnection(configuration)
        do {
            let credentials = try await ConnectionCredentials.signIn(configuration.server.credentials) {
                try await connection.open(as: $0)
            }
            var findings: [MailServerFinding] = []
            for folder in configuration.folders {
                if let finding = try await look(at: folder, configuration.mark, connection) { findings.append(finding) }
            }
            if case .move(let target) = configuration.mark, try await !connection.hasFolder(target) {
                findings.append(.init(.doubtful, "there is no folder \(target) yet: the first mail taken makes it"))
            }
            let news = await connection.canIdle ? "tells of new mail" : "is asked for new mail"
            await connection.close()
            let count = configuration.folders.count
            let folders = count == 1 ? configuration.folders[0] : "\(count) folders"
            let first = MailServerFinding(.good, "\(place) lets in \(credentials?.user ?? "us"), \(folders), \(news)")
            return [first] + findings
        } catch {
            await connection.close()
            return [.init(.bad, "\(place): \(explained(error))")]
        }
    }

    private static func look(
        at folder: String, _ mark: IMAPConfiguration.Mark, _ connection: IMAPConnection
    ) async throws -> MailServerFinding? {
        let state: IMAPFolderState
        do {
            state = try await connection.select(folder)
        } catch IMAPFailure.refused(let text) {
            return .init(.bad, "folder \(folder) cannot be opened (\(text)); make it, or mend folders")
        }
        if state.isReadOnly, mark != .nothing {
            return .init(
                .bad, "folder \(folder) may only be read; let the user write there, or say after_taking: nothing")
        }
        if case .keyword = mark, !state.takesKeywords {
            return .init(.doubtful, "folder \(folder) keeps no keywords; after_taking: seen shows what was taken")
        }
        return nil
    }

    private static func place(of server: MailServer) -> String { "\(server.host):\(server.port)" }

    private static func explained(_ error: any Error) -> String {
        switch error {
        case let failure as ConnectFailure: "\(failure.text); \(failure.mend)"
        case IMAPFailure.connect(let failure): "\(failure.text); \(failure.mend)"
        case let failure as WireFailure: "\(failure.text); look at host and port"
        case IMAPFailure.wire(let failure): "\(failure.text); look at host and port"
        case IMAPFailure.refused(let text): "the server refused: \(text)"
        case IMAPFailure.needsOperator(let text): text
        case let failure as OAuthFailure: failure.text
        default: "failed: \(type(of: error))"
        }
    }
}
