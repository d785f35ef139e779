/// Yes, no, or neither, in what a caller answers to a read-back.
public struct CallerAnswer: Sendable, Hashable {
    /// Which of them.
    public enum Verdict: Sendable, Hashable {
        case yes, no, none
    }

    public let verdict: Verdict

    init(_ verdict: Verdict) { self.verdict = verdict }

    /// A no anywhere in the first words counts more than a yes: `ja, das heißt, nee`.
    public init(_ text: String, _ tongue: Tongue) {
        let words = Utterance(text).words.map(\.key).filter {
            !Fillers.contains($0, tongue) || CallerAnswer.yes.contains($0)
        }
        let start = words.prefix(8)
        let isDenied = zip(start, start.dropFirst()).contains { one, two in
            CallerAnswer.not.contains(one) && CallerAnswer.yes.contains(two)
                || CallerAnswer.yes.contains(one) && CallerAnswer.not.contains(two)
                || CallerAnswer.not.contains(one) && ["ganz", "quite"].contains(two)
        }
        if isDenied || start.contains(where: CallerAnswer.no.contains) {
            verdict = .no
        } else if start.prefix(4).contains(where: CallerAnswer.yes.contains) {
            verdict = .yes
        } else {
            verdict = .none
        }
    }

    private static let yes: Set<String> = [
        "ja", "jawohl", "jep", "jo", "joa", "genau", "richtig", "stimmt", "stimmts", "korrekt", "passt", "exakt",
        "perfekt",
        "jup", "sicher", "klar", "prima", "super", "freilich", "yes", "yeah", "yep", "yup", "correct", "right",
        "exactly", "perfect", "sure", "absolutely", "okay", "ok",
    ]
    private static let no: Set<String> = [
        "nein", "nee", "noe", "falsch", "noi", "naa", "verkehrt", "no", "nope", "wrong", "incorrect", "nah",
        "negative",
    ]
    private static let not: Set<String> = ["nicht", "not", "isn't", "net", "ned", "nich"]
}
