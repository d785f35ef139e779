import Foundation
import SwitchboardConfiguration
import Testing

/// Broken files and the exact lines somebody reads who has to mend them.
@Suite struct ProblemLinesTests {
    struct Example: CustomTestStringConvertible {
        let name: String
        /// Text taken from the valid files (`file: old -> new`), or a whole file.
        let file: String
        let replace: String?
        let with: String
        let problems: [String]
        var testDescription: String { name }

        init(_ name: String, _ file: String, _ replace: String? = nil, _ with: String, _ problems: String...) {
            self.name = name
            self.file = file
            self.replace = replace
            self.with = with
            self.problems = problems
        }
    }

    @Test(arguments: settings + channels + persona + escalation)
    func `each mistake is told with file, line, key and mend`(example: Example) throws {
        let valid = ConfigurationFolder.valid[example.file] ?? ""
        let text = example.replace.map { valid.replacingOccurrences(of: $0, with: example.with) } ?? example.with
        #expect(text != valid, "the example changes nothing")
        let folder = try ConfigurationFolder([example.file: text])
        #expect(folder.problems() == example.problems)
    }

    static let aaaa = String(repeating: "a", count: 32)
    static let base = (ConfigurationFolder.valid["switchboard.yaml"] ?? "") + "\n"

    static let settings = [
        Example(
            "misspelt key", "switchboard.yaml", nil, base + "gateway:\n  prot: 80\n",
            "switchboard.yaml:11: gateway.prot: unknown key; did you mean \"port\"?"),
        Example(
            "unknown key", "switchboard.yaml", nil, base + "turns:\n  colour: red\n",
            "switchboard.yaml:11: turns.colour: unknown key; known here: in_flight_max, timeout_s"),
        Example(
            "number out of range", "switchboard.yaml", nil, base + "gateway: { port: 70000 }\n",
            "switchboard.yaml:10: gateway.port: must be a whole number from 0 to 65535 "
                + "(TCP port; 0 picks a free one), not \"70000\""),
        Example(
            "quoted number", "switchboard.yaml", nil, base + "turns: { timeout_s: \"5\" }\n",
            "switchboard.yaml:10: turns.timeout_s: must be a whole number from 1 to 300 (seconds), "
                + "without quotation marks"),
        Example(
            "bad word of a list", "switchboard.yaml", nil, base + "log_level: debgu\n",
            "switchboard.yaml:10: log_level: must be one of trace, debug, info, notice, warning, error, critical, "
                + "not \"debgu\"; did you mean \"debug\"?"),
        Example(
            "section that is a text", "switchboard.yaml", nil, base + "gateway: 8080\n",
            "switchboard.yaml:10: gateway: must hold keys of its own"),
        Example(
            "list that is a section", "switchboard.yaml", "knowledge:\n  - path: knowledge",
            "knowledge:\n  path: knowledge", "switchboard.yaml:3: knowledge: must be a list"),
        Example(
            "key without a value", "switchboard.yaml", nil, base + "log_level:\n",
            "switchboard.yaml:10: log_level: has no value; give one or leave the key out"),
        Example(
            "missing required", "switchboard.yaml", "persona: persona.yaml\n", "",
            "switchboard.yaml:1: persona: is missing"),
        Example(
            "missing file", "switchboard.yaml", "persona: persona.yaml", "persona: persona.yml",
            "switchboard.yaml:1: persona: there is no file \"persona.yml\""),
        Example(
            "missing folder", "switchboard.yaml", "path: knowledge", "path: know/../wissen",
            "switchboard.yaml:4: knowledge[0].path: there is no folder \"wissen\""),
        Example(
            "duplicate key", "switchboard.yaml", nil, base + "log_level: info\nlog_level: debug\n",
            "switchboard.yaml:11: log_level: stands twice; first on line 10"),
        Example(
            "duplicate key inside", "switchboard.yaml", nil, base + "gateway:\n  port: 1\n  host: x\n  port: 2\n",
            "switchboard.yaml:13: port: stands twice; first on line 11"),
        Example(
            "tab", "switchboard.yaml", nil, base + "gateway:\n\tport: 1\n",
            "switchboard.yaml:11: yaml: is not YAML: found character that cannot start any token; indent with "
                + "spaces, not tabs, and quote a value that begins with @, ` or %"),
        Example(
            "bad indentation", "switchboard.yaml", nil, base + "gateway:\n  host: a\n   port: 1\n",
            "switchboard.yaml:12: yaml: is not YAML: mapping values are not allowed in this context; "
                + "check the indentation, or quote a value that holds a colon"),
        Example(
            "a list at the top", "switchboard.yaml", nil, "- a\n", "switchboard.yaml:1: yaml: must hold keys at the top"
        ),
        Example(
            "empty file", "switchboard.yaml", nil, "# nothing\n",
            "switchboard.yaml:1: persona: is missing", "switchboard.yaml:1: escalation: is missing",
            "switchboard.yaml:1: channels: is missing"),
        Example(
            "later versions", "switchboard.yaml", nil,
            base + "procedures: [ procedures ]\ntools: [ tools ]\nhelpdesks: []\nmodel: { provider: openai }\n",
            "switchboard.yaml:10: procedures: not part of this version: procedures; leave the key out",
            "switchboard.yaml:11: tools: not part of this version: tools; leave the key out",
            "switchboard.yaml:12: helpdesks: not part of this version: help desks; cases are worked on in the "
                + "console at /ops",
            "switchboard.yaml:13: model.provider: not part of this version: openai; write none, the built-in "
                + "responder needs no model"),
        Example(
            "store of later versions", "switchboard.yaml", nil, base + "storage: { url: \"postgres://u@h/d\" }\n",
            "switchboard.yaml:10: storage.url: not part of this version: PostgreSQL; use sqlite:PATH"),
        Example(
            "environment variable not set", "switchboard.yaml", nil, base + "gateway: { host: \"${env:NOT_SET}\" }\n",
            "switchboard.yaml:10: gateway.host: ${env:NOT_SET}: the environment variable is not set"),
        Example(
            "secret file missing", "switchboard.yaml", nil, base + "gateway: { host: \"${file:no.txt}\" }\n",
            "switchboard.yaml:10: gateway.host: ${file:no.txt}: the file does not exist"),
        Example(
            "reference of no kind", "switchboard.yaml", nil, base + "gateway: { host: \"${vault:x}\" }\n",
            "switchboard.yaml:10: gateway.host: ${vault:x} is not a reference; write ${env:NAME} or ${file:PATH}"),
        Example(
            "identity without key", "switchboard.yaml", nil, base + "identity: { jwt: { issuer: a, audience: b } }\n",
            "switchboard.yaml:10: identity.jwt: has neither secret nor public_key_file; give one of the two"),
        Example(
            "short secret", "switchboard.yaml", nil,
            base + "identity: { jwt: { issuer: a, audience: b, secret: short } }\n",
            "switchboard.yaml:10: identity.jwt.secret: is too short for HS256: at least 32 bytes"),
        Example(
            "algorithm nobody checks", "switchboard.yaml", nil,
            base + "identity: { jwt: { issuer: a, audience: b, algorithm: HS512, secret: \(aaaa)\(aaaa) } }\n",
            "switchboard.yaml:10: identity.jwt.algorithm: must be one of HS256, RS256, ES256, not \"HS512\""),
        Example(
            "proxies that are no addresses", "switchboard.yaml", nil,
            base + "gateway: { trusted_proxies: [ 127.0.0.1, proxy.local, 10.0.0.0/33 ] }\n",
            "switchboard.yaml:10: gateway.trusted_proxies[1]: must be an IP address or a network such as 10.0.0.0/8, "
                + "not \"proxy.local\"",
            "switchboard.yaml:10: gateway.trusted_proxies[2]: must be an IP address or a network such as 10.0.0.0/8, "
                + "not \"10.0.0.0/33\""),
        Example(
            "origin with a path", "switchboard.yaml", nil, base + "allowed_origins: [ \"https://a.example/x\" ]\n",
            "switchboard.yaml:10: allowed_origins[0]: must be scheme, host and port alone, for instance "
                + "https://www.example.com, or \"*\""),
    ]

