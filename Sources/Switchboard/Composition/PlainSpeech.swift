/// A message as it is spoken: without marks of writing and without tables, sentence by sentence.
enum PlainSpeech {
    /// - Parameter text: In our Markdown subset.
    static func sentences(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).filter { $0.drop { $0 == " " }.first != "|" }
            .flatMap { sentences(inLine: plain($0)) }
    }

    /// The words of a line: of a link its text, of an address its host, of marks nothing.
    private static func plain(_ line: Substring) -> String {
        var rest = line.drop { " \t#>".contains($0) }
        if rest.hasPrefix("- ") || rest.hasPrefix("* ") { rest = rest.dropFirst(2) }
        var words = ""
        while let character = rest.first {
            if character == "[", let link = link(rest) {
                words += link.text.filter { !"*_`".contains($0) }
                rest = link.rest
            } else if rest.hasPrefix("https://") || rest.hasPrefix("http://") {
                let address = rest.prefix { !$0.isWhitespace && !")>".contains($0) }
                words += host(address)
                rest = rest.dropFirst(address.count)
            } else {
                if !"*`".contains(character) { words.append(character) }
                rest.removeFirst()
            }
        }
        return words
    }

    /// `[text](address)` at the beginning of what is left of a line.
    private static func link(_ rest: Substring) -> (text: Substring, rest: Substring)? {
        // A bound keeps a line of nothing but brackets from being read again and again.
        let window = rest.prefix(500)
        guard let close = window.firstIndex(of: "]"), window[close...].hasPrefix("]("),
            let end = window[close...].firstIndex(of: ")")
        else { return nil }
        return (window[window.index(after: window.startIndex)..<close], rest[rest.index(after: end)...])
    }

    private static func host(_ address: Substring) -> String {
        var host = address.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if host.hasPrefix("www.") { host = host.dropFirst(4) }
        while host.last == "." || host.last == "," { host.removeLast() }
        return String(host)
    }

    private static func sentences(inLine line: String) -> [String] {
        var sentences: [String] = []
        var words: [Substring] = []
        for word in line.split(whereSeparator: \.isWhitespace) {
            words.append(word)
            guard ends(word) else { continue }
            sentences.append(words.joined(separator: " "))
            words = []
        }
        if !words.isEmpty { sentences.append(words.joined(separator: " ")) }
        return sentences
    }

    /// Whether a sentence ends with this word. `3.`, `z.` and `Dr.` are followed by more.
    private static func ends(_ word: Substring) -> Bool {
        guard let last = word.last, ".!?…".contains(last) else { return false }
        guard last == "." else { return true }
        let before = word.dropLast()
        return !before.allSatisfy(\.isNumber) && !(before.count <= 2 && before.allSatisfy(\.isLetter))
    }
}
