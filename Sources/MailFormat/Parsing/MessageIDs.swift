/// Ids of mails (RFC 5322, 3.6.4).
enum MessageIDs {
    /// A field's value, ids between brackets as they stand. Programs that fold by encoding write whole ids as encoded
    /// words, brackets and all: those are decoded.
    static func text(_ value: [UInt8]) -> String {
        let line = HeaderText.unfolded(value)
        guard line.index(of: 0x3F, from: 0, before: line.count) != nil else { return HeaderText.undecoded(line) }
        var unheard = Problems()
        var text = ""
        var at = 0
        while at < line.count {
            let open = line.index(of: 0x3C, from: at, before: line.count) ?? line.count
            if open > at { text += " " + HeaderText.decode(Array(line[at..<open]), &unheard) }
            at = line.index(of: 0x3E, from: open, before: line.count).map { $0 + 1 } ?? line.count
            text += HeaderText.undecoded(Array(line[open..<at]))
        }
        return text
    }

    /// The ids in a field, in order, each once. What stands between brackets; without any, what has an `@`.
    static func parse(_ value: String, limit: Int) -> [String] {
        var ids: [String] = []
        var seen: Set<String> = []
        func add(_ id: Substring) {
            let bare = String(id.filter { !$0.isWhitespace })
            if !bare.isEmpty, ids.count < limit, seen.insert(bare).inserted { ids.append(bare) }
        }
        var rest = Substring(value)
        while let open = rest.firstIndex(of: "<") {
            let inside = rest[rest.index(after: open)...]
            guard let close = inside.firstIndex(where: { $0 == ">" || $0 == "<" }) else {
                add(inside.prefix { !$0.isWhitespace && $0 != "," })
                return ids
            }
            add(inside[..<close])
            rest = inside[close] == ">" ? inside[inside.index(after: close)...] : inside[close...]
        }
        if ids.isEmpty {
            for word in value.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == ";" })
            where word.contains("@") {
                add(word.drop { $0 == "\"" || $0 == "(" }.prefix { $0 != "\"" && $0 != ")" && $0 != ">" })
            }
        }
        return ids
    }
}
