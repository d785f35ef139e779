/// An array that never changes, read in hot loops without counting references and checking bounds.
///
/// `@unchecked Sendable`: nothing writes to it after it was made.
final class Flat<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    let values: UnsafeBufferPointer<Element>

    init(_ array: [Element]) {
        let room = UnsafeMutableBufferPointer<Element>.allocate(capacity: array.count)
        _ = room.initialize(from: array)
        values = UnsafeBufferPointer(room)
    }

    deinit { values.deallocate() }
}

/// Room for numbers that one search works in.
final class Room<Element: BitwiseCopyable> {
    private(set) var values: UnsafeMutableBufferPointer<Element>

    init(_ zero: Element, count: Int) {
        values = .allocate(capacity: max(1, count))
        values.initialize(repeating: zero)
    }

    deinit { values.deallocate() }

    /// Makes sure of `count` places; new ones are `zero`, and all places are when it had to grow.
    func need(_ count: Int, zero: Element) {
        guard values.count < count else { return }
        values.deallocate()
        values = .allocate(capacity: count * 2)
        values.initialize(repeating: zero)
    }
}

/// Rows of numbers as the hot loops read them.
struct FlatRows: Sendable {
    private let startsOwner: Flat<UInt32>
    private let valuesOwner: Flat<UInt32>

    init(_ rows: Lexicon.Rows) {
        startsOwner = Flat(rows.starts)
        valuesOwner = Flat(rows.values)
    }

    var count: Int { startsOwner.values.count - 1 }
    var valueCount: Int { valuesOwner.values.count }

    @inline(__always)
    subscript(row: Int) -> UnsafeBufferPointer<UInt32> {
        let starts = startsOwner.values
        return UnsafeBufferPointer(rebasing: valuesOwner.values[Int(starts[row])..<Int(starts[row + 1])])
    }
}
