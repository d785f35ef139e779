import Conversations
import SpokenLanguage

/// Whether what was promised was done, or declined, while the call went on.
struct PromiseKept {
    /// Most words of a sentence that are looked at.
    private static let wordsMax = 200

    /// Each entry's first sentence among all of the call.
    private var firstSentence: [Int] = []
    /// The last sentence that says something was sent or has arrived.
    private var lastSent = -1
    /// Sentences by which the customer declines, with their entries.
    private var declined: [(sentence: Int, entry: Int)] = []

    /// Looks at every sentence once, for calls may be long and full of promises.
    init(_ entries: [CallRecord.Entry]) {
        var count = 0
        for (index, entry) in entries.enumerated() {
            firstSentence.append(count)
            let isCustomer = entry.author.kind == .customer
            for sentence in Words(entry.text).sentences {
                let keys = sentence.words.prefix(Self.wordsMax).map(\.key)
                if !sentence.isQuestion, isCustomer ? Self.hasArrived(keys) : Self.isSent(keys) { lastSent = count }
                if isCustomer, Self.isDeclined(keys) { declined.append((count, index)) }
                count += 1
            }
        }
    }

    /// - Parameter place: The promise's sentence within its entry, from 0.
    func isSettled(_ promise: Promise, sentence place: Int) -> Bool {
        let own = firstSentence[promise.entry] + place
        if promise.kind == .send, lastSent > own { return true }
        var low = 0
        var high = declined.count
        while low < high {
            let middle = (low + high) / 2
            if declined[middle].sentence > own { high = middle } else { low = middle + 1 }
        }
        return low < declined.count && declined[low].entry <= promise.entry + 2
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
