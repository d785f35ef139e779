import ConnectorKit
public import Conversations

/// A channel that brings nothing out until an operator mends it.
public struct ChannelHalt: Sendable, Hashable {
    /// When the channel was found so.
    public let since: Timestamp
    /// For operators: what is wrong and which key of the configuration mends it.
    public let detail: String
    /// When one message is tried again.
    public let nextTryAt: Timestamp
}

/// Which channels are halted: a refused sign-in stops a whole outbox, since each further try brings the account nearer to
/// being locked.
///
/// While a channel is halted nothing of it is tried; at the end of each wait one message is, and what becomes of it ends
/// the halt or makes the next wait longer.
struct ChannelHalts: Sendable {
    /// The first wait, in milliseconds. Servers that lock accounts take five to ten failed sign-ins within half an hour.
    static let waitFirst: Int64 = 300_000
    /// The longest wait, in milliseconds: a mended password is noticed within the hour, and at once after a restart.
    static let waitMax: Int64 = 3_600_000

    private struct Halt {
        var halt: ChannelHalt
        var refusedAt: Timestamp
        var wait: Int64
    }

    private var halts: [ChannelName: Halt] = [:]

    /// What an attempt says of its channel.
    enum Change: Sendable, Hashable { case halted(ChannelHalt), resumed }

    /// Takes an outcome into account.
    ///
    /// - Parameters:
    ///   - begun: When the attempt began. One under way since before the newest refusal may have gone over a connection
    ///     made earlier: it proves nothing.
    /// - Returns: What is to be told; nil when all is as before.
    mutating func note(
        _ outcome: SendOutcome, of channel: ChannelName, begun: Timestamp, at moment: Timestamp
    ) -> Change? {
        let known = halts[channel]
        switch outcome {
        case .failed(let failure) where failure.retry == .whenMended:
            if let known, moment < known.halt.nextTryAt { return nil }
            let wait = known.map { min($0.wait * 2, Self.waitMax) } ?? Self.waitFirst
            let halt = ChannelHalt(
                since: known?.halt.since ?? moment, detail: failure.detail,
                nextTryAt: moment.advanced(byMilliseconds: wait))
            halts[channel] = Halt(halt: halt, refusedAt: moment, wait: wait)
            return .halted(halt)
        case .failed(let failure) where failure.certainty == .didNotHappen: return nil
        case .sent, .sentInPart, .failed:
            guard let known, begun > known.refusedAt else { return nil }
            halts[channel] = nil
            return .resumed
        }
    }

    /// Channels of which nothing may be tried now.
    func held(at moment: Timestamp) -> Set<ChannelName> {
        Set(halts.filter { moment < $0.value.halt.nextTryAt }.keys)
    }

    /// Channels of which one message at a time may be tried, at most.
    var doubtful: Set<ChannelName> { Set(halts.keys) }

    /// What is to be shown.
    var shown: [ChannelName: ChannelHalt] { halts.mapValues(\.halt) }
}
