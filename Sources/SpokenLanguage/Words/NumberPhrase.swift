/// German numbers of one or more words.
enum GermanPhrase {
    /// Longest number in words, as recognisers part it: `vier tausend acht hundert neun und neunzig`.
    private static let wordsMax = 8
    private static let joiners: Set<String> = ["hundert", "tausend", "und"]

    static func read(_ words: [Utterance.Word], _ at: Int) -> (number: Int, length: Int)? {
        let single = NumberReading.germanKey(words[at].key)
        guard single != nil || joiners.contains(words[at].key) && words[at].key != "und" else {
            return million(words, at)
        }
        if isArticle(words[at].key), !isFollowedByScale(words, at) { return article(words, at) }
        var joined = words[at].key
        var best = single.map { ($0, 1) }
        var isJoined = joiners.contains { joined.hasSuffix($0) }
        for next in at + 1..<max(at + 1, min(words.count, at + wordsMax)) {
            if words[next - 1].pauseAfter || words[next - 1].endAfter { break }
            let key = words[next].key
            let isJoiner =
                joiners.contains(key) || key.hasPrefix("hundert") || key.hasPrefix("tausend") || key.hasPrefix("und")
            guard isJoiner || (isJoined && NumberReading.germanKey(key) != nil) else { break }
            joined += key
            isJoined = joiners.contains { joined.hasSuffix($0) }
            if let number = NumberReading.germanKey(joined) { best = (number, next - at + 1) }
        }
        return best
    }

    /// `ein` and its kin are articles; they count as one only where a number is meant, which others decide.
    private static func isArticle(_ key: String) -> Bool {
        ["ein", "eine", "einen", "einem"].contains(key)
    }

    private static func isFollowedByScale(_ words: [Utterance.Word], _ at: Int) -> Bool {
        guard at + 1 < words.count else { return false }
        return words[at + 1].key.hasPrefix("hundert") || words[at + 1].key.hasPrefix("tausend")
            || (words[at + 1].key == "und" && at + 2 < words.count
                && (NumberReading.germanKey(words[at + 2].key) ?? 0) >= 20)
    }

    private static func article(_ words: [Utterance.Word], _ at: Int) -> (number: Int, length: Int)? {
        guard at + 1 < words.count else { return nil }
        return million(words, at) ?? (words[at + 1].key == "uhr" ? (1, 1) : nil)
    }

    /// `eine Million zweihunderttausend`.
    private static func million(_ words: [Utterance.Word], _ at: Int) -> (number: Int, length: Int)? {
        guard at + 1 < words.count, let head = NumberReading.germanKey(words[at].key) else { return nil }
        let scales = [
            "million": 1_000_000, "millionen": 1_000_000, "milliarde": 1_000_000_000, "milliarden": 1_000_000_000,
        ]
        guard let scale = scales[words[at + 1].key], head < 1000 else { return nil }
        guard at + 2 < words.count, let rest = read(words, at + 2), rest.number < scale else {
            return (head * scale, 2)
        }
        return (head * scale + rest.number, 2 + rest.length)
    }
}

/// English numbers of one or more words.
enum EnglishPhrase {
    private static let wordsMax = 12

    static func read(_ words: [Utterance.Word], _ at: Int) -> (number: Int, length: Int)? {
        var total = 0
        var group: Int?
        var lastScale = Int.max
        var end = at
        var at = at
        let start = at
        while at < words.count, at - start < wordsMax {
            if at > start, words[at - 1].pauseAfter || words[at - 1].endAfter { break }
            let key = words[at].key
            if key == "hundred", let units = group ?? (at == start ? 1 : nil), units < 100, units > 0 {
                group = units * 100
                end = at + 1
            } else if let scale = scales[key], let units = group, scale < lastScale {
                total += units * scale
                group = 0
                lastScale = scale
                end = at + 1
            } else if key == "and", let group, group % 100 == 0, group > 0 || lastScale < Int.max {
                // Belongs to the number only if more of it follows.
            } else if key == "a", at == start, at + 1 < words.count,
                words[at + 1].key == "hundred" || scales[words[at + 1].key] != nil
            {
                group = 1
            } else if let units = small(words, at) {
                guard let before = group else {
                    group = units.number
                    at += units.length
                    end = at
                    continue
                }
                guard before % 100 == 0, units.number > 0, before > 0 || lastScale < Int.max else { break }
                group = before + units.number
                at += units.length - 1
                end = at + 1
            } else {
                break
            }
            at += 1
        }
        return end > start ? (total + (group ?? 0), end - start) : nil
    }

    private static let scales = ["thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000]

    /// `twenty`, `twenty-three`, `twenty three`.
    private static func small(_ words: [Utterance.Word], _ at: Int) -> (number: Int, length: Int)? {
        guard let number = NumberReading.englishSmall[words[at].key] else { return nil }
        if number >= 20, number % 10 == 0, !words[at].pauseAfter, !words[at].endAfter, at + 1 < words.count,
            let unit = NumberReading.englishSmall[words[at + 1].key], (1...9).contains(unit)
        {
            return (number + unit, 2)
        }
        return (number, 1)
    }
}
