public import Foundation

/// What people want to know of a calendar part at a glance (RFC 5545): the first event in it.
public struct CalendarEvent: Sendable, Equatable {
    /// `SUMMARY`, on one line; nil where there is none.
    public var title: String?
    public var start: Moment?
    /// The day after the last one, where whole days are stated (3.6.1).
    public var end: Moment?
    /// Whether it says of itself that it does not take place.
    public var isCancelled: Bool

    /// A date, with or without a time, as it was stated (3.3.4, 3.3.5).
    public struct Moment: Sendable, Equatable {
        /// `2026-11-30`, `2026-11-30T10:00:00` by the clocks of ``zone``, or `2026-11-30T09:00:00Z`.
        public var time: String
        /// `TZID`, unchecked: an IANA name or one only the sender's program knows; nil where none was stated.
        public var zone: String?

        public init(time: String, zone: String?) {
            self.time = time
            self.zone = zone
        }
    }

    public init(title: String?, start: Moment? = nil, end: Moment? = nil, isCancelled: Bool = false) {
        self.title = title
        self.start = start
        self.end = end
        self.isCancelled = isCancelled
    }

    /// Reads at most ``bytesMax``, in linear time. Nil where there is no event.
    public init?(_ bytes: Data) {
        (title, start, end, isCancelled) = (nil, nil, nil, false)
        var open: [String] = []
        var isFound = false
        for line in Self.unfolded(bytes.prefix(Self.bytesMax)) {
            guard let property = Property(line) else { continue }
            switch property.name {
            case "BEGIN": open.append(property.value.uppercased())
            case "END":
                if open.last == "VEVENT" { return }
                if open.popLast() == nil { return nil }
            default:
                // Alarms and time zones within and beside the event have titles and times of their own.
                guard open.last == "VEVENT" else { continue }
                isFound = true
                take(property)
            }
            if open.count > Self.depthMax { return nil }
        }
        if !isFound { return nil }
    }

    private mutating func take(_ property: Property) {
        switch property.name {
        case "SUMMARY":
            let text = property.text
            title = text.isEmpty ? nil : String(text.prefix(Self.titleCharactersMax))
        case "DTSTART": start = property.moment
        case "DTEND": end = property.moment
        case "STATUS": isCancelled = property.value.uppercased() == "CANCELLED"
        default: break
        }
    }

    /// Larger parts carry files; the event comes first.
    public static let bytesMax = 256 * 1024
    static let titleCharactersMax = 500
    private static let depthMax = 8

    /// Lines with their continuations, which begin with a blank (3.1). Octets are joined before they are decoded.
    private static func unfolded(_ bytes: Data) -> [String] {
        var lines: [[UInt8]] = []
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true) {
            let content = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if let first = content.first, first == 0x20 || first == 0x09, !lines.isEmpty {
                lines[lines.count - 1] += content.dropFirst()
            } else {
                lines.append(Array(content))
            }
        }
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }
}

/// A content line: `NAME;PARAMETER=VALUE:value` (3.1).
private struct Property {
    let name: String
    let value: String
    private let zone: String?

    init?(_ line: String) {
        var isQuoted = false
        var parts: [Substring] = []
        var begin = line.startIndex
        var colon: String.Index?
        for index in line.utf8.indices {
            switch line.utf8[index] {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ";") where !isQuoted:
                parts.append(line[begin..<index])
                begin = line.utf8.index(after: index)
            case UInt8(ascii: ":") where !isQuoted:
                parts.append(line[begin..<index])
                colon = index
            default: break
            }
            if colon != nil { break }
        }
        guard let colon, let name = parts.first, !name.isEmpty else { return nil }
        self.name = name.uppercased()
        value = String(line[line.utf8.index(after: colon)...])
        zone = parts.dropFirst().first { $0.uppercased().hasPrefix("TZID=") }.map { part in
            String(part.dropFirst(5).filter { $0 != "\"" }.prefix(100))
        }
    }

    /// Without escapes (3.3.11), on one line.
    var text: String {
        var result = ""
        var isEscaped = false
        for character in value {
            if isEscaped {
                result.append(character == "n" || character == "N" ? " " : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return result.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// `20261130`, `20261130T100000` or `20261130T100000Z`; nil for anything else.
    var moment: CalendarEvent.Moment? {
        let bytes = Array(value.utf8)
        let isUTC = bytes.last == UInt8(ascii: "Z")
        let digits = isUTC ? bytes.dropLast() : bytes[...]
        guard digits.count == 8 || (digits.count == 15 && digits[8] == UInt8(ascii: "T")) else { return nil }
        func number(_ from: Int, _ count: Int, _ range: ClosedRange<Int>) -> String? {
            let piece = String(decoding: digits[from..<from + count], as: UTF8.self)
            guard piece.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(piece) else { return nil }
            return range.contains(value) ? piece : nil
        }
        guard let year = number(0, 4, 1...9999), let month = number(4, 2, 1...12), let day = number(6, 2, 1...31) else {
            return nil
        }
        let date = "\(year)-\(month)-\(day)"
        if digits.count == 8 { return isUTC ? nil : CalendarEvent.Moment(time: date, zone: nil) }
        guard let hour = number(9, 2, 0...23), let minute = number(11, 2, 0...59), let second = number(13, 2, 0...60)
        else { return nil }
        return CalendarEvent.Moment(
            time: "\(date)T\(hour):\(minute):\(second)\(isUTC ? "Z" : "")", zone: isUTC ? nil : zone)
    }
}
