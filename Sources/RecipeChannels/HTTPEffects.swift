import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import OutgoingHTTP
public import Recipes

/// Makes the requests of recipes: over a connection of its own each, so that what is known of its end belongs to it; to
/// the address that was looked at; without redirects; within its time and the size of its answer.
///
/// Nothing of a request is logged or put into a detail: some platforms have their secrets in the address.
public struct HTTPEffects: RecipeHTTP {
    /// Time to reach a host, encryption included.
    static let connectSeconds: Int64 = 10

    private let allowsPrivate: Bool
    private let clients: HostClients
    private let reach: @Sendable (String, Int) async -> HostReach

    /// - Parameter allowsPrivate: Whether hosts may be of a private network; by default they may not.
    public init(allowsPrivate: Bool = false) {
        self.init(allowsPrivate: allowsPrivate, clients: HostClients()) { await HostReach.of(host: $0, port: $1) }
    }

    init(
        allowsPrivate: Bool, clients: HostClients, reach: @escaping @Sendable (String, Int) async -> HostReach
    ) {
        self.allowsPrivate = allowsPrivate
        self.clients = clients
        self.reach = reach
    }

    /// The same connections for hosts of private networks, or without them.
    public func allowingPrivate(_ allows: Bool) -> HTTPEffects {
        HTTPEffects(allowsPrivate: allows, clients: clients, reach: reach)
    }

    /// Ends what is under way; must be called before the last copy goes.
    public func shutDown() async { await clients.shutDown() }

    public func exchange(
        _ request: RecipeRequest, credential: CredentialValue?, files: [CarriedFile]
    ) async -> Exchange {
        let deadline = NIODeadline.now() + .seconds(Int64(request.timeoutSeconds))
        guard let wire = WireRequest(request, credential: credential, files: files) else {
            return .notSent(detail: "the request cannot be written")
        }
        var address: String?
        if !allowsPrivate {
            switch await reach(wire.host, wire.port) {
            case .isPrivate: return .forbidden
            case .unresolved: return .notSent(detail: "the host's name has no address")
            case .open(let found): address = found
            }
        }
        guard NIODeadline.now() < deadline else { return .notSent(detail: "the host's name was not found in time") }
        let key = HostClients.Key(host: wire.host, address: address)
        let client = await clients.borrow(key)
        let exchange = await Self.exchange(wire, by: client, deadline, bytesMax: request.answerBytesMax)
        await clients.giveBack(key)
        return exchange
    }

    private static func exchange(
        _ wire: WireRequest, by client: HTTPClient, _ deadline: NIODeadline, bytesMax: Int
    ) async -> Exchange {
        let body = wire.body.map(WatchedBody.init)
        var request = HTTPClientRequest(url: wire.url)
        request.method = wire.method
        request.headers = wire.headers
        if let body { request.body = .stream(body, length: .known(Int64(body.count))) }
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request, deadline: deadline)
        } catch {
            return SendingFault.exchange(error, mayBeWhole: body?.isHandedOver ?? true)
        }
        let status = Int(response.status.code)
        return await withTaskGroup(of: Exchange?.self) { group in
            group.addTask { await answer(response, status, bytesMax: bytesMax) }
            group.addTask {
                try? await Task.sleep(for: .nanoseconds((deadline - .now()).nanoseconds))
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first ?? .answerCutOff(status: status)
        }
    }

    private static func answer(_ response: HTTPClientResponse, _ status: Int, bytesMax: Int) async -> Exchange {
        var headers: [String: String] = [:]
        for header in response.headers { headers[header.name.lowercased()] = header.value }
        if let length = headers["content-length"].flatMap({ Int($0) }), length > bytesMax {
            return .answerTooLarge(status: status)
        }
        var bytes: [UInt8] = []
        do {
            for try await chunk in response.body {
                guard bytes.count + chunk.readableBytes <= bytesMax else { return .answerTooLarge(status: status) }
                bytes.append(contentsOf: chunk.readableBytesView)
            }
        } catch {
            return .answerCutOff(status: status)
        }
        if Task.isCancelled { return .answerCutOff(status: status) }
        return .answer(HTTPAnswer(status: status, headers: headers, body: bytes))
    }
}
