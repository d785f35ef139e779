/// A text with places in braces: `https://api.example.org/bot{setting.token}/send`.
///
/// Templates stand in the recipe alone. What a mapping puts out is never read as one, so no customer's word can name a
/// secret.
struct Template: Sendable, Hashable {
    enum Piece: Sendable, Hashable {
        case text(String)
        /// `{kind.name}`, or `{+kind.name}` for a value that is taken as it is where others are percent-encoded
        /// (RFC 6570, reserved expansion).
        case field(kind: String, name: String, isRaw: Bool)
    }

    struct Fault: Error, Equatable { let reason: String }

    let pieces: [Piece]

    /// Reads a template whose fields are of these kinds. Kinds that end in a dot have names after it.
    init(_ text: String, kinds: [String]) throws(Fault) {
        var pieces: [Piece] = []
        var plain = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            if character == "{" || character == "}", rest.first == character {
                plain.append(character)
                rest.removeFirst()
            } else if character == "{" {
                guard let close = rest.firstIndex(of: "}") else { throw Fault(reason: "a \"{\" has no \"}\"") }
                if !plain.isEmpty { pieces.append(.text(plain)) }
                plain = ""
                pieces.append(try Self.field(rest[..<close], kinds: kinds))
                rest = rest[rest.index(after: close)...]
            } else if character == "}" {
                throw Fault(reason: "a \"}\" has no \"{\"; write }} for the character itself")
            } else {
                plain.append(character)
            }
        }
        if !plain.isEmpty { pieces.append(.text(plain)) }
        self.pieces = pieces
    }

    private static func field(_ written: Substring, kinds: [String]) throws(Fault) -> Piece {
        let isRaw = written.hasPrefix("+")
        let inner = isRaw ? written.dropFirst() : written
        let dot = inner.firstIndex(of: ".")
        let kind = dot.map { String(inner[...$0]) } ?? String(inner)
        let name = dot.map { String(inner[inner.index(after: $0)...]) } ?? ""
        guard kinds.contains(kind), kind.hasSuffix(".") == !name.isEmpty else {
            let known = kinds.map { $0.hasSuffix(".") ? "{\($0)NAME}" : "{\($0)}" }.joined(separator: ", ")
            throw Fault(reason: "{\(written)} is not known here; known: \(known)")
        }
        return .field(kind: kind, name: name, isRaw: isRaw)
    }

    /// Names that are asked of a kind.
    func names(of kind: String) -> [String] {
        pieces.compactMap { piece in
            if case .field(kind, let name, _) = piece { name } else { nil }
        }
    }

    /// The text before the first field.
    var head: String { if case .text(let text) = pieces.first { text } else { "" } }

    /// The whole text, percent-encoding what fields stand for unless they are raw; nil when a field has no value.
    func expanded(encoding: Bool, _ value: (_ kind: String, _ name: String) -> String?) -> String? {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let plain): text += plain
            case .field(let kind, let name, let isRaw):
                guard let found = value(kind, name) else { return nil }
                text += encoding && !isRaw ? Percent.encode(found) : found
            }
        }
        return text
    }
}
