/// Something that came otherwise than a sample says.
public struct SampleProblem: Sendable, Hashable, CustomStringConvertible {
    /// Where in the sample: `events[0].text`; empty for the sample as a whole.
    public let path: String
    /// What is wrong there; may quote the sample.
    public let reason: String
    /// The line of the sample's file, from 1.
    public internal(set) var line = 1

    init(_ path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }

    public var description: String { path.isEmpty ? reason : "\(path) \(reason)" }
}

/// What a definition made of a sample.
public struct SampleReport: Sendable, Hashable {
    /// What came, under the names samples have for it: `events`, `answer`, `refused {status, reason}`, `handshake`,
    /// `exchange` with what was requested and what the sample answers, `outcome`, `next_cursor`, `wait_ms`; and
    /// `signature` for a sample we signed. Holds what a configured channel would never show: it is for whoever writes
    /// the definition.
    public internal(set) var found: [String: JSON] = [:]
    /// Empty when everything came as the sample says.
    public internal(set) var problems: [SampleProblem] = []

    init() {}

    init(problem reason: String, at path: String = "") { problems = [SampleProblem(path, reason)] }

    mutating func compare(_ wanted: JSON?, _ value: JSON?, _ path: String) {
        problems += Comparing.problems(wanted, value, path)
    }
}

/// A sample's file and what came of it.
public struct SampleResult: Sendable, Hashable {
    /// The file's name without its ending.
    public let name: String
    /// As the folder was named.
    public let path: String
    public let report: SampleReport
    /// Empty when everything came as the sample says.
    public var problems: [SampleProblem] { report.problems }
}

/// Compares what came with what a sample says.
enum Comparing {
    /// Every place in which `found` is not as `wanted`; members that `wanted` does not name may be anything.
    static func problems(_ wanted: JSON?, _ found: JSON?, _ path: String) -> [SampleProblem] {
        guard let wanted else { return [] }
        switch (wanted, found) {
        case (.object(let members), .object):
            return members.sorted { $0.key < $1.key }.flatMap { key, value in
                problems(value, found?[key] ?? .null, "\(path).\(key)")
            }
        case (.array(let items), .array(let others)) where items.count == others.count:
            return zip(items, others).enumerated().flatMap { problems($1.0, $1.1, "\(path)[\($0)]") }
        default:
            guard wanted != found else { return [] }
            return [SampleProblem(path, "is \(text(found)), not \(text(wanted))")]
        }
    }

    private static func text(_ value: JSON?) -> String {
        value.map { String(decoding: $0.bytes.prefix(400), as: UTF8.self) } ?? "missing"
    }
}
