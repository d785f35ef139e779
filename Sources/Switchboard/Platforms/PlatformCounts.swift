import Conversations
import Synchronization

/// What platforms told, for metrics. Labels are bounded: names are the platforms' own.
final class PlatformCounts: Sendable {
    /// Different labels of one channel; what comes after counts as `other`.
    static let labelsMax = 100

    private struct State {
        var events: [ChannelName: [PlatformCount: Int]] = [:]
        var refused: [ChannelName: [String: Int]] = [:]
    }

    private let state = Mutex(State())

    func add(_ counts: [PlatformCount: Int], on channel: ChannelName) {
        state.withLock { state in
            var known = state.events[channel] ?? [:]
            for (label, count) in counts {
                let isNew = known[label] == nil && known.count >= Self.labelsMax
                known[isNew ? PlatformCount(kind: label.kind, name: "other") : label, default: 0] += count
            }
            state.events[channel] = known
        }
    }

    /// - Parameter reason: A word of a closed list.
    func refused(_ reason: String, on channel: ChannelName) {
        state.withLock { $0.refused[channel, default: [:]][reason, default: 0] += 1 }
    }

    /// In the text format of Prometheus.
    var metrics: String {
        let state = state.withLock { $0 }
        guard !state.events.isEmpty || !state.refused.isEmpty else { return "" }
        var lines = [
            "# HELP switchboard_platform_events_total What platforms told, by kind; name is the platform's own.",
            "# TYPE switchboard_platform_events_total counter",
        ]
        for (channel, counts) in state.events.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for (label, count) in counts.sorted(by: { ($0.key.kind, $0.key.name) < ($1.key.kind, $1.key.name) }) {
                lines.append(
                    "switchboard_platform_events_total{channel=\"\(channel)\",kind=\"\(label.kind)\","
                        + "name=\"\(label.name)\"} \(count)")
            }
        }
        lines += [
            "# HELP switchboard_platform_refused_total Requests to channels that were not taken, by reason.",
            "# TYPE switchboard_platform_refused_total counter",
        ]
        for (channel, counts) in state.refused.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for (reason, count) in counts.sorted(by: { $0.key < $1.key }) {
                lines.append(
                    "switchboard_platform_refused_total{channel=\"\(channel)\",reason=\"\(reason)\"} \(count)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
