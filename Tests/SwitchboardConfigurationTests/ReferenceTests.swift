import ConfigurationReading
import Foundation
import Testing

@testable import SwitchboardConfiguration

/// Three places say which keys there are: the reader, `config/reference.yaml` and `docs/configuration.md`.
@Suite struct ReferenceTests {
    /// The fields of each key's entry.
    private static let reference: [String: [String: String]] = {
        let file = ConfigurationReader.File(
            path: DemoTests.project + "/config/reference.yaml", references: nil, problems: ProblemCollector())
        let entries = ConfigurationReader.read(file) { root in
            root.writtenKeys.map { key in
                let fields = root.section(key) { entry in
                    entry.writtenKeys.map { ($0, entry.text($0) ?? "") }
                }
                return (key, Dictionary(fields ?? []) { first, _ in first })
            }
        }
        return Dictionary(entries ?? []) { first, _ in first }
    }()

    /// The keys a section knows, as it says when it meets one it does not know.
    private func known(_ yaml: String, in section: String) throws -> [String] {
        let base = "persona: persona.yaml\nescalation: escalation.yaml\n"
        let rest = section.hasPrefix("channels") ? "" : "channels: [ { use: webchat, name: web } ]\n"
        let folder = try ConfigurationFolder(["switchboard.yaml": base + rest + yaml])
        let prefix = (section.isEmpty ? "" : section + ".") + "zzzzzzzzzzzzzzzz: unknown key; known here: "
        let line = try #require(folder.problems().first { $0.contains(prefix) })
        let names = line[(try #require(line.range(of: prefix))).upperBound...]
        return names.components(separatedBy: ", ").map { section.isEmpty ? $0 : "\(section).\($0)" }
    }

    @Test func `the reference lists the keys the reader knows and no others`() throws {
        let unknown = "zzzzzzzzzzzzzzzz: 1"
        var keys: Set<String> = []
        keys.formUnion(try known(unknown + "\n", in: ""))
        for section in ["gateway", "console", "storage", "model", "identity", "turns"] {
            keys.formUnion(try known("\(section): { \(unknown) }\n", in: section))
        }
        keys.formUnion(try known("gateway: { limits: { \(unknown) } }\n", in: "gateway.limits"))
        keys.formUnion(try known("identity: { jwt: { \(unknown) } }\n", in: "identity.jwt"))
        keys.formUnion(try known("identity: { phone: { \(unknown) } }\n", in: "identity.phone"))
        keys.formUnion(try known("knowledge: [ { \(unknown) } ]\n", in: "knowledge[0]"))
        for kind in ["webchat", "rest", "email", "phone"] {
            keys.formUnion(
                try known("channels: [ { use: \(kind), name: a, settings: {}, \(unknown) } ]\n", in: "channels[0]"))
            keys.formUnion(
                try known(
                    "channels: [ { use: \(kind), name: a, settings: { \(unknown) } } ]\n", in: "channels[0].settings"))
        }
        for part in ["smtp", "imap", "lmtp", "webhook", "oauth"] {
            let provider = part == "webhook" ? "provider: sendgrid, " : ""
            keys.formUnion(
                try known(
                    "channels: [ { use: email, name: a, settings: { \(part): { \(provider)\(unknown) } } } ]\n",
                    in: "channels[0].settings.\(part)"))
        }
        for part in ["smtp", "imap"] {
            keys.formUnion(
                try known(
                    "channels: [ { use: email, name: a, settings: { \(part): { oauth: { \(unknown) } } } } ]\n",
                    in: "channels[0].settings.\(part).oauth"))
        }
        keys.formUnion(
            try known(
                "channels: [ { use: email, name: a, settings: { webhook: { provider: ses, topics: [ a ], s3: { "
                    + "\(unknown) } } } } ]\n", in: "channels[0].settings.webhook.s3"))
        for part in ["voice", "dtmf", "transfer", "timing", "retell", "listen", "dialling"] {
            keys.formUnion(
                try known(
                    "channels: [ { use: phone, name: a, settings: { \(part): { \(unknown) } } } ]\n",
                    in: "channels[0].settings.\(part)"))
        }
        keys.formUnion(
            try known(
                "channels: [ { use: phone, name: a, settings: { voice: { languages: [ { \(unknown) } ] } } } ]\n",
                in: "channels[0].settings.voice.languages[0]"))
        keys.formUnion(
            try known(
                "channels: [ { use: phone, name: a, settings: { details: [ { \(unknown) } ] } } ]\n",
                in: "channels[0].settings.details[0]"))
        keys.formUnion(
            try known(
                "channels: [ { use: phone, name: a, settings: { dtmf: { menu: [ { \(unknown) } ] } } } ]\n",
                in: "channels[0].settings.dtmf.menu[0]"))
        keys = Set(keys.map { $0.replacingOccurrences(of: "[0]", with: "[]") })
        let sections: Set = [
            "gateway", "gateway.limits", "console", "storage", "knowledge", "model", "channels", "channels[].settings",
            "identity", "identity.jwt", "identity.phone", "turns", "channels[].settings.smtp",
            "channels[].settings.imap",
            "channels[].settings.lmtp", "channels[].settings.webhook",
            "channels[].settings.oauth", "channels[].settings.webhook.s3", "channels[].settings.smtp.oauth",
            "channels[].settings.imap.oauth", "channels[].settings.voice", "channels[].settings.voice.languages",
            "channels[].settings.dtmf", "channels[].settings.transfer", "channels[].settings.timing",
            "channels[].settings.retell", "channels[].settings.listen", "channels[].settings.details",
            "channels[].settings.dialling", "channels[].settings.dtmf.menu",
        ]
        let later: Set = [
            "procedures", "tools", "helpdesks", "model.base_url", "model.api_key", "model.model", "model.fallback",
        ]
        #expect(keys.subtracting(sections).subtracting(later).sorted() == Self.reference.keys.sorted())
    }

    @Test func `the documentation has the reference's keys with form, default and meaning`() throws {
        let page = try String(contentsOfFile: DemoTests.project + "/docs/configuration.md", encoding: .utf8)
        let start = try #require(page.range(of: "\n## switchboard.yaml\n")).upperBound
        let end = try #require(page.range(of: "\n## The persona file\n")).lowerBound
        let rows = page[start..<end].split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
        let wanted = Self.reference.map { key, entry in Self.row(key, entry) }
        #expect(!wanted.isEmpty)
        #expect(rows.sorted() == wanted.sorted())
    }

    private static func row(_ key: String, _ entry: [String: String]) -> String {
        let form = [entry["form"], entry["unit"], entry["bounds"]].compactMap { $0 }.joined(separator: ", ")
        let value = entry["required"] == "true" ? "**required**" : entry["default"] ?? "none"
        func cell(_ text: String) -> String { text.replacingOccurrences(of: "|", with: "\\|") }
        return "| `\(key)` | \(cell(form)) | \(value) | \(cell(entry["meaning"] ?? "")) |"
    }

    @Test func `the reference's bounds are the reader's`() throws {
        for (key, entry) in Self.reference {
            guard let bounds = entry["bounds"], !key.contains("[]") else { continue }
            let ends = bounds.components(separatedBy: "..").compactMap(Int.init)
            try #require(ends.count == 2)
            for (value, isSound) in [(ends[0], true), (ends[1], true), (ends[0] - 1, false), (ends[1] + 1, false)] {
                let yaml = key.split(separator: ".").reversed().reduce("\(value)") { "{ \($1): \($0) }" }
                let folder = try ConfigurationFolder([
                    "switchboard.yaml": (ConfigurationFolder.valid["switchboard.yaml"] ?? "") + "\n"
                        + yaml.dropFirst(2).dropLast(2) + "\n"
                ])
                #expect(folder.problems().isEmpty == isSound, "\(key): \(value)")
            }
        }
    }

    @Test func `the reference's plain defaults are the reader's`() throws {
        let settings = try ConfigurationFolder().load().settings
        let found = [
            "gateway.host": settings.gateway.host, "gateway.port": "\(settings.gateway.port)",
            "gateway.limits.body_bytes": "\(settings.gateway.limits.bodyBytes)",
            "gateway.limits.messages_per_minute_per_sender": "\(settings.gateway.limits.messagesPerMinutePerSender)",
            "gateway.limits.sessions_per_minute_per_address": "\(settings.gateway.limits.sessionsPerMinutePerAddress)",
            "gateway.limits.sockets_max": "\(settings.gateway.limits.socketsMax)",
            "console.session_hours": "\(settings.console.sessionHours)",
            "storage.synchronous": settings.storage.synchronous.rawValue,
            "storage.readers": "\(settings.storage.readers)",
            "storage.originals_days": "\(settings.storage.originalsDays)",
            "turns.in_flight_max": "\(settings.turns.inFlightMax)",
            "turns.timeout_s": "\(settings.turns.timeoutSeconds)", "log_level": settings.logLevel.rawValue,
        ]
        for (key, value) in found {
            #expect(Self.reference[key]?["default"] == value, "\(key)")
        }
    }
}
