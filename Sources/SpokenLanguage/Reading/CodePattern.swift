/// The form of an order number or another code: `NR-[0-9]{5}`, `[A-Z]{3}\d{4}(-[A-Z])?` without the group.
///
/// A subset of regular expressions in which every pattern is a row of places: letters and digits stand for
/// themselves, `-`, `_`, `.`, `#`, `/` and blanks are separators that need not be said, `[A-Z0-9]` and `\d` are classes;
/// `{n}`, `{m,n}`, `?`, `+`, `*` repeat what stands before. Letters match either case; the value takes the pattern's.
public struct CodePattern: Sendable, Hashable, CustomStringConvertible {
    /// Why a pattern is refused.
    public enum Fault: Error, Sendable, Hashable {
        /// What is not in the subset, at a place counted from 0.
        case unsupported(Character, at: Int)
        /// A class, a repetition or an escape without its end.
        case unfinished
        /// More than `placesMax` places, or no place at all.
        case size
    }

    /// Most places of a pattern, with `+` and `*` counted as `openMax`.
    public static let placesMax = 64
    /// What `+` and `*` stand for at most.
    public static let openMax = 24

    struct Place: Sendable, Hashable {
        enum Content: Sendable, Hashable {
            case literal(Character)
            case separator(Character)
            case oneOf(digits: Bool, letters: Bool, isLower: Bool, other: Set<Character>)
        }
        let content: Content
        let isOptional: Bool
    }

    let places: [Place]
    public let description: String

    /// - Throws: `Fault`.
    public init(_ pattern: String) throws(Fault) {
        description = pattern
        var places: [Place] = []
        let characters = Array(pattern)
        var at = 0
        while at < characters.count {
            let content: Place.Content
            switch characters[at] {
            case "[": content = try CodePattern.readClass(characters, &at)
            case "\\":
                at += 1
                guard at < characters.count else { throw .unfinished }
                content =
                    characters[at] == "d"
                    ? .oneOf(digits: true, letters: false, isLower: false, other: []) : .separator(characters[at])
            case let sign where "-_.#/ :".contains(sign): content = .separator(sign)
            case let literal where literal.isLetter || literal.isNumber: content = .literal(literal)
            case "^" where at == 0, "$" where at == characters.count - 1:
                at += 1
                continue
            default: throw .unsupported(characters[at], at: at)
            }
            at += 1
            let repeats = try CodePattern.readRepeat(characters, &at)
            guard repeats.upperBound <= CodePattern.placesMax else { throw .size }
            for index in 0..<repeats.upperBound {
                places.append(Place(content: content, isOptional: index >= repeats.lowerBound))
            }
            guard places.count <= CodePattern.placesMax else { throw .size }
        }
        guard !places.isEmpty else { throw .size }
        self.places = places
    }

    private static func readClass(_ characters: [Character], _ at: inout Int) throws(Fault) -> Place.Content {
        var (digits, upper, lower) = (false, false, false)
        var other: Set<Character> = []
        at += 1
        while at < characters.count, characters[at] != "]" {
            let isRange = at + 2 < characters.count && characters[at + 1] == "-" && characters[at + 2] != "]"
            if isRange {
                let last = characters[at + 2]
                switch characters[at] {
                case "0" where last == "9": digits = true
                case "A" where last == "Z": upper = true
                case "a" where last == "z": lower = true
                case let first:
                    guard let low = first.asciiValue, let high = last.asciiValue, low <= high else {
                        throw .unsupported(first, at: at)
                    }
                    for value in low...high { other.insert(Character(UnicodeScalar(value))) }
                }
                at += 3
            } else if characters[at] == "\\", at + 1 < characters.count, characters[at + 1] == "d" {
                digits = true
                at += 2
            } else {
                other.insert(characters[at])
                at += 1
            }
        }
        guard at < characters.count else { throw .unfinished }
        return .oneOf(digits: digits, letters: upper || lower, isLower: lower && !upper, other: other)
    }

    private static func readRepeat(_ characters: [Character], _ at: inout Int) throws(Fault) -> ClosedRange<Int> {
        guard at < characters.count else { return 1...1 }
        switch characters[at] {
        case "?": at += 1; return 0...1
        case "+": at += 1; return 1...openMax
        case "*": at += 1; return 0...openMax
        case "{":
            var text = ""
            at += 1
            while at < characters.count, characters[at] != "}" {
                text.append(characters[at])
                at += 1
            }
            guard at < characters.count else { throw .unfinished }
            at += 1
            let bounds = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
            guard let low = bounds.first ?? nil, low >= 0 else { throw .unfinished }
            if bounds.count == 1 { return low...low }
            let high = bounds[1] ?? max(low, openMax)
            guard bounds.count == 2, high >= low else { throw .unfinished }
            return low...high
        default: return 1...1
        }
    }

    var isDigitsOnly: Bool {
        places.allSatisfy { place in
            switch place.content {
            case .literal(let literal): literal.isNumber
            case .separator: true
            case .oneOf(_, let letters, _, let other): !letters && other.allSatisfy(\.isNumber)
            }
        }
    }

    /// Letters the code always begins with, as in `NR-…`.
    var head: [Character] {
        var head: [Character] = []
        for place in places {
            if case .literal(let letter) = place.content, letter.isLetter { head.append(letter) } else { break }
        }
        return head
    }
}

extension CodePattern.Place.Content {
    /// How well a said character fits: nil not at all; else what it stands for and how much that counts.
    func fit(_ said: Character) -> (value: Character, worth: Double)? {
        let upper = Character(said.uppercased().first.map(String.init) ?? String(said))
        switch self {
        case .literal(let literal):
            if said == literal || upper == Character(literal.uppercased()) { return (literal, 1.3) }
            return nil
        case .separator(let sign): return said == sign ? (sign, 0.2) : nil
        case .oneOf(let digits, let letters, let isLower, let other):
            if digits, said.isNumber, said.isASCII { return (said, letters ? 0.85 : 1) }
            if other.contains(said) { return (said, 1) }
            if other.contains(upper) { return (upper, 1) }
            if letters, said.isLetter, said.isASCII {
                return (isLower ? Character(said.lowercased()) : upper, digits ? 0.85 : 1)
            }
            if digits, let digit = Spelling.digitForLetter[upper] { return (digit, 0.45) }
            if letters, let letter = Spelling.letterForDigit[said] {
                return (isLower ? Character(letter.lowercased()) : letter, 0.3)
            }
            return nil
        }
    }

    /// What may be put where nothing was heard: a separator for free, a fixed letter for little, else nothing.
    var fallback: (value: Character, cost: Double) {
        switch self {
        case .literal(let literal): (literal, literal.isLetter ? 0.35 : 1.5)
        case .separator(let sign): (sign, 0)
        case .oneOf: ("?", 1.6)
        }
    }
}
