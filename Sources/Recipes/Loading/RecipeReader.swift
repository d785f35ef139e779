import ConfigurationReading
import Yams

/// Reads one recipe key by key; what is wrong is reported, and reading goes on.
final class RecipeReader {
    let root: ConfigurationReader
    let kind: String
    private(set) var sources: [PlacedSource] = []
    var settings: [SettingDefinition] = []

    init(root: ConfigurationReader, kind: String) {
        self.root = root
        self.kind = kind
    }

    func read() -> RecipeDraft? {
        readHead()
        let hosts = readHosts()
        let hostSettings = root.has("hosts_from") ? settingNames(root, "hosts_from") : []
        let webhook = root.section("webhook", readWebhook)
        let verification = readVerification(isNeeded: webhook != nil)
        let handshakes = readHandshakes()
        let inbound = root.section("inbound", readInbound)
        let credentials = named("credentials", readCredential)
        let answers = readAnswers()
        let endpoints = named("endpoints") { name, section in
            self.readEndpoint(name, section, credentials: Set(credentials.keys), answers: answers)
        }
        let actions = readActions()
        let poll = root.section("poll", readPoll) ?? nil
        var policy = root.section("policy", readPolicy) ?? PolicyData()
        policy.isComments = root.choice("kind", words: ["chat", "comments"]) == "comments"
        let burst = root.integer("burst_window_ms", in: 0...10_000, unit: "milliseconds") ?? 0
        let title = readTitle()
        guard let inbound else {
            _ = root.require("inbound", nil as Int?)
            return nil
        }
        if webhook == nil, poll == nil { root.report(line: 1, "must have webhook or poll: how messages come") }
        checkHosts(endpoints.values, hosts)
        let (kind, settings) = (self.kind, self.settings)
        return RecipeDraft(sources: sources) { programs in
            ChannelRecipe(
                kind: kind, title: title, settings: settings, webhook: webhook, policy: policy,
                burstWindowMilliseconds: burst, verifier: Verifier(schemes: verification), handshakes: handshakes,
                inbound: InboundMapping(programs: programs, entries: inbound.entries, event: inbound.event),
                hosts: hosts, hostSettings: hostSettings, endpoints: endpoints, credentials: credentials,
                actions: actions, poll: poll,
                programs: programs)
        }
    }

    // MARK: Mappings

    /// Remembers a mapping that stands under a key, and names it.
    func mapping(_ section: ConfigurationReader, _ key: String) -> String? {
        guard let entry = section.entry(key) else { return nil }
        return mapping(entry.node, key: section.joined(key), line: entry.line) { section.report(key, line: $0, $1) }
    }

    func mapping(_ node: Node, key: String, line: Int, report: (Int, String) -> Void) -> String? {
        guard let scalar = node.scalar, !scalar.string.allSatisfy(\.isWhitespace) else {
            report(line, "must be a jq program")
            return nil
        }
        guard scalar.string.utf8.count <= 65_536 else {
            report(line, "is longer than 65536 bytes")
            return nil
        }
        let start = node.mark?.line ?? line
        let isBlock = scalar.style == .literal || scalar.style == .folded
        sources.append(
            PlacedSource(source: JQSource(name: key, text: scalar.string), key: key, line: isBlock ? start + 1 : start))
        return key
    }

    // MARK: Small parts

    /// A section whose keys are names of the recipe's own.
    func named<Value>(_ key: String, _ read: (String, ConfigurationReader) -> Value?) -> [String: Value] {
        var values: [String: Value] = [:]
        _ = root.section(key) { section in
            for name in section.writtenKeys {
                if let value = section.section(name, { read(name, $0) }) ?? nil { values[name] = value }
            }
        }
        return values
    }

    /// A template whose fields are of these kinds; settings it names must be declared.
    func template(_ section: ConfigurationReader, _ key: String, kinds: [String]) -> Template? {
        guard let text = section.text(key) else { return nil }
        do {
            let template = try Template(text, kinds: kinds)
            for name in template.names(of: "setting.") { checkSetting(name, section, key) }
            return template
        } catch {
            section.report(key, error.reason)
            return nil
        }
    }

    /// Reports a setting that the recipe does not declare.
    func checkSetting(_ name: String, _ section: ConfigurationReader, _ key: String) {
        guard !settings.contains(where: { $0.name == name }) else { return }
        var reason = "there is no setting \(Printable.quoted(name))"
        if let meant = Spelling.nearest(to: name, among: settings.map(\.name)) {
            reason += "; did you mean \"\(meant)\"?"
        }
        section.report(key, reason)
    }

