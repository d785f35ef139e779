import AsyncHTTPClient
import ConfigurationReading
import ConnectorKit
import Conversations
import EmailChannel
import FoundationEssentials
import Gateway
import Logging
import MailFormat
import MailTransport
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import Storage
import SwitchboardConfiguration

/// One e-mail channel, joined: what sends, what takes, what listens.
struct EmailAssembly {
    let channel: ChannelName
    let sender: any OutboundChannel
    let taker: EmailTaker
    let services: [any Service]
    let webhook: ChannelWebhook?

    init(
        _ settings: ChannelSettings, _ email: EmailSettings, in loaded: LoadedConfiguration, desk: CoreEmailDesk,
        client: HTTPClient, logger: Logger, listening: Listening
    ) async throws {
        channel = settings.name
        let persona = loaded.persona(of: channel)
        let identity = try await Self.identity(of: channel, email, in: loaded, store: desk.store)
        let servers = MailServers(settings.name, email, store: desk.store)
        let submitter = SMTPSubmitter(
            servers.submission, logger: logger)
        sender = ConsiderateSender(
            EmailSender(identity, persona: persona, desk: desk, serverKey: "\(listening.settings).smtp") {
                await submitter.submit($0)
            }, desk: desk,
            hours: email.smtp.tryHours ?? EmailSettings.tryHoursDefault)
        let taker = EmailTaker(
            identity, desk: desk,
            rate: AnswerLimit(
                perHour: email.automaticMailsPerHourMax, perDay: email.automaticMailsPerDayMax), logger: logger)
        self.taker = taker
        var services: [any Service] = [RestingConnections(submitter: submitter)]
        if let mailbox = servers.mailbox {
            services.append(
                MailboxService(
                    receiver: IMAPReceiver(
                        mailbox, cursors: StoredCursors(store: desk.store), taker: taker,
                        logger: logger, onState: { Self.log($0, settings.name, logger) })))
        }
        if let listener = email.listener {
            services.append(
                LetterBox(
                    listener: LMTPListener(
                        LMTPConfiguration(address: Self.address(listener), mailBytesMax: listener.mailBytesMax),
                        directory: OwnMailboxes(identity: identity), taker: taker, logger: logger,
                        onListening: { _ in listening.begun() }),
                    place: listener.address.written, key: "\(listening.settings).lmtp.listen"))
        }
        self.services = services
        let seen = StoredTokensSeen(store: desk.store, channel: settings.name)
        webhook = email.webhook.map { Self.webhook($0, taker: taker, seen: seen, client: client, logger: logger) }
    }

    /// What is to be known of the channel's listener.
    struct Listening {
        /// Where the channel's settings stand in the configuration.
        let settings: String
        /// Told once it takes connections.
        let begun: @Sendable () -> Void
    }

    /// Who the channel is, with the key the store keeps for it.
    static func identity(
        of channel: ChannelName, _ email: EmailSettings, in loaded: LoadedConfiguration, store: SQLiteStore
    ) async throws -> EmailIdentity {
        EmailIdentity(
            channel: channel,
            address: MailAddress(name: loaded.persona(of: channel).company, address: email.address),
            aliases: email.aliases,
            neighbours: loaded.settings.channels.compactMap(\.email).flatMap { [$0.address] + $0.aliases },
            trustedServers: Set(email.trustedServers), usesPlusAddresses: email.usesPlusAddresses,
            key: try await store.secret(named: "email tokens"))
    }

    private static func address(_ listener: EmailSettings.Listener) -> LMTPConfiguration.Address {
        switch listener.address {
        case .tcp(let host, let port): .tcp(host: host, port: port)
        case .unix(let path): .unix(path: path, mode: 0o660)
        }
    }

    private static func log(_ state: IMAPState, _ channel: ChannelName, _ logger: Logger) {
        switch state {
        case .watching(let isPushed):
            logger.info("mailbox is watched", metadata: ["channel.id": "\(channel)", "push": "\(isPushed)"])
        case .folderFailed(let folder, let detail):
            logger.error(
                "folder cannot be read",
                metadata: ["channel.id": "\(channel)", "folder": "\(folder)", "error": "\(detail)"])
        case .held(let seconds):
            logger.warning("mail waits for the store", metadata: ["channel.id": "\(channel)", "seconds": "\(seconds)"])
        case .disconnected(let detail, let needsOperator, _):
            logger.log(
                level: needsOperator ? .error : .warning, "mailbox cannot be reached",
                metadata: ["channel.id": "\(channel)", "error": "\(detail)"])
        }
    }

