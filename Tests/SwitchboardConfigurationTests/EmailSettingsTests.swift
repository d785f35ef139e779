import ConfigurationReading
import Foundation
import SwitchboardConfiguration
import Testing

/// What is wrong with the settings of an e-mail channel, in the words operators read.
@Suite struct EmailSettingsTests {
    private func problems(_ settings: String) throws -> [String] {
        let folder = try ConfigurationFolder([
            "switchboard.yaml":
                "persona: persona.yaml\nescalation: escalation.yaml\nchannels: [ { use: email, name: a, settings: { "
                + "address: a@b.example, \(settings) } } ]\n"
        ])
        return folder.problems().compactMap { line in
            line.range(of: "channels[0].settings").map { String(line[$0.upperBound...].dropFirst()) }
        }
    }

    private static let imap = "imap: { host: h, user: u }"

    @Test func `tokens stand once for the channel or within a server`() throws {
        let oauth = "oauth: { token_url: \"https://t.example/token\", client_id: c, client_secret: s }"
        #expect(try problems("\(oauth), smtp: { host: h, user: u }, \(Self.imap)").isEmpty)
        #expect(try problems("smtp: { host: h, user: u, \(oauth) }, lmtp: { listen: \"127.0.0.1:2424\" }").isEmpty)
        #expect(
            try problems("smtp: { host: h, user: u, password: p, \(oauth) }, lmtp: { listen: \"127.0.0.1:2424\" }")
                == ["smtp.oauth: give password or oauth, not both"])
        #expect(
            try problems("smtp: { host: h }, \(Self.imap)")
                == ["imap.password: is missing; give password, token or oauth"])
    }

    @Test func `secrets that are not there stop only who needs them`() throws {
        let folder = try ConfigurationFolder([
            "switchboard.yaml":
                """
            persona: persona.yaml
            escalation: escalation.yaml
            identity: { jwt: { issuer: i, audience: a, secret: "${env:JWT}" } }
            channels:
              - use: email
                name: a
                settings:
                  address: a@b.example
                  smtp: { host: h, user: "${env:MAIL_USER}", password: "${env:MAIL_PASSWORD}" }
                  imap: { host: h, user: u, password: "${file:secrets/none}" }
                  webhook: { provider: postmark, user: u, password: "${env:HOOK}" }
              - use: rest
                name: rest
                settings: { callback_url: "https://a.example/", callback_secret: "${env:CALLBACK}" }
            """
        ])
        #expect(folder.problems().count == 8)
        #expect(folder.problems(environment: ["MAIL_PASSWORD": "p"]).count == 7)
        let loaded = try folder.load(needsSecrets: false)
        let smtp = try #require(loaded.settings.channels.first?.email?.smtp)
        #expect(smtp.password?.isKnown == false && smtp.user == "")
        let told = try folder.load(environment: ["MAIL_PASSWORD": "p"], needsSecrets: false)
        #expect(told.settings.channels.first?.email?.smtp.password?.revealed == "p")
    }

    @Test func `what a grant needs is asked for, and secrets go over https`() throws {
        func found(_ oauth: String) throws -> [String] {
            try problems("oauth: { client_id: c, \(oauth) }, smtp: { host: h, user: u }, \(Self.imap)")
                .filter { $0.hasPrefix("oauth") }
        }
        #expect(
            try found("token_url: \"https://t.example/\"")
                == ["oauth.client_secret: is missing; it proves the application"])
        #expect(
            try found("token_url: \"https://t.example/\", grant: refresh_token")
                == ["oauth.refresh_token: is missing; the provider gives it to whoever signs in once"])
        #expect(
            try found("token_url: \"http://t.example/\", refresh_token: r")
                == ["oauth.token_url: must begin with https: secrets go there"])
        #expect(try found("token_url: \"http://127.0.0.1:8/\", refresh_token: r").isEmpty)
    }

    @Test func `a bucket elsewhere is reached over https unless private addresses are allowed`() throws {
        func found(_ more: String) throws -> [String] {
            try problems(
                "smtp: { host: h }, webhook: { provider: ses, topics: [ t ], s3: { bucket: b.c, region: eu-west-1, "
                    + "access_key: a, secret_key: s\(more) } }")
        }
        #expect(try found("").isEmpty)
        #expect(
            try found(", endpoint: \"http://s3.example\"")
                == ["webhook.s3.endpoint: must begin with https, or say allow_private: true"])
        #expect(try found(", endpoint: \"http://10.0.0.1:9000\", allow_private: true").isEmpty)
    }

    @Test func `an address belongs to one channel`() throws {
        func channel(_ name: String, _ addresses: String) -> String {
            "  - { use: email, name: \(name), settings: { \(addresses), smtp: { host: h }, lmtp: { listen: \"127.0.0.1:2424\" } } }"
        }
        func found(_ second: String) throws -> [String] {
            try ConfigurationFolder([
                "switchboard.yaml": [
                    "persona: persona.yaml", "escalation: escalation.yaml", "channels:",
                    channel("a", "address: a@b.example, aliases: [ x@b.example, A@b.example ]"), channel("b", second),
                    "",
                ].joined(separator: "\n")
            ]).problems().filter { $0.contains("already") }
        }
        #expect(try found("address: c@b.example").isEmpty)
        let alias = try found("address: X@b.example")
        #expect(alias.count == 1 && alias[0].contains(":5:"))
        #expect(
            alias[0].hasSuffix("X@b.example is an address of the channel a already; a mail can go to one channel only"))
        #expect(try found("address: c@b.example, aliases: [ a@b.example ]").count == 1)
    }

    @Test func `a number without a unit is asked for without brackets`() throws {
        #expect(
            try problems("smtp: { host: h, port: 70000 }, lmtp: { listen: \"127.0.0.1:2424\" }")
                == ["smtp.port: must be a whole number from 1 to 65535, not \"70000\""])
    }

    @Test func `how mail is sent can be tuned within bounds`() throws {
        let way = "lmtp: { listen: \"127.0.0.1:2424\" }"
        #expect(try problems("smtp: { host: h, connections: 16, greeting: a.example, try_hours: 240 }, \(way)").isEmpty)
        #expect(
            try problems("smtp: { host: h, connections: 17, greeting: \"a b\", try_hours: 0 }, \(way)").map {
                $0.split(separator: ":")[0]
            } == ["smtp.connections", "smtp.try_hours", "smtp.greeting"])
    }
}
