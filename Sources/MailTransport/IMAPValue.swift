import Foundation

/// A piece of an IMAP response (RFC 9051, 4).
indirect enum IMAPValue: Equatable {
    case atom(String)
    /// A quoted string or a literal.
    case string(Data)
    case list([IMAPValue])

    var text: String? {
        switch self {
        case .atom(let text): text
        case .string(let bytes): String(decoding: bytes, as: UTF8.self)
        case .list: nil
        }
    }

    var number: Int? { if case .atom(let text) = self { Int(text) } else { nil } }

    var items: [IMAPValue]? { if case .list(let items) = self { items } else { nil } }
}

/// One response of a server: its lines with the literals between them.
struct IMAPResponse: Equatable {
    enum Piece: Equatable {
        case text([UInt8])
        case literal(Data)
    }

    var pieces: [Piece]

    /// Tag, `*` or `+`.
    var tag: String { words.first ?? "" }

    /// The first line's words; enough for every response without a literal.
    var words: [String] {
        guard case .text(let bytes) = pieces.first else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: true)
            .prefix(64).map(String.init)
    }

    /// The first line.
    var line: String {
        guard case .text(let bytes) = pieces.first else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What stands in brackets after the status word: `[UIDVALIDITY 7]`.
    var code: [String] {
        let line = self.line
        guard let open = line.firstIndex(of: "["), let close = line[open...].firstIndex(of: "]") else { return [] }
        return line[line.index(after: open)..<close].split(separator: " ").map(String.init)
    }

    /// Whether it tells of a mail.
    var isFetch: Bool {
        let words = self.words.prefix(3)
        return words.count == 3 && words.first == "*" && words.last?.uppercased() == "FETCH"
    }

    /// The attributes of a `FETCH` response by their upper-cased names; nil for other responses and broken ones.
    var fetched: [String: IMAPValue]? {
        guard isFetch, case .text(let bytes) = pieces.first, let open = bytes.firstIndex(of: UInt8(ascii: "("))
        else { return nil }
        var scanner = IMAPScanner(pieces: [.text(Array(bytes[open...]))] + pieces.dropFirst())
        guard let items = scanner.value()?.items else { return nil }
        var attributes: [String: IMAPValue] = [:]
        var index = 0
        while index + 1 < items.count {
            guard let name = items[index].text else { return nil }
            attributes[name.uppercased()] = items[index + 1]
            index += 2
        }
        return attributes
    }
}

/// Reads values out of a response, in one pass.
struct IMAPScanner {
    private let pieces: [IMAPResponse.Piece]
    private var piece = 0
    private var offset = 0
    private var values = 0

    private static let depthMax = 32
    private static let valuesMax = 4096

    init(pieces: [IMAPResponse.Piece]) { self.pieces = pieces }

    /// The next value; nil at the end, or where the response is none.
    mutating func value(depth: Int = 0) -> IMAPValue? {
        values += 1
        guard depth <= Self.depthMax, values <= Self.valuesMax else { return nil }
        skipSpaces()
        guard piece < pieces.count else { return nil }
        if case .literal(let bytes) = pieces[piece] {
            step()
            return .string(bytes)
        }
        switch current {
        case UInt8(ascii: "("): return list(depth)
        case UInt8(ascii: "\""): return quoted()
        case UInt8(ascii: ")"), nil: return nil
        default: return atom()
        }
    }

    private var current: UInt8? {
        guard piece < pieces.count, case .text(let bytes) = pieces[piece], offset < bytes.count else { return nil }
        return bytes[offset]
    }

    private mutating func list(_ depth: Int) -> IMAPValue? {
        offset += 1
        var items: [IMAPValue] = []
        while true {
            skipSpaces()
            if current == UInt8(ascii: ")") {
                offset += 1
                return .list(items)
            }
            guard let item = value(depth: depth + 1) else { return nil }
            items.append(item)
        }
    }

    private mutating func quoted() -> IMAPValue? {
        offset += 1
        var bytes = Data()
        while let byte = current {
            offset += 1
            if byte == UInt8(ascii: "\"") { return .string(bytes) }
            if byte == UInt8(ascii: "\\"), let escaped = current {
                bytes.append(escaped)
                offset += 1
            } else {
                bytes.append(byte)
            }
        }
        return nil
    }

    /// An atom; a section in brackets belongs to it with the spaces it holds (`BODY[HEADER.FIELDS (TO)]`).
    private mutating func atom() -> IMAPValue {
        var bytes: [UInt8] = []
        var isInSection = false
        scan: while let byte = current {
            switch byte {
            case UInt8(ascii: "["): if Self.hasSection(bytes) { isInSection = true }
            case UInt8(ascii: "]"): isInSection = false
            case UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: ")"):
                if !isInSection { break scan }
            default: break
            }
            bytes.append(byte)
            offset += 1
        }
        return .atom(String(decoding: bytes, as: UTF8.self))
    }

    /// Whether a bracket after this name opens a section; in flags and keywords it is a letter like others.
    private static func hasSection(_ name: [UInt8]) -> Bool {
        ["BODY", "BODY.PEEK", "BINARY", "BINARY.PEEK", "BINARY.SIZE"]
            .contains(String(decoding: name, as: UTF8.self).uppercased())
    }

    private mutating func skipSpaces() {
        while piece < pieces.count, case .text(let bytes) = pieces[piece] {
            while offset < bytes.count, bytes[offset] == 32 { offset += 1 }
            if offset < bytes.count { return }
            step()
        }
    }

    private mutating func step() {
        piece += 1
        offset = 0
    }
}
