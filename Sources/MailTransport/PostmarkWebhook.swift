public import Foundation

/// Postmark's inbound webhook: JSON, with the raw mail when the server is set to send it.
public struct PostmarkWebhook: MailWebhook {
    private let proof: WebhookProof

    public init(_ proof: WebhookProof) { self.proof = proof }

    public func answer(toHead request: WebhookRequest, at now: Date) -> WebhookAnswer? {
        proof.accepts(request) ? nil : .forged
    }

    public func decide(_ request: WebhookRequest, at now: Date) async -> WebhookDecision {
        guard proof.accepts(request) else { return .answer(.forged, note: "not authenticated") }
        guard let inbound = try? Self.decoder.decode(Inbound.self, from: request.body) else {
            return .answer(.init(status: 400, body: "not Postmark's inbound JSON"), note: "not Postmark's JSON")
        }
        let recipients =
            inbound.originalRecipient.flatMap { $0.isEmpty ? nil : [$0] }
            ?? ((inbound.toFull ?? []) + (inbound.ccFull ?? [])).map(\.email)
        guard !recipients.isEmpty else {
            return .answer(
                .init(status: 400, body: "OriginalRecipient and ToFull are missing: is this the inbound webhook?"),
                note: "no OriginalRecipient")
        }
        // The topmost Return-Path is Postmark's own; others came with the mail.
        let path = inbound.headers?.first { $0.name.lowercased() == "return-path" }?.value
        let address = path.map { $0.filter { $0 != "<" && $0 != ">" }.trimmingCharacters(in: .whitespaces) }
        let envelope = MailEnvelope(
            sender: address.map { $0.isEmpty ? .none : .address($0) } ?? .unknown, recipients: recipients)
        guard inbound.hasMail else {
            return .answer(
                .init(
                    status: 400,
                    body: "RawEmail is missing, and no fields of a mail: switch on \"Include raw email content in JSON "
                        + "payload\" of the server's inbound stream"), note: "no RawEmail")
        }
        let raw = inbound.rawEmail.flatMap { $0.isEmpty ? nil : Data($0.utf8) } ?? inbound.rebuilt.raw
        return .take(
            .init(
                raw: raw, envelope: envelope, source: .webhook(provider: .postmark, id: inbound.messageID),
                receivedAt: now))
    }

    /// Postmark gives up at 403 and repeats at everything else that is no success.
    public func answer(for refusal: MailRefusal) -> WebhookAnswer {
        switch refusal {
        case .later: .init(status: 503, body: "later")
        case .unknownRecipient, .tooLarge, .never: .init(status: 403, body: "refused")
        }
    }

    /// Postmark's names begin with capitals; ours do not.
    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .custom { path in
            let name = path.last?.stringValue ?? ""
            return Key(stringValue: name.prefix(1).lowercased() + name.dropFirst())
        }
        return decoder
    }

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }

    private struct Inbound: Decodable {
        struct Address: Decodable {
            var email: String
            var name: String?
        }

        struct Header: Decodable {
            var name: String
            var value: String
        }

        struct Attachment: Decodable {
            var name: String?
            var content: String?
            /// What the test button sends instead.
            var data: String?
            var contentType: String?
            var contentID: String?
        }

        var fromFull: Address?
        var toFull: [Address]?
        var ccFull: [Address]?
        var replyTo: String?
        var originalRecipient: String?
        var subject: String?
        var messageID: String?
        var date: String?
        var textBody: String?
        var htmlBody: String?
        var rawEmail: String?
        var headers: [Header]?
        var attachments: [Attachment]?

        /// Whether anything of the mail itself is there.
        var hasMail: Bool {
            [rawEmail, textBody, htmlBody].contains { $0?.isEmpty == false } || headers?.isEmpty == false
        }

        var rebuilt: MailRebuild {
            var mail = MailRebuild(headers: headers?.map { ($0.name, $0.value) } ?? [])
            let known = Set(mail.headers.map { $0.name.lowercased() })
            let others: [(String, String?)] = [
                ("From", fromFull.map(Self.mailbox)), ("To", toFull?.map(Self.mailbox).joined(separator: ", ")),
                ("Cc", ccFull?.map(Self.mailbox).joined(separator: ", ")), ("Reply-To", replyTo),
                ("Subject", subject.map(Self.word)), ("Date", date),
            ]
            for case (let name, let value?) in others where !value.isEmpty && !known.contains(name.lowercased()) {
                mail.headers.append((name, value))
            }
            mail.text = textBody.map { .init(type: "text/plain", charset: "utf-8", bytes: Data($0.utf8)) }
            mail.html = htmlBody.flatMap { html in
                html.isEmpty ? nil : .init(type: "text/html", charset: "utf-8", bytes: Data(html.utf8))
            }
            mail.files = (attachments ?? []).map { file in
                .init(
                    type: file.contentType ?? "application/octet-stream", fileName: file.name ?? "attachment",
                    contentID: file.contentID.flatMap { $0.isEmpty ? nil : $0 },
                    bytes: Data(
                        base64Encoded: file.content ?? file.data ?? "", options: .ignoreUnknownCharacters)
                        ?? Data())
            }
            return mail
        }

        private static func mailbox(_ address: Address) -> String {
            let bare = "<\(address.email.filter { $0 != "<" && $0 != ">" })>"
            guard let name = address.name, !name.isEmpty else { return bare }
            return "\(word(name)) \(bare)"
        }

        /// As encoded words (RFC 2047): the text is decoded already and may hold anything.
        private static func word(_ text: String) -> String {
            var words: [String] = []
            var rest = Substring(text)
            while !rest.isEmpty {
                let piece = String(rest.prefix(bytesAtMost: 45))
                words.append("=?UTF-8?B?\(Data(piece.utf8).base64EncodedString())?=")
                rest = rest.dropFirst(piece.count)
            }
            return words.joined(separator: " ")
        }
    }
}

extension Substring {
    /// Whole characters that fit, at least one.
    fileprivate func prefix(bytesAtMost limit: Int) -> Substring {
        var end = startIndex
        var used = 0
        while end < endIndex {
            used += self[end].utf8.count
            if used > limit, end > startIndex { break }
            formIndex(after: &end)
        }
        return self[..<end]
    }
}
