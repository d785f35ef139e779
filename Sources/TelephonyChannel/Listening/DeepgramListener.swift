import LosslessJSON

/// Reads Deepgram's live transcripts (developers.deepgram.com, "Live audio"; read 2026-11): an utterance is what is
/// final up to a pause.
public struct DeepgramListener: Sendable {
    /// Largest frame, in bytes.
    public static let bytesMax = 256 * 1024
    /// Most channels told apart.
    private static let channelsMax = 8

    private let parties: [HeardUtterance.Party]
    private var pending: [Int: HeardUtterance] = [:]

    /// - Parameter parties: Who is on which channel or, with one channel, which speaker.
    public init(parties: [HeardUtterance.Party] = [.customer, .operator]) { self.parties = parties }

    /// Takes a text frame; what cannot be read says nothing.
    public mutating func take(_ frame: some Collection<UInt8>) -> [HeardUtterance] {
        guard let tree = JSONValue(frame, bytesMax: Self.bytesMax) else { return [] }
        switch tree["type"]?.string {
        case "Results": return results(tree)
        case "UtteranceEnd": return close(tree["channel"]?.array?.first?.whole ?? 0)
        case "Metadata": return pending.keys.sorted().flatMap { close($0) }
        default: return []
        }
    }

    private mutating func results(_ tree: JSONValue) -> [HeardUtterance] {
        let index = tree["channel_index"]?.array
        let channel = index?.first?.whole ?? 0
        guard (0..<Self.channelsMax).contains(channel), tree["is_final"]?.flag == true else { return [] }
        let alternative = tree["channel"]?["alternatives"]?.array?.first
        if let text = alternative?["transcript"]?.string, !text.isEmpty {
            let start = Self.milliseconds(tree["start"])
            let length = Self.milliseconds(tree["duration"])
            let isAlone = (index?.dropFirst().first?.whole ?? 1) <= 1
            let speaker = isAlone ? alternative?["words"]?.array?.first?["speaker"]?.whole : nil
            add(
                text, to: channel, speaker: speaker ?? channel, start: start,
                end: start.flatMap { from in length.map { from + $0 } })
        }
        return tree["speech_final"]?.flag == true ? close(channel) : []
    }

    private mutating func add(_ text: String, to channel: Int, speaker: Int, start: Int?, end: Int?) {
        let party = parties.indices.contains(speaker) ? parties[speaker] : parties.first ?? .customer
        var utterance = pending[channel] ?? HeardUtterance(party: party, text: "", startMs: start)
        let joined = utterance.text.isEmpty ? text : utterance.text + " " + text
        utterance.text = String(joined.prefix(HeardUtterance.textCharactersMax))
        utterance.endMs = end ?? utterance.endMs
        pending[channel] = utterance
    }

    private mutating func close(_ channel: Int) -> [HeardUtterance] {
        pending.removeValue(forKey: channel).map { [$0] } ?? []
    }

    private static func milliseconds(_ seconds: JSONValue?) -> Int? {
        seconds?.decimal.flatMap { (0...1_000_000).contains($0) ? Int(($0 * 1000).rounded()) : nil }
    }
}
