public import Foundation

/// Reads the mails of an mbox file one after the other; never more of the file at once than one mail and a chunk.
public final class MboxReader {
    private let handle: FileHandle
    private var splitter: MboxSplitter
    private var ready: ArraySlice<MboxSplitter.Item> = []
    private var isAtEnd = false

    private static let chunkBytes = 256 << 10

    /// - Parameters:
    ///   - offset: 0, or the `nextOffset` of the last mail that was taken.
    /// - Throws: what opening and seeking throw.
    public init(_ file: URL, offset: Int = 0, mailBytesMax: Int = MailLimits().sizeBytes) throws {
        handle = try FileHandle(forReadingFrom: file)
        try handle.seek(toOffset: UInt64(max(0, offset)))
        splitter = MboxSplitter(offset: max(0, offset), mailBytesMax: mailBytesMax)
    }

    deinit { try? handle.close() }

    /// The next mail, nil at the end.
    public func next() throws -> MboxSplitter.Item? {
        while ready.isEmpty, !isAtEnd {
            let chunk = try handle.read(upToCount: Self.chunkBytes) ?? Data()
            if chunk.isEmpty {
                isAtEnd = true
                if let last = splitter.finish() { ready = [last] }
            } else {
                ready = splitter.feed(chunk)[...]
            }
        }
        return ready.popFirst()
    }
}
