import NIOCore
import Synchronization

/// A body that knows whether its last bytes were asked for. They are asked for only once there is a connection.
struct WatchedBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    static let chunkBytes = 65_536

    private let bytes: [UInt8]
    private let progress = Progress()

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.count }
    var isHandedOver: Bool { progress.isHandedOver.load(ordering: .acquiring) }

    func makeAsyncIterator() -> Iterator { Iterator(bytes: bytes, progress: progress) }

    struct Iterator: AsyncIteratorProtocol {
        let bytes: [UInt8]
        let progress: Progress
        var place = 0

        mutating func next() async -> ByteBuffer? {
            guard place < bytes.count else { return nil }
            let end = Swift.min(place + WatchedBody.chunkBytes, bytes.count)
            defer { place = end }
            if end == bytes.count { progress.isHandedOver.store(true, ordering: .releasing) }
            return ByteBuffer(bytes: bytes[place..<end])
        }
    }

    final class Progress: Sendable {
        let isHandedOver = Atomic(false)
    }
}
