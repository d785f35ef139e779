import Conversations
import SpokenLanguage

/// The understanding stage: from the customer's messages to what they mean.
struct Reader: Sendable {
    private let languages: LanguageDetector
    private let table: PatternTable
    private let nameRow: Int
    private let wishScore: WishScore

    init(persona: Persona) {
        languages = LanguageDetector(persona: persona, table: Lexicon.shared)
        table = Lexicon.shared
        wishScore = WishScore(table)
        nameRow = table.row(named: "@naming") ?? 0
    }

    /// Understands the unseen messages of a turn.
    func read(_ input: TurnInput, memory: Memory) -> Understanding {
        let letters = input.limits.isLive ? nil : Letters(input.unseen)
        let text = letters?.text ?? MessageText.joined(input.unseen)
        var folded = FoldedText(text, limit: letters == nil ? FoldedText.scalarsMax : Int.max)
        table.vocabulary.mark(&folded)
        let language = language(letters, folded, input)
        var result = Understanding(language: language, intent: .question, text: text)
        if mayGiveFacts(text, folded) {
            result.facts = letters?.facts(withSignatures: false) ?? FactScanner.facts(in: input.unseen)
        }
        let findings = Findings(folded, table)
        IntentReading(
            text: text, folded: folded, findings: findings, memory: memory, table: table, wishScore: wishScore,
            letters: letters
        ).read(into: &result)
        if let letters { result.facts = letters.facts(withSignatures: true) }
        settleLanguage(findings, memory, &result)
        return result
    }

    private func language(_ letters: Letters?, _ folded: FoldedText, _ input: TurnInput) -> DetectedLanguage {
        var told = letters?.languageText(folded) ?? folded
        if letters != nil { table.vocabulary.mark(&told) }
        let prior = input.language ?? input.customer.language
        let detected = languages.detect(told, prior: prior)
        return input.limits.spoken ? settled(detected, MessageText.joined(input.unseen), prior: prior) : detected
    }

    /// A voice that changes at a foreign word is worse than one that stays: a call goes over to another language with
    /// a whole sentence of it, or when it is asked for.
    private func settled(_ detected: DetectedLanguage, _ text: String, prior: String?) -> DetectedLanguage {
        guard let prior = prior.map({ String($0.languagePart) }), languages.speaks(prior), !detected.isForeign,
            detected.reply != prior, let tongue = Tongue(languageTag: prior),
            Tongue.spoken(in: text, unless: tongue) == tongue
        else { return detected }
        return DetectedLanguage(reply: prior, isForeign: false)
    }

    /// Whoever asked for a language gets it until another is asked for.
    private func settleLanguage(_ findings: Findings, _ memory: Memory, _ result: inout Understanding) {
        var wanted = memory.language
        if result.intent == .languageRequest {
            let asked = findings.score(.speakEnglish) >= Findings.enough ? "en" : "de"
            guard languages.speaks(asked) else { return }
            wanted = asked
        }
        guard let wanted, languages.speaks(wanted) else { return }
        result.wantedLanguage = wanted
        if !result.language.isForeign || result.intent == .languageRequest {
            result.language = DetectedLanguage(reply: wanted, isForeign: false)
        }
    }

    /// Whether a closer look for facts is worth it: a digit, an `@`, or words that introduce a name.
    private func mayGiveFacts(_ text: String, _ folded: FoldedText) -> Bool {
        for byte in text.utf8 where byte >= 0x30 && byte <= 0x39 || byte == 0x40 { return true }
        for word in folded.words where word.id != 0 && table.holds(nameRow, word.id) { return true }
        return false
    }
}

/// Texts of a burst as one.
enum MessageText {
    /// The messages, a line each, without control characters; only the newest ``FoldedText/scalarsMax`` scalars'
    /// worth of the burst is kept, from the front of its last messages.
    static func joined(_ messages: [TurnMessage]) -> String {
        if messages.count == 1 { return clean(messages[0].text) }
        var lines: [String] = []
        var room = FoldedText.scalarsMax
        for message in messages.reversed() where room > 0 {
            let line = clean(message.text)
            lines.append(line)
            room -= line.unicodeScalars.count
        }
        return lines.reversed().joined(separator: "\n")
    }

    /// At most so many scalars, without control characters and marks that turn the writing direction.
    static func clean(_ text: String, scalarsMax: Int = FoldedText.scalarsMax) -> String {
        if text.utf8.count <= scalarsMax, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(scalarsMax) {
            switch scalar.value {
            case 0x0A: result.append(scalar)
            case 0x00..<0x20, 0x7F..<0xA0: result.append(" ")
            case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0xFEFF, 0xE0000...0xE007F: break
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}

extension Understanding {
    /// Notes what was understood.
    func note(in trace: inout TurnTrace) {
        trace.note("understand", "language", language.isForeign ? "other" : language.reply)
        trace.note("understand", "intent", intent.rawValue)
        for found in evidence { trace.note("understand", found.topic, found.pattern) }
        if mood != .calm { trace.note("understand", "mood", mood.rawValue) }
        for fact in facts { trace.note("understand", "fact given", fact.key) }
    }
}
