import Conversations
import FoundationEssentials
import MailTransport
import Storage
import SwitchboardConfiguration

/// What the doctor asks mail servers.
enum MailChecks {
    /// Longest wait for a connection, and for each answer: an operator sits before it.
    static let patience: Duration = .seconds(10)

    /// What is to be said of each way mail goes, channel by channel.
    ///
    /// - Parameter store: Nil when it cannot be opened.
    static func findings(_ channels: [ChannelSettings], store: SQLiteStore?) async -> [Finding] {
        var findings: [Finding] = []
        for (index, channel) in channels.enumerated() {
            guard let email = channel.email else { continue }
            let key = "channels[\(index)].settings"
            let servers = MailServers(channel.name, email, store: store)
            findings.append(await sending(channel.name, servers.submission).mended(at: "\(key).smtp"))
            if let mailbox = servers.mailbox {
                findings += await reading(channel.name, mailbox).map { $0.mended(at: "\(key).imap") }
            }
            if let listener = email.listener { findings.append(listening(channel.name, listener)) }
        }
        return findings
    }

    private static func sending(
        _ channel: ChannelName, _ submission: SubmissionConfiguration
    ) async -> Finding {
        var configuration = submission
        configuration.server.connectTimeout = patience
        configuration.timeouts.command = patience
        return Finding(await MailServerCheck.submission(configuration), "\(channel) smtp")
    }

    private static func reading(_ channel: ChannelName, _ mailbox: IMAPConfiguration) async -> [Finding] {
        var configuration = mailbox
        configuration.server.connectTimeout = patience
        configuration.commandTimeout = patience
        return await MailServerCheck.mailbox(configuration).map { Finding($0, "\(channel) imap") }
    }

    static func listening(_ channel: ChannelName, _ listener: EmailSettings.Listener) -> Finding {
        switch listener.address {
        case .tcp(let host, let port): MachineChecks.port("\(channel) lmtp", host, port, key: "lmtp.listen")
        case .unix(let path): socket("\(channel) lmtp", path)
        }
    }

    /// Whether a socket can be made at a path, or stands there already.
    private static func socket(_ name: String, _ path: String) -> Finding {
        let folder = path.lastIndex(of: "/").map { path[..<$0].isEmpty ? "/" : String(path[..<$0]) } ?? "."
        let files = FileManager.default
        let type = try? files.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        if let type, type != .typeSocket {
            return Finding(.fail, name, "\(path) is something else than a socket; name another path in lmtp.listen")
        }
        var isFolder = false
        guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder else {
            return Finding(.fail, name, "there is no folder \(folder); make it, or change lmtp.listen")
        }
        guard files.isWritableFile(atPath: folder) else {
            return Finding(
                .fail, name, "this user may not write to \(folder); give it the right, or change lmtp.listen")
        }
        return Finding(.ok, name, "\(path) can be listened at")
    }
}

extension Finding {
    /// The finding with the place in the configuration that mends it, where something is wrong.
    fileprivate func mended(at key: String) -> Finding {
        verdict == .ok ? self : Finding(verdict, name, "\(detail) (\(key))")
    }

    init(_ found: MailServerFinding, _ name: String) {
        let verdict: Verdict =
            switch found.verdict {
            case .good: .ok
            case .doubtful: .warn
            case .bad: .fail
            }
        self.init(verdict, name, found.text)
    }
}
