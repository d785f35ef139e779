/// The sentences of a read-back, short and slow.
struct ReadBackPrompts {
    let reader: SpokenReader
    private var tongue: Tongue { reader.tongue }
    private var isGerman: Bool { tongue == .german }

    fileprivate static let closing: [Tongue: String] = [.german: "Stimmt das?", .english: "Is that right?"]
    fileprivate static let keying: [Tongue: String] = [
        .german: "Bitte tippen Sie die Ziffern auf Ihrem Telefon ein.",
        .english: "Please key in the digits on your phone.",
    ]

    init(_ reader: SpokenReader) { self.reader = reader }

    func prompt(_ open: [ReadBack.Open], rounds: Int) -> String {
        let whole = open.filter { $0.entity.isComplete && !$0.isWanted }
        let torn = open.filter { !$0.entity.isComplete || $0.isWanted }
        var sentences: [String] = []
        if !whole.isEmpty {
            let said = whole.map { title($0) + say($0, isSlow: $0.rounds >= 2) }
            sentences.append((isGerman ? "Ich wiederhole: " : "Let me repeat: ") + joined(said) + ".")
        }
        if let first = torn.first {
            sentences.append(question(first, rounds: rounds))
        } else {
            sentences.append(Self.closing[tongue] ?? "")
        }
        return sentences.joined(separator: " ")
    }

    private func question(_ open: ReadBack.Open, rounds: Int) -> String {
        let kind = reader.kinds.first { $0.name == open.entity.kind }
        let name = kind?.titles[tongue] ?? (isGerman ? "diese Angabe" : "that")
        if open.rounds >= rounds {
            if kind?.canBeKeyed == true {
                return (Self.keying[tongue] ?? "") + (isGerman ? " Wie lautet \(name)?" : " What is \(name)?")
            }
            return isGerman
                ? "Bitte buchstabieren Sie langsam, zum Beispiel B wie Berta. Wie lautet \(name)?"
                : "Please spell slowly, for example B as in Bravo. What is \(name)?"
        }
        if open.isWanted || !open.entity.value.contains(where: { $0.isLetter || $0.isNumber }) {
            return isGerman
                ? "Das habe ich nicht verstanden. Wie lautet \(name)?" : "I did not get that. What is \(name)?"
        }
        let heard = say(open, isSlow: false)
        return isGerman
            ? "Verstanden habe ich: \(heard). Da fehlt etwas. Wie lautet \(name) ganz?"
            : "I heard: \(heard). Something is missing. What is all of \(name)?"
    }

    /// `Bestellnummer ` for `die Bestellnummer`.
    private func title(_ open: ReadBack.Open) -> String {
        guard let title = reader.kinds.first(where: { $0.name == open.entity.kind })?.titles[tongue] else { return "" }
        let words = title.split(separator: " ")
        let isArticle = ["der", "die", "das", "the", "your", "ihre", "ihr"].contains(words.first?.lowercased() ?? "")
        return (isArticle ? words.dropFirst() : words[...]).joined(separator: " ") + " "
    }

    private func say(_ open: ReadBack.Open, isSlow: Bool) -> String {
        guard let kind = reader.kinds.first(where: { $0.name == open.entity.kind }) else { return open.entity.value }
        return SaidValues(tongue: tongue, dialling: reader.dialling).say(
            open.entity.value, of: kind.shape, isSlow: isSlow)
    }

    private func joined(_ parts: [String]) -> String { parts.joined(separator: isGerman ? "; und " : "; and ") }
}

extension ReadBack {
    /// Whether what was said ends with a question of a read-back that keys answer.
    public static func asksForKey(_ said: String) -> Bool {
        Tongue.allCases.contains { tongue in
            ReadBackPrompts.closing[tongue].map(said.hasSuffix) == true
                || ReadBackPrompts.keying[tongue].map { said.contains($0) } == true
        }
    }
}
