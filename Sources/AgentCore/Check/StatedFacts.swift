/// Numbers, links and e-mail addresses of texts: what a reply may repeat.
struct StatedFacts: Sendable {
    private var numbers: Set<String> = []
    private var addresses: Set<String> = []

    /// Takes the facts of a source.
    mutating func add(_ text: String) {
        let found = StatedFacts.read(text)
        numbers.formUnion(found.numbers)
        addresses.formUnion(found.addresses)
    }

    /// Whether every number, link and address of the text is known.
    func cover(_ text: String) -> Bool {
        let found = StatedFacts.read(text)
        return found.numbers.allSatisfy { numbers.contains($0) }
            && found.addresses.allSatisfy { addresses.contains($0) }
    }

    private static func read(_ text: String) -> (numbers: [String], addresses: [String]) {
        guard text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x40 || $0 == 0x2F || $0 == 0x2E })
        else { return ([], []) }
        var numbers: [String] = []
        var addresses: [String] = []
        for piece in text.split(whereSeparator: { $0.isWhitespace || "()[]<>\"„“”|".contains($0) }) {
            if isAddress(piece) {
                addresses.append(bare(piece).lowercased())
            } else {
                numbers.append(contentsOf: StatedFacts.numbers(in: piece))
            }
        }
        return (numbers, addresses)
    }

    /// Holds `@` or `://`, begins with `www.`, or looks like `name.tld/…`.
    private static func isAddress(_ piece: Substring) -> Bool {
        let lower = piece.lowercased()
        if lower.contains("@") || lower.contains("://") || lower.hasPrefix("www.") { return true }
        let host = bare(Substring(lower)).prefix { $0 != "/" }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, last.count >= 2, last.count <= 12 else { return false }
        return labels.allSatisfy { !$0.isEmpty } && last.allSatisfy { $0.isLetter } && labels[0].count >= 3
    }

    private static func bare(_ piece: Substring) -> Substring {
        var piece = piece
        while let last = piece.last, ".,;:!?*_".contains(last) { piece = piece.dropLast() }
        while let first = piece.first, "*_".contains(first) { piece = piece.dropFirst() }
        return piece
    }

    /// Runs of digits with `.`, `,`, `:` or `-` between them, as `19,90`, `10:30` and `2026-11-23`, without leading
    /// zeros and with a decimal point for a decimal comma.
    private static func numbers(in piece: Substring) -> [String] {
        var result: [String] = []
        var current = ""
        func end() {
            while let last = current.last, !last.isNumber { current.removeLast() }
            while current.first == "0", current.count > 1, current.dropFirst().first?.isNumber == true {
                current.removeFirst()
            }
            if !current.isEmpty { result.append(current) }
            current = ""
        }
        for character in piece {
            if character.isNumber {
                current.append(character)
            } else if !current.isEmpty, ".,:".contains(character) {
                current.append(character == "," ? "." : character)
            } else {
                end()
            }
        }
        end()
        return result
    }
}
