/// What single lines of a letter are.
enum LetterLines {
    // MARK: Subject and earlier mails

    private static let subjectMarks = ["betreff:", "subject:", "betr.:", "betrifft:"]
    private static let replyMarks = ["re:", "aw:", "antw:", "antwort:", "sv:"]
    private static let forwardMarks = ["wg:", "fwd:", "fw:", "weitergeleitet:"]

    /// The subject without the marks of mail programs, and whether it is a reply's or that of a mail passed on; nil for
    /// any other line.
    static func subject(_ line: Substring) -> (words: Substring, isReply: Bool, isForward: Bool)? {
        guard var rest = dropping(subjectMarks, line) else { return nil }
        var isReply = false
        var isForward = false
        while true {
            if let next = dropping(replyMarks, rest) {
                isReply = true
                rest = next
            } else if let next = dropping(forwardMarks, rest) {
                isForward = true
                rest = next
            } else {
                return (rest, isReply, isForward)
            }
        }
    }

    private static func dropping(_ marks: [String], _ line: Substring) -> Substring? {
        let start = line.prefix(16).lowercased()
        guard let mark = marks.first(where: start.hasPrefix) else { return nil }
        return line.dropFirst(mark.count).trimmedLine
    }

    private static let forwarding = [
        "forwarded message", "weitergeleitete nachricht", "weitergeleitete mail", "weitergeleitete e-mail",
    ]
    private static let quoting = [
        "original message", "ursprüngliche nachricht", "originalnachricht", "original-nachricht",
    ]
    private static let headers = [
        "von:", "from:", "gesendet:", "sent:", "datum:", "date:", "an:", "to:", "cc:", "betreff:", "subject:", "kopie:",
    ]
    /// A line that marks an earlier mail is not longer, in characters.
    private static let markMax = 70

    /// Where an earlier mail begins, and whether it is passed on rather than quoted.
    static func earlierMail(in lines: [Substring]) -> (place: Int, isForward: Bool)? {
        for (place, line) in lines.enumerated() {
            if isMark(line) { return (place, forwarding.contains { line.lowercased().contains($0) }) }
            guard isMailHeader(line), line.lowercased().hasPrefix("von:") || line.lowercased().hasPrefix("from:"),
                lines[(place + 1)...].prefix(4).count(where: isMailHeader) >= 2
            else { continue }
            return (place, false)
        }
        return nil
    }

    /// "----- Forwarded message -----", "-------- Ursprüngliche Nachricht --------".
    static func isMark(_ line: Substring) -> Bool {
        guard line.count <= markMax, !line.isEmpty else { return false }
        let lower = line.lowercased()
        let isRuled = lower.hasPrefix("--") || lower.hasPrefix("__") || lower.hasSuffix(":")
        return isRuled && (forwarding + quoting).contains { lower.contains($0) }
    }

    /// "Von: …", "Sent: …".
    static func isMailHeader(_ line: Substring) -> Bool {
        let start = line.prefix(10).lowercased()
        return headers.contains { start.hasPrefix($0) }
    }

    // MARK: Greeting

    /// Longer openings are no greeting, in words.
    private static let greetingWordsMax = 9

    /// The line behind its greeting; nil where it has none.
    static func withoutGreeting(_ line: Substring) -> Substring? {
        guard !isClosing(line) else { return nil }
        let end = greetingEnd(line)
        let greeting = line[..<end]
        let words = greeting.split { !$0.isLetter && $0 != "-" && $0 != "'" && $0 != "’" }
        guard (1...greetingWordsMax).contains(words.count), let first = LetterWords.folded(words[0]).first,
            LetterWords.greetingStart.contains(first)
        else { return nil }
        let isGreeting = words.dropFirst().allSatisfy { word in
            let parts = LetterWords.folded(word)
            if parts.allSatisfy({ LetterWords.greetingRest.contains($0) }) { return true }
            return word.first?.isUppercase == true && parts.allSatisfy { !isAskingWord($0) } && word.count > 1
        }
        guard isGreeting else { return nil }
        return line[end...].drop { $0.isPunctuation || $0.isWhitespace }
    }

    /// Behind the first comma, full stop, exclamation mark or colon; abbreviated titles end nothing.
    private static func greetingEnd(_ line: Substring) -> Substring.Index {
        var word = line.startIndex
        for index in line.indices {
            let sign = line[index]
            if ",!:".contains(sign) { return index }
            if sign == ".", !LetterWords.titles.contains(line[word..<index].lowercased()) { return index }
            if !sign.isLetter { word = line.index(after: index) }
        }
        return line.endIndex
    }

    private static func isAskingWord(_ word: String) -> Bool {
        var folded = FoldedText(word)
        Lexicon.shared.vocabulary.mark(&folded)
        guard let id = folded.words.first?.id, id != 0 else { return false }
        return ["@interrogative", "@askverb"].contains { set in
            Lexicon.shared.row(named: set).map { Lexicon.shared.holds($0, id) } == true
        }
    }

