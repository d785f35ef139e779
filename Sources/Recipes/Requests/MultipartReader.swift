/// Reads `multipart/form-data` (RFC 7578) within bounds.
enum MultipartReader {
    /// Most parts of a body.
    static let partsMax = 100
    /// Largest head of a part, in bytes.
    static let headBytesMax = 4_096

    static func read(_ body: [UInt8], contentType: String) throws(BodyFault) -> [BodyFile] {
        guard let boundary = parameter("boundary", of: contentType), (1...70).contains(boundary.utf8.count) else {
            throw .multipart
        }
        let mark = Array("--\(boundary)".utf8)
        guard var place = find(mark, in: body, from: 0) else { throw .multipart }
        var parts: [BodyFile] = []
        while true {
            place += mark.count
            if body[place...].starts(with: Array("--".utf8)) { return parts }
            guard body[place...].starts(with: [0x0D, 0x0A]), parts.count < partsMax else { throw .multipart }
            let start = place + 2
            guard let end = find([0x0D, 0x0A] + mark, in: body, from: start - 2) else { throw .multipart }
            parts.append(try part(body[start..<max(end, start)]))
            place = end + 2
        }
    }

    private static func part(_ bytes: ArraySlice<UInt8>) throws(BodyFault) -> BodyFile {
        let blank: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        let window = Array(bytes.prefix(headBytesMax))
        guard let split = find(blank, in: window, from: 0) else { throw .multipart }
        var field: String?
        var name: String?
        var type = "text/plain"
        for line in String(decoding: window[..<split], as: UTF8.self).split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].trimmingPrefix(while: { $0 == " " })
            switch line[..<colon].lowercased() {
            case "content-disposition":
                field = parameter("name", of: String(value))
                name = parameter("filename", of: String(value))
            case "content-type": type = value.prefix { $0 != ";" }.lowercased()
            default: break
            }
        }
        guard let field else { throw .multipart }
        return BodyFile(field: field, name: name, type: type, bytes: Array(bytes.dropFirst(split + blank.count)))
    }

    /// A parameter of a header value, quoted or not.
    private static func parameter(_ name: String, of value: String) -> String? {
        var isQuoted = false
        var pieces: [String] = [""]
        for character in value {
            if character == "\"" { isQuoted.toggle() }
            if character == ";", !isQuoted { pieces.append("") } else { pieces[pieces.count - 1].append(character) }
        }
        for piece in pieces.dropFirst() {
            let trimmed = piece.trimmingPrefix(while: { $0 == " " })
            guard let equals = trimmed.firstIndex(of: "="), trimmed[..<equals].lowercased() == name else { continue }
            var text = trimmed[trimmed.index(after: equals)...]
            if text.first == "\"", text.last == "\"", text.count >= 2 { text = text.dropFirst().dropLast() }
            return String(text)
        }
        return nil
    }

    /// The first place of `needle`, in time that grows with the text alone: a boundary begins with bytes that do not
    /// repeat in it, and even where they do, it is at most 74 long.
    private static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard let first = needle.first, bytes.count >= needle.count else { return nil }
        var index = max(start, 0)
        while index <= bytes.count - needle.count {
            guard bytes[index] == first else {
                index += 1
                continue
            }
            if bytes[index..<index + needle.count].elementsEqual(needle) { return index }
            index += 1
        }
        return nil
    }
}
