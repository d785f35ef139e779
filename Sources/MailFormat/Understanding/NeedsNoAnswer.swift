/// Mails to which silence is the right answer: only thanks, "ok", "done".
///
/// Every word of them is known here. One that is not, a number, a question mark or an attachment, and the mail is for
/// the agent to read: a missed thanks costs one needless answer, a missed question costs a customer.
public enum NeedsNoAnswer {
    private static let wordsMax = 30

    /// - Parameters:
    ///   - reply: what the person newly wrote (``ReplySplit/reply``).
    ///   - isInThread: whether the mail belongs to a conversation we had; a first "ok" wants something.
    ///   - attachments: files that came with it.
    public static func judge(reply: String, isInThread: Bool, attachments: Int = 0) -> Bool {
        guard isInThread, attachments == 0, reply.utf8.count <= 600 else { return false }
        var lines = TextLines.split(reply).map(TextLine.init).filter { !$0.isBlank }
        lines = beforeClosing(lines)
        guard lines.allSatisfy({ $0.depth == 0 }) else { return false }
        var words: [String] = []
        for line in lines {
            guard !line.content.contains("?"), !line.content.contains("？") else { return false }
            words += SignatureLines.tokens(line.folded).flatMap { $0.split(separator: "-").map(String.init) }.map(
                letters)
        }
        words.removeAll { $0.isEmpty }
        guard (1...wordsMax).contains(words.count) || words.isEmpty && hasThumb(reply) else { return false }
        return words.allSatisfy { filler.contains($0) || carrying.contains($0) || isName($0, words) }
            && (words.contains(where: carrying.contains) || words.isEmpty)
            && !words.contains(where: negations.contains)
    }

    /// Without "Kind regards" and the names below it.
    private static func beforeClosing(_ lines: [TextLine]) -> [TextLine] {
        guard let closing = lines.lastIndex(where: SignatureLines.isClosing), lines.count - closing <= 3, closing > 0
        else {
            return lines
        }
        // "Many thanks" closes letters and is what this looks for.
        let words = SignatureLines.tokens(lines[closing].folded).map(letters)
        return Array(words.contains(where: carrying.contains) ? lines[...closing] : lines[..<closing])
    }

    /// "Thanks Mara": the last word, when it is no word of ours, may be a name.
    private static func isName(_ word: String, _ words: [String]) -> Bool {
        word == words.last && words.count >= 2 && word.count >= 2 && word.count <= 15 && !negations.contains(word)
            && !asking.contains(word) && words.dropLast().allSatisfy { filler.contains($0) || carrying.contains($0) }
    }

    private static func letters(_ word: String) -> String {
        word.contains { $0.isNumber } ? word : String(word.filter { $0.isLetter })
    }

    private static func hasThumb(_ text: String) -> Bool {
        let marks = text.unicodeScalars.filter { !$0.properties.isWhitespace && $0.value != 0xFE0F }
        let thumbs = marks.filter {
            $0 == "👍" || $0 == "🙏" || $0 == "❤" || $0 == "😊" || $0 == "🙂" || $0 == "👌" || $0 == "✅"
        }
        return !marks.isEmpty && marks.count <= 6
            && thumbs.count + marks.count { $0.properties.isEmojiModifier } == marks.count && !thumbs.isEmpty
    }

    /// One of these has to be there.
    private static let carrying: Set<String> = [
        "danke", "dank", "dankeschön", "dankeschoen", "merci", "vielendank", "erledigt", "erhalten", "angekommen",
        "geklappt",
        "passt", "super", "prima", "perfekt", "ok", "okay", "oki", "okey", "alles", "bestens", "thanks", "thank", "thx",
        "ty",
        "cheers", "done", "received", "resolved", "solved", "perfect", "great", "worked", "works", "appreciated",
        "fine", "got",
        "verstanden", "gelöst", "funktioniert", "klasse", "toll", "wunderbar", "spitze", "excellent", "awesome",
    ]
    private static let filler: Set<String> = [
        "vielen", "herzlichen", "besten", "lieben", "schönen", "tausend", "recht", "ganz", "sehr", "für", "fuer", "die",
        "das", "den",
        "der", "dem", "ihre", "ihren", "ihrem", "ihr", "deine", "deinen", "dein", "eure", "schnelle", "schnellen",
        "rasche", "gute",
        "nette", "tolle", "antwort", "hilfe", "rückmeldung", "info", "information", "auskunft", "unterstützung", "mühe",
        "nachricht",
        "mail", "hat", "habe", "ich", "es", "ist", "jetzt", "nun", "alles", "klar", "gut", "so", "und", "hallo", "hi",
        "guten", "tag",
        "liebe", "lieber", "frau", "herr", "ja", "sich", "wieder", "schon", "gerade", "geht", "ist", "bin", "damit",
        "euch", "ihnen",
        "dir", "einen", "schönes", "wochenende", "abend", "wünsche", "noch", "team", "many", "so", "very", "much",
        "you", "for", "your",
        "the", "a", "quick", "fast", "prompt", "kind", "great", "help", "answer", "reply", "response", "support",
        "information", "it",
        "is", "all", "good", "now", "that", "this", "was", "has", "been", "i", "ve", "have", "lot", "again", "hello",
        "dear", "hey",
        "just", "what", "needed", "works", "got", "yes", "mir", "uns", "allem", "lg", "vg", "mfg", "best", "have",
        "nice", "day",
        "weekend", "we", "everything", "in", "im", "voraus", "advance",
    ]
    private static let negations: Set<String> = [
        "nicht", "kein", "keine", "keinen", "nein", "aber", "leider", "trotzdem", "not", "no", "but", "however",
        "unfortunately",
        "dont", "didnt", "doesnt", "isnt", "nothing", "nichts", "never", "nie",
    ]
    private static let asking: Set<String> = [
        "wann", "wo", "wie", "was", "warum", "wer", "welche", "bitte", "when", "where", "how", "why", "who", "please",
        "storno",
        "kündigen", "cancel", "refund", "help", "hilfe", "stop", "stopp",
    ]
}
