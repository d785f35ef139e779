import ConfigurationReading
import ConnectorKit
import Conversations
import Escalation
import Foundation
import SwitchboardConfiguration
import Testing

@Suite struct SettingsTests {
    @Test func `a short file gets every default`() throws {
        let folder = try ConfigurationFolder()
        let settings = try folder.load().settings
        #expect(settings.gateway.host == "127.0.0.1")
        #expect(settings.gateway.port == 8080)
        #expect(settings.gateway.publicURL == "http://127.0.0.1:8080")
        #expect(settings.gateway.limits == GatewayLimits())
        #expect(settings.gateway.trustedProxies == TrustedProxies())
        #expect(settings.console.port == 8080)
        #expect(settings.console.sessionHours == 12)
        #expect(settings.console.files == FileLimits(fileBytesMax: 10_000_000, messageBytesMax: 20_000_000))
        #expect(settings.storage.path == folder.path + "/var/switchboard.db")
        #expect(settings.storage.synchronous == .full)
        #expect(settings.turns == TurnSettings())
        #expect(settings.logLevel == .info)
        #expect(settings.demoPage == nil)
        #expect(settings.identity.jwt == nil)
        #expect(settings.channels.map(\.name.rawValue) == ["web", "rest"])
        #expect(settings.channels.map(\.definition.burstWindowMilliseconds) == [300, 0])
    }

    @Test func `every key of the file reaches its setting`() throws {
        let folder = try ConfigurationFolder([
            "switchboard.yaml": """
            gateway:
              host: 0.0.0.0
              port: 0
              public_url: https://chat.example.com/
              trusted_proxies: [ 127.0.0.1, "2001:db8::/32" ]
              limits:
                body_bytes: 2048
                messages_per_minute_per_sender: 7
                sessions_per_minute_per_address: 8
                sockets_max: 9
            console: { host: 127.0.0.2, port: 9090, session_hours: 3, file_bytes: 2000, message_files_bytes: 3000 }
            storage: { url: "sqlite:data/x.db", synchronous: normal, readers: 2 }
            persona: persona.yaml
            knowledge: [ { path: knowledge } ]
            model: { provider: none }
            escalation: escalation.yaml
            demo_page: knowledge
            channels_path: channels
            identity: { jwt: { issuer: shop, audience: chat, secret: "${env:JWT}", algorithm: HS256 } }
            turns: { in_flight_max: 5, timeout_s: 6 }
            log_level: debug
            allowed_origins: [ "https://www.example.com/", "http://localhost:3000" ]
            channels:
              - use: rest
                name: app
                persona: persona.yaml
                settings:
                  burst_window_ms: 50
                  callback_url: https://app.example.com/hook
                  callback_secret: "${file:secret.txt}"
                  allow_private: true
            """,
            "secret.txt": "whsec_abcdefghijklmnopqrstuvwxyz012345\n",
        ])
        let settings = try folder.load(environment: ["JWT": String(repeating: "k", count: 32)]).settings
        #expect(settings.gateway.host == "0.0.0.0")
        #expect(settings.gateway.port == 0)
        #expect(settings.gateway.publicURL == "https://chat.example.com")
        #expect(settings.gateway.trustedProxies == (try TrustedProxies(["127.0.0.1", "2001:db8::/32"])))
        #expect(settings.gateway.limits.bodyBytes == 2048)
        #expect(settings.gateway.limits.messagesPerMinutePerSender == 7)
        #expect(settings.gateway.limits.sessionsPerMinutePerAddress == 8)
        #expect(settings.gateway.limits.socketsMax == 9)
        #expect(settings.console.host == "127.0.0.2")
        #expect(settings.console.port == 9090)
        #expect(settings.console.sessionHours == 3)
        #expect(settings.console.files == FileLimits(fileBytesMax: 2000, messageBytesMax: 3000))
        #expect(settings.storage.path == folder.path + "/data/x.db")
        #expect(settings.storage.synchronous == .normal)
        #expect(settings.storage.readers == 2)
        #expect(settings.demoPage == folder.path + "/knowledge")
        #expect(settings.channelsPath == folder.path + "/channels")
        #expect(settings.turns.inFlightMax == 5)
        #expect(settings.turns.timeoutSeconds == 6)
        #expect(settings.logLevel == .debug)
        #expect(settings.allowedOrigins == ["https://www.example.com", "http://localhost:3000"])
        let token = try #require(settings.identity.jwt)
        #expect(token.issuer == "shop")
        #expect(token.audience == "chat")
        #expect(token.key == .secret(Secret(String(repeating: "k", count: 32))))
        let channel = try #require(settings.channels.first)
        #expect(channel.persona == folder.path + "/persona.yaml")
        #expect(channel.definition.burstWindowMilliseconds == 50)
        #expect(channel.callback?.url == "https://app.example.com/hook")
        #expect(channel.callback?.secret.revealed == "whsec_abcdefghijklmnopqrstuvwxyz012345")
        #expect(channel.callback?.allowsPrivateAddresses == true)
    }

