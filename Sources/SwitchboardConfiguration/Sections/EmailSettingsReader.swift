import ConfigurationReading

/// Reads the settings of an e-mail channel.
struct EmailSettingsReader {
    let folder: String
    let channel: String
    let owners: AddressOwners

    /// Nil when something that is needed is missing or wrong; all of it is reported.
    func read(_ settings: ConfigurationReader) -> EmailSettings? {
        let address = settings.require("address", address(settings, "address"))
        let aliases = (settings.texts("aliases") ?? []).filter { alias in
            if Self.isAddress(alias) { return true }
            settings.report("aliases", "\(Printable.quoted(alias)) is no address such as service@example.org")
            return false
        }
        for (key, address) in [("address", address)] + aliases.map({ ("aliases", $0) }) {
            guard let address, let owner = owners.owner(of: address, unless: channel) else { continue }
            settings.report(
                key, "\(address) is an address of the channel \(owner) already; a mail can go to one channel only")
        }
        let plus = settings.flag("plus_addressing") ?? false
        let trusted = settings.texts("trusted_servers") ?? []
        let servers = EmailServerReader(shared: settings.section("oauth", EmailServerReader.oauth) ?? nil)
        let smtp = settings.require(
            "smtp", settings.section("smtp") { sending($0, servers) })
        let mailbox = settings.section("imap") { self.mailbox($0, servers) }
        let listener = settings.section("lmtp", listener)
        let webhook = settings.section("webhook", webhook)
        let hour = settings.integer("automatic_mails_per_hour_max", in: 1...1_000, unit: "mails") ?? 5
        let day = settings.integer("automatic_mails_per_day_max", in: 1...10_000, unit: "mails") ?? 20
        if !["imap", "lmtp", "webhook"].contains(where: settings.has) {
            settings.report("says nowhere how mail comes in; give at least one of imap, lmtp and webhook")
        }
        guard let address, let smtp = smtp ?? nil else { return nil }
        return EmailSettings(
            address: address, aliases: aliases, usesPlusAddresses: plus, trustedServers: trusted, smtp: smtp,
            mailbox: mailbox ?? nil, listener: listener ?? nil, webhook: webhook ?? nil,
            automaticMailsPerHourMax: hour, automaticMailsPerDayMax: day)
    }

    private func address(_ section: ConfigurationReader, _ key: String) -> String? {
        guard let written = section.text(key) else { return nil }
        guard Self.isAddress(written) else {
            section.report(key, "\(Printable.quoted(written)) is no address such as service@example.org")
            return nil
        }
        return written
    }

    private func sending(_ section: ConfigurationReader, _ servers: EmailServerReader) -> EmailSettings.Server? {
        var server = servers.read(section, port: 587, security: .starttls)
        server?.connections = section.integer("connections", in: 1...16, unit: "connections")
        server?.greeting = section.text("greeting", charactersMax: 253)
        server?.tryHours = section.integer("try_hours", in: 1...240, unit: "hours")
        for key in ["connections", "greeting", "try_hours"] { _ = section.has(key) }
        if let greeting = server?.greeting,
            !greeting.utf8.allSatisfy({ $0 > 32 && $0 < 127 && !"/?#%@<>".utf8.contains($0) })
        {
            section.report("greeting", "must be a host name such as gateway.example.org")
        }
        return server
    }

    private func mailbox(_ section: ConfigurationReader, _ servers: EmailServerReader) -> EmailSettings.Mailbox? {
        let server = servers.read(section, port: 993, security: .tls)
        let folders = section.texts("folders") ?? ["INBOX"]
        let written = section.choice("after_taking", words: ["keyword", "seen", "nothing", "move"]) ?? "keyword"
        let target = section.text("move_to")
        let start = section.choice("start", of: EmailSettings.Mailbox.Start.self) ?? .unseen
        let poll = section.integer("poll_seconds", in: 1...3_600, unit: "seconds") ?? 5
        let renumbered = section.integer("renumbered_mails_max", in: 0...1_000_000, unit: "mails") ?? 200
        if folders.isEmpty || Set(folders).count != folders.count {
            section.report("folders", "must name each folder once, and at least one")
        }
        if !section.has("user") { section.report("user", "is missing; a mailbox is somebody's") }
        var after: EmailSettings.Mailbox.AfterTaking =
            written == "seen" ? .seen : written == "nothing" ? .nothing : .keyword
        if written == "move" {
            if let target {
                after = .move(folder: target)
            } else {
                section.report("move_to", "is missing; the folder mails are moved to once they are taken")
            }
            if let target, folders.contains(target) {
                section.report("move_to", "must not be a folder that is read: mails would be taken again")
            }
        } else if section.has("move_to") {
            section.report("move_to", "has no meaning without after_taking: move")
        }
        guard let server else { return nil }
        return EmailSettings.Mailbox(
            server: server, folders: folders, afterTaking: after, start: start, pollSeconds: poll,
            renumberedMailsMax: renumbered)
    }

