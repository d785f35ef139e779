/// A correction of some places only: `am Ende vier fünf`, `nicht K, H wie Heinrich`, `the third digit is a five`.
struct PartialCorrection {
    private enum Edit {
        case tail([Character])
        case head([Character])
        /// Counted from 0; negative from the end.
        case place(Int, Character)
        case swap(from: [Character], to: [Character])
        /// Where all but one or two agree, else at the end.
        case nearest([Character])
    }

    private var edits: [Edit] = []
    var isPresent: Bool { !edits.isEmpty }
    /// Only a few characters after a no: a whole short value may be meant as well.
    var isVague: Bool {
        if case .nearest = edits.first { return true }
        return false
    }

    static func fits(_ shape: EntityKind.Shape) -> Bool {
        switch shape {
        case .code, .phone, .name, .email: true
        default: false
        }
    }

    private static let tails: [[String]] = [
        ["am", "ende"], ["ende"], ["am", "schluss"], ["zum", "schluss"], ["hinten"], ["endet", "auf"],
        ["endet", "mit"], ["die", "letzten"],
        ["at", "the", "end"], ["ends", "in"], ["ends", "with"], ["ending"], ["the", "last"], ["letzten"],
    ]
    private static let heads: [[String]] = [
        ["am", "anfang"], ["vorne"], ["vorn"], ["beginnt", "mit"], ["faengt", "mit"], ["at", "the", "beginning"],
        ["starts", "with"], ["begins", "with"], ["at", "the", "start"],
    ]

    init(_ text: String, _ tongue: Tongue) {
        let utterance = Utterance(text).withoutNoise(tongue)
        guard utterance.words.count <= 40 else { return }
        let symbols = SymbolReader(utterance, tongue).symbols()
        let keys = utterance.words.map(\.key)
        if let edit = PartialCorrection.place(symbols, keys, tongue) {
            edits.append(edit)
        } else if let edit = PartialCorrection.swap(symbols, keys) {
            edits.append(edit)
        } else if let after = PartialCorrection.end(of: PartialCorrection.tails, keys) {
            let characters = PartialCorrection.characters(symbols, from: after, keys)
            if !characters.isEmpty { edits.append(.tail(characters)) }
        } else if let after = PartialCorrection.end(of: PartialCorrection.heads, keys) {
            let characters = PartialCorrection.characters(symbols, from: after, keys)
            if !characters.isEmpty { edits.append(.head(characters)) }
        } else if CallerAnswer(text, tongue).verdict == .no {
            let rows = symbols.split { $0.digits == nil && $0.letter == nil || $0.isWeak }
            let characters = rows.count == 1 ? PartialCorrection.characters(symbols, from: 0, keys) : []
            if (2...4).contains(characters.count) { edits.append(.nearest(characters)) }
        }
    }

    private static func end(of phrases: [[String]], _ keys: [String]) -> Int? {
        for at in keys.indices {
            for phrase in phrases where at + phrase.count <= keys.count {
                if phrase.indices.allSatisfy({ isHeard(phrase[$0], keys[at + $0]) }) { return at + phrase.count }
            }
        }
        return nil
    }

    private static func isHeard(_ wanted: String, _ key: String) -> Bool {
        key == wanted || (wanted.count >= 4 && key.count >= 3 && Similarity.isOneEdit(key, wanted))
    }

    /// The first row of letters and digits from a word on; `zwei Ziffern` and `zwei sind` before it are skipped.
    private static func characters(_ symbols: [Symbol], from word: Int, _ keys: [String]) -> [Character] {
        var found: [Character] = []
        for symbol in symbols where symbol.words.lowerBound >= word {
            let next = symbol.words.upperBound < keys.count ? keys[symbol.words.upperBound] : ""
            let isCount =
                found.isEmpty
                && ["ziffern", "stellen", "zahlen", "sind", "digits", "numbers", "are", "ist", "is"].contains(next)
            if let digits = symbol.digits, !isCount {
                found += Array(digits)
            } else if let letter = symbol.letter {
                found.append(letter)
            } else if !found.isEmpty {
                break
            }
        }
        return found
    }

    /// `die dritte Ziffer ist eine fünf`, `the last letter is b`.
    private static func place(_ symbols: [Symbol], _ keys: [String], _ tongue: Tongue) -> Edit? {
        let nouns: Set<String> = [
            "ziffer", "stelle", "zahl", "buchstabe", "digit", "letter", "number", "character", "zeichen", "one",
        ]
        for at in keys.indices.dropLast() where nouns.contains(keys[at + 1]) {
            let place: Int?
            switch keys[at] {
            case "letzte", "last": place = -1
            case "vorletzte": place = -2
            default:
                let ordinal =
                    tongue == .german ? NumberReading.germanOrdinal(keys[at]) : NumberReading.englishOrdinals[keys[at]]
                place = ordinal.map { $0 - 1 }
            }
            guard let place, let character = characters(symbols, from: at + 2, keys).first else { continue }
            return .place(place, character)
        }
        return nil
    }

