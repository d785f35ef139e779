import Foundation

/// Stands in for a mail that lies in a mailbox and cannot be had, so that people learn of it.
enum UnfetchedMail {
    /// A mail to be taken in its place: the same bytes for the same mail, without a sender.
    static func notice(_ entry: IMAPEntry, folder: String, uidValidity: UInt32, reason: String) -> Data {
        let words = String(decoding: reason.utf8.prefix(500).map { $0 < 32 ? 32 : $0 }, as: UTF8.self)
        let lines = [
            "Subject: Mail that could not be fetched", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: 8bit", "",
            "A mail of \(entry.sizeBytes) bytes in the folder \(folder) could not be fetched: \(words)", "",
            "It is still there (number \(entry.uid) under \(uidValidity)). Read it in the mailbox.", "",
        ]
        return Data(lines.joined(separator: "\r\n").utf8)
    }
}
