import CCurl
import Glibc

/// A connection that libcurl made: name, TCP, TLS (implicit or STARTTLS) and authentication are its work.
///
/// libcurl stops after authentication (`CURLOPT_CONNECT_ONLY`, which knows SMTP and IMAP) and the dialogue is ours, so
/// that each answer and each byte handed over is known. Belongs to one thread.
final class CurlStream: WireStream {
    enum Scheme: String {
        case smtp, imap
    }

    private let easy: UnsafeMutableRawPointer
    private let multi: UnsafeMutableRawPointer
    private let socket: Int32
    private let interrupt: Interrupt
    /// libcurl writes into it as long as the connection lives.
    private let log = ReplyLog()
    private var chunk = [UInt8](repeating: 0, count: 64 * 1024)

    /// Connects and authenticates.
    ///
    /// - Parameter path: what follows the host in the URL: for SMTP the name we greet with.
    init(
        _ scheme: Scheme, server: MailServer, path: String, credentials: ConnectionCredentials?, interrupt: Interrupt
    ) throws(ConnectFailure) {
        guard CurlRun.isReady, let easy = curl_easy_init() else { throw .local("libcurl could not start") }
        guard let multi = curl_multi_init() else {
            curl_easy_cleanup(easy)
            throw .local("libcurl could not start")
        }
        let log = self.log
        do throws(ConnectFailure) {
            try CurlOptions(easy).set(scheme, server, path, credentials, log)
            try Self.connect(easy, multi, interrupt, log, credentials, until: .now + server.connectTimeout)
            if scheme == .smtp, credentials != nil, !log.hasCode(235) {
                throw .init(
                    kind: .authentication, text: "the server offers no authentication we know",
                    mend: "use its port for submission (587 or 465), or leave out user and password")
            }
            var socket: curl_socket_t = CURL_SOCKET_BAD
            guard ccurl_get_socket(easy, &socket) == CURLE_OK, socket != CURL_SOCKET_BAD else {
                throw .local("libcurl kept no connection")
            }
            self.socket = socket
        } catch {
            withExtendedLifetime(log) { Self.release(easy, multi) }
            throw error
        }
        self.easy = easy
        self.multi = multi
        self.interrupt = interrupt
    }

    deinit { Self.release(easy, multi) }

    func send(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) throws(WireFailure) {
        var sent = 0
        while sent < bytes.count {
            var accepted = 0
            let code = bytes.withUnsafeBytes { buffer in
                curl_easy_send(easy, buffer.baseAddress?.advanced(by: sent), bytes.count - sent, &accepted)
            }
            switch code {
            case CURLE_OK: sent += accepted
            case CURLE_AGAIN: try wait(POLLOUT, until: deadline, isInterruptible: true)
            default: throw .broken(String(cString: curl_easy_strerror(code)))
            }
        }
    }

    func receive(until deadline: ContinuousClock.Instant, isInterruptible: Bool) throws(WireFailure) -> [UInt8] {
        while true {
            if let bytes = try available() { return bytes }
            try wait(POLLIN, until: deadline, isInterruptible: isInterruptible)
        }
    }

    func pending() throws(WireFailure) -> [UInt8] { try available() ?? [] }

    private func available() throws(WireFailure) -> [UInt8]? {
        var received = 0
        let code = chunk.withUnsafeMutableBytes { curl_easy_recv(easy, $0.baseAddress, $0.count, &received) }
        switch code {
        case CURLE_OK where received == 0: throw .closed
        case CURLE_OK: return Array(chunk[..<received])
        case CURLE_AGAIN: return nil
        default: throw .broken(String(cString: curl_easy_strerror(code)))
        }
    }

    private func wait(
        _ event: Int32, until deadline: ContinuousClock.Instant, isInterruptible: Bool
    ) throws(WireFailure) {
        while true {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { throw .timedOut }
            var entries = [
                pollfd(fd: socket, events: Int16(event), revents: 0),
                pollfd(fd: isInterruptible ? interrupt.descriptor : -1, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&entries, 2, left.pollMilliseconds)
            if ready > 0, entries[1].revents != 0 { throw .interrupted }
            if ready > 0 { return }
        }
    }

    /// Lets libcurl work until the connection stands.
    private static func connect(
        _ easy: UnsafeMutableRawPointer, _ multi: UnsafeMutableRawPointer, _ interrupt: Interrupt, _ log: ReplyLog,
        _ credentials: ConnectionCredentials?, until deadline: ContinuousClock.Instant
    ) throws(ConnectFailure) {
        let result = try CurlRun.perform(easy, multi, interrupt, until: deadline)
        guard result != CURLE_OK else { return }
        let words = String(cString: log.words)
        throw ConnectFailure(
            result, lastReply: credentials?.scrubbed(log.last) ?? log.last,
            words: credentials?.scrubbed(words) ?? words)
    }

    private static func release(_ easy: UnsafeMutableRawPointer, _ multi: UnsafeMutableRawPointer) {
        curl_multi_remove_handle(multi, easy)
        curl_easy_cleanup(easy)
        curl_multi_cleanup(multi)
    }
}

let discard: ccurl_sink = { _, size, count, _ in size * count }

extension Duration {
    /// For `poll`: rounded up, so that a wait does not end before its time.
    var pollMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        let milliseconds = seconds.multipliedReportingOverflow(by: 1000)
        guard !milliseconds.overflow, milliseconds.partialValue < Int64(Int32.max) - 1000 else { return .max }
        return Int32(milliseconds.partialValue + attoseconds / 1_000_000_000_000_000 + 1)
    }
}
