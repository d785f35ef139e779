import Foundation

/// Files that old mailers put into the text itself (`begin 644 name`).
enum UUEncodedFiles {
    /// More files than this are left in the text.
    private static let max = 20

    /// Takes complete files out of the text.
    static func extract(_ text: inout String) -> [MailAttachment] {
        guard text.hasPrefix("begin ") || text.holds("\nbegin ") else { return [] }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var files: [MailAttachment] = []
        var kept: [Substring] = []
        var index = 0
        var lastEnd = lines.lastIndex { $0 == "end" } ?? -1
        while index < lines.count {
            if index < lastEnd, files.count < max, let name = fileName(lines[index]),
                let end = end(of: lines, from: index + 1)
            {
                files.append(file(name, lines[(index + 1)..<end]))
                index = end + 1
                continue
            }
            if index > lastEnd { lastEnd = -1 }
            kept.append(lines[index])
            index += 1
        }
        if !files.isEmpty { text = kept.joined(separator: "\n") }
        return files
    }

    private static func fileName(_ line: Substring) -> String? {
        guard line.hasPrefix("begin ") else { return nil }
        let words = line.dropFirst(6).split(separator: " ", maxSplits: 1)
        guard words.count == 2, (3...4).contains(words[0].count), words[0].allSatisfy({ "01234567".contains($0) })
        else {
            return nil
        }
        return FileNames.sanitised(String(words[1]))
    }

    /// Every line between must be encoded; so a text about `begin 644` stays a text.
    private static func end(of lines: [Substring], from start: Int) -> Int? {
        var index = start
        while index < lines.count {
            let line = lines[index]
            if line == "end" { return index > start ? index : nil }
            guard line.isEmpty || isEncoded(line) else { return nil }
            index += 1
        }
        return nil
    }

    private static func isEncoded(_ line: Substring) -> Bool {
        let bytes = Array(line.utf8)
        guard bytes.allSatisfy({ $0 >= 32 && $0 <= 96 }) else { return false }
        let count = Int(bytes[0] - 32) & 63
        // Blanks at the end are lost on the way, a checksum may follow.
        return bytes.count <= 1 + (count + 2) / 3 * 4 + 2
    }

    private static func file(_ name: String, _ lines: ArraySlice<Substring>) -> MailAttachment {
        var bytes: [UInt8] = []
        for line in lines {
            let digits = line.utf8.map { ($0 &- 32) & 63 }
            guard let count = digits.first, count > 0 else { continue }
            var decoded: [UInt8] = []
            var at = 1
            while decoded.count < Int(count) {
                func digit(_ offset: Int) -> UInt8 { at + offset < digits.count ? digits[at + offset] : 0 }
                decoded.append(digit(0) << 2 | digit(1) >> 4)
                decoded.append(digit(1) << 4 | digit(2) >> 2)
                decoded.append(digit(2) << 6 | digit(3))
                at += 4
            }
            bytes += decoded.prefix(Int(count))
        }
        return MailAttachment(kind: .file, name: name, type: "application/octet-stream", bytes: Data(bytes))
    }
}
