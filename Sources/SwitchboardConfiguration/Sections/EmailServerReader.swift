import ConfigurationReading

/// Reads where a mail server is and who signs in there.
struct EmailServerReader {
    /// What the channel says of tokens, for servers whose section says nothing of a password.
    let shared: EmailSettings.OAuth?

    func read(
        _ section: ConfigurationReader, port: Int, security: EmailSettings.Server.Security
    ) -> EmailSettings.Server? {
        let host = section.requiredText("host")
        let port = section.integer("port", in: 1...65_535, unit: "") ?? port
        let security = section.choice("security", of: EmailSettings.Server.Security.self) ?? security
        // Who signs in is often told beside the password.
        let user = section.secret("user")?.revealed
        let password = section.secret("password")
        let token = section.secret("token")
        let certificates = section.existingFile("ca_file")
        let allowsPlaintext = section.flag("allow_plaintext") ?? false
        let own = section.section("oauth", Self.oauth) ?? nil
        let given = ["password", "token", "oauth"].filter(section.has)
        if user == nil, !given.isEmpty { section.report("user", "is missing; the \(given[0]) is whose?") }
        if section.has("user"), given.isEmpty, shared == nil {
            section.report("password", "is missing; give password, token or oauth")
        }
        if given.count > 1 { section.report(given[1], "give \(given.joined(separator: " or ")), not both") }
        let isHere = host == "localhost" || host == "::1" || host.hasPrefix("127.")
        if security == .none, !isHere, !allowsPlaintext {
            section.report(
                "security",
                "none sends passwords and letters readable over the network; use starttls or tls, or say "
                    + "allow_plaintext: true")
        }
        guard !host.isEmpty else { return nil }
        return EmailSettings.Server(
            host: host, port: port, security: security, user: user, password: password, token: token,
            oauth: given.isEmpty && user != nil ? shared : own, certificatesFile: certificates,
            allowsPlaintext: allowsPlaintext)
    }

    /// How tokens are had; nil when something that is needed is missing or wrong, which is reported.
    static func oauth(_ section: ConfigurationReader) -> EmailSettings.OAuth? {
        let url = section.require("token_url", section.webAddress("token_url"))
        let client = section.requiredText("client_id")
        let secret = section.secret("client_secret")
        let refresh = section.secret("refresh_token")
        let scope = section.text("scope")
        let stated = section.choice("grant", of: EmailSettings.OAuth.Grant.self)
        let grant = stated ?? (section.has("refresh_token") ? .refreshToken : .clientCredentials)
        if let url, url.hasPrefix("http://"), !isOnThisMachine(url) {
            section.report("token_url", "must begin with https: secrets go there")
        }
        switch grant {
        case .refreshToken where !section.has("refresh_token"):
            section.report("refresh_token", "is missing; the provider gives it to whoever signs in once")
        case .clientCredentials where !section.has("client_secret"):
            section.report("client_secret", "is missing; it proves the application")
        case .clientCredentials where section.has("refresh_token"):
            section.report("refresh_token", "has no meaning with grant: client_credentials")
        default: break
        }
        guard let url, !client.isEmpty else { return nil }
        return EmailSettings.OAuth(
            tokenURL: url, clientID: client, clientSecret: secret, scope: scope, grant: grant, refreshToken: refresh)
    }

    private static func isOnThisMachine(_ url: String) -> Bool {
        let host = url.dropFirst("http://".count).prefix { $0 != "/" && $0 != ":" }
        return host == "localhost" || host.hasPrefix("127.") || host == "["
    }
}
