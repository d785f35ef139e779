import CCurl
import Glibc

/// Options of one libcurl connection.
struct CurlOptions {
    let easy: UnsafeMutableRawPointer

    init(_ easy: UnsafeMutableRawPointer) { self.easy = easy }

    func set(
        _ scheme: CurlStream.Scheme, _ server: MailServer, _ path: String, _ credentials: ConnectionCredentials?,
        _ log: ReplyLog
    ) throws(ConnectFailure) {
        if let problem = server.problem { throw .local(problem) }
        let host = server.host.contains(":") ? "[\(server.host)]" : server.host
        let prefix = server.security == .tls ? "\(scheme.rawValue)s" : scheme.rawValue
        try text(CURLOPT_URL, "\(prefix)://\(host):\(server.port)/\(path)")
        try text(CURLOPT_PROTOCOLS_STR, prefix)
        try number(CURLOPT_CONNECT_ONLY, 1)
        try number(CURLOPT_NOSIGNAL, 1)
        // Environment variables must not send mail through somebody's proxy.
        try text(CURLOPT_PROXY, "")
        try number(CURLOPT_TCP_KEEPALIVE, 1)
        try number(CURLOPT_USE_SSL, Int(security(server.security).rawValue))
        try number(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try number(CURLOPT_SSL_VERIFYPEER, 1)
        try number(CURLOPT_SSL_VERIFYHOST, 2)
        if let file = server.trustedCertificatesFile { try text(CURLOPT_CAINFO, file) }
        try sinks(log)
        try check(ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, log.words))
        switch credentials?.proof {
        case .password(let password):
            try text(CURLOPT_USERNAME, credentials?.user ?? "")
            try text(CURLOPT_PASSWORD, password.exposed)
        case .token(let token):
            try text(CURLOPT_USERNAME, credentials?.user ?? "")
            try text(CURLOPT_XOAUTH2_BEARER, token.exposed)
        case nil: break
        }
    }

    private func security(_ security: MailServer.Security) -> curl_usessl {
        security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
    }

    private func sinks(_ log: ReplyLog) throws(ConnectFailure) {
        try check(ccurl_set_sink(easy, CURLOPT_WRITEFUNCTION, discard))
        try check(ccurl_set_pointer(easy, CURLOPT_HEADERDATA, Unmanaged.passUnretained(log).toOpaque()))
        try check(
            ccurl_set_sink(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
                if let context, let bytes {
                    let buffer = UnsafeRawBufferPointer(start: bytes, count: size * count)
                    Unmanaged<ReplyLog>.fromOpaque(context).takeUnretainedValue().add(buffer)
                }
                return size * count
            })
    }

    func text(_ option: CURLoption, _ value: String) throws(ConnectFailure) {
        guard !value.utf8.contains(0) else { throw .local("a setting of the connection holds a zero byte") }
        try check(ccurl_set_string(easy, option, value))
    }

    func number(_ option: CURLoption, _ value: Int) throws(ConnectFailure) {
        try check(ccurl_set_long(easy, option, value))
    }

    func check(_ code: CURLcode) throws(ConnectFailure) {
        guard code == CURLE_OK else { throw .local(String(cString: curl_easy_strerror(code))) }
    }
}

/// What the server said while libcurl connected: codes, and the last line. Belongs to one thread.
final class ReplyLog {
    private(set) var last = ""
    private var codes: Set<Int> = []
    /// Where libcurl writes what went wrong, as C text.
    let words = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    init() { words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE)) }

    deinit { words.deallocate() }

    func add(_ bytes: UnsafeRawBufferPointer) {
        let line = String(decoding: bytes.prefix(512), as: UTF8.self)
        last = line.filter { !$0.isNewline }
        if codes.count < 64, let code = Int(line.prefix(3)) { codes.insert(code) }
    }

    func hasCode(_ code: Int) -> Bool { codes.contains(code) }
}
