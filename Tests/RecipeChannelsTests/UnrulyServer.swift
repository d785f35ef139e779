import NIOCore
import NIOPosix
import Synchronization

/// A platform on this machine that behaves as it is told, request by request, and counts what it got.
final class UnrulyServer: Sendable {
    /// What it does with a request.
    enum Manner: Sendable {
        case answer(Int, headers: [String: String] = [:], body: String = "{}")
        /// Ends the connection with nothing said.
        case close
        /// Says nothing, ever.
        case silent
        /// Begins an answer and ends the connection.
        case breakOff(Int)
        /// Begins an answer and says nothing more.
        case stall(Int)
        /// An answer of so many bytes, which it does or does not tell before.
        case huge(Int, told: Bool)
    }

    private struct State {
        var manners: [Manner]
        var requests: [String] = []
    }

    private let box: Box
    private let channel: any Channel
    let port: Int

    /// - Parameter manners: One for each request; the last holds for all that follow.
    init(_ manners: Manner...) async throws {
        let box = Box(manners)
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(box))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
        self.box = box
    }

    func close() async throws { try await channel.close() }

    var url: String { "http://127.0.0.1:\(port)/hook" }
    /// What came, head and body, in order.
    var requests: [String] { box.state.withLock { $0.requests } }
    var bodies: [String] { requests.map { String($0.split(separator: "\r\n\r\n", maxSplits: 1).last ?? "") } }

    private final class Box: Sendable {
        let state: Mutex<State>

        init(_ manners: [Manner]) { state = Mutex(State(manners: manners)) }

        func take(_ request: String) -> Manner {
            state.withLock { state in
                state.requests.append(request)
                return state.manners.count > 1 ? state.manners.removeFirst() : state.manners.first ?? .silent
            }
        }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let box: Box
        private var received = ""

        init(_ box: Box) { self.box = box }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received += String(buffer: unwrapInboundIn(data))
            guard let end = received.firstRange(of: "\r\n\r\n") else { return }
            let length =
                received[..<end.lowerBound].split(separator: "\r\n").lazy
                .compactMap { $0.lowercased().hasPrefix("content-length: ") ? Int($0.dropFirst(16)) : nil }.first ?? 0
            guard received[end.upperBound...].utf8.count >= length else { return }
            let request = received
            received = ""
            behave(box.take(request), context)
        }

        private func behave(_ manner: Manner, _ context: ChannelHandlerContext) {
            func head(_ status: Int, _ headers: [String: String]) -> String {
                "HTTP/1.1 \(status) X\r\n" + headers.map { "\($0.key): \($0.value)\r\n" }.joined() + "\r\n"
            }
            switch manner {
            case .answer(let status, let headers, let body):
                let all = headers.merging(["content-length": "\(body.utf8.count)"]) { given, _ in given }
                write(head(status, all) + body, context)
            case .close: context.close(promise: nil)
            case .silent: break
            case .breakOff(let status):
                write(head(status, ["content-length": "1000"]) + "{", context)
                context.close(promise: nil)
            case .stall(let status): write(head(status, ["content-length": "1000"]) + "{", context)
            case .huge(let size, let told):
                let headers = told ? ["content-length": "\(size)"] : ["transfer-encoding": "chunked"]
                let body = String(repeating: "x", count: size)
                write(
                    head(200, headers) + (told ? body : "\(String(size, radix: 16))\r\n\(body)\r\n0\r\n\r\n"), context)
            }
        }

        private func write(_ text: String, _ context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        }
    }
}