    static let channels = [
        Example(
            "misspelt kind", "switchboard.yaml", "use: rest", "use: rets",
            "switchboard.yaml:8: channels[1].use: must be one of webchat, rest, email, phone, "
                + "not \"rets\"; did you mean \"rest\"?"),
        Example(
            "kind without a folder", "switchboard.yaml", "use: rest", "use: ../whatsapp",
            "switchboard.yaml:8: channels[1].use: must be one of webchat, rest, email, phone, not \"../whatsapp\""),
        Example(
            "same name twice", "switchboard.yaml", "name: rest", "name: web",
            "switchboard.yaml:9: channels[1].name: \"web\" is already a channel, on line 7"),
        Example(
            "name with a space", "switchboard.yaml", "name: rest", "name: my rest",
            "switchboard.yaml:9: channels[1].name: must be 1 to 32 characters of a-z, 0-9 and -, "
                + "beginning with a letter"),
        Example(
            "no channels", "switchboard.yaml", nil,
            "persona: persona.yaml\nescalation: escalation.yaml\nchannels: []\n",
            "switchboard.yaml:3: channels: is empty; customers need at least one way in"),
        Example(
            "setting of another kind", "switchboard.yaml", "name: web\n",
            "name: web\n    settings: { callback_url: \"https://a.example\" }\n",
            "switchboard.yaml:8: channels[0].settings.callback_url: unknown key; known here: burst_window_ms"),
        Example(
            "burst window out of range", "switchboard.yaml", "name: web\n",
            "name: web\n    settings:\n      burst_window_ms: 99999\n",
            "switchboard.yaml:9: channels[0].settings.burst_window_ms: must be a whole number from 0 to 10000 "
                + "(milliseconds), not \"99999\""),
        Example(
            "callback without secret", "switchboard.yaml", nil,
            base + "    settings: { callback_url: \"https://a.example\" }\n",
            "switchboard.yaml:10: channels[1].settings.callback_secret: is missing; it signs what is sent to "
                + "callback_url"),
        Example(
            "callback secret that is none", "switchboard.yaml", nil,
            base
                + "    settings: { callback_url: \"https://a.example\", callback_secret: \"a long sentence, not base64\" }\n",
            "switchboard.yaml:10: channels[1].settings.callback_secret: must be whsec_ and the base64 of 24 to 64 random "
                + "bytes; make one with: echo whsec_$(openssl rand -base64 32)"),
        Example(
            "callback that is no address", "switchboard.yaml", nil,
            base + "    settings: { callback_url: \"ftp://a\", callback_secret: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa }\n",
            "switchboard.yaml:10: channels[1].settings.callback_url: must be an address such as "
                + "https://chat.example.com"),
        Example(
            "folder of kinds that is not there", "switchboard.yaml", nil, base + "channels_path: nowhere\n",
            "switchboard.yaml:10: channels_path: there is no folder \"nowhere\""),
        Example(
            "broken definition of a kind", "channels/rest/channel.yaml", nil,
            "name: rest\ntransport: carrier\nlimits: { text_characters_max: 0 }\n",
            "channels/rest/channel.yaml:2: transport: must be one of stored, pushed, not \"carrier\"",
            "channels/rest/channel.yaml:3: limits.text_characters_max: must be a whole number from 1 to 100000 "
                + "(characters), not \"0\""),
    ]
}
