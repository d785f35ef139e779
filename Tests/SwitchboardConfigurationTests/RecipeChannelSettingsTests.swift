import ConfigurationReading
import ConnectorKit
import Conversations
import Recipes
import Testing

@testable import SwitchboardConfiguration

/// Channels whose kind is a folder with a recipe.
@Suite struct RecipeChannelSettingsTests {
    private static let recipe = """
        name: acme
        kind: chat
        title: { en: Acme }
        settings:
          secret: { type: string, required: true, secret: true, describes: Signs. }
          account: { type: string, describes: Ours. }
          times: { type: integer, default: 3, describes: How often. }
        webhook: {}
        verification:
          - { scheme: secret, in: { header: X-Secret }, secrets: secret }
        inbound:
          event: '{kind: "message", name: "text", id: .id, sender: {id: .from}, text: .text}'
        policy: { text: { max: 1000, parts_max: 3 } }
        """

    private func folder(_ channels: String, recipe: String = recipe) throws -> ConfigurationFolder {
        try ConfigurationFolder([
            "channels/acme/channel.yaml": recipe,
            "switchboard.yaml": "persona: persona.yaml\nescalation: escalation.yaml\nchannels:\n" + channels,
        ])
    }

    @Test func `a folder with a recipe is a kind, and several channels share it`() throws {
        let settings = try folder(
            """
              - { use: acme, name: one, settings: { secret: s1, account: a } }
              - { use: acme, name: two, settings: { secret: [s2, s3], burst_window_ms: 200 } }

            """
        ).load().settings
        #expect(settings.channels.map(\.kind) == [.recipe("acme"), .recipe("acme")])
        #expect(settings.channels.map(\.definition.kind) == ["acme", "acme"])
        #expect(settings.channels.map(\.definition.transport) == [.pushed, .pushed])
        #expect(settings.channels.map(\.definition.burstWindowMilliseconds) == [0, 200])
        #expect(settings.channels.map(\.definition.limits.textCharactersMax) == [3000, 3000])
        #expect(settings.channels[1].recipe?.settings.texts("secret") == ["s2", "s3"])
        #expect(settings.channels[0].recipe?.settings.visible == ["account": "a", "times": 3])
    }

    @Test func `what is wrong with the settings is said where it stands`() throws {
        let problems = try folder(
            """
              - use: acme
                name: one
                settings:
                  acount: a
                  times: many
              - { use: acme, name: two }
              - { use: acne, name: three }

            """
        ).problems()
        #expect(
            problems == [
                "switchboard.yaml:6: channels[0].settings.secret: is missing",
                "switchboard.yaml:7: channels[0].settings.acount: unknown key; did you mean \"account\"?",
                "switchboard.yaml:8: channels[0].settings.times: must be a whole number from -2147483648 to "
                    + "2147483647, not \"many\"",
                "switchboard.yaml:9: channels[1].settings: is missing; a channel of the kind acme needs secret",
                "switchboard.yaml:10: channels[2].use: must be one of webchat, rest, email, phone, acme, "
                    + "not \"acne\"; did you mean \"acme\"?",
            ])
    }

    @Test func `what is wrong with a recipe is said once, in its own file`() throws {
        let problems = try folder(
            """
              - { use: acme, name: one, settings: { secret: s } }
              - { use: acme, name: two, settings: { secret: s } }

            """, recipe: Self.recipe.replacing(".from}", with: ".from)")
        ).problems()
        #expect(problems.count == 1, "\(problems)")
        #expect(problems.first?.hasPrefix("channels/acme/channel.yaml:12: inbound.event: ") == true)
    }

    @Test func `a secret that is not needed may be missing`() throws {
        let channels = "  - { use: acme, name: one, settings: { secret: \"${env:NOT_SET}\" } }\n"
        #expect(try folder(channels).problems().count == 1)
        let settings = try folder(channels).load(needsSecrets: false).settings
        #expect(settings.channels.count == 1)
    }
}
