/// Ids of mails (RFC 5322, 3.6.4).
enum MessageIDs {
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
