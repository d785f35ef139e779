import Crypto
import LosslessJSON

/// The content of a dialog, an attachment or an analysis: inline in one of three encodings, or elsewhere.
enum VConContent {
    case none
    case external(String)
    case text(String)
    case json(JSONValue)
    /// Base64url of bytes: sound, a picture, a file.
    case encoded(String)

    /// What the object holds. `encoding` is believed where it fits: old tools write JSON as a string, or an object with
    /// `encoding: none`.
    init(of object: JSONValue) {
        guard let body = object["body"], !body.isNull else {
            if let url = object["url"]?.string { self = .external(url) } else { self = .none }
            return
        }
        let mediatype = (VConKey.value("mediatype", in: object)?.string ?? "").lowercased()
        guard let text = body.string else {
            self = .json(body)
            return
        }
        switch object["encoding"]?.string?.lowercased() {
        case "json": self = VConContent.parsed(text).map(VConContent.json) ?? .text(text)
        case "base64url", "base64": self = .encoded(text)
        case "none": self = .text(text)
        default:
            if mediatype.contains("json"), let value = VConContent.parsed(text) {
                self = .json(value)
            } else if mediatype.isEmpty || mediatype.hasPrefix("text/") || mediatype.hasPrefix("multipart/")
                || mediatype.hasPrefix("message/")
            {
                self = .text(text)
            } else {
                self = .encoded(text)
            }
        }
    }

    /// JSON within a string, one level deep; nil for a plain string.
    static func parsed(_ text: String) -> JSONValue? {
        let first = text.utf8.first { $0 > 0x20 }
        guard first == 0x7B || first == 0x5B else { return nil }
        return try? JSONParser.value(of: Array(text.utf8), limits: JSONLimits())
    }

    /// Words, when the content is text; base64url of a text type is decoded.
    func words(mediatype: String?) -> String? {
        switch self {
        case .text(let text): return text
        case .encoded(let text):
            let kind = (mediatype ?? "").lowercased()
            guard kind.hasPrefix("text/") || kind.hasPrefix("message/") || kind.hasPrefix("multipart/"),
                let bytes = Base64.decoded(text)
            else { return nil }
            return TextDecoding.text(bytes, charset: (MIMEText.parameter("charset", of: kind) ?? "utf-8"))
        case .none, .external, .json: return nil
        }
    }

    /// Whether the inline content is what the hash says; nil without hash, or for content that is not inline or is
    /// JSON, whose bytes a reader cannot know.
    func matchesHash(of object: JSONValue) -> Bool? {
        var hashes: [String] = []
        if let hash = object["content_hash"] {
            hashes = hash.array?.compactMap(\.string) ?? [hash.string].compactMap(\.self)
            hashes = hashes.filter { $0.lowercased().hasPrefix("sha512-") }.map { String($0.dropFirst(7)) }
        } else if let hash = object["signature"]?.string,
            ["sha-512", "sha512"].contains((object["alg"]?.string ?? "").lowercased())
        {
            hashes = [hash]
        }
        guard !hashes.isEmpty else { return nil }
        let bytes: [UInt8]
        switch self {
        case .text(let text): bytes = Array(text.utf8)
        case .encoded(let text): bytes = Base64.decoded(text) ?? []
        case .none, .external, .json: return nil
        }
        let hash = Array(SHA512.hash(data: bytes))
        return hashes.contains { Base64.decoded($0) == hash }
    }
}
