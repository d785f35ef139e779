import Conversations
import Testing

@testable import AgentCore

/// The understanding of wishes and risks, measured on our own sentences with bars.
@Suite struct SentenceTests {
    struct Row: Sendable {
        var marks: String
        var text: String
    }

    struct Tally {
        var found = 0
        var wanted = 0
        var falseAlarms = 0
        var missed: [String] = []
        var recall: Double { wanted == 0 ? 1 : Double(found) / Double(wanted) }
    }

    static func rows(_ text: String) -> [Row] {
        text.split(separator: "\n").compactMap { (line: Substring) -> Row? in
            guard let bar: Range<Substring.Index> = line.firstRange(of: " | ") else { return nil }
            return Row(
                marks: String(line.prefix(upTo: bar.lowerBound)), text: String(line.suffix(from: bar.upperBound)))
        }
    }

    static let reader = Reader(persona: shopPersona)

    static func topics(_ text: String) -> Set<Character> {
        let found = reader.read(turn(text), memory: Memory())
        var marks = Set<Character>()
        if found.wantsHuman { marks.insert("W") }
        let reasons: [(String, EscalationReason)] = [
            ("A", .anger), ("D", .distress), ("L", .legalThreat), ("S", .safety), ("S", .selfHarm),
        ]
        for (mark, reason) in reasons {
            if found.risks.contains(reason) { marks.insert(Character(mark)) }
        }
        return marks
    }

    static func tally(_ rows: [Row], _ mark: Character) -> Tally {
        var tally = Tally()
        for row in rows {
            let has = topics(row.text).contains(mark)
            if row.marks.contains(mark) {
                tally.wanted += 1
                if has { tally.found += 1 } else { tally.missed.append(row.text) }
            } else if has, row.marks == "N" {
                tally.falseAlarms += 1
                tally.missed.append("alarm: " + row.text)
            }
        }
        return tally
    }

    static let german = rows(GermanSentences.text) + rows(MoreGermanSentences.text)
    static let english = rows(EnglishSentences.text) + rows(MoreEnglishSentences.text)

    @Test("at least 150 sentences of each language are measured")
    func enoughSentences() {
        #expect(Self.german.count >= 150)
        #expect(Self.english.count >= 150)
    }

    @Test(
        "a wish for a human is found in 97 of 100 German and English sentences, a danger or legal threat in 95",
        arguments: [
            ("de", Character("W"), 0.97), ("en", "W", 0.97), ("de", "S", 0.95), ("en", "S", 0.95),
            ("de", "L", 0.95), ("en", "L", 0.95), ("de", "D", 0.85), ("en", "D", 0.85), ("de", "A", 0.85),
            ("en", "A", 0.85),
        ])
    func recall(_ language: String, _ mark: Character, _ bar: Double) {
        let tally = Self.tally(language == "de" ? Self.german : Self.english, mark)
        #expect(tally.wanted >= 10)
        #expect(tally.recall >= bar, "missed: \(tally.missed)")
    }

    @Test("fewer than 2 of 100 ordinary sentences raise any alarm", arguments: ["de", "en"])
    func falseAlarms(_ language: String) {
        let plain = (language == "de" ? Self.german : Self.english).filter { $0.marks == "N" }
        let alarms = plain.filter { !Self.topics($0.text).isEmpty }
        #expect(plain.count >= 60)
        #expect(Double(alarms.count) < 0.02 * Double(plain.count), "\(alarms.map(\.text))")
    }
}
