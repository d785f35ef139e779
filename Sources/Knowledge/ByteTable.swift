/// Numbers byte strings in the order in which they first appear; looks them up without making a `String`.
struct ByteTable: Sendable {
    private var arena: [UInt8] = []
    private var ends: [UInt32] = [0]
    private var slots: [UInt32]
    private var mask: Int

    init(capacity: Int = 1024) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = [UInt32](repeating: .max, count: size)
        mask = size - 1
    }

    /// How many strings there are; their numbers are 0 to one less.
    var count: Int { ends.count - 1 }

    /// The bytes of a number.
    subscript(id: Int) -> ArraySlice<UInt8> { arena[Int(ends[id])..<Int(ends[id + 1])] }

    /// The number of some bytes, `nil` when they never appeared.
    func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var slot = Int(truncatingIfNeeded: Self.hash(bytes)) & mask
        while slots[slot] != .max {
            let id = Int(slots[slot])
            if equals(id, bytes) { return id }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The number of some bytes, a new one when they never appeared.
    mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        if let id = find(bytes) { return id }
        let id = count
        arena.append(contentsOf: bytes)
        ends.append(UInt32(arena.count))
        if count * 2 > slots.count { grow() }
        place(id, hash: Self.hash(bytes))
        return id
    }

    private mutating func grow() {
        mask = slots.count * 2 - 1
        slots = [UInt32](repeating: .max, count: slots.count * 2)
        for id in 0..<(count - 1) {
            let hash = arena.withUnsafeBufferPointer {
                Self.hash(UnsafeBufferPointer(rebasing: $0[Int(ends[id])..<Int(ends[id + 1])]))
            }
            place(id, hash: hash)
        }
    }

    private mutating func place(_ id: Int, hash: UInt64) {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != .max { slot = (slot + 1) & mask }
        slots[slot] = UInt32(id)
    }

    private func equals(_ id: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(ends[id])
        guard Int(ends[id + 1]) - start == bytes.count else { return false }
        return arena.withUnsafeBufferPointer { arena in
            for index in 0..<bytes.count where arena[start + index] != bytes[index] { return false }
            return true
        }
    }

    /// FNV-1a with a final mix, so that the low bits depend on every byte.
    @inline(__always)
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash ^ (hash >> 29)
    }
}
