import Conversations
import SpokenLanguage

/// Whether what was promised was done, or declined, while the call went on.
struct PromiseKept {
    private let said: [(entry: Int, sentence: Words.Sentence, isCustomer: Bool)]

    init(_ entries: [CallRecord.Entry]) {
        said = entries.enumerated().flatMap { index, entry in
            Words(entry.text).sentences.map { (index, $0, entry.author.kind == .customer) }
        }
    }

    /// - Parameter place: The promise's sentence within its entry, from 0.
    func isSettled(_ promise: Promise, sentence place: Int) -> Bool {
        var own = -1
        for (entry, sentence, isCustomer) in said {
            if entry < promise.entry { continue }
            if entry == promise.entry {
                own += 1
                if own <= place { continue }
            }
            let keys = sentence.words.map(\.key)
            if promise.kind == .send, !sentence.isQuestion {
                if isCustomer ? Self.hasArrived(keys) : Self.isSent(keys) { return true }
            }
            if isCustomer, entry <= promise.entry + 2, Self.isDeclined(keys) { return true }
        }
        return false
    }

    private static func isSent(_ keys: [String]) -> Bool {
        guard !keys.contains(where: denials.contains) else { return false }
        for (place, key) in keys.enumerated() {
            let before = keys[max(0, place - 14)..<place]
            if sentForms.contains(key), before.suffix(6).contains(where: done.contains), !before.contains("be") {
                return true
            }
            if germanSent.contains(key), keys.contains(where: germanDone.contains) { return true }
            if key == "raus", before.contains(where: ["ist", "sind"].contains) { return true }
            if key == "unterwegs", before.contains(where: ["ist", "sind"].contains) { return true }
            if key == "way", before.suffix(3).contains("its") { return true }
        }
        return false
    }

    private static func hasArrived(_ keys: [String]) -> Bool {
        guard !keys.contains(where: denials.contains) else { return false }
        for (place, key) in keys.enumerated() {
            let before = keys[max(0, place - 8)..<place]
            switch key {
            case "got", "received":
                if place + 1 < keys.count, ["it", "that", "them", "the"].contains(keys[place + 1]) { return true }
                if key == "got", before.last == "just" { return true }
            case "arrived", "through": if before.contains(where: ["it", "just", "it's"].contains) { return true }
            case "angekommen", "bekommen", "erhalten":
                if before.contains(where: ["ist", "sind", "hab", "habe"].contains) { return true }
            case "da":
                if place > 0, ["ist", "jetzt", "schon"].contains(keys[place - 1]), keys.count <= 8 { return true }
            default: continue
            }
        }
        return false
    }

    private static func isDeclined(_ keys: [String]) -> Bool {
        let text = keys.joined(separator: " ")
        return declining.contains { text.contains($0) }
    }

    private static let denials: Set<String> = EnglishPromises.denials.union(GermanPromises.denials).union([
        "haven't", "didn't", "hasn't", "isn't", "noch", "yet",
    ])
    private static let sentForms: Set<String> = [
        "sent", "emailed", "e-mailed", "mailed", "texted", "forwarded", "faxed",
    ]
    private static let done: Set<String> = [
        "i've", "we've", "i", "we", "have", "has", "been", "just", "was", "that's", "it's",
    ]
    private static let germanSent: Set<String> = [
        "geschickt", "gesendet", "verschickt", "zugeschickt", "zugesandt", "gemailt", "abgeschickt", "versendet",
        "rausgeschickt", "rausgegangen", "uebersandt",
    ]
    private static let germanDone: Set<String> = ["habe", "hab", "haben", "ist", "wurde"]
    private static let declining = [
        "no need to", "don't need to call", "don't bother", "not necessary", "don't call me", "don't send",
        "nicht noetig",
        "brauchen sie nicht", "muessen sie nicht", "rufen sie mich nicht", "nicht notwendig", "lassen sie nur",
    ]
}