    private static func webhook(
        _ settings: EmailSettings.Webhook, taker: EmailTaker, seen: StoredTokensSeen, client: HTTPClient,
        logger: Logger
    ) -> ChannelWebhook {
        let webhook: any MailWebhook =
            switch settings {
            case .sendgrid(let proof): SendGridWebhook(.shared(Self.proof(proof)))
            case .sendgridSigned(let key): SendGridWebhook(.signature(publicKey: key, tolerance: .seconds(600)))
            case .postmark(let proof): PostmarkWebhook(Self.proof(proof))
            case .mailgun(let key): MailgunWebhook(signingKey: MailSecret(key.revealed), seen: seen)
            case .ses(let topics, let bucket):
                SESWebhook(
                    topics: Set(topics), fetcher: CertificateFetcher(client: client), bucket: bucket.map(Self.bucket),
                    logger: logger)
            }
        let receiver = MailWebhookReceiver(webhook, taker: taker, logger: logger)
        return ChannelWebhook(
            bodyBytesMax: receiver.bodyBytesMax,
            refuse: { call in receiver.answer(toHead: Self.request(call), at: Date()).map(Self.reply) },
            receive: { call in Self.reply(await receiver.receive(Self.request(call), at: Date())) })
    }

    private static func request(_ call: ChannelWebhook.Call) -> WebhookRequest {
        WebhookRequest(headers: call.headers, query: call.query, body: call.body)
    }

    private static func reply(_ answer: WebhookAnswer) -> ChannelWebhook.Reply {
        ChannelWebhook.Reply(status: answer.status, text: answer.body)
    }

    private static func proof(_ proof: EmailSettings.Webhook.Proof) -> WebhookProof {
        switch proof {
        case .basic(let user, let password): .basic(user: user, password: MailSecret(password.revealed))
        case .secret(let secret): .secret(MailSecret(secret.revealed))
        }
    }

    private static func bucket(_ bucket: EmailSettings.Bucket) -> S3Bucket {
        S3Bucket(
            name: bucket.name, region: bucket.region, accessKey: bucket.accessKey,
            secretKey: MailSecret(bucket.secretKey.revealed), endpoint: bucket.endpoint,
            allowsPrivateAddresses: bucket.allowsPrivateAddresses)
    }
}

extension EmailSettings.Listener.Address {
    /// As the configuration has it.
    fileprivate var written: String {
        switch self {
        case .tcp(let host, let port): "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }
}

/// The addresses of one channel.
private struct OwnMailboxes: MailboxDirectory {
    let identity: EmailIdentity

    func answer(for recipient: String) async -> MailboxAnswer {
        identity.own.contains(recipient) ? .accepted : .unknown
    }
}

/// Takes leave of the mail server at shutdown, where a connection rests.
private struct RestingConnections: Service {
    let submitter: SMTPSubmitter

    func run() async throws {
        try? await gracefulShutdown()
        await submitter.close()
    }
}

/// Reads a mailbox until shutdown.
private struct MailboxService: Service {
    let receiver: IMAPReceiver

    func run() async throws {
        await cancelWhenGracefulShutdown { await receiver.run() }
    }
}

/// Takes mail over LMTP until shutdown; what is being stored is answered.
private struct LetterBox: Service {
    let listener: LMTPListener
    let place: String
    let key: String

    func run() async throws {
        do {
            try await withGracefulShutdownHandler {
                try await listener.run()
            } onGracefulShutdown: {
                listener.stop()
            }
        } catch let failure as LMTPListenerFailure {
            throw CommandFailure("\(key): \(place) cannot be listened on: \(failure.text)")
        }
    }
}

/// Fetches the certificates SNS signs with.
private struct CertificateFetcher: WebhookFetcher {
    let client: HTTPClient

    func get(_ url: String) async throws -> Data {
        let response = try await client.execute(HTTPClientRequest(url: url), timeout: .seconds(10))
        guard response.status == .ok else { throw Failure(status: response.status.code) }
        var body = try await response.body.collect(upTo: 65_536)
        return Data(body.readBytes(length: body.readableBytes) ?? [])
    }

    struct Failure: Error { let status: UInt }
}
