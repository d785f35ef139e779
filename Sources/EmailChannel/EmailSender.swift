public import ConnectorKit
public import Conversations
import Foundation
import MailFormat
public import MailTransport

/// Brings messages out as mails through the company's mail server.
public struct EmailSender: OutboundChannel {
    /// A mail server has no way to drop a mail it has seen: what may have been sent is not sent again by itself.
    public let dropsRepeatedKeys = false
    /// Greylisting wants minutes, an outage days (RFC 5321, section 4.5.4.1: four to five).
    public let patience: Patience? = Patience(attemptsMax: 60, backoffFirst: .seconds(30), backoffMax: .seconds(7200))

    private let identity: EmailIdentity
    private let persona: Persona
    private let desk: any EmailDesk
    private let serverKey: String
    private let submit: @Sendable (OutgoingMail) async -> SubmissionOutcome

    /// - Parameters:
    ///   - serverKey: Where the configuration says who signs in to the server.
    ///   - submit: Hands a mail to the server.
    public init(
        _ identity: EmailIdentity, persona: Persona, desk: any EmailDesk, serverKey: String = "settings.smtp",
        submit: @escaping @Sendable (OutgoingMail) async -> SubmissionOutcome
    ) {
        self.identity = identity
        self.persona = persona
        self.desk = desk
        self.serverKey = serverKey
        self.submit = submit
    }

    public func send(_ message: OutboundMessage) async -> SendOutcome {
        let mail: OutgoingMail
        do {
            var files: [(SentFile, [UInt8])] = []
            for file in message.attachments {
                guard let bytes = try await desk.bytes(of: file, in: message.conversation) else {
                    return .failed(
                        SendFailure(
                            kind: .rejected, retry: .never, certainty: .didNotHappen,
                            detail: "a file of the message is gone"))
                }
                files.append((file, bytes))
            }
            let answered = try await desk.letter(answeredBy: message.seq, in: message.conversation)
            let (persona, identity, carried) = (persona, identity, files)
            mail = try await MailThreads.shared.run(on: Data(answered.original?.bytes ?? [])) {
                let letter = try Letter(
                    message, answering: answered, files: carried, as: persona, from: identity)
                return Self.mail(letter, to: message.address, raw: try letter.draft.rendered().bytes)
            }
        } catch is Letter.NobodyToAnswer {
            return .failed(
                SendFailure(
                    kind: .rejected, retry: .never, certainty: .didNotHappen,
                    detail: "there is no address to answer: the mail came from one of our own"))
        } catch let error as MailDraftError {
            return .failed(
                SendFailure(
                    kind: .rejected, retry: .never, certainty: .didNotHappen, detail: "no mail can be made: \(error)"))
        } catch {
            return .failed(
                SendFailure(kind: .other, retry: .later, certainty: .didNotHappen, detail: "the store failed: \(error)")
            )
        }
        return outcome(await submit(mail))
    }

    /// The letter in its envelope: without the customer it goes to nobody, without another receiver it goes.
    static func mail(_ letter: Letter, to customer: String, raw: Data) -> OutgoingMail {
        let isCustomer = { (address: String) in address.lowercased() == customer.lowercased() }
        let named = letter.draft.to.map(\.address)
        let main = named.contains(where: isCustomer) ? named.filter(isCustomer) : named
        return OutgoingMail(
            sender: letter.returnPath, recipients: main, copies: letter.recipients.filter { !main.contains($0) },
            raw: raw)
    }

    /// What an attempt came to, in the words of deliveries.
    private func outcome(_ outcome: SubmissionOutcome) -> SendOutcome {
        switch outcome {
        case .sent(let receipt) where receipt.refused.isEmpty: .sent
        case .sent(let receipt):
            .sentInPart(
                detail: "sent, but not to "
                    + receipt.refused.map { "\($0.recipient) (\($0.reply.description))" }.joined(separator: ", "))
        case .unknown(let detail):
            .failed(SendFailure(kind: .timeout, retry: .never, certainty: .unknown, detail: detail))
        case .failed(let failure) where failure.kind == .authentication:
            .failed(
                SendFailure(
                    kind: .unauthorized, retry: .whenMended, certainty: .didNotHappen,
                    detail: "\(failure.detail) (mend \(serverKey))"))
        case .failed(let failure):
            .failed(
                SendFailure(
                    kind: Self.kind(failure.kind),
                    retry: failure.isPermanent && !failure.needsOperator ? .never : .later,
                    certainty: .didNotHappen, detail: failure.detail))
        }
    }

    private static func kind(_ kind: SubmissionFailure.Kind) -> SendFailure.Kind {
        switch kind {
        case .unreachable, .tls, .interrupted: .unreachable
        case .authentication: .unauthorized
        case .sender, .recipients, .content, .unsupported, .envelope: .rejected
        case .tooLarge: .tooLarge
        case .busy: .rateLimited
        case .local: .other
        }
    }
}
