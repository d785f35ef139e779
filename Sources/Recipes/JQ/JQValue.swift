import CJQ

/// Values to libjq and back, without text between.
enum JQValue {
    /// The value as libjq holds it; the caller owns it.
    static func make(_ value: JSON) -> jv {
        switch value {
        case .null: return jv_null()
        case .bool(let flag): return flag ? jv_true() : jv_false()
        case .number(let number): return jv_number(number)
        case .string(let text): return string(text)
        case .array(let items):
            var array = jv_array_sized(Int32(clamping: max(items.count, 1)))
            for item in items { array = jv_array_append(array, make(item)) }
            return array
        case .object(let members):
            var object = jv_object()
            for (key, member) in members { object = jv_object_set(object, string(key), make(member)) }
            return object
        }
    }

    private static func string(_ text: String) -> jv {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { jv_string_sized($0.baseAddress, Int32(clamping: $0.count)) }
        }
    }

    /// What of a result is more than a mapping may put out.
    struct TooLarge: Error {}

    /// Reads a value and gives it up; `budget` counts down by values and by bytes of text.
    static func take(_ value: jv, budget: inout Int, depth: Int = 0) throws(TooLarge) -> JSON {
        defer { jv_free(value) }
        budget -= 1
        guard budget >= 0, depth <= 64 else { throw TooLarge() }
        switch jv_get_kind(value) {
        case JV_KIND_TRUE: return .bool(true)
        case JV_KIND_FALSE: return .bool(false)
        case JV_KIND_NUMBER: return .number(jv_number_value(value))
        case JV_KIND_STRING: return .string(try text(value, budget: &budget))
        case JV_KIND_ARRAY:
            let count = jv_array_length(jv_copy(value))
            var items: [JSON] = []
            for index in 0..<count {
                items.append(try take(jv_array_get(jv_copy(value), index), budget: &budget, depth: depth + 1))
            }
            return .array(items)
        case JV_KIND_OBJECT:
            var members: [String: JSON] = [:]
            var place = jv_object_iter(value)
            while jv_object_iter_valid(value, place) != 0 {
                let key = jv_object_iter_key(value, place)
                defer { jv_free(key) }
                let name = try text(key, budget: &budget)
                members[name] = try take(jv_object_iter_value(value, place), budget: &budget, depth: depth + 1)
                place = jv_object_iter_next(value, place)
            }
            return .object(members)
        default: return .null
        }
    }

    /// Reads a text without giving the value up.
    private static func text(_ value: jv, budget: inout Int) throws(TooLarge) -> String {
        let count = Int(jv_string_length_bytes(jv_copy(value)))
        budget -= count / 8
        guard budget >= 0 else { throw TooLarge() }
        guard count > 0, let start = jv_string_value(value) else { return "" }
        return start.withMemoryRebound(to: UInt8.self, capacity: count) {
            String(decoding: UnsafeBufferPointer(start: $0, count: count), as: UTF8.self)
        }
    }
}
