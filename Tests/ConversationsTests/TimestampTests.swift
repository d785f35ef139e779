import Conversations
import Foundation
import SwitchboardTesting
import Testing

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        "The written form is RFC 3339 in UTC with milliseconds",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (1, "1970-01-01T00:00:00.001Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_709_210_096_789, "2024-02-29T12:34:56.789Z"),
            (1_795_427_700_120, "2026-11-23T09:55:00.120Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (-57_974_400_999, "1968-02-29T23:59:59.001Z"),
            (-2_208_988_800_000, "1900-01-01T00:00:00.000Z"),
            (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)])
    func known(_ milliseconds: Int64, _ text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
    }

    @Test("The written form agrees with Foundation's for a thousand moments between 1600 and 9999")
    func agreesWithFoundation() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<1000 {
            let seconds = -11_676_096_000 + Int64(generator.below(265_077_000_000))
            let expected = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
            let text = Timestamp(milliseconds: seconds * 1000 + 42).description
            #expect(text == expected.dropLast() + ".042Z", "seed 5, \(seconds) s")
        }
    }

    @Test("No moment a corrupt row could hold stops the process")
    func extremes() {
        #expect(!Timestamp(milliseconds: .min).description.isEmpty)
        #expect(!Timestamp(milliseconds: .max).description.isEmpty)
    }

    @Test("Moments are ordered, moved and written as one number")
    func arithmetic() throws {
        let moment = Timestamp(milliseconds: 1000)
        #expect(moment.advanced(byMilliseconds: -1) < moment)
        #expect(moment.advanced(byMilliseconds: 500).milliseconds == 1500)
        #expect(try JSON.text([moment]) == "[1000]")
        #expect(try JSON.roundTrip([moment]) == [moment])
    }
}
