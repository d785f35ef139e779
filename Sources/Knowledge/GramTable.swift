/// Numbers the four-byte pieces of words, a blank standing before and after each word.
///
/// Four, because character 4-grams found more in German than stems and than pieces of three or five.
struct GramTable: Sendable {
    private var keys: [UInt32]
    private var ids: [UInt32]
    private var mask: Int
    private(set) var count = 0

    init() {
        keys = [UInt32](repeating: 0, count: 4096)
        ids = [UInt32](repeating: 0, count: 4096)
        mask = 4095
    }

    /// The number of a piece, `nil` when no word has it.
    @inline(__always)
    func find(_ key: UInt32) -> Int? {
        var slot = Self.slot(key, mask)
        while keys[slot] != 0 {
            if keys[slot] == key { return Int(ids[slot]) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The number of a piece, a new one when it is new.
    mutating func intern(_ key: UInt32) -> Int {
        if let id = find(key) { return id }
        if (count + 1) * 2 > keys.count { grow() }
        let id = count
        count += 1
        place(key, UInt32(id))
        return id
    }

    private mutating func grow() {
        let old = zip(keys, ids).filter { $0.0 != 0 }
        mask = keys.count * 2 - 1
        keys = [UInt32](repeating: 0, count: mask + 1)
        ids = [UInt32](repeating: 0, count: mask + 1)
        for (key, id) in old { place(key, id) }
    }

    private mutating func place(_ key: UInt32, _ id: UInt32) {
        var slot = Self.slot(key, mask)
        while keys[slot] != 0 { slot = (slot + 1) & mask }
        keys[slot] = key
        ids[slot] = id
    }

    @inline(__always)
    private static func slot(_ key: UInt32, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    }

    /// Calls `body` with each piece of a word. A word of one byte has one piece, any other as many as it has bytes
    /// less one.
    @inline(__always)
    static func each(_ word: UnsafeBufferPointer<UInt8>, _ body: (UInt32) -> Void) {
        guard let first = word.first else { return }
        var key: UInt32 = 0x2000 | UInt32(first)
        if word.count == 1 { return body(key << 8 | 0x20) }
        key = key << 8 | UInt32(word[1])
        for index in 2..<max(2, word.count) {
            key = key << 8 | UInt32(word[index])
            body(key)
        }
        body(key << 8 | 0x20)
    }
}
