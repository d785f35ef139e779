import Conversations
import EmailChannel
import Foundation
import MailFormat
import MailTransport

/// A channel of the shop's, and mails to it.
enum Shop {
    static let address = "service@nordlicht.example"
    static let key = [UInt8](repeating: 7, count: 32)
    static let channel = ChannelName("support")

    static func identity(plus: Bool = true, key: [UInt8] = key) -> EmailIdentity {
        EmailIdentity(
            channel: channel, address: MailAddress(name: "Nordlicht Räder", address: address),
            aliases: ["werkstatt@nordlicht.example"], neighbours: ["info@rad.example"],
            trustedServers: ["mx.nordlicht.example"],
            usesPlusAddresses: plus, key: key)
    }

    static let persona = Persona(
        name: "Mara", version: 1, company: "Nordlicht Räder", languages: ["de", "en"], defaultLanguage: "de",
        greeting: [:], notice: ["de": "Ich bin Mara, eine KI."])

    /// A mail as bytes; `extra` are header lines.
    static func mail(
        from: String = "Erika Muster <Erika@Example.org>", to: String = address, id: String? = "a1@example.org",
        subject: String = "Öffnungszeiten", extra: [String] = [], body: String = "Wann haben Sie offen?"
    ) -> Data {
        var lines = ["From: \(from)", "To: \(to)", "Subject: \(subject)", "Date: Mon, 23 Nov 2026 10:00:00 +0100"]
        if let id { lines.append("Message-ID: <\(id)>") }
        lines += extra + ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "", body]
        return Data(lines.joined(separator: "\r\n").utf8)
    }

    static func received(
        _ raw: Data, sender: MailEnvelope.Sender = .address("erika@example.org"), to recipients: [String] = [address]
    ) -> ReceivedMail {
        ReceivedMail(
            raw: raw, envelope: MailEnvelope(sender: sender, recipients: recipients), source: .lmtp,
            receivedAt: Date(timeIntervalSince1970: 1_800_000_000))
    }

    static func reading(_ raw: Data, sender: MailEnvelope.Sender = .address("erika@example.org")) -> MailReading {
        MailReading(received(raw, sender: sender), for: identity())
    }
}
