import Conversations
import Escalation
import Foundation
import SwitchboardConfiguration
import Testing

/// The project's own files.
@Suite struct DemoTests {
    static let project = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    private func load(_ name: String) throws -> LoadedConfiguration {
        try LoadedConfiguration.load(
            Self.project + "/config/" + name,
            options: ConfigurationOptions(channelFolders: [Self.project + "/channels"]))
    }

    @Test func `the demo company's configuration is sound`() throws {
        let loaded: LoadedConfiguration
        do {
            loaded = try load("demo/switchboard.yaml")
        } catch {
            Issue.record("\(error)")
            return
        }
        #expect(loaded.persona.name == "Mara")
        #expect(loaded.persona.languages == ["de", "en"])
        #expect(loaded.settings.channels.map(\.name.rawValue) == ["web", "rest"])
        #expect(loaded.escalation.queues.contains { $0.name == loaded.escalation.defaultQueue })
        #expect(loaded.escalation.queues.allSatisfy { Set($0.titles.keys) == ["de", "en"] })
        #expect(loaded.escalation.defaultLanguage == "de")
        #expect(loaded.settings.gateway.limits.messagesPerMinutePerSender >= 10_000)
    }
}
