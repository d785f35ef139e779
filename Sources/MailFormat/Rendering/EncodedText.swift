import Foundation

/// Text made fit for header fields.
enum EncodedText {
    /// Encoded words are at most 75 characters long (RFC 2047, 2); this many bytes of UTF-8 fit into one as base64.
    private static let wordBytes = 42
    /// Longer words of ASCII are encoded, so that they can be folded.
    private static let tokenMax = 60

    /// The words of a text: as they are if all are ASCII, else as encoded words. Line ends become blanks.
    static func words(_ text: String, firstLineTaken: Int) -> [String] {
        let clean = onOneLine(text)
        let tokens = clean.split(separator: " ", omittingEmptySubsequences: false)
        let isPlain =
            clean.utf8.allSatisfy { $0 < 128 } && !clean.holds("=?")
            && tokens.allSatisfy { !$0.isEmpty && $0.utf8.count <= tokenMax }
        if clean.isEmpty { return [] }
        return isPlain ? tokens.map(String.init) : encoded(clean)
    }

    /// A display name: an atom, a quoted string, or encoded words.
    static func phrase(_ text: String) -> [String] {
        let clean = onOneLine(text).trimmingBlanks()
        guard clean.utf8.allSatisfy({ $0 < 128 }), !clean.holds("=?"), clean.utf8.count <= tokenMax else {
            return encoded(clean)
        }
        let isAtoms = clean.utf8.allSatisfy { byte in
            byte == Byte.space || byte == Byte.dash || (byte >= 0x30 && byte <= 0x39)
                || (Byte.lower(byte) >= 0x61 && Byte.lower(byte) <= 0x7A)
        }
        return isAtoms && !clean.contains("  ") ? clean.split(separator: " ").map(String.init) : [quoted(clean)]
    }

    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    static func onOneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { HeaderText.isControl($0) ? " " : $0 }))
    }

    private static func encoded(_ text: String) -> [String] {
        var words: [String] = []
        var piece: [UInt8] = []
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            // No character is split (RFC 2047, 5).
            if piece.count + bytes.count > wordBytes {
                words.append(word(piece))
                piece = []
            }
            piece += bytes
        }
        if !piece.isEmpty { words.append(word(piece)) }
        return words
    }

    private static func word(_ bytes: [UInt8]) -> String { "=?UTF-8?B?\(Data(bytes).base64EncodedString())?=" }
}
