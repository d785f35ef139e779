import Foundation

@testable import MailFormat

/// A raw mail of ours for tests.
enum Mails {
    static func made(_ header: String, _ body: String = "Guten Tag.") -> Mail {
        let fields = "From: Kim <kim@kunde.example>\nTo: service@laden.example\nMessage-ID: <k1@kunde.example>\n"
        let names = Set(header.split(separator: "\n").map { $0.prefix { $0 != ":" }.lowercased() })
        let kept = fields.split(separator: "\n").filter { !names.contains($0.prefix { $0 != ":" }.lowercased()) }
        let type = names.contains("content-type") ? "" : "Content-Type: text/plain; charset=utf-8\n"
        let raw = kept.joined(separator: "\n") + "\n" + type + header + "\n\n" + body
        return Mail.parse(bytes: Data(raw.utf8))
    }

    static let ours = OwnAddresses(["service@laden.example"])
    static let answers = "In-Reply-To: <out-1@laden.example>\nReferences: <out-1@laden.example>"

    static func report(_ status: String, text: String = "Nicht zugestellt.", returned: String = "") -> String {
        """
        --b
        Content-Type: text/plain; charset=utf-8

        \(text)
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.kunde.example

        \(status)
        --b
        Content-Type: message/rfc822

        \(returned.isEmpty ? "Message-ID: <out-1@laden.example>\nSubject: Ihr Rad\n\nHallo" : returned)
        --b--
        """
    }
}
