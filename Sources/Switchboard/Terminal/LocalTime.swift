import Conversations
import Foundation
import Glibc

/// Moments as somebody at this machine reads them.
enum LocalTime {
    /// `2026-11-23 10:55` in the machine's time zone.
    static func text(_ moment: Timestamp) -> String {
        var seconds = time_t(moment.milliseconds / 1000)
        var parts = tm()
        guard localtime_r(&seconds, &parts) != nil else { return moment.description }
        func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) "
            + "\(two(parts.tm_hour)):\(two(parts.tm_min))"
    }

    /// How long ago, in the largest unit that makes sense: `45 s`, `12 min`, `3 h`, `5 d`.
    static func since(_ moment: Timestamp, now: Timestamp) -> String {
        let seconds = max(0, (now.milliseconds - moment.milliseconds) / 1000)
        switch seconds {
        case ..<120: return "\(seconds) s"
        case ..<7_200: return "\(seconds / 60) min"
        case ..<172_800: return "\(seconds / 3_600) h"
        default: return "\(seconds / 86_400) d"
        }
    }

    /// The clock on the wall.
    static func now() -> Timestamp {
        Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }
}
