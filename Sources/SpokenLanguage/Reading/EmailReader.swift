/// E-mail addresses, written or said: `h Punkt albers at posteo Punkt example`.
enum EmailReader {
    /// Longest address (RFC 5321, 4.5.3.1).
    private static let lengthMax = 254
    /// Words that stand before an address and are not part of it.
    private static let before: Set<String> = [
        "an", "ist", "lautet", "unter", "mail", "e-mail", "email", "adresse", "is", "it's", "to", "address", "die",
        "das",
        "under", "und", "and", "also", "bitte", "the", "my", "meine",
    ]
    /// Ends of addresses without which a lost `at` is not looked for.
    private static let ends: Set<String> = [
        "de", "com", "net", "org", "example", "eu", "info", "at", "ch", "co", "io", "uk", "test",
    ]
    private static let likeAt: Set<String> = ["that", "and", "ad", "et", "aed", "hat", "add", "und", "ett", "add"]
    private static let likeDot: Set<String> = [
        "not", "that", "punk", "und", "dort", "got", "punkte", "pumkt", "tot", "dod",
    ]

    static func read(_ kind: EntityKind, _ reading: inout Reading) {
        var index = 0
        while index < reading.symbols.count {
            let symbol = reading.symbols[index]
            guard reading.isFree(symbol.words) else {
                index += 1
                continue
            }
            let raw = reading.words[symbol.words.lowerBound].raw
            if symbol.isPlain, raw.contains("@"), raw.count > 3 {
                index = takeWritten(raw, index, kind, &reading)
            } else if symbol.sign == "@" {
                index = takeSaid(index, kind, &reading)
            } else {
                index += 1
            }
        }
        let isExpected =
            reading.context.asked.contains(kind.name) || Cues.contain(kind.cues, in: reading.words.map(\.key))
        if !reading.found.contains(where: { $0.kind == kind.name }) { repair(kind, &reading, isExpected: isExpected) }
    }

    private static func takeWritten(_ raw: String, _ index: Int, _ kind: EntityKind, _ reading: inout Reading) -> Int {
        var value = raw
        var end = index
        if let at = raw.lastIndex(of: "@"), !raw[at...].contains(".") {
            (value, end) = forward(from: index, value, reading)
        }
        add(value, index..<end + 1, kind, &reading, confidence: 0.9)
        return end + 1
    }

    private static func takeSaid(_ index: Int, _ kind: EntityKind, _ reading: inout Reading) -> Int {
        let (local, start) = backward(from: index, reading)
        guard index + 1 < reading.symbols.count, let unit = unit(index + 1, reading) else { return index + 1 }
        let (domain, end) = forward(from: unit.end, unit.text, reading)
        let isExpected =
            reading.context.asked.contains(kind.name)
            || reading.isAnnounced(kind, before: reading.symbols[min(start, index)].words.lowerBound, reach: 10)
        guard domain.contains(".") || isExpected || reading.tongue == .german else { return index + 1 }
        // Nobody says `at` before a domain with a dot for anything else: what stood before it was lost.
        guard !local.isEmpty || domain.contains(".") || domain.contains("-") else { return index + 1 }
        let name = local.isEmpty ? "?" : local
        add(name + "@" + domain, start..<end + 1, kind, &reading, confidence: local.isEmpty ? 0.2 : 0.85)
        if local.isEmpty, let last = reading.found.indices.last { reading.change(last) { $0.isComplete = false } }
        return end + 1
    }

    private static func add(
        _ value: String, _ symbols: Range<Int>, _ kind: EntityKind, _ reading: inout Reading, confidence: Double
    ) {
        let words =
            reading.symbols[symbols.lowerBound].words
            .lowerBound..<reading.symbols[symbols.upperBound - 1].words.upperBound
        guard reading.isFree(words), value.count <= lengthMax else { return }
        let parts = value.split(separator: "@", omittingEmptySubsequences: false)
        let isWhole = parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !parts[1].hasSuffix(".")
        reading.add(kind.name, value, words, confidence: isWhole ? confidence : 0.3, isComplete: isWhole)
    }

    /// A word, or letters and digits said one by one up to a pause.
    private static func unit(_ index: Int, _ reading: Reading) -> (text: String, end: Int)? {
        guard reading.symbols.indices.contains(index), reading.isFree(reading.symbols[index].words) else { return nil }
        var text = ""
        var at = index
        while at < reading.symbols.count {
            let symbol = reading.symbols[at]
            if let letter = symbol.letter {
                text.append(letter)
            } else if let digits = symbol.digits, !symbol.isGuess {
                text += digits
            } else if at == index, symbol.sign == nil {
                text = plain(symbol, reading)
                if pause(after: symbol, reading) { return (text, at) }
                at += 1
                // Digits may follow a word: `anna 92`.
                while at < reading.symbols.count, let digits = reading.symbols[at].digits, !reading.symbols[at].isGuess
                {
                    text += digits
                    at += 1
                }
                return (text, at - 1)
            } else {
                break
            }
            at += 1
            if pause(after: symbol, reading) { break }
        }
        return text.isEmpty ? nil : (text, at - 1)
    }