    /// `nicht K, H`, `nicht K sondern H`, `H statt K`, `H instead of K`.
    private static func swap(_ symbols: [Symbol], _ keys: [String]) -> Edit? {
        for at in keys.indices {
            if isHeard("nicht", keys[at]) || keys[at] == "not" || (keys[at] == "kein" || keys[at] == "keine") {
                let (from, end) = row(symbols, from: at + 1, stopsAtPause: true)
                let (to, _) = row(symbols, from: end, stopsAtPause: false)
                if !from.isEmpty, !to.isEmpty { return .swap(from: from, to: to) }
            }
            if keys[at] == "statt" || keys[at] == "anstatt"
                || (keys[at] == "instead" && at + 1 < keys.count && keys[at + 1] == "of")
            {
                let (from, _) = row(symbols, from: at + 1, stopsAtPause: false)
                var to: [Character] = []
                for symbol in symbols where symbol.words.upperBound <= at {
                    if let digits = symbol.digits {
                        to += Array(digits)
                    } else if let letter = symbol.letter {
                        to.append(letter)
                    } else {
                        to = []
                    }
                }
                if !from.isEmpty, !to.isEmpty { return .swap(from: from, to: to) }
            }
        }
        return nil
    }

    /// Without a pause in the words, half of the row is what was wrong and half what is right.
    private static func row(_ symbols: [Symbol], from word: Int, stopsAtPause: Bool) -> ([Character], Int) {
        var found: [Character] = []
        var end = word
        for symbol in symbols where symbol.words.lowerBound >= word {
            if !found.isEmpty, stopsAtPause { break }
            if let digits = symbol.digits {
                found += Array(digits)
            } else if let letter = symbol.letter {
                found.append(letter)
            } else if !found.isEmpty {
                break
            }
            end = symbol.words.upperBound
        }
        return (found, end)
    }

    /// The value with the edits made; nil when they have no place in it.
    func applied(to value: String) -> String? {
        var characters = Array(value)
        for edit in edits {
            let places = characters.indices.filter {
                characters[$0].isLetter || characters[$0].isNumber || characters[$0] == "?"
            }
            switch edit {
            case .tail(let new):
                guard new.count < places.count else { return nil }
                for (offset, place) in places.suffix(new.count).enumerated() { put(new[offset], &characters, place) }
            case .head(let new):
                guard new.count < places.count, !value.hasPrefix("+") else { return nil }
                for (offset, place) in places.prefix(new.count).enumerated() { put(new[offset], &characters, place) }
            case .nearest(let new):
                guard new.count * 2 <= places.count else { return nil }
                let starts = 0...places.count - new.count
                func agreement(_ start: Int) -> Int {
                    new.indices.count { characters[places[start + $0]].lowercased() == new[$0].lowercased() }
                }
                let best = starts.map(agreement).max() ?? 0
                guard best > 0, best < new.count, let start = starts.last(where: { agreement($0) == best }) else {
                    return nil
                }
                for (offset, value) in new.enumerated() { put(value, &characters, places[start + offset]) }
            case .place(let at, let new):
                let index = at < 0 ? places.count + at : at
                guard places.indices.contains(index) else { return nil }
                put(new, &characters, places[index])
            case .swap(let from, let to):
                guard let start = last(from, in: places.map { Character(characters[$0].lowercased()) }) else {
                    return nil
                }
                guard from.count == to.count else { return nil }
                for (offset, new) in to.enumerated() { put(new, &characters, places[start + offset]) }
            }
        }
        return String(characters)
    }

    private func put(_ new: Character, _ characters: inout [Character], _ place: Int) {
        let isUpper =
            characters[place].isUppercase || characters[place].isNumber && characters.contains(where: \.isUppercase)
        characters[place] = isUpper ? Character(new.uppercased().first.map(String.init) ?? String(new)) : new
    }

    private func last(_ wanted: [Character], in row: [Character]) -> Int? {
        guard row.count >= wanted.count else { return nil }
        return (0...row.count - wanted.count).last { start in
            wanted.indices.allSatisfy { row[start + $0] == wanted[$0] }
        }
    }
}
