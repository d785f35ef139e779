/// What one LMTP client has said, and what it is answered (RFC 2033). Decides; the connection does.
struct LMTPSession {
    enum Action: Equatable {
        /// Lines to send, each without its CRLF.
        case reply([String])
        /// Find out whether mail for this address is taken, then call ``recipient(_:answer:)``.
        case askRecipient(String)
        /// Send these lines and read a mail.
        case startMail([String])
        /// Send these lines and close.
        case close([String])
    }

    private struct Transaction {
        var sender: String
        var isUTF8: Bool
        /// As accepted, in order, doubles included: each is answered (RFC 2033, 4.2).
        var recipients: [String] = []
    }

    private let configuration: LMTPConfiguration
    private var hasGreeted = false
    private var transaction: Transaction?
    private var mistakes = 0
    private var commandsSinceMail = 0

    /// Commands that make no sense, after which a client is sent away.
    static let mistakesMax = 20
    /// Commands without a mail, after which a client is sent away.
    static let commandsMax = 1000

    init(_ configuration: LMTPConfiguration) { self.configuration = configuration }

    var greeting: [String] { ["220 \(configuration.hostName) LMTP Switchboard"] }

    /// The envelope of the mail being received: each recipient once.
    var envelope: MailEnvelope {
        guard let transaction else { return .init(sender: .none, recipients: []) }
        var once: [String] = []
        for recipient in transaction.recipients where !once.contains(recipient) { once.append(recipient) }
        return .init(sender: transaction.sender.isEmpty ? .none : .address(transaction.sender), recipients: once)
    }

    mutating func handle(_ event: LMTPFramer.Event) -> Action {
        commandsSinceMail += 1
        guard commandsSinceMail <= Self.commandsMax else { return .close(["421 4.7.0 too many commands"]) }
        switch event {
        case .line(let line): return handle(LMTPCommand(line))
        case .lineTooLong: return mistake("500 5.5.2 line too long")
        case .badLineEnd: return .close(["500 5.5.2 lines end with CRLF"])
        case .mail, .mailEndless: return .close(["421 4.3.0 out of step"])
        }
    }

    private mutating func handle(_ command: LMTPCommand) -> Action {
        switch command {
        case .hello(let name): return hello(name)
        case .mail(let path, let parameters): return mail(path, parameters)
        case .recipient(let path, let parameters): return recipient(path, parameters)
        case .data: return data()
        case .reset:
            transaction = nil
            return .reply(["250 2.0.0 OK"])
        case .quit: return .close(["221 2.0.0 \(configuration.hostName) bye"])
        case .noop: return .reply(["250 2.0.0 OK"])
        case .verify: return .reply(["252 2.1.5 send a mail and see"])
        case .foreignHello: return mistake("500 5.5.1 this is LMTP: say LHLO")
        case .unknown: return mistake("500 5.5.1 command not known")
        case .badArguments: return mistake("501 5.5.4 arguments not understood")
        }
    }

    private mutating func hello(_ name: String) -> Action {
        hasGreeted = true
        transaction = nil
        return .reply([
            "250-\(configuration.hostName)", "250-PIPELINING", "250-SIZE \(configuration.mailBytesMax)",
            "250-8BITMIME", "250-SMTPUTF8", "250 ENHANCEDSTATUSCODES",
        ])
    }

    private mutating func mail(_ path: String, _ parameters: [LMTPCommand.Parameter]) -> Action {
        guard hasGreeted else { return mistake("503 5.5.1 LHLO first") }
        guard transaction == nil else { return mistake("503 5.5.1 a mail is begun already") }
        var isUTF8 = false
        for parameter in parameters {
            switch (parameter.name, parameter.value?.uppercased()) {
            case ("SIZE", let value?):
                guard value.utf8.count <= 20, value.utf8.allSatisfy({ (48...57).contains($0) }) else {
                    return mistake("501 5.5.4 SIZE is a number")
                }
                if (Int(value) ?? .max) > configuration.mailBytesMax { return .reply([Self.tooBig]) }
            case ("BODY", "7BIT"), ("BODY", "8BITMIME"): break
            case ("SMTPUTF8", nil): isUTF8 = true
            default: return mistake("555 5.5.4 parameter not known")
            }
        }
        guard isUTF8 || path.utf8.allSatisfy({ $0 < 0x80 }) else { return mistake("553 5.6.7 say SMTPUTF8 first") }
        transaction = .init(sender: path, isUTF8: isUTF8)
        return .reply(["250 2.1.0 OK"])
    }

    private mutating func recipient(_ path: String, _ parameters: [LMTPCommand.Parameter]) -> Action {
        guard let transaction else { return mistake("503 5.5.1 MAIL first") }
        guard parameters.isEmpty else { return mistake("555 5.5.4 parameter not known") }
        guard transaction.isUTF8 || path.utf8.allSatisfy({ $0 < 0x80 }) else {
            return mistake("553 5.6.7 address not allowed without SMTPUTF8")
        }
        guard transaction.recipients.count < configuration.recipientsMax else {
            return .reply(["452 4.5.3 too many recipients"])
        }
        return .askRecipient(path)
    }

    /// The answer to a recipient that was asked about.
    mutating func recipient(_ path: String, answer: MailboxAnswer) -> Action {
        switch answer {
        case .accepted:
            transaction?.recipients.append(path)
            return .reply(["250 2.1.5 OK"])
        case .unknown: return .reply([Self.unknownMailbox])
        }
    }

    private mutating func data() -> Action {
        guard let transaction else { return mistake("503 5.5.1 MAIL first") }
        guard !transaction.recipients.isEmpty else { return mistake("503 5.5.1 no valid recipients") }
        return .startMail(["354 go ahead"])
    }

    /// What came of the mail, told for each accepted recipient in its order.
    mutating func finish(_ result: Result<MailTaken, MailRefusal>) -> Action {
        let recipients = transaction?.recipients ?? []
        transaction = nil
        commandsSinceMail = 0
        return .reply(
            recipients.map { _ in
                switch result {
                case .success(let taken): "250 2.0.0 stored as \(taken.id)"
                case .failure(let refusal): Self.line(refusal)
                }
            })
    }

    private mutating func mistake(_ line: String) -> Action {
        mistakes += 1
        return mistakes > Self.mistakesMax ? .close([line, "421 4.7.0 too many mistakes"]) : .reply([line])
    }

    private static let tooBig = "552 5.3.4 mail too big"
    private static let unknownMailbox = "550 5.1.1 no such mailbox here"

    private static func line(_ refusal: MailRefusal) -> String {
        switch refusal {
        case .later(_, let reason): "451 4.3.0 \(printable(reason))"
        case .unknownRecipient: unknownMailbox
        case .tooLarge: tooBig
        case .never(let reason): "554 5.6.0 \(printable(reason))"
        }
    }

    private static func printable(_ reason: String) -> String {
        let bytes = reason.utf8.prefix(200).filter { (32...126).contains($0) }
        return bytes.isEmpty ? "not taken" : String(decoding: bytes, as: UTF8.self)
    }
}
