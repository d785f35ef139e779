import CGMime
import Foundation

/// Bytes that matter in mail.
enum Byte {
    static let tab: UInt8 = 9
    static let lf: UInt8 = 10
    static let cr: UInt8 = 13
    static let space: UInt8 = 32
    static let dash: UInt8 = 45
    static let colon: UInt8 = 58

    static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

    static func isWhite(_ byte: UInt8) -> Bool { byte == space || (byte >= 9 && byte <= 13) }

    static func lower(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte + 32 : byte }
}

extension [UInt8] {
    /// Where the line that starts at `start` ends, without its line end, and where the next one starts.
    func line(at start: Int, before end: Int) -> (contentEnd: Int, next: Int) {
        let feed = index(of: Byte.lf, from: start, before: end)
        guard let feed else { return (end, end) }
        let bare = feed > start && self[feed - 1] == Byte.cr ? feed - 1 : feed
        return (bare, feed + 1)
    }

    /// The first place of a byte in a range, found by the C library's fast search.
    func index(of byte: UInt8, from start: Int, before end: Int) -> Int? {
        guard start < end else { return nil }
        return withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress, let found = memchr(base + start, Int32(byte), end - start) else {
                return nil
            }
            return base.distance(to: found)
        }
    }

    func hasPrefix(_ text: StaticString, at start: Int, before end: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard end - start >= length else { return false }
        return text.withUTF8Buffer { wanted in
            (0..<length).allSatisfy { Byte.lower(self[start + $0]) == Byte.lower(wanted[$0]) }
        }
    }

    func isBlank(_ range: Range<Int>) -> Bool { self[range].allSatisfy(Byte.isWhite) }

    /// The range without white space at either end.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high, Byte.isWhite(self[low]) { low += 1 }
        while high > low, Byte.isWhite(self[high - 1]) { high -= 1 }
        return low..<high
    }
}

extension String {
    /// Whether a piece of ASCII stands in the text, by the C library's linear search.
    func holds(_ piece: StaticString) -> Bool {
        var text = self
        return text.withUTF8 { buffer in
            guard let base = buffer.baseAddress else { return false }
            return switchboard_holds(base, buffer.count, piece.utf8Start, piece.utf8CodeUnitCount) != 0
        }
    }
}
