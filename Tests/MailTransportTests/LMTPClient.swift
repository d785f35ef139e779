import NIOCore
import NIOPosix

@testable import MailTransport

/// Talks to a listener over a real socket, byte for byte.
struct LMTPClient {
    private var iterator: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var held: [UInt8] = []

    private init(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        iterator = inbound.makeAsyncIterator()
        self.outbound = outbound
    }

    /// Connects, talks, closes.
    static func with<Result: Sendable>(
        port: Int, _ body: @Sendable (inout LMTPClient) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var client = LMTPClient(inbound, outbound)
            return try await body(&client)
        }
    }

    func send(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }

    func send(_ bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }

    /// The next answer line without CRLF; nil once the server has closed.
    mutating func line() async throws -> String? {
        while true {
            if let end = held.firstIndex(of: 10) {
                let line = String(decoding: held[..<end].dropLast(), as: UTF8.self)
                held.removeFirst(end + 1)
                return line
            }
            guard let buffer = try await iterator.next(isolation: #isolation) else { return nil }
            held.append(contentsOf: buffer.readableBytesView)
        }
    }

    /// The code of the next answer, all its lines read; 0 once the server has closed.
    mutating func code() async throws -> Int {
        while let line = try await line() {
            if line.count < 4 || Array(line.utf8)[3] != UInt8(ascii: "-") { return Int(line.prefix(3)) ?? -1 }
        }
        return 0
    }

    mutating func ask(_ command: String) async throws -> Int {
        try await send(command + "\r\n")
        return try await code()
    }

    /// Everything until the server closes.
    mutating func rest() async throws -> [String] {
        var lines: [String] = []
        while let line = try await line() { lines.append(line) }
        return lines
    }
}
