/// The words of a WebVTT cue and whose they are (WHATWG WebVTT, 6.4 "cue text tokenizer").
///
/// One thing differs from the rules: a tag that is never closed by `>` is kept as words, for the rules would swallow
/// all that follows, and a transcript must not lose what was said.
enum CueText {
    /// Words in one voice.
    struct Piece: Equatable {
        var voice: String?
        var text: String
    }

    /// Cue text without tags, one piece for each change of voice. White space between voices is no piece.
    static func pieces(_ text: String) -> [Piece] {
        let bytes = Array(text.utf8)
        var pieces: [Piece] = []
        var words: [UInt8] = []
        var voices: [String?] = []
        func close() {
            let text = decodedEntities(String(decoding: words, as: UTF8.self))
            words = []
            guard text.unicodeScalars.contains(where: { !$0.isSpace }) else { return }
            pieces.append(Piece(voice: voices.last ?? nil, text: text.trimmed))
        }
        var at = 0
        while at < bytes.count {
            guard bytes[at] == 0x3C, let end = bytes[at...].firstIndex(of: 0x3E) else {
                // Without one `>` from here on there is none for any later `<`.
                let next = bytes[at] == 0x3C ? bytes.count : at + 1
                words.append(contentsOf: bytes[at..<next])
                at = next
                continue
            }
            let tag = bytes[(at + 1)..<end]
            at = end + 1
            if isTag("v", tag) {
                close()
                voices.append(annotation(tag))
            } else if tag.elementsEqual([0x2F, 0x76]) {
                close()
                _ = voices.popLast()
            }
        }
        close()
        return pieces
    }

    private static func isTag(_ name: String, _ tag: ArraySlice<UInt8>) -> Bool {
        guard tag.starts(with: name.utf8) else { return false }
        guard let next = tag.dropFirst(name.utf8.count).first else { return true }
        return next == 0x2E || next == 0x20 || next == 0x09 || next == 0x0A
    }

    private static func annotation(_ tag: ArraySlice<UInt8>) -> String? {
        guard let space = tag.firstIndex(where: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }) else { return nil }
        let name = decodedEntities(String(decoding: tag[space...], as: UTF8.self)).folded
        return name.isEmpty ? nil : name
    }

    /// Character references: the names captions and plain mails use, and numbers.
    static func decodedEntities(_ text: String) -> String {
        guard text.utf8.contains(0x26) else { return text }
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at] == 0x26, let (character, length) = reference(bytes[(at + 1)...].prefix(12)) {
                out.append(contentsOf: Array(character.utf8))
                at += length + 1
            } else {
                out.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func reference(_ bytes: ArraySlice<UInt8>) -> (String, Int)? {
        guard let end = bytes.firstIndex(of: 0x3B) else { return nil }
        let name = String(decoding: bytes[..<end], as: UTF8.self)
        let length = end - bytes.startIndex + 1
        if name.hasPrefix("#") {
            let digits = name.dropFirst()
            let hex = digits.first == "x" || digits.first == "X"
            guard let code = hex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits),
                let scalar = Unicode.Scalar(code), code != 0
            else { return nil }
            return (String(Character(scalar)), length)
        }
        return named[name].map { ($0, length) }
    }

    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "lrm": "\u{200E}",
        "rlm": "\u{200F}", "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß",
        "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç", "euro": "€", "copy": "©", "hellip": "…",
        "ndash": "–", "mdash": "—", "laquo": "«", "raquo": "»", "bdquo": "„", "ldquo": "“", "rdquo": "”",
        "lsquo": "‘", "rsquo": "’",
    ]
}
