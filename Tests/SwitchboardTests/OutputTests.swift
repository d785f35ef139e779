import Conversations
import Testing

@testable import Switchboard

@Suite struct OutputTests {
    @Test func `JSON keeps the order of keys and escapes what it must`() {
        let value = JSONText.object([
            (key: "z", value: .string("a\"b\\c\n\t\r\u{1}\u{7F}é🚲</script>")), (key: "a", value: .null),
            (key: "list", value: .array([.bool(true), .integer(-3), .array([])])),
        ])
        #expect(
            value.text
                == #"{"z":"a\"b\\c\n\t\r\u0001\u007fé🚲</script>","a":null,"list":[true,-3,[]]}"#)
    }

    @Test(arguments: [
        (0.0, "0"), (1.0, "1"), (0.12345678, "0.1235"), (-0.5, "-0.5"), (.nan, "null"), (.infinity, "null"),
        (1e300, "null"), (99.99999, "100"),
    ])
    func `numbers have at most four digits behind the point and are always JSON`(value: Double, text: String) {
        #expect(JSONText.number(value).text == text)
    }

    @Test func `indented JSON has one entry a line`() {
        let value = JSONText.object([
            (key: "a", value: .array([.integer(1), .integer(2)])), (key: "b", value: .object([])),
        ])
        #expect(value.prettyText == "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}")
    }

    @Test func `columns of a table line up and long cells are cut`() {
        var table = TextTable("ID", "NAME", "TEXT")
        table.add("1", "Jürgen 🚲", String(repeating: "x", count: 200))
        table.add("1000", "A", "")
        #expect(table.lines[0] == "ID    NAME      TEXT")
        #expect(table.lines[1] == "1     Jürgen 🚲  " + String(repeating: "x", count: 79) + "…")
        #expect(table.lines[2] == "1000  A")
    }

    @Test func `a customer's text cannot steer the terminal`() {
        let hostile = "a\u{1B}[2J\u{7}\nb\u{202E}c\u{2028}d\u{9B}31m 👩\u{200D}👧"
        let plain = TextTable.plain(hostile)
        #expect(plain == "a [2J  bc d 31m 👩\u{200D}👧")
    }

    @Test(arguments: [(0, "0 s"), (119, "119 s"), (120, "2 min"), (7_200, "2 h"), (200_000, "2 d"), (-5, "0 s")])
    func `waiting times have one unit`(seconds: Int64, text: String) {
        let now = Timestamp(milliseconds: 1_800_000_000_000)
        #expect(LocalTime.since(now.advanced(byMilliseconds: -seconds * 1000), now: now) == text)
    }
}