    // MARK: Closing and signature

    private static let closingWordsMax = 7
    private static let closingBytesMax = 200
    /// A greeting at the very top followed by a line of so many words is no closing.
    private static let sentenceWords = 8
    /// Lines a name has behind "Thanks,".
    private static let nameLinesMax = 2

    /// The line with which the letter closes, and what of it belongs to the letter.
    static func closing(in lines: [Substring]) -> (place: Int, kept: Substring)? {
        let filled = lines.indices.filter { !lines[$0].isEmpty }
        for (rank, place) in filled.enumerated() {
            let line = lines[place]
            let after = filled.dropFirst(rank + 1).map { lines[$0] }
            if line == "--" || line == "__" || isMobileNote(line) { return (place, "") }
            if let kept = beforeClosing(line) {
                let isTop = rank < 2 && after.contains { $0.split(separator: " ").count >= sentenceWords }
                if !isTop { return (place, kept) }
            } else if isThanks(line), !after.isEmpty, after.filter({ !isPostscript($0) }).count <= nameLinesMax,
                after.allSatisfy({ isName($0) || isPostscript($0) })
            {
                return (place, line)
            }
        }
        return nil
    }

    /// What stands before a closing that ends the line; nil where none does.
    private static func beforeClosing(_ line: Substring) -> Substring? {
        var start = line.startIndex
        var previous: Character = " "
        var isStart = true
        for index in line.indices {
            if previous == " ", isStart, !line[index].isWhitespace {
                start = index
                isStart = false
                if isClosing(line[start...]) { return line[..<start].trimmedLine }
            }
            previous = line[index]
            if ".!?,".contains(previous) { isStart = true }
        }
        return nil
    }

    /// "Mit freundlichen Grüßen", "LG Anna", "Kind regards", "Vielen Dank im Voraus".
    static func isClosing(_ text: Substring) -> Bool {
        guard text.utf8.count <= closingBytesMax, !text.contains("?") else { return false }
        let words = LetterWords.folded(text)
        guard let first = words.first, words.count <= closingWordsMax else { return false }
        if LetterWords.closingAlone.contains(first) { return true }
        if let greet = words.firstIndex(where: { $0.hasPrefix(LetterWords.greet) }), greet <= 5 {
            return words[..<greet].allSatisfy { LetterWords.beforeGreet.contains($0) }
        }
        if let regards = words.firstIndex(where: LetterWords.regards.contains), regards <= 4 {
            return words[..<regards].allSatisfy { LetterWords.beforeRegards.contains($0) }
        }
        if first == "best", text.lowercased().hasPrefix("best,") { return true }
        if words == ["best"] || words == ["al", "the", "best"] { return text.last == "," || words.count == 3 }
        let isThanks = words.contains(where: LetterWords.thanks.contains)
        return isThanks && words.contains(where: LetterWords.inAdvance.contains)
    }

    /// "Danke!", "Many thanks,".
    private static func isThanks(_ line: Substring) -> Bool {
        let words = LetterWords.folded(line)
        return words.contains(where: LetterWords.thanks.contains)
            && words.allSatisfy { LetterWords.thanks.contains($0) || LetterWords.small.contains($0) }
    }

    /// Up to three words, each with a capital, without a stop.
    static func isName(_ line: Substring) -> Bool {
        let words = line.split(separator: " ")
        guard (1...3).contains(words.count), line.last.map({ $0.isLetter }) == true else { return false }
        return words.allSatisfy { word in
            guard word.first?.isUppercase == true, word.allSatisfy({ $0.isLetter || "-.'’".contains($0) }) else {
                return false
            }
            return LetterWords.folded(word).allSatisfy { !isAskingWord($0) }
        }
    }

    /// "Von meinem iPhone gesendet", "Sent from my phone".
    private static func isMobileNote(_ line: Substring) -> Bool {
        let lower = line.lowercased()
        guard line.split(separator: " ").count <= 14 else { return false }
        if lower.hasPrefix("sent from ") || lower.hasPrefix("get outlook for") { return true }
        if lower.hasPrefix("gesendet von ") || lower.hasPrefix("gesendet mit ")
            || lower.hasPrefix("holen sie sich outlook")
        {
            return true
        }
        return lower.hasPrefix("von meinem ") && lower.contains("gesendet")
            || lower.hasPrefix("diese nachricht wurde von mein")
    }

    static func isPostscript(_ line: Substring) -> Bool { postscriptMark(line) != nil }

    static func withoutPostscriptMark(_ line: Substring) -> Substring {
        postscriptMark(line).map { line.dropFirst($0).drop { $0.isPunctuation || $0.isWhitespace } } ?? line
    }

    private static func postscriptMark(_ line: Substring) -> Int? {
        ["P.S", "PS", "p.s", "ps:", "NB:"].first(where: line.hasPrefix).flatMap { mark in
            line.dropFirst(mark.count).first.map { $0.isLetter } == true ? nil : mark.count
        }
    }
}
