import ConnectorKit
import Conversations

/// The attempts under way, and which of the due ones may join them.
struct Underway {
    /// Attempts of one channel at once; one for a channel with a pace.
    static let attemptsMax = 64

    private let definitions: [ChannelName: ChannelDefinition]
    private var conversations: Set<ConversationID> = []
    private var counts: [ChannelName: Int] = [:]
    /// Channels that may have one attempt at a time, whatever they usually may.
    var doubtful: Set<ChannelName> = []

    init(definitions: [ChannelName: ChannelDefinition]) { self.definitions = definitions }

    var count: Int { conversations.count }
    var isEmpty: Bool { conversations.isEmpty }

    /// Channels that take no further attempt now.
    var full: Set<ChannelName> { Set(counts.filter { $0.value >= attemptsMax(of: $0.key) }.map(\.key)) }

    /// Takes an item in, if its channel has room and its conversation has nothing under way.
    mutating func insert(_ item: OutboxItem) -> Bool {
        guard counts[item.channel, default: 0] < attemptsMax(of: item.channel),
            conversations.insert(item.conversation).inserted
        else { return false }
        counts[item.channel, default: 0] += 1
        return true
    }

    mutating func remove(_ item: OutboxItem) {
        conversations.remove(item.conversation)
        counts[item.channel, default: 1] -= 1
    }

    private func attemptsMax(of channel: ChannelName) -> Int {
        definitions[channel]?.paceMilliseconds ?? 0 > 0 || doubtful.contains(channel) ? 1 : Self.attemptsMax
    }
}
