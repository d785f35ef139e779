/// The line `00:00:01.000 --> 00:00:03.400` of captions.
enum CueTimes {
    /// Start and end in seconds; nil when the line has none.
    ///
    /// Wider than the WHATWG's timings, as captions in the wild are: a comma for the dot, one to three digits after it,
    /// hours of any width, and `120:00.000`, whose first part is past 59, is 120 hours. The minutes and seconds of a
    /// whole clock have one or two digits.
    static func read(_ line: ArraySlice<UInt8>) -> (start: Double, end: Double)? {
        var at = line.startIndex
        skipSpace(line, &at)
        guard let start = time(line, &at) else { return nil }
        skipSpace(line, &at)
        guard line[at...].starts(with: [0x2D, 0x2D, 0x3E]) else { return nil }
        at += 3
        skipSpace(line, &at)
        guard let end = time(line, &at) else { return nil }
        return (start, end)
    }

    static func hasArrow(_ line: ArraySlice<UInt8>) -> Bool {
        var dashes = 0
        for byte in line {
            if byte == 0x3E, dashes >= 2 { return true }
            dashes = byte == 0x2D ? dashes + 1 : 0
        }
        return false
    }

    private static func skipSpace(_ line: ArraySlice<UInt8>, _ at: inout Int) {
        while at < line.endIndex, line[at] == 0x20 || line[at] == 0x09 || line[at] == 0x0C { at += 1 }
    }

    private static func digits(_ line: ArraySlice<UInt8>, _ at: inout Int) -> (value: Int, width: Int)? {
        var value = 0
        let start = at
        while at < line.endIndex, 0x30...0x39 ~= line[at] {
            guard at - start < 9 else { return nil }
            value = value * 10 + Int(line[at] - 0x30)
            at += 1
        }
        return at == start ? nil : (value, at - start)
    }

    private static func time(_ line: ArraySlice<UInt8>, _ at: inout Int) -> Double? {
        guard let first = digits(line, &at), at < line.endIndex, line[at] == 0x3A else { return nil }
        at += 1
        guard let second = digits(line, &at), second.width <= 2 else { return nil }
        var third: (value: Int, width: Int)?
        if at < line.endIndex, line[at] == 0x3A {
            at += 1
            guard let read = digits(line, &at), read.width <= 2 else { return nil }
            third = read
        }
        guard at < line.endIndex, line[at] == 0x2E || line[at] == 0x2C else { return nil }
        at += 1
        guard let fraction = digits(line, &at), fraction.width <= 3 else { return nil }
        let part = Double(fraction.value) / [1, 10, 100, 1000][fraction.width]
        let whole: Int
        if let third {
            whole = first.value * 3600 + second.value * 60 + third.value
        } else if first.value > 59 {
            whole = first.value * 3600 + second.value * 60
        } else {
            whole = first.value * 60 + second.value
        }
        return Double(whole) + part
    }
}

/// Lines of a text whatever their ends: LF, CRLF or CR.
struct TextLines {
    let bytes: [UInt8]
    let ranges: [Range<Int>]

    /// NUL becomes U+FFFD, as WebVTT demands.
    init(_ source: [UInt8]) {
        var bytes = source
        if source.contains(0) { bytes = source.flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] } }
        var ranges: [Range<Int>] = []
        var start = 0
        var at = 0
        while at < bytes.count {
            if bytes[at] == 0x0A || bytes[at] == 0x0D {
                ranges.append(start..<at)
                if bytes[at] == 0x0D, at + 1 < bytes.count, bytes[at + 1] == 0x0A { at += 1 }
                start = at + 1
            }
            at += 1
        }
        if start < bytes.count { ranges.append(start..<bytes.count) }
        self.bytes = bytes
        self.ranges = ranges
    }

    var count: Int { ranges.count }

    subscript(index: Int) -> ArraySlice<UInt8> { bytes[ranges[index]] }

    func text(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }

    func isBlank(_ index: Int) -> Bool { self[index].allSatisfy { $0 == 0x20 || $0 == 0x09 } }

    func isNumber(_ index: Int) -> Bool {
        let digits = self[index].filter { $0 != 0x20 && $0 != 0x09 }
        return !digits.isEmpty && digits.count <= 9 && digits.allSatisfy { 0x30...0x39 ~= $0 }
    }
}
