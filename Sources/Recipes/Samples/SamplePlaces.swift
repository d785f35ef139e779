/// Finds the lines of a JSON document its problems belong to.
enum SamplePlaces {
    enum Step: Hashable {
        case member(String)
        case item(Int)
    }

    /// The steps of `events[0].text`.
    static func steps(_ path: String) -> [Step] {
        path.split(separator: ".").flatMap { part -> [Step] in
            let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
            let items = pieces.dropFirst().compactMap { Int($0.dropLast()) }.map(Step.item)
            return (pieces.first.map { $0.isEmpty ? [] : [.member(String($0))] } ?? []) + items
        }
    }

    /// The line a byte stands on, from 1.
    static func line(of offset: Int, in bytes: [UInt8]) -> Int {
        1 + bytes.prefix(max(0, offset)).count { $0 == 0x0A }
    }

    /// The line of the value at `path`, or of the nearest one around it that is there.
    ///
    /// - Parameter bytes: JSON that has been read without a fault.
    static func line(of path: String, in bytes: [UInt8]) -> Int {
        let wanted = steps(path)
        var open: [Step] = []
        var isKey = false
        var (best, bestDepth, line, index) = (1, -1, 1, 0)
        // Where a value begins, the steps to it are those that are open.
        func begins() -> Bool {
            open.count <= wanted.count && open.count > bestDepth && open[...] == wanted[..<open.count]
        }
        while index < bytes.count {
            switch bytes[index] {
            case 0x0A: line += 1
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if begins() { (best, bestDepth) = (line, open.count) }
                isKey = bytes[index] == UInt8(ascii: "{")
                open.append(isKey ? .member("") : .item(0))
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                open.removeLast()
                isKey = false
            case UInt8(ascii: ","):
                if case .item(let number)? = open.last {
                    open[open.count - 1] = .item(number + 1)
                } else {
                    isKey = true
                }
            case UInt8(ascii: "\""):
                let start = index
                index += 1
                while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
                    index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
                }
                if isKey {
                    open[open.count - 1] = .member(
                        String(decoding: bytes[(start + 1)..<min(index, bytes.count)], as: UTF8.self))
                    isKey = false
                } else if begins() {
                    (best, bestDepth) = (line, open.count)
                }
            case UInt8(ascii: ":"), 0x20, 0x09, 0x0D: break
            default: if begins() { (best, bestDepth) = (line, open.count) }
            }
            index += 1
        }
        return best
    }
}
