import CSnowball

/// Snowball's stemmer of one language. Not for two threads at once.
final class Stemmer {
    private let handle: OpaquePointer?

    /// A stemmer of `de`, `en` or another language Snowball knows; for any other, words are their own stems.
    init(language: String) {
        handle = language.withCString { sb_stemmer_new($0, nil) }
    }

    deinit { sb_stemmer_delete(handle) }

    /// Calls `body` with the stem of a folded word; the bytes are good only during the call.
    func stem<Result>(_ word: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard let handle, let base = word.baseAddress, word.count <= Self.bytesMax,
            let stem = sb_stemmer_stem(handle, base, Int32(word.count))
        else { return body(word) }
        return body(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
    }

    /// Longer "words" are numbers, addresses or noise.
    private static let bytesMax = 64
}
