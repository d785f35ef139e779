import Foundation

/// Reads single header fields of a raw mail, for what the receiving server wrote there: the transport's own words.
///
/// The content of a mail is not this module's business, and nothing else of the header is looked at.
struct HeaderPeek {
    private let raw: Data

    /// As far as a header is looked at.
    private static let bytesMax = 64 * 1024

    init(_ raw: Data) { self.raw = raw.prefix(Self.bytesMax) }

    /// The value of the topmost field of that lower-case name, unfolded; nil when there is none.
    func first(_ name: String) -> String? { all(name).first }

    /// The values of all fields of that lower-case name, topmost first.
    func all(_ name: String) -> [String] {
        let wanted = Array(name.utf8)
        var values: [String] = []
        var isWanted = false
        for line in raw.split(separator: 10, omittingEmptySubsequences: false) {
            let text = line.last == 13 ? line.dropLast() : line
            guard let first = text.first else { break }
            if first == 32 || first == 9 {
                if isWanted, let last = values.indices.last { values[last] += " " + Self.trimmed(text) }
                continue
            }
            isWanted = false
            guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let field = text[..<colon].map { (65...90).contains($0) ? $0 + 32 : $0 }
            if field == wanted {
                isWanted = true
                values.append(Self.trimmed(text[text.index(after: colon)...]))
            }
        }
        return values
    }

    /// The envelope as the server that delivered the mail recorded it.
    var envelope: MailEnvelope {
        let sender: MailEnvelope.Sender =
            switch first("return-path").map(Self.address) {
            case nil: .unknown
            case "": .none
            case .some(let address): .address(address)
            }
        var recipients: [String] = []
        for name in ["x-original-to", "delivered-to", "envelope-to"] {
            guard let address = first(name).map(Self.address), address.contains("@") else { continue }
            if !recipients.contains(address) { recipients.append(address) }
        }
        return .init(sender: sender, recipients: recipients)
    }

    private static func address(_ value: String) -> String {
        let inner = value.drop { $0 != "<" }
        guard !inner.isEmpty else { return value }
        return String(inner.dropFirst().prefix { $0 != ">" })
    }

    private static func trimmed(_ bytes: Data) -> String {
        String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
