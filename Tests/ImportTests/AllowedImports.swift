/// Which module may import which: the picture of ARCHITECTURE.md as data.
///
/// What is not listed is refused, so a new arrow is a decision that shows in a change of this file.
struct AllowedImports {
    /// Modules of this package each module may see.
    let own: [String: Set<String>]
    /// Where each foreign module may be seen.
    let foreign: [String: Set<String>]
    /// Modules of the platform that every module may see.
    let platform: Set<String>

    /// Why an import is refused; nil when it is allowed.
    func objection(to imported: String, in module: String) -> String? {
        guard let visible = own[module] else { return "Sources/\(module) has no entry in AllowedImports" }
        if platform.contains(imported) || visible.contains(imported) { return nil }
        if own[imported] != nil { return "\(module) may not see \(imported)" }
        guard let homes = foreign[imported] else { return "\(imported) is not among the modules we build on" }
        return homes.contains(module) ? nil : "\(imported) belongs in \(homes.sorted().joined(separator: ", ")) only"
    }

    /// A module that reaches itself through its arrows, if there is one.
    func cycle() -> String? {
        own.keys.sorted().first { reachable(from: $0).contains($0) }
    }

    private func reachable(from start: String) -> Set<String> {
        var seen: Set<String> = []
        var next = Array(own[start] ?? [])
        while let module = next.popLast() {
            guard seen.insert(module).inserted else { continue }
            next.append(contentsOf: own[module] ?? [])
        }
        return seen
    }

    static let project = AllowedImports(
        own: [
            "Conversations": [],
            "ConnectorKit": ["Conversations"],
            "AgentCore": ["Conversations", "SpokenLanguage"],
            "Knowledge": [],
            "Intake": ["ConnectorKit", "Conversations"],
            "Delivery": ["ConnectorKit", "Conversations"],
            "Escalation": ["ConnectorKit", "Conversations"],
            "Storage": ["ConnectorKit", "Conversations", "Delivery", "Escalation", "Intake", "WebChatChannel"],
            "OutgoingHTTP": [],
            "WebChatChannel": ["ConnectorKit", "Conversations", "OutgoingHTTP"],
            "MailFormat": [],
            "MailTransport": [],
            "LosslessJSON": [],
            "TranscriptFormat": ["LosslessJSON"],
            "SpokenLanguage": [],
            "EmailChannel": ["ConnectorKit", "Conversations", "MailFormat", "MailTransport"],
            "MailFuzz": ["MailFormat"],
            "TelephonyChannel": ["Conversations", "LosslessJSON"],
            "FinishedCalls": ["Conversations", "SpokenLanguage", "TranscriptFormat"],
            "Gateway": ["ConnectorKit", "Conversations", "Intake", "WebChatChannel"],
            "OpsConsole": ["ConnectorKit", "Conversations", "Escalation"],
            "ConfigurationReading": [],
            "PhoneNumbers": [],
            "Recipes": ["ConfigurationReading", "ConnectorKit", "Conversations"],
            "RecipeChannels": ["ConnectorKit", "Conversations", "OutgoingHTTP", "Recipes"],
            "SwitchboardConfiguration": [
                "ConfigurationReading", "ConnectorKit", "Conversations", "Escalation", "Recipes", "SpokenLanguage",
            ],
            "Switchboard": [
                "AgentCore", "ConfigurationReading", "ConnectorKit", "Conversations", "Delivery", "EmailChannel",
                "Escalation", "FinishedCalls", "Gateway", "Intake", "Knowledge", "MailFormat", "MailTransport",
                "OpsConsole", "PhoneNumbers", "RecipeChannels", "Recipes", "SpokenLanguage", "Storage",
                "SwitchboardConfiguration", "TelephonyChannel", "TranscriptFormat", "WebChatChannel",
            ],
            "SwitchboardTesting": ["Conversations", "Escalation", "Intake"],
            "SwitchboardBench": ["Knowledge", "MailFormat"],
        ],
        foreign: [
            "ArgumentParser": ["Switchboard", "SwitchboardBench"],
            "AsyncHTTPClient": ["RecipeChannels", "Switchboard", "WebChatChannel"],
            "CCurl": ["MailTransport"],
            "CGMime": ["MailFormat"],
            "CGumbo": ["MailFormat"],
            "CHTMLTree": ["MailFormat"],
            "CJQ": ["Recipes"],
            "CPhoneNumber": ["PhoneNumbers"],
            "CSnowball": ["Knowledge"],
            "CSodium": ["OpsConsole"],
            "Crypto": [
                "EmailChannel", "Escalation", "FinishedCalls", "Gateway", "MailTransport", "OpsConsole",
                "Recipes", "TelephonyChannel", "TranscriptFormat", "WebChatChannel",
            ],
            "CryptoExtras": ["MailTransport", "Recipes"],
            "GRDB": ["Storage", "SwitchboardBench"],
            "HTTPTypes": ["Gateway", "OpsConsole"],
            "Hummingbird": ["Gateway", "OpsConsole", "Switchboard", "SwitchboardBench"],
            "HummingbirdCore": ["Gateway", "OpsConsole"],
            "JWTKit": ["WebChatChannel"],
            "Logging": [
                "Delivery", "EmailChannel", "Escalation", "Gateway", "Intake", "MailTransport", "OpsConsole",
                "Switchboard", "SwitchboardBench",
            ],
            "NIOCore": [
                "Gateway", "MailTransport", "OpsConsole", "OutgoingHTTP", "RecipeChannels", "Switchboard",
                "WebChatChannel",
            ],
            "NIOHTTP1": ["Gateway", "RecipeChannels", "Switchboard", "WebChatChannel"],
            "NIOPosix": ["MailTransport", "OutgoingHTTP", "RecipeChannels", "Switchboard", "WebChatChannel"],
            "NIOWebSocket": ["Gateway"],
            "ServiceLifecycle": ["Delivery", "Escalation", "Intake", "OpsConsole", "Switchboard"],
            "SwiftASN1": ["MailTransport"],
            "UnixSignals": ["Switchboard"],
            "X509": ["MailTransport"],
            "Yams": ["ConfigurationReading", "Knowledge", "Recipes", "SwitchboardConfiguration"],
        ],
        platform: ["Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Synchronization"])
}
