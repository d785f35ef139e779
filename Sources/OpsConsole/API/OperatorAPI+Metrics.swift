import Conversations
import Escalation
import FoundationEssentials
import Glibc
import Hummingbird

extension OperatorAPI {
    /// The Prometheus text format, version 0.0.4: the ledger, the queue and the process.
    func metrics() async throws -> Response {
        let now = desk.now()
        var text = MetricsText()
        let ledger = try await desk.store.channelLedger().sorted { $0.name.rawValue < $1.name.rawValue }
        let counters: [(String, String, any KeyPath<ChannelLedgerEntry, Int> & Sendable)] = [
            ("switchboard_messages_received_total", "Messages taken in.", \.received),
            ("switchboard_messages_processed_total", "Messages answered or left to a human.", \.processed),
            ("switchboard_messages_parked_total", "Messages set aside as dead letters.", \.parked),
            ("switchboard_messages_sent_total", "Messages brought out.", \.sent),
            ("switchboard_messages_failed_total", "Messages that were not delivered.", \.failed),
            ("switchboard_messages_unknown_total", "Messages of unknown outcome.", \.unknown),
        ]
        for (name, help, figure) in counters {
            text.add(name, "counter", help, ledger.map { ("channel", $0.name.rawValue, Double($0[keyPath: figure])) })
        }
        text.add(
            "switchboard_outbox_messages", "gauge", "Messages waiting to be brought out.",
            ledger.map { ("channel", $0.name.rawValue, Double($0.pending)) })
        let figures = try await desk.store.queueFigures()
        var waiting = figures.waitingByQueue
        for queue in desk.rules.queues where waiting[queue.name] == nil { waiting[queue.name] = 0 }
        text.add(
            "switchboard_cases_waiting", "gauge", "Cases nobody holds.",
            waiting.sorted { $0.key < $1.key }.map { ("queue", $0.key, Double($0.value)) })
        text.add("switchboard_cases_claimed", "gauge", "Cases operators hold.", Double(figures.claimed))
        text.add(
            "switchboard_operator_streams", "gauge", "Live streams open in consoles.",
            Double(feed.subscribers.count))
        if let knowledge = facts.knowledge() {
            text.add("switchboard_knowledge_articles", "gauge", "Articles loaded.", Double(knowledge.articles))
            text.add("switchboard_knowledge_passages", "gauge", "Passages indexed.", Double(knowledge.passages))
        }
        text.add(
            "process_start_time_seconds", "gauge", "Start of the process since the epoch.",
            Double(facts.startedAt.milliseconds) / 1000)
        text.add(
            "switchboard_uptime_seconds", "gauge", "Time since the start.",
            Double(now.milliseconds - facts.startedAt.milliseconds) / 1000)
        addProcess(to: &text)
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text.text + facts.moreMetrics())))
    }

    /// Linux's own figures of this process (proc(5), getrusage(2)).
    private func addProcess(to text: inout MetricsText) {
        var usage = rusage()
        if getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 {
            let seconds =
                Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
                + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1_000_000
            text.add("process_cpu_seconds_total", "counter", "Processor time used.", seconds)
        }
        if let data = FileManager.default.contents(atPath: "/proc/self/statm") {
            let pages = String(decoding: data, as: UTF8.self).split(separator: " ").dropFirst().first
            let bytes = (pages.flatMap { Int($0) } ?? 0) * sysconf(Int32(_SC_PAGESIZE))
            text.add("process_resident_memory_bytes", "gauge", "Memory in use.", Double(bytes))
        }
        if let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
            text.add("process_open_fds", "gauge", "Open file descriptors.", Double(open))
        }
    }
}

/// Builds the Prometheus text format.
struct MetricsText {
    private(set) var text = ""

    mutating func add(_ name: String, _ type: String, _ help: String, _ value: Double) {
        head(name, type, help)
        text += "\(name) \(Self.number(value))\n"
    }

    mutating func add(
        _ name: String, _ type: String, _ help: String, _ values: [(label: String, value: String, figure: Double)]
    ) {
        if values.isEmpty { return }
        head(name, type, help)
        for (label, value, figure) in values {
            text += "\(name){\(label)=\"\(Self.escaped(value))\"} \(Self.number(figure))\n"
        }
    }

    private mutating func head(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : String(value)
    }

    private static func escaped(_ value: String) -> String {
        var result = ""
        for character in value {
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.append(character)
            }
        }
        return result
    }
}
