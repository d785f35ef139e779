import ConfigurationReading
import ConnectorKit
import Conversations

/// Reads `channels/<kind>/channel.yaml`: what is true of every channel of that kind.
enum ChannelFile {
    /// The kind's definition under a channel's own name; nil when the file could not be read at all.
    static func read(
        _ path: String, kind: String, name: ChannelName, problems: ProblemCollector
    ) -> ChannelDefinition? {
        let file = ConfigurationReader.File(path: path, references: nil, problems: problems)
        return ConfigurationReader.read(file) { definition($0, kind: kind, name: name) }
    }

    private static func definition(
        _ root: ConfigurationReader, kind: String, name: ChannelName
    ) -> ChannelDefinition {
        if let written = root.require("name", root.text("name")), written != kind {
            root.report("name", "must be the name of its folder, \(kind)")
        }
        let isMail = root.choice("kind", words: ["chat", "mail", "phone"]) == "mail"
        _ = root.textByLanguage("title", charactersMax: 100)
        let transport = root.require("transport", root.choice("transport", words: ["stored", "pushed"]))
        let capabilities = root.section("capabilities", capabilities) ?? Capabilities()
        let limits = root.section("limits") { Self.limits($0, isLive: !isMail, spoken: capabilities.isSpoken) }
        _ = root.section("settings", settings)
        _ = root.byLanguage("texts") { section, language in
            section.section(language) { texts in
                for key in ["busy", "too_long", "session_ended"] { _ = texts.text(key) }
            }
        }
        var definition = ChannelDefinition(
            name: name, kind: kind, transport: transport == "pushed" ? .pushed : .stored,
            limits: limits ?? ChannelLimits(spoken: capabilities.isSpoken, isLive: !isMail),
            burstWindowMilliseconds: root.integer("burst_window_ms", in: 0...10_000, unit: "milliseconds") ?? 0,
            paceMilliseconds: root.integer("pace_ms", in: 0...60_000, unit: "milliseconds") ?? 0)
        definition.takesFiles = capabilities.takesFiles
        return definition
    }

    private struct Capabilities {
        var takesFiles = false
        var isSpoken = false
    }

    /// What the core must know; the rest is checked for shape.
    private static func capabilities(_ section: ConfigurationReader) -> Capabilities {
        _ = section.choices("formats", words: ["text", "markdown", "html"])
        for key in ["typing", "streaming", "edits", "citations", "ratings"] {
            _ = section.flag(key)
        }
        _ = section.choice("verified_identity", words: ["none", "jwt", "token"])
        return Capabilities(
            takesFiles: section.flag("attachments") ?? false, isSpoken: section.flag("spoken") ?? false)
    }

    private static func limits(_ section: ConfigurationReader, isLive: Bool, spoken: Bool) -> ChannelLimits {
        _ = section.integer("request_bytes_max", in: 1_024...10_485_760, unit: "bytes")
        _ = section.integer("messages_per_minute_max", in: 1...1_000_000, unit: "messages a minute")
        return ChannelLimits(
            textCharactersMax: section.integer("text_characters_max", in: 1...100_000, unit: "characters") ?? 4_000,
            spoken: spoken, isLive: isLive)
    }

    /// What the file says of the settings a channel of the kind takes: for readers, checked for shape.
    private static func settings(_ section: ConfigurationReader) {
        for key in section.writtenKeys {
            _ = section.section(key) { setting in
                _ = setting.require("type", setting.choice("type", words: ["string", "integer", "flag", "list"]))
                for flag in ["required", "secret"] { _ = setting.flag(flag) }
                _ = setting.has("default")
                _ = setting.requiredText("describes")
            }
        }
    }
}
