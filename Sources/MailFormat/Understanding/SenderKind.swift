internal import Foundation

/// Who sends, by address alone.
enum SenderKind {
    /// `<>`, which RFC 5321, section 4.5.5, keeps for mails nobody shall answer.
    static func isNull(_ returnPath: String) -> Bool {
        let inner = returnPath.filter { !$0.isWhitespace && $0 != "<" && $0 != ">" }.lowercased()
        return inner.isEmpty || inner == "mailer-daemon"
    }

    /// A mail server speaks for itself.
    static func isMailer(_ mail: Mail) -> Bool {
        guard let address = mail.from.first?.address else {
            let field = (mail.headers["From"] ?? "").octets(400).lowercased()
            let hasName = field.contains { $0.isLetter }
            return !hasName || BounceWords.mailers.contains { field.contains($0) && $0.utf8.count > 8 }
        }
        if BounceWords.mailers.contains(localPart(address)) { return true }
        let words = (mail.from.first?.name ?? "") + " " + localPart(address)
        let letters = words.octets(200).lowercased().filter { $0.isLetter }
        return letters.contains("maildeliversystem") || letters.contains("maildeliverysystem")
            || letters.contains("maildeliverysubsystem") || letters.contains("mailerdaemon")
    }

    /// Nobody reads what is sent there.
    static func isMachine(_ address: String) -> Bool {
        let local = localPart(address).filter { $0 != "-" && $0 != "_" && $0 != "." }
        if machines.contains(local) { return true }
        return ["noreply", "donotreply", "nichtantworten", "nepasrepondre", "bounce"].contains { local.hasPrefix($0) }
            || local.hasSuffix("noreply")
    }

    /// Of mailing lists' own addresses (RFC 2142, section 6).
    static func isListOwner(_ address: String) -> Bool {
        let local = localPart(address)
        return local.hasSuffix("-request") || local.hasPrefix("owner-") || local.hasSuffix("-owner")
            || local.hasSuffix("-bounces")
    }

    /// Before the `@` and before a `+`, lower case.
    static func localPart(_ address: String) -> String {
        let local = address.lastIndex(of: "@").map { address[..<$0] } ?? address[...]
        return local.prefix { $0 != "+" }.lowercased()
    }

    private static let machines: Set<String> = [
        "mailerdaemon", "postmaster", "listserv", "majordomo", "root", "daemon", "cron",
    ]
}

extension Mail {
    /// A mail that is nothing but these reports.
    static func reportOnly(_ reports: [MailReport]) -> Mail {
        Mail(
            headers: MailHeaders(), from: [], replyTo: [], to: [], cc: [], subject: "", messageID: nil, inReplyTo: [],
            references: [], date: nil, dateOffsetSeconds: nil, text: "", html: nil, isTextFromHTML: false,
            attachments: [],
            reports: reports, protection: [], problems: [])
    }
}
