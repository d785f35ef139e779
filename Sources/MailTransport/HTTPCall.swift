import CCurl
import Foundation
import Glibc

/// One HTTP request: small, bounded, without redirects.
struct HTTPCall: Sendable {
    /// `https`, or `http` where ``allowsPlaintext`` says so.
    var url: String
    /// Lines such as `Content-Type: text/plain`.
    var headers: [String] = []
    /// What is posted; nil for a GET.
    var body: Data?
    /// Of a longer answer this much from its beginning is kept.
    var answerBytesMax: Int
    var timeout: Duration
    var allowsPlaintext = false
    /// Whether the name may lead to this machine or into private networks.
    var allowsPrivateAddresses = true
    /// PEM certificates that are trusted instead of the system's.
    var trustedCertificatesFile: String?

    /// Makes the call on a thread of its own. Cancelling ends it at once.
    func perform() async throws(ConnectFailure) -> HTTPAnswer {
        let caller = HTTPCaller()
        let result = await withTaskCancellationHandler {
            await caller.perform(self)
        } onCancel: {
            caller.stop()
        }
        return try result.get()
    }
}

/// What a server answered.
struct HTTPAnswer: Sendable {
    var status: Int
    /// By lower-cased name; of a repeated one the last.
    var headers: [String: String]
    var body: Data
    /// Whether ``body`` is only the beginning.
    var isCut: Bool
}

private actor HTTPCaller {
    private let thread = ThreadExecutor(name: "http")
    private let interrupt = Interrupt()

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    nonisolated func stop() { interrupt.raise() }

    func perform(_ call: HTTPCall) -> Result<HTTPAnswer, ConnectFailure> {
        do throws(ConnectFailure) {
            return .success(try run(call))
        } catch {
            return .failure(error)
        }
    }

    private func run(_ call: HTTPCall) throws(ConnectFailure) -> HTTPAnswer {
        guard CurlRun.isReady, let easy = curl_easy_init() else { throw .local("libcurl could not start") }
        defer { curl_easy_cleanup(easy) }
        guard let multi = curl_multi_init() else { throw .local("libcurl could not start") }
        defer {
            curl_multi_remove_handle(multi, easy)
            curl_multi_cleanup(multi)
        }
        let log = HTTPLog(bodyBytesMax: call.answerBytesMax)
        defer { withExtendedLifetime(log) {} }
        var list: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(list) }
        // No `Expect: 100-continue`: what is posted is small.
        for line in call.headers + ["Expect:"] { list = curl_slist_append(list, line) }
        try CurlOptions(easy).set(call, list, log)
        let result = try CurlRun.perform(easy, multi, interrupt, until: .now + call.timeout)
        guard result == CURLE_OK || (result == CURLE_WRITE_ERROR && log.isCut) else {
            throw ConnectFailure(result, lastReply: "", words: String(cString: log.words))
        }
        var status = 0
        try CurlOptions(easy).check(ccurl_get_long(easy, CURLINFO_RESPONSE_CODE, &status))
        return HTTPAnswer(status: status, headers: log.headers, body: log.body, isCut: log.isCut)
    }
}

/// What an HTTP server said. Belongs to one thread.
final class HTTPLog {
    private(set) var headers: [String: String] = [:]
    private(set) var body = Data()
    private(set) var isCut = false
    private let bodyBytesMax: Int
    /// Where libcurl writes what went wrong, as C text.
    let words = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    private static let headersMax = 100

    init(bodyBytesMax: Int) {
        self.bodyBytesMax = bodyBytesMax
        words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit { words.deallocate() }

    /// - Returns: Whether more is wanted.
    func add(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let room = bodyBytesMax - body.count
        body.append(contentsOf: bytes.prefix(room))
        isCut = isCut || bytes.count > room
        return !isCut
    }

    func addHeader(_ bytes: UnsafeRawBufferPointer) {
        let line = String(decoding: bytes.prefix(4096), as: UTF8.self)
        guard let colon = line.firstIndex(of: ":"), headers.count < Self.headersMax else { return }
        headers[line[..<colon].lowercased()] = line[line.index(after: colon)...]
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension CurlOptions {
    func set(
        _ call: HTTPCall, _ headers: UnsafeMutablePointer<curl_slist>?, _ log: HTTPLog
    ) throws(ConnectFailure) {
        try text(CURLOPT_URL, call.url)
        try text(CURLOPT_PROTOCOLS_STR, call.allowsPlaintext ? "https,http" : "https")
        try number(CURLOPT_FOLLOWLOCATION, 0)
        try number(CURLOPT_PATH_AS_IS, 1)
        try number(CURLOPT_NOSIGNAL, 1)
        try text(CURLOPT_PROXY, "")
        try number(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try number(CURLOPT_SSL_VERIFYPEER, 1)
        try number(CURLOPT_SSL_VERIFYHOST, 2)
        if let file = call.trustedCertificatesFile { try text(CURLOPT_CAINFO, file) }
        try check(ccurl_set_list(easy, CURLOPT_HTTPHEADER, headers))
        if !call.allowsPrivateAddresses { try check(ccurl_set_open_socket(easy, openPublicSocket)) }
        if let body = call.body {
            try number(CURLOPT_POSTFIELDSIZE, body.count)
            try text(CURLOPT_COPYPOSTFIELDS, String(decoding: body, as: UTF8.self))
        }
        let context = Unmanaged.passUnretained(log).toOpaque()
        try check(ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, log.words))
        try check(ccurl_set_pointer(easy, CURLOPT_WRITEDATA, context))
        try check(
            ccurl_set_sink(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
                guard let context, let bytes else { return 0 }
                let buffer = UnsafeRawBufferPointer(start: bytes, count: size * count)
                return Unmanaged<HTTPLog>.fromOpaque(context).takeUnretainedValue().add(buffer) ? size * count : 0
            })
        try check(ccurl_set_pointer(easy, CURLOPT_HEADERDATA, context))
        try check(
            ccurl_set_sink(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
                if let context, let bytes {
                    let buffer = UnsafeRawBufferPointer(start: bytes, count: size * count)
                    Unmanaged<HTTPLog>.fromOpaque(context).takeUnretainedValue().addHeader(buffer)
                }
                return size * count
            })
    }
}

/// Opens sockets to public addresses only. Looked at after the name was resolved: no name can lead elsewhere then.
private let openPublicSocket: curl_opensocket_callback = { _, _, target in
    guard let target, let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return CURL_SOCKET_BAD }
    let length = Int(target.pointee.addrlen)
    let address = UnsafeRawBufferPointer(start: UnsafeRawPointer(target) + offset, count: length)
    guard PublicAddress.isPublic(family: target.pointee.family, Array(address)) else { return CURL_SOCKET_BAD }
    return socket(
        target.pointee.family, target.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), target.pointee.protocol)
}
