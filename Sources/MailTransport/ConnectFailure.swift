import CCurl

/// Why there is no connection. Nothing was sent.
struct ConnectFailure: Error, Sendable, Equatable {
    /// A closed set, for metrics.
    enum Kind: String, Sendable {
        case unreachable, tls, authentication, refused, interrupted, local
    }

    var kind: Kind
    /// The server's reply (SMTP), when it gave one.
    var reply: SMTPReply?
    /// For operators, without secrets.
    var text: String
    /// What an operator may do about it.
    var mend: String

    init(kind: Kind, reply: SMTPReply? = nil, text: String, mend: String? = nil) {
        self.kind = kind
        self.reply = reply
        self.text = text
        self.mend = mend ?? Self.mend(kind)
    }

    static func local(_ text: String) -> Self { .init(kind: .local, text: text) }

    /// - Parameters:
    ///   - lastReply: The last line the server said.
    ///   - words: libcurl's own, where it has more than the code's name.
    init(_ result: CURLcode, lastReply: String, words: String = "") {
        let meaning = String(cString: curl_easy_strerror(result))
        let kind = Self.kind(result)
        let isFromServer = kind == .authentication || kind == .refused
        self.init(
            kind: kind,
            reply: isFromServer ? SMTPReply.Line(Array(lastReply.utf8)).flatMap { SMTPReply(lines: [$0]) } : nil,
            text: isFromServer ? "\(meaning) (\(lastReply))" : words.isEmpty ? meaning : words,
            mend: Self.mend(result))
    }

    private static func kind(_ result: CURLcode) -> Kind {
        switch result {
        case CURLE_LOGIN_DENIED: .authentication
        case CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM:
            .tls
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_OPERATION_TIMEDOUT: .unreachable
        default: .refused
        }
    }

    /// More than the kind says, where the code tells it.
    private static func mend(_ result: CURLcode) -> String? {
        switch result {
        case CURLE_COULDNT_RESOLVE_HOST: "look at host, and at the name servers of this machine"
        case CURLE_USE_SSL_FAILED:
            "the server offers no STARTTLS there; take the port for TLS (465, 993) with security: tls"
        case CURLE_SSL_CONNECT_ERROR: "ports 465 and 993 want security: tls, 587 and 143 security: starttls"
        case CURLE_SSL_CACERT_BADFILE: "ca_file must hold certificates in PEM form"
        default: nil
        }
    }

    private static func mend(_ kind: Kind) -> String {
        switch kind {
        case .unreachable: "look at host, port and the firewalls between"
        case .tls:
            "its certificate must be made out to host, by an authority this machine trusts; name another under ca_file"
        case .authentication: "look at user and password; some providers want a password for apps, or oauth"
        case .refused: "look at host and port; the server's words say more"
        case .interrupted: "try again"
        case .local: "mend the settings"
        }
    }
}
