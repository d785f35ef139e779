import LosslessJSON

/// Reads AssemblyAI's streaming transcripts, version 3 (assemblyai.com, "Universal-Streaming"; read 2026-11).
public struct AssemblyAIListener: Sendable {
    /// Largest frame, in bytes.
    public static let bytesMax = 256 * 1024

    private let formatsTurns: Bool
    private let speakers: [String: HeardUtterance.Party]
    private let usual: HeardUtterance.Party
    private var lastOrder = -1
    /// A turn that ended unformatted and waits for its formatted text.
    private var pending: (order: Int, utterance: HeardUtterance)?

    /// - Parameters:
    ///   - formatsTurns: Whether `format_turns` was asked for: each turn then ends twice, the second time formatted.
    ///   - speakers: Who a label is; others are `usual`.
    public init(
        formatsTurns: Bool, speakers: [String: HeardUtterance.Party] = [:], usual: HeardUtterance.Party = .customer
    ) {
        self.formatsTurns = formatsTurns
        self.speakers = speakers
        self.usual = usual
    }

    /// Takes a text frame; what cannot be read says nothing.
    public mutating func take(_ frame: some Collection<UInt8>) -> [HeardUtterance] {
        guard let tree = JSONValue(frame, bytesMax: Self.bytesMax) else { return [] }
        switch tree["type"]?.string {
        case "Turn": return turn(tree)
        case "Termination": return release()
        default: return []
        }
    }

    private mutating func turn(_ tree: JSONValue) -> [HeardUtterance] {
        guard let order = tree["turn_order"]?.whole, order > lastOrder, tree["end_of_turn"]?.flag == true,
            let text = tree["transcript"]?.string, !text.isEmpty
        else { return [] }
        // The formatted text of a turn comes before the next turn ends, or not at all.
        var out = pending.map { $0.order < order } == true ? release() : []
        let words = tree["words"]?.array
        let utterance = HeardUtterance(
            party: (tree["speaker_label"]?.string).flatMap { speakers[$0] } ?? usual,
            text: String(text.prefix(HeardUtterance.textCharactersMax)), startMs: words?.first?["start"]?.whole,
            endMs: words?.last?["end"]?.whole)
        if formatsTurns, tree["turn_is_formatted"]?.flag != true {
            pending = (order, utterance)
        } else {
            pending = nil
            lastOrder = order
            out.append(utterance)
        }
        return out
    }

    private mutating func release() -> [HeardUtterance] {
        guard let waiting = pending else { return [] }
        pending = nil
        lastOrder = max(lastOrder, waiting.order)
        return [waiting.utterance]
    }
}
