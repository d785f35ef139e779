/// A bounded table that keeps what was used lately.
///
/// Two generations: what is used lives in the young one; when that is full it becomes the old one, and the old one
/// before it is dropped. Every operation is a look into two tables, and nothing is ever swept.
public struct GenerationalCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let generationMax: Int
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]

    /// - Parameter countMax: At most so many entries, at least 2; at least half of them are kept when full.
    public init(countMax: Int) { generationMax = max(1, countMax / 2) }

    /// How many entries there are.
    public var count: Int { young.count + old.count }

    /// Reading counts as use.
    public subscript(_ key: Key) -> Value? {
        mutating get {
            if let value = young[key] { return value }
            guard let value = old.removeValue(forKey: key) else { return nil }
            insert(value, for: key)
            return value
        }
        set {
            old[key] = nil
            if let newValue { insert(newValue, for: key) } else { young[key] = nil }
        }
    }

    private mutating func insert(_ value: Value, for key: Key) {
        if young.count >= generationMax, young[key] == nil {
            old = young
            young = [:]
        }
        young[key] = value
    }
}
