import ArgumentParser
import Conversations
import FoundationEssentials
import Knowledge
import Storage
import SwitchboardConfiguration

/// `doctor`: whether this machine has what a start needs; one line each with the mend.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Check what a start needs: store, privacy, disk, clock, knowledge, ports, mail servers; each with the mend."
    )

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let loaded = try shared.load(connects: true)
        var findings = [Finding(.ok, "configuration", "\(loaded.settings.file) is sound")]
        findings.append(await store(loaded))
        findings.append(StorePrivacy.finding(of: loaded.settings.storage.path))
        findings.append(MachineChecks.disk(of: loaded.settings.storage.path))
        findings.append(MachineChecks.clock(LocalTime.now()))
        findings.append(knowledge(loaded))
        findings.append(MachineChecks.openFiles(socketsMax: loaded.settings.gateway.limits.socketsMax))
        findings.append(port("gateway", loaded.settings.gateway.host, loaded.settings.gateway.port))
        let console = loaded.settings.console
        if (console.host, console.port) != (loaded.settings.gateway.host, loaded.settings.gateway.port) {
            findings.append(port("console", console.host, console.port))
        }
        findings += await mail(loaded)
        findings.append(Finding(.ok, "model", "none: the built-in responder answers"))
        if let operators = await operators(loaded) { findings.append(operators) }
        print(findings)
        let failed = findings.count { $0.verdict == .fail }
        if failed > 0 { throw CommandFailure("\(failed) of \(findings.count) checks failed") }
    }

    private func mail(_ loaded: LoadedConfiguration) async -> [Finding] {
        guard loaded.settings.channels.contains(where: { $0.email != nil }) else { return [] }
        let store = try? shared.openStore(loaded, mustExist: false)
        defer { store?.close() }
        return await MailChecks.findings(loaded.settings.channels, store: store)
    }

    private func port(_ name: String, _ host: String, _ port: Int) -> Finding {
        MachineChecks.port("\(name) port", host, port, key: "\(name).host or \(name).port")
    }

    /// Opens the store as a start does and writes to it.
    private func store(_ loaded: LoadedConfiguration) async -> Finding {
        let path = loaded.settings.storage.path
        do {
            let store = try shared.openStore(loaded, mustExist: false)
            defer { store.close() }
            try await store.probe()
            let level = try await store.synchronousLevel()
            let originals = try await store.originalsCount()
            let days = loaded.settings.storage.originalsDays
            return Finding(
                .ok, "store",
                "\(path) can be written\(level == 2 ? ", every commit reaches the disk" : ""); \(originals) messages as "
                    + "they came, each kept until \(days) days after its conversation's last event")
        } catch {
            let reason = CommandFailure(explaining: error).lines.joined(separator: " ")
            return Finding(.fail, "store", "\(path): \(reason)")
        }
    }

    private func knowledge(_ loaded: LoadedConfiguration) -> Finding {
        let found = AgentAssembly.knowledgeLoader(loaded).load()
        if let first = found.problems.first {
            return Finding(
                .fail, "knowledge",
                "\(found.problems.count) problems in articles, the first: \(first); see switchboard check")
        }
        guard !found.articles.isEmpty else {
            return Finding(
                .warn, "knowledge", "no articles: the agent can answer nothing; name a folder under knowledge:")
        }
        return Finding(.ok, "knowledge", "\(found.articles.count) articles")
    }

    private func operators(_ loaded: LoadedConfiguration) async -> Finding? {
        guard let store = try? shared.openStore(loaded) else { return nil }
        defer { store.close() }
        guard let accounts = try? await store.operatorAccounts() else { return nil }
        return accounts.isEmpty
            ? Finding(
                .warn, "operators",
                "nobody can answer cases yet; add one: switchboard operators add NAME --role admin --password-stdin")
            : Finding(.ok, "operators", "\(accounts.count)")
    }

    private func print(_ findings: [Finding]) {
        guard !shared.json else {
            let checks = findings.map { finding in
                JSONText.object([
                    (key: "check", value: .string(finding.name)),
                    (key: "verdict", value: .string(finding.verdict.rawValue)),
                    (key: "detail", value: .string(finding.detail)),
                ])
            }
            Terminal.line(JSONText.object([(key: "checks", value: .array(checks))]).text)
            return
        }
        for finding in findings {
            let verdict = finding.verdict.rawValue + String(repeating: " ", count: 5 - finding.verdict.rawValue.count)
            let name = finding.name + String(repeating: " ", count: max(1, 15 - finding.name.count))
            Terminal.line(verdict + name + TextTable.plain(finding.detail))
        }
    }
}

/// One thing the doctor looked at.
struct Finding: Equatable {
    enum Verdict: String {
        /// As it should be.
        case ok
        /// A start works, something will be missed.
        case warn
        /// A start fails or loses its promises.
        case fail
    }

    let verdict: Verdict
    let name: String
    /// What is so, and the mend where it is not as it should be.
    let detail: String

    init(_ verdict: Verdict, _ name: String, _ detail: String) {
        self.verdict = verdict
        self.name = name
        self.detail = detail
    }
}
