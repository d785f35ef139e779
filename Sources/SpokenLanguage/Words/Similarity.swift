enum Similarity {
    /// Longest row of characters two values share in order, with gaps; the first 48 of each.
    static func shared(_ one: String, _ other: String) -> Int {
        let (a, b) = (Array(one.utf8.prefix(48)), Array(other.utf8.prefix(48)))
        var row = [Int](repeating: 0, count: b.count + 1)
        for left in a {
            var diagonal = 0
            for (at, right) in b.enumerated() {
                let above = row[at + 1]
                row[at + 1] = left == right ? diagonal + 1 : max(above, row[at])
                diagonal = above
            }
        }
        return row[b.count]
    }

    /// Whether a word can be another one misheard: one letter changed, lost or added, in long ones two.
    static func isMisheard(_ one: String, _ other: String) -> Bool {
        guard min(one.utf8.count, other.utf8.count) >= 5 else { return false }
        if isOneEdit(one, other) { return true }
        guard max(one.utf8.count, other.utf8.count) >= 7, abs(one.utf8.count - other.utf8.count) <= 2 else {
            return false
        }
        return max(one.utf8.count, other.utf8.count) - shared(one, other) <= 2
    }

    /// Whether two words differ by one letter changed, lost or added. Linear in their length.
    static func isOneEdit(_ one: String, _ other: String) -> Bool {
        let (a, b) = (Array(one.utf8), Array(other.utf8))
        guard abs(a.count - b.count) <= 1, a != b else { return false }
        var start = 0
        while start < min(a.count, b.count), a[start] == b[start] { start += 1 }
        var tail = 0
        while tail < min(a.count, b.count) - start, a[a.count - 1 - tail] == b[b.count - 1 - tail] { tail += 1 }
        return max(a.count, b.count) - start - tail <= 1
    }
}
