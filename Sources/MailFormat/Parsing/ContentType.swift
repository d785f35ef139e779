import CGMime

/// `Content-Type` and `Content-Disposition` of a part, their parameters decoded (RFC 2231).
struct ContentType: Equatable {
    var media: String
    var subtype: String
    var parameters: [String: String]

    var type: String { "\(media)/\(subtype)" }

    /// Reads a `Content-Type`; nil when there is nothing to read.
    static func parse(_ value: [UInt8], charset: String?, _ problems: inout Problems) -> ContentType? {
        let text = ParameterText.prepared(value, charset: charset, &problems)
        guard !text.isEmpty else { return nil }
        GMimeLibrary.start()
        guard let parsed = g_mime_content_type_parse(nil, text) else { return nil }
        defer { switchboard_gmime_unref(parsed) }
        let media = g_mime_content_type_get_media_type(parsed).map { String(cString: $0) } ?? "text"
        let subtype = g_mime_content_type_get_media_subtype(parsed).map { String(cString: $0) } ?? "plain"
        return ContentType(
            media: media.lowercased(), subtype: subtype.lowercased(),
            parameters: ParameterText.parameters(g_mime_content_type_get_parameters(parsed)))
    }
}

struct ContentDisposition: Equatable {
    var isAttachment: Bool
    var parameters: [String: String]

    static func parse(_ value: [UInt8], charset: String?, _ problems: inout Problems) -> ContentDisposition? {
        let text = ParameterText.prepared(value, charset: charset, &problems)
        guard !text.isEmpty else { return nil }
        GMimeLibrary.start()
        guard let parsed = g_mime_content_disposition_parse(nil, text) else { return nil }
        defer { switchboard_gmime_unref(parsed) }
        let name = g_mime_content_disposition_get_disposition(parsed).map { String(cString: $0).lowercased() }
        return ContentDisposition(
            isAttachment: name != "inline",
            parameters: ParameterText.parameters(g_mime_content_disposition_get_parameters(parsed)))
    }
}

/// What parameters need before and after GMime reads them.
enum ParameterText {
    /// More parameters than this are no mail reader's.
    static let max = 100

    /// The value as one line of UTF-8, encoded words in it decoded: file names come so, against RFC 2047, 5.
    ///
    /// - Parameter excluded: What divides the field's values and therefore stands in no encoded word.
    static func prepared(_ value: [UInt8], charset: String?, _ problems: inout Problems) -> String {
        let line = HeaderText.unfolded(value)
        var text = ""
        var quotes = Quotes()
        for piece in EncodedWords.split(line) {
            switch piece {
            case .raw(let range):
                let raw = HeaderText.raw(Array(line[range]), charset: charset, &problems)
                quotes.pass(raw)
                text += raw
            case .words(let words):
                let decoded = EncodedWords.decode(words, &problems).filter { $0 != "\0" }
                let escaped = decoded.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                text += quotes.isInside ? escaped : "\"\(escaped)\""
            }
        }
        return text
    }

    /// Whether a place is within a quoted string.
    private struct Quotes {
        var isInside = false
        private var isEscaped = false

        mutating func pass(_ text: String) {
            for byte in text.utf8 {
                if isEscaped {
                    isEscaped = false
                } else if byte == 0x5C {
                    isEscaped = true
                } else if byte == 0x22 {
                    isInside.toggle()
                }
            }
        }
    }

    static func parameters(_ list: UnsafeMutablePointer<GMimeParamList>?) -> [String: String] {
        guard let list else { return [:] }
        var found: [String: String] = [:]
        for index in 0..<min(g_mime_param_list_length(list), Int32(max)) {
            guard let parameter = g_mime_param_list_get_parameter_at(list, index),
                let name = g_mime_param_get_name(parameter), let value = g_mime_param_get_value(parameter)
            else { continue }
            let key = String(cString: name).lowercased()
            if found[key] == nil { found[key] = String(cString: value) }
        }
        return found
    }
}