    private func listener(_ section: ConfigurationReader) -> EmailSettings.Listener? {
        let written = section.requiredText("listen")
        let bytes = section.integer("mail_bytes_max", in: 65_536...209_715_200, unit: "bytes") ?? 50 << 20
        guard !written.isEmpty else { return nil }
        if written.hasPrefix("unix:") {
            let path = PathJoin.join(folder, String(written.dropFirst(5)))
            guard (2..<108).contains(path.utf8.count) else {
                section.report("listen", "names a socket of 108 bytes or more; the system takes shorter paths only")
                return nil
            }
            return EmailSettings.Listener(address: .unix(path: path), mailBytesMax: bytes)
        }
        let parts = written.split(separator: ":")
        guard parts.count == 2, let port = Int(parts[1]), (0...65_535).contains(port), port != 25 else {
            section.report("listen", "must be 127.0.0.1:PORT, not port 25, or unix:PATH")
            return nil
        }
        guard parts[0] == "localhost" || parts[0].hasPrefix("127.") else {
            section.report("listen", "must lie on this machine: LMTP knows no password. Write 127.0.0.1:\(port)")
            return nil
        }
        return EmailSettings.Listener(address: .tcp(host: String(parts[0]), port: port), mailBytesMax: bytes)
    }

    private func webhook(_ section: ConfigurationReader) -> EmailSettings.Webhook? {
        let provider = section.require(
            "provider", section.choice("provider", words: ["sendgrid", "mailgun", "postmark", "ses"]))
        for key in ["secret", "user", "password", "public_key", "signing_key", "topics", "s3"] { _ = section.has(key) }
        switch provider {
        case "sendgrid":
            if section.has("public_key") { return section.text("public_key").map { .sendgridSigned(publicKey: $0) } }
            return proof(section).map { .sendgrid($0) }
        case "postmark": return proof(section).map { .postmark($0) }
        case "mailgun":
            return section.require("signing_key", section.secret("signing_key")).map { .mailgun(signingKey: $0) }
        case "ses":
            guard let topics = section.require("topics", section.texts("topics")) else { return nil }
            if topics.isEmpty { section.report("topics", "is empty; name the ARN of the topic mails are posted from") }
            return .ses(topics: topics, bucket: section.section("s3", bucket) ?? nil)
        default: return nil
        }
    }

    private func bucket(_ section: ConfigurationReader) -> EmailSettings.Bucket? {
        let name = section.requiredText("bucket")
        let region = section.requiredText("region")
        let access = section.requiredText("access_key")
        let secret = section.require("secret_key", section.secret("secret_key"))
        let endpoint = section.webAddress("endpoint")
        let allowsPrivate = section.flag("allow_private") ?? false
        for (key, value) in [("bucket", name), ("region", region)] {
            let isWord = value.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || "-.".utf8.contains($0)
            }
            if !isWord { section.report(key, "must consist of a-z, 0-9, hyphens and dots") }
        }
        if let endpoint, endpoint.hasPrefix("http://"), !allowsPrivate {
            section.report("endpoint", "must begin with https, or say allow_private: true")
        }
        guard let secret, !name.isEmpty, !region.isEmpty, !access.isEmpty else { return nil }
        return EmailSettings.Bucket(
            name: name, region: region, accessKey: access, secretKey: secret, endpoint: endpoint,
            allowsPrivateAddresses: allowsPrivate)
    }

    private func proof(_ section: ConfigurationReader) -> EmailSettings.Webhook.Proof? {
        if let secret = section.secret("secret") { return .secret(secret) }
        if let user = section.text("user"), let password = section.secret("password") {
            return .basic(user: user, password: password)
        }
        section.report("says not what proves the provider; give secret (in the URL as ?secret=…), or user and password")
        return nil
    }

    static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty && text.utf8.count <= 254
            && text.utf8.allSatisfy { $0 > 32 && $0 != 127 && !"<>,;()\"".utf8.contains($0) }
    }
}
