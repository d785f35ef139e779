import ConfigurationReading
import Foundation
import SwitchboardConfiguration

/// A complete configuration in a folder of its own, of which a test replaces single files.
struct ConfigurationFolder: ~Copyable {
    let path: String

    /// Files by path inside the folder; nil takes a file away.
    init(_ changes: [String: String?] = [:]) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "switchboard-\(UUID().uuidString)").path
        var files = Self.valid as [String: String?]
        for (name, text) in changes { files.updateValue(text, forKey: name) }
        for (name, text) in files {
            guard let text else { continue }
            try write(Data(text.utf8), to: name)
        }
    }

    func write(_ bytes: Data, to name: String) throws {
        let url = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url)
    }

    func load(
        environment: [String: String] = [:], dataFolder: String? = nil, needsSecrets: Bool = true
    ) throws(ConfigurationProblems) -> LoadedConfiguration {
        try LoadedConfiguration.load(
            path + "/switchboard.yaml",
            options: ConfigurationOptions(
                environment: environment, dataFolder: dataFolder, channelFolders: [path + "/channels"],
                needsSecrets: needsSecrets))
    }

    /// The problems as printed, with the folder's own path taken off; empty when there are none.
    func problems(environment: [String: String] = [:]) -> [String] {
        do {
            _ = try load(environment: environment)
            return []
        } catch {
            return error.problems.map { $0.description.replacingOccurrences(of: path + "/", with: "") }
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    static let valid = [
        "channels/email/channel.yaml": "name: email\ntransport: pushed\n",
        "switchboard.yaml": """
        persona: persona.yaml
        escalation: escalation.yaml
        knowledge:
          - path: knowledge
        channels:
          - use: webchat
            name: web
          - use: rest
            name: rest
        """,
        "knowledge/a.md": "# A\n\nText.\n",
        "persona.yaml": """
        name: Ada
        company: Example Ltd
        languages: [en]
        greeting: { en: "Hello." }
        notice: { en: "I am Ada, an AI that answers for Example Ltd." }
        """,
        "escalation.yaml": """
        queues:
          - { name: service }
        rules:
          - name: human
            when: { wants_human: true }
            then: { queue: service }
        """,
        "channels/webchat/channel.yaml": "name: webchat\ntransport: stored\nburst_window_ms: 300\n",
        "channels/rest/channel.yaml": "name: rest\ntransport: stored\n",
    ]
}
