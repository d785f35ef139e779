public import Foundation

/// Reads the mails of an mbox file one after the other; never more of the file at once than one mail and a chunk.
public final class MboxReader {
    private let handle: FileHandle
    private var splitter: MboxSplitter
    private var ready: ArraySlice<MboxSplitter.Item> = []
    private var isAtEnd = false

    private static let chunkBytes = 256 << 10

    /// - Throws: what opening throws.
    public init(_ file: URL, mailBytesMax: Int = MailLimits().sizeBytes) throws {
        handle = try FileHandle(forReadingFrom: file)
        splitter = MboxSplitter(mailBytesMax: mailBytesMax)
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
