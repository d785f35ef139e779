import Foundation
import Glibc
import Synchronization

/// An HTTP server on a real loopback socket that answers each request as told, and remembers it.
final class LoopbackHTTP: Sendable {
    struct Request: Sendable {
        /// `GET /path`, without the version.
        var line: String
        /// As they came, by lower-cased name.
        var headers: [String: String]
        var body: String

        /// The fields of a form, decoded.
        var form: [String: String] {
            var parts = URLComponents()
            parts.percentEncodedQuery = body
            return Dictionary((parts.queryItems ?? []).map { ($0.name, $0.value ?? "") }) { first, _ in first }
        }
    }

    struct Answer: Sendable {
        var status = 200
        var headers: [String] = []
        var body: String
        /// A connection that ends here, without an answer.
        var isMissing = false
    }

    let port: Int
    private let listener: Int32
    private let state = Mutex<[Request]>([])

    /// - Parameter answer: Called for one request after the other.
    init(_ answer: @escaping @Sendable (Request) -> Answer) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(listener, generic, length) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, generic, &length) == 0
            }
        }
        precondition(bound, "no loopback socket")
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [weak self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                if let request = Self.read(client) {
                    self?.state.withLock { $0.append(request) }
                    Self.write(answer(request), to: client)
                }
                close(client)
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    var requests: [Request] { state.withLock { $0 } }

    private static func read(_ client: Int32) -> Request? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while !bytes.suffix(4).elementsEqual([13, 10, 13, 10]) {
            guard recv(client, &byte, 1, 0) == 1 else { return nil }
            bytes.append(byte)
        }
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        let headers = lines.dropFirst().compactMap { line -> (String, String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (
                line[..<colon].lowercased(), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            )
        }
        let fields = Dictionary(headers) { first, _ in first }
        var body: [UInt8] = []
        for _ in 0..<(Int(fields["content-length"] ?? "") ?? 0) {
            guard recv(client, &byte, 1, 0) == 1 else { return nil }
            body.append(byte)
        }
        let line = lines[0].split(separator: " ").prefix(2).joined(separator: " ")
        return Request(line: line, headers: fields, body: String(decoding: body, as: UTF8.self))
    }

    private static func write(_ answer: Answer, to client: Int32) {
        if answer.isMissing { return }
        let head = ["HTTP/1.1 \(answer.status) Said", "Content-Length: \(answer.body.utf8.count)", "Connection: close"]
        let text = (head + answer.headers + ["", answer.body]).joined(separator: "\r\n")
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            sent += count
        }
    }
}