    @Test(arguments: [
        ("https://chat.example.com/", "https://chat.example.com"), ("https://Chat.Example:443", "https://chat.example"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"), ("https://example.com/help/chat", "https://example.com"),
        ("http://[::1]:80", "http://[::1]"), ("https://example.com:80", "https://example.com:80"),
    ])
    func `the public origin is written as browsers write it`(url: String, origin: String) throws {
        let yaml = (ConfigurationFolder.valid["switchboard.yaml"] ?? "") + "\ngateway: { public_url: \"\(url)\" }\n"
        #expect(try ConfigurationFolder(["switchboard.yaml": yaml]).load().settings.gateway.publicOrigin == origin)
    }

    @Test(arguments: [18, 33, 48]) func `a callback secret is base64 of 24 to 64 bytes`(length: Int) throws {
        for secret in [
            String(repeating: "+/", count: length), "whsec_" + String(repeating: "aZ", count: length) + "==",
        ] {
            let yaml =
                (ConfigurationFolder.valid["switchboard.yaml"] ?? "")
                + "\n    settings: { callback_url: \"https://a.example\", callback_secret: \"\(secret)\" }\n"
            let bytes = length * 2 * 3 / 4
            let problems = try ConfigurationFolder(["switchboard.yaml": yaml]).problems()
            #expect(problems.isEmpty == (24...64).contains(bytes), "\(secret)")
        }
    }

    @Test func `a data folder overrides where the store lies`() throws {
        let folder = try ConfigurationFolder()
        #expect(try folder.load(dataFolder: "/srv/data").settings.storage.path == "/srv/data/switchboard.db")
    }

    @Test func `a channel may speak with a persona of its own`() throws {
        let other = ConfigurationFolder.valid["persona.yaml"]?.replacingOccurrences(of: "Ada", with: "Bo")
        let yaml = ConfigurationFolder.valid["switchboard.yaml"]?
            .replacingOccurrences(of: "    name: rest", with: "    name: rest\n    persona: bo.yaml")
        let loaded = try ConfigurationFolder(["bo.yaml": other, "switchboard.yaml": yaml]).load()
        #expect(loaded.persona(of: ChannelName("rest")).name == "Bo")
        #expect(loaded.persona(of: ChannelName("web")).name == "Ada")
    }

    @Test func `a secret does not show in any printed form of the settings`() throws {
        let folder = try ConfigurationFolder([
            "switchboard.yaml": (ConfigurationFolder.valid["switchboard.yaml"] ?? "")
                + "\n    settings: { callback_url: \"https://a.example\", callback_secret: \"${env:S}\" }\n"
        ])
        let settings = try folder.load(environment: ["S": "do-not-show-this-word-anywhere-000"]).settings
        var dumped = ""
        dump(settings, to: &dumped)
        for text in [dumped, "\(settings)", String(reflecting: settings)] {
            #expect(!text.contains("do-not-show-this-word"))
        }
        #expect(settings.channels[1].callback?.secret.revealed == "do-not-show-this-word-anywhere-000")
    }

    @Test func `knowledge alone is enough to ask, not to serve`() throws {
        let folder = try ConfigurationFolder([
            "switchboard.yaml": "knowledge: [ { path: knowledge } ]\n", "channels/webchat/channel.yaml": nil,
            "channels/rest/channel.yaml": nil,
        ])
        let loaded = try LoadedConfiguration.load(
            folder.path + "/switchboard.yaml", options: ConfigurationOptions(isForServing: false))
        #expect(loaded.settings.knowledge.map(\.path) == [folder.path + "/knowledge"])
        #expect(loaded.settings.channels.isEmpty)
        for language in loaded.persona.languages {
            #expect(loaded.persona.notice[language]?.contains(loaded.persona.company) == true)
        }
        #expect(
            folder.problems() == [
                "switchboard.yaml:1: persona: is missing", "switchboard.yaml:1: escalation: is missing",
                "switchboard.yaml:1: channels: is missing",
            ])
    }
}