    /// One setting's name, or several.
    func settingNames(_ section: ConfigurationReader, _ key: String) -> [String] {
        let names = section.textOrTexts(key, charactersMax: 100) ?? []
        if names.isEmpty, !section.has(key) { section.report(key, "is missing") }
        for name in names { checkSetting(name, section, key) }
        return names
    }

    /// A map from names to templates: headers, query fields.
    func templates(_ section: ConfigurationReader, _ key: String, kinds: [String]) -> [String: Template] {
        var all: [String: Template] = [:]
        _ = section.section(key) { map in
            for name in map.writtenKeys { all[name] = template(map, name, kinds: kinds) }
        }
        return all
    }

    private func readHead() {
        if let written = root.require("name", root.text("name")), written != kind {
            root.report("name", "must be the name of its folder, \(kind)")
        }
        _ = root.section("settings", readSettings)
    }

    private func readTitle() -> [String: String] {
        var title: [String: String] = [:]
        _ = root.section("title") { section in
            for language in section.writtenKeys { title[language] = section.text(language, charactersMax: 100) }
        }
        return title
    }

    private func readHosts() -> [String] {
        let hosts = root.texts("hosts", charactersMax: 253) ?? []
        for (index, host) in hosts.enumerated() {
            let name = host.hasPrefix("*.") ? host.dropFirst(2) : host[...]
            let isName =
                !name.isEmpty
                && name.utf8.allSatisfy { byte in
                    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
                        || byte == UInt8(ascii: ".")
                }
            // `*.com` would be everybody.
            if !isName || (host.hasPrefix("*.") && !name.contains(".")) {
                root.report(
                    "hosts[\(index)]", line: root.line(of: "hosts"),
                    "must be a name such as api.example.org or *.example.org")
            }
        }
        return hosts
    }

    /// A fixed host that no pattern allows would fail each time.
    private func checkHosts(_ endpoints: some Sequence<Endpoint>, _ hosts: [String]) {
        for endpoint in endpoints.sorted(by: { $0.name < $1.name }) {
            let head = endpoint.url.head
            guard let address = AddressParts(head), address.rest.hasPrefix("/"),
                !AddressParts.matches(address.host, patterns: hosts)
            else { continue }
            root.report("hosts", "must list \(address.host), which the endpoint \(endpoint.name) calls")
        }
    }

    private func readInbound(_ section: ConfigurationReader) -> (entries: String?, event: String) {
        let entries = mapping(section, "entries")
        let event = mapping(section, "event")
        if event == nil, !section.has("event") { section.report("event", "is missing") }
        return (entries, event ?? "")
    }

    private func readAnswers() -> [String: String] {
        var answers: [String: String] = [:]
        _ = root.section("answers") { section in
            for name in section.writtenKeys { answers[name] = mapping(section, name) }
        }
        return answers
    }

    /// Names of what a channel can be asked to do.
    private static let actionNames = [
        "message", "typing", "read", "edit", "delete", "react", "acknowledge", "fetch",
    ]

    private func readActions() -> [String: RecipeAction] {
        var actions: [String: RecipeAction] = [:]
        _ = root.section("outbound") { section in
            for name in Self.actionNames {
                guard let entry = section.entry(name) else { continue }
                let nodes = entry.node.sequence.map { Array($0) } ?? [entry.node]
                let isList = entry.node.sequence != nil
                let steps = nodes.enumerated().compactMap { index, node in
                    mapping(
                        node, key: section.joined(isList ? "\(name)[\(index)]" : name),
                        line: node.mark?.line ?? entry.line
                    ) { section.report(name, line: $0, $1) }
                }
                if steps.isEmpty { section.report(name, line: entry.line, "must hold at least one jq program") }
                actions[name] = RecipeAction(name: name, steps: steps)
            }
        }
        return actions
    }

    private func readPoll(_ section: ConfigurationReader) -> PollRule? {
        let request = mapping(section, "request")
        let answer = mapping(section, "answer")
        for (key, value) in [("request", request), ("answer", answer)] where value == nil && !section.has(key) {
            section.report(key, "is missing")
        }
        let interval = section.integer("interval_s", in: 0...86_400, unit: "seconds") ?? 60
        let pages = section.integer("pages_max", in: 1...1_000, unit: "pages") ?? 20
        guard let request, let answer else { return nil }
        return PollRule(request: request, answer: answer, intervalSeconds: interval, pagesMax: pages)
    }
}
