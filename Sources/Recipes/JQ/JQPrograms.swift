import CJQ
import Glibc
import Synchronization

/// One mapping as it was written.
struct JQSource: Sendable {
    /// Names it among the mappings of its recipe.
    let name: String
    let text: String
}

/// What jq or we have against a mapping.
struct JQComplaint: Error, Sendable, Equatable {
    let source: String
    /// Within the mapping's own text, from 1.
    let line: Int
    let reason: String
}

/// All of them.
struct JQComplaints: Error, Sendable, Equatable {
    let complaints: [JQComplaint]
}

/// What a mapping sees besides its input.
public struct JQScope: Sendable {
    /// `$settings`: what the channel is configured with, without secrets.
    public var settings: JSON
    /// `$now`: milliseconds since 1970.
    public var now: Int64
    /// `$request`: method, path, query and headers of a webhook; empty elsewhere.
    public var request: JSON
    /// `$results`: what earlier steps of an action brought.
    public var results: JSON

    public init(settings: JSON = [:], now: Int64 = 0, request: JSON = [:], results: JSON = []) {
        self.settings = settings
        self.now = now
        self.request = request
        self.results = results
    }
}

/// Why a mapping did not come to its end.
public enum JQFailure: Error, Sendable, Hashable {
    /// jq's own complaint about a value; `message` may quote what customers wrote and is not for logs.
    case error(message: String)
    case timeout
    case memory
    /// More outputs or larger ones than a mapping may have.
    case tooLarge

    /// For logs and metrics: without anything from the input.
    public var kind: String {
        switch self {
        case .error: "mapping_error"
        case .timeout: "mapping_timeout"
        case .memory: "mapping_memory"
        case .tooLarge: "mapping_too_large"
        }
    }
}

/// What a run put out, in order, and why it went no further, if it did not.
struct JQRun: Sendable {
    var outputs: [JSON]
    var failure: JQFailure?
}

/// The bounds of one run.
public struct JQLimits: Sendable, Hashable {
    /// Of the processor's time.
    public var timeMax: Duration
    public var outputsMax: Int
    /// Values in all outputs together, each eight bytes of text counting as one more.
    public var valuesMax: Int

    public init(timeMax: Duration = .milliseconds(250), outputsMax: Int = 2_000, valuesMax: Int = 1_000_000) {
        self.timeMax = timeMax
        self.outputsMax = outputsMax
        self.valuesMax = valuesMax
    }
}

/// The mappings of one recipe, compiled into one program, with a pool of states to run it.
///
/// libjq takes about 100 ms to compile even the smallest program, since it reads its own library each time; one program
/// for all mappings makes that once for each state instead of once for each mapping. A state runs one mapping at a time.
final class JQPrograms: Sendable {
    private struct Pool: ~Copyable {
        var idle: [JQState] = []
    }

    /// States kept for later; more exist only while they run.
    private static let idleMax = 8

    private let program: String
    private let names: Set<String>
    private let pool = Mutex(Pool())

    /// Checks and compiles the mappings.
    ///
    /// - Throws: Everything wrong with any of them.
    init(_ sources: [JQSource]) throws(JQComplaints) {
        var complaints: [JQComplaint] = []
        for source in sources {
            for finding in JQWords.findings(in: source.text) {
                complaints.append(
                    JQComplaint(
                        source: source.name, line: finding.line,
                        reason: "\(finding.word) cannot be used here: \(finding.reason)"))
            }
        }
        guard complaints.isEmpty else { throw JQComplaints(complaints: complaints) }
        program = Self.joined(sources)
        names = Set(sources.map(\.name))
        guard !sources.isEmpty else { return }
        if let home = Self.libraryInHome() {
            let reason = "\(home) exists, and jq would read it into every mapping; start with another HOME"
            throw JQComplaints(complaints: [JQComplaint(source: sources[0].name, line: 1, reason: reason)])
        }
        do {
            let state = try JQState(compiling: program)
            pool.withLock { $0.idle.append(state) }
        } catch {
            // Which of them it is, each tells by itself.
            for source in sources { complaints += Self.complaints(about: source) }
            if complaints.isEmpty {
                complaints = [JQComplaint(source: sources[0].name, line: 1, reason: "cannot be compiled")]
            }
            throw JQComplaints(complaints: complaints)
        }
    }

    /// Runs one mapping on the calling thread.
    ///
    /// - Precondition: `name` is one of the sources.
    func run(_ name: String, _ input: JSON, scope: JQScope, limits: JQLimits = JQLimits()) -> JQRun {
        precondition(names.contains(name), "no mapping is named \(name)")
        let wrapped: JSON = .object([
            "do": .string(name), "input": input, "settings": scope.settings, "now": .number(Double(scope.now)),
            "request": scope.request, "results": scope.results,
        ])
        guard let state = pool.withLock({ $0.idle.popLast() }) ?? (try? JQState(compiling: program)) else {
            return JQRun(outputs: [], failure: .memory)
        }
        let run = state.run(JQValue.make(wrapped), limits: limits)
        // What was halted has been cleaned by libjq like a run that ended itself; but it may hold much memory.
        if run.failure == nil || run.failure?.kind == "mapping_error" {
            pool.withLock { pool in if pool.idle.count < Self.idleMax { pool.idle.append(state) } }
        }
        return run
    }

    // MARK: The joint program

    private static let opening =
        ".do as $do | .settings as $settings | .now as $now | .request as $request | .results as $results | .input | "

    private static func joined(_ sources: [JQSource]) -> String {
        var text = JQPrelude.definitions.joined(separator: "\n") + "\n" + opening
        for (index, source) in sources.enumerated() {
            text += "\(index == 0 ? "if" : "elif") $do == \"\(source.name)\" then (\n\(source.text)\n)\n"
        }
        return text + "else empty end"
    }

    /// What jq has against one mapping; its lines come after the prelude and the opening.
    private static func complaints(about source: JQSource) -> [JQComplaint] {
        do {
            _ = try JQState(compiling: joined([source]))
            return []
        } catch {
            let before = JQPrelude.definitions.count + 1
            let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false).count
            return error.messages.compactMap { message in
                guard let said = JQMessage(message) else { return nil }
                return JQComplaint(
                    source: source.name, line: min(max(said.line - before, 1), max(lines, 1)), reason: said.reason)
            }
        }
    }

    /// libjq reads `~/.jq` into every program, whoever compiles it.
    private static func libraryInHome() -> String? {
        guard let home = getenv("HOME") else { return nil }
        let path = String(cString: home) + "/.jq"
        return access(path, F_OK) == 0 ? path : nil
    }
}

/// jq's way to say what is wrong with a program.
struct JQMessage: Equatable {
    /// In the program that was compiled, from 1.
    let line: Int
    let reason: String

    /// Reads `jq: error: REASON at <top-level>, line N:` and drops the program that follows; nil for the line that
    /// only counts errors.
    init?(_ message: String) {
        let first = message.prefix { $0 != "\n" }
        guard let mark = first.firstRange(of: " at <top-level>, line ") else { return nil }
        var reason = first[..<mark.lowerBound]
        if reason.hasPrefix("jq: error: ") { reason = reason.dropFirst("jq: error: ".count) }
        line = Int(first[mark.upperBound...].prefix { $0.isNumber }) ?? 1
        self.reason = "jq: " + reason.replacing(" (Unix shell quoting issues?)", with: "")
    }
}