    private static func forward(from index: Int, _ start: String, _ reading: Reading) -> (String, Int) {
        var (text, end) = (start, index)
        while text.count < lengthMax, end + 2 < reading.symbols.count, !pauseEnd(reading.symbols[end], reading) {
            let key = reading.words[reading.symbols[end + 1].words.lowerBound].key
            var sign = reading.symbols[end + 1].sign
            let following = reading.words[reading.symbols[end + 2].words.lowerBound].key
            if sign == nil, likeDot.contains(key), ends.contains(following) { sign = "." }
            guard let sign, ".-_".contains(sign), let unit = unit(end + 2, reading) else { break }
            text += String(sign) + unit.text
            end = unit.end
            if ends.contains(unit.text), sign == ".", unit.text != "co" { break }
        }
        return (text, end)
    }

    private static func backward(from index: Int, _ reading: Reading) -> (String, Int) {
        var text = ""
        var at = index
        while at > 0, text.count < lengthMax {
            let (unit, start) = unitBackward(at - 1, reading)
            guard !unit.isEmpty else { break }
            text = unit + text
            at = start
            guard at > 1, let sign = reading.symbols[at - 1].sign, ".-_+".contains(sign) else { break }
            guard !unitBackward(at - 2, reading).0.isEmpty else { break }
            text = String(sign) + text
            at -= 1
        }
        return (text, at)
    }

    private static func unitBackward(_ index: Int, _ reading: Reading) -> (String, Int) {
        var text = ""
        var at = index
        while at >= 0, reading.isFree(reading.symbols[at].words) {
            let symbol = reading.symbols[at]
            if at < index, pause(after: symbol, reading) { break }
            if let letter = symbol.letter, !symbol.isWeak {
                text = String(letter) + text
            } else if let digits = symbol.digits, !symbol.isGuess {
                text = digits + text
            } else if symbol.isPlain || symbol.isGuess, text.isEmpty || text.allSatisfy(\.isNumber) {
                let word = plain(symbol, reading)
                if before.contains(Folding.key(word)) || Fillers.contains(Folding.key(word), reading.tongue) { break }
                return (word + text, at)
            } else {
                break
            }
            at -= 1
        }
        return (text, at + 1)
    }

    private static func plain(_ symbol: Symbol, _ reading: Reading) -> String {
        reading.words[symbol.words].map { $0.raw.lowercased() }.joined()
    }

    private static func pause(after symbol: Symbol, _ reading: Reading) -> Bool {
        let word = reading.words[symbol.words.upperBound - 1]
        return word.pauseAfter || word.endAfter
    }

    private static func pauseEnd(_ symbol: Symbol, _ reading: Reading) -> Bool {
        reading.words[symbol.words.upperBound - 1].endAfter
    }

    /// The end of an address, a long one with a letter wrong, too: `examble`.
    private static func nearEnd(_ key: String) -> String? {
        if ends.contains(key) { return key }
        return key.count < 5 ? nil : ends.first { $0.count >= 5 && Similarity.isOneEdit(key, $0) }
    }

    /// An address whose `at` was heard as something else, or not at all: what is left asks for the rest.
    private static func repair(_ kind: EntityKind, _ reading: inout Reading, isExpected: Bool) {
        for index in reading.symbols.indices.dropFirst() {
            let word = reading.words[reading.symbols[index].words.lowerBound].key
            let isDot = reading.symbols[index].sign == "."
            guard isDot || isExpected && likeDot.contains(word), index + 1 < reading.symbols.count,
                reading.isFree(reading.symbols[index].words)
            else { continue }
            guard let end = nearEnd(reading.words[reading.symbols[index + 1].words.lowerBound].key) else { continue }
            let (domain, start) = backward(from: index, reading)
            guard !domain.isEmpty else { continue }
            let value = domain + "." + end
            if start > 1, likeAt.contains(reading.words[reading.symbols[start - 1].words.lowerBound].key) {
                let (local, first) = backward(from: start - 1, reading)
                if !local.isEmpty {
                    add(local + "@" + value, first..<index + 2, kind, &reading, confidence: 0.4)
                    return
                }
            }
            guard isDot, isExpected || reading.tongue == .german else { continue }
            add("?@" + value, start..<index + 2, kind, &reading, confidence: 0.2)
            if let last = reading.found.indices.last { reading.change(last) { $0.isComplete = false } }
            return
        }
    }
}
