import ConfigurationReading
import Conversations
import FoundationEssentials
import MailTransport
import Storage
import SwitchboardConfiguration

/// The mail servers of one channel as its settings name them, with what signs in to them.
struct MailServers {
    /// How mail is sent.
    let submission: SubmissionConfiguration
    /// How the mailbox is read, where there is one.
    let mailbox: IMAPConfiguration?

    /// - Parameter store: Keeps refresh tokens that were exchanged; without one no refresh token is used.
    init(_ channel: ChannelName, _ email: EmailSettings, store: SQLiteStore?) {
        let servers = [email.smtp, email.mailbox?.server].compactMap(\.self)
        // Two servers with the same application share its tokens: a refresh token may be good for one use.
        var tokens: [EmailSettings.OAuth: Tokens] = [:]
        for oauth in servers.compactMap(\.oauth) where tokens[oauth] == nil {
            tokens[oauth] = Self.tokens(oauth, store)
        }
        submission = SubmissionConfiguration(
            server: Self.server(email.smtp, tokens), greeting: email.smtp.greeting ?? "localhost",
            connectionsMax: email.smtp.connections ?? 2)
        mailbox = email.mailbox.map { Self.mailbox(channel, $0, Self.server($0.server, tokens)) }
    }

    private typealias Tokens = @Sendable (_ rejected: MailSecret?) async throws -> MailSecret

    private static func tokens(_ oauth: EmailSettings.OAuth, _ store: SQLiteStore?) -> Tokens {
        var grant = OAuthClient.Grant.clientCredentials
        if let refresh = oauth.refreshToken {
            guard store != nil else {
                return { _ in throw OAuthFailure(kind: .store, text: "a new refresh token could not be kept") }
            }
            grant = .refreshToken(MailSecret(refresh.revealed))
        }
        let tokens = OAuthTokens(
            OAuthClient(
                tokenURL: oauth.tokenURL, clientID: oauth.clientID,
                clientSecret: oauth.clientSecret.map { MailSecret($0.revealed) }, scope: oauth.scope, grant: grant),
            store: store.map(StoredTokens.init))
        return { try await tokens.token(insteadOf: $0) }
    }

    private static func server(
        _ server: EmailSettings.Server, _ tokens: [EmailSettings.OAuth: Tokens]
    ) -> MailServer {
        var credentials: MailCredentials?
        if let user = server.user {
            if let password = server.password {
                credentials = .password(user: user, password: MailSecret(password.revealed))
            } else if let token = server.token {
                credentials = .token(user: user) { _ in MailSecret(token.revealed) }
            } else if let tokens = server.oauth.flatMap({ tokens[$0] }) {
                credentials = .token(user: user, token: tokens)
            }
        }
        let security: MailServer.Security =
            switch server.security {
            case .starttls: .startTLS
            case .tls: .tls
            case .none: .none
            }
        return MailServer(
            host: server.host, port: server.port, security: security, credentials: credentials,
            trustedCertificatesFile: server.certificatesFile, allowsPlaintext: server.allowsPlaintext)
    }

    private static func mailbox(
        _ channel: ChannelName, _ mailbox: EmailSettings.Mailbox, _ server: MailServer
    ) -> IMAPConfiguration {
        let mark: IMAPConfiguration.Mark =
            switch mailbox.afterTaking {
            case .keyword: .keyword("$SwitchboardTaken")
            case .seen: .seen
            case .nothing: .nothing
            case .move(let folder): .move(folder: folder)
            }
        return IMAPConfiguration(
            account: channel.rawValue, server: server, folders: mailbox.folders, mark: mark,
            start: IMAPConfiguration.Start(rawValue: mailbox.start.rawValue) ?? .unseen,
            renumberedMailsMax: mailbox.renumberedMailsMax, poll: .seconds(mailbox.pollSeconds))
    }
}

/// Keeps in the store what providers give in exchange for refresh tokens.
private struct StoredTokens: OAuthTokenStore {
    let store: SQLiteStore

    func refreshToken(named name: String) async throws -> MailSecret? {
        try await store.keptSecret(named: name).map { MailSecret(String(decoding: $0, as: UTF8.self)) }
    }

    func keep(_ token: MailSecret, named name: String) async throws {
        try await store.keepSecret(Array(token.exposed.utf8), named: name)
    }
}
