import Conversations

extension Brief {
    /// Longest summary that goes with a call, in characters: platforms bound what a handoff carries.
    static let summaryCharactersMax = 1_500

    /// What whoever takes the call over reads at a glance: the wish, what is known, what was said, line by line.
    var summary: String {
        var lines = [wants]
        lines += facts.map { "• \($0.text)" }
        lines += tried.map { "→ \($0.text)" }
        if mood != "calm" { lines.append("(\(mood))") }
        let text = lines.filter { !$0.isEmpty }.joined(separator: "\n")
        return text.count > Self.summaryCharactersMax ? text.prefix(Self.summaryCharactersMax - 1) + "…" : text
    }
}
