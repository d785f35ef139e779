import Foundation
import Glibc
import Synchronization

/// A server on a real loopback socket that plays a script to each connection, and remembers what it was sent.
final class ScriptedServer: Sendable {
    enum Step: Sendable {
        case say(String)
        case sayBytes([UInt8])
        /// Reads one line.
        case hear
        /// Reads one line and says `{tag}` in the text as the line's first word.
        case answer(String)
        /// Reads up to and with the line that is a single dot.
        case hearMail
        /// Reads this many bytes.
        case hearBytes(Int)
        /// Ends the connection with a reset: what was not read is lost.
        case reset
        /// Reads until the client goes away.
        case hearEnd
    }

    let port: Int
    private let listener: Int32
    private let state = Mutex<(heard: [String], connections: Int)>(([], 0))

    /// - Parameter scripts: one for each connection, in their order; the last is played again.
    init(_ scripts: [[Step]]) {
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
            var number = 0
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                let script = scripts[min(number, scripts.count - 1)]
                number += 1
                self?.state.withLock { $0.connections += 1 }
                Thread.detachNewThread { [weak self] in
                    play(script, on: client) { line in self?.state.withLock { $0.heard.append(line) } }
                    close(client)
                }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    var heard: [String] { state.withLock { $0.heard } }
    var connectionCount: Int { state.withLock { $0.connections } }
}

private func play(_ script: [ScriptedServer.Step], on client: Int32, hear: (String) -> Void) {
    func line() -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while recv(client, &byte, 1, 0) == 1 {
            if byte == 10 {
                let text = String(decoding: bytes.last == 13 ? bytes.dropLast() : bytes[...], as: UTF8.self)
                hear(text)
                return text
            }
            bytes.append(byte)
        }
        return nil
    }
    func say(_ bytes: [UInt8]) { _ = send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }
    for step in script {
        switch step {
        case .say(let text): say(Array(text.utf8))
        case .sayBytes(let bytes): say(bytes)
        case .hear: if line() == nil { return }
        case .answer(let text):
            guard let heard = line() else { return }
            let tag = heard.split(separator: " ").first.map(String.init) ?? ""
            say(Array(text.replacingOccurrences(of: "{tag}", with: tag).utf8))
        case .hearMail:
            while let text = line(), text != "." {}
        case .hearBytes(let count):
            var byte: UInt8 = 0
            for _ in 0..<count where recv(client, &byte, 1, 0) != 1 { return }
        case .reset:
            var option = linger(l_onoff: 1, l_linger: 0)
            setsockopt(client, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
            return
        case .hearEnd: while line() != nil {}
        }
    }
}
