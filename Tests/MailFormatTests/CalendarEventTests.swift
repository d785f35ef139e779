import Foundation
import MailFormat
import Testing

@Suite("Events in calendar parts")
struct CalendarEventTests {
    private func event(_ lines: String...) -> CalendarEvent? {
        CalendarEvent(Data((["BEGIN:VCALENDAR"] + lines + ["END:VCALENDAR", ""]).joined(separator: "\r\n").utf8))
    }

    @Test("Title and times of the first event, not those of its alarm or of time zones")
    func invitation() throws {
        let found = try #require(
            event(
                "METHOD:REQUEST", "BEGIN:VTIMEZONE", "TZID:Europe/Berlin", "BEGIN:STANDARD", "DTSTART:16010101T030000",
                "END:STANDARD", "END:VTIMEZONE", "BEGIN:VEVENT", "SUMMARY;LANGUAGE=de:Abholung\\, Werk", " statt\\nHof",
                "DTSTART;TZID=\"W. Europe: Standard\":20261130T100000", "DTEND:20261130T093000Z", "BEGIN:VALARM",
                "SUMMARY:Erinnerung", "END:VALARM", "END:VEVENT", "BEGIN:VEVENT", "SUMMARY:Zweiter", "END:VEVENT"))
        #expect(found.title == "Abholung, Werkstatt Hof")
        #expect(found.start == .init(time: "2026-11-30T10:00:00", zone: "W. Europe: Standard"))
        #expect(found.end == .init(time: "2026-11-30T09:30:00Z", zone: nil))
        #expect(!found.isCancelled)
    }

    @Test("Whole days, cancelled events, and octets folded within a character")
    func days() throws {
        let found = try #require(
            event("BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261224", "STATUS:CANCELLED", "END:VEVENT"))
        #expect(found == CalendarEvent(title: nil, start: .init(time: "2026-12-24", zone: nil), isCancelled: true))
        var bytes = Data("BEGIN:VEVENT\nSUMMARY:".utf8)
        bytes += [0xC3] + Array("\n ".utf8) + [0xBC] + Array("ber\nEND:VEVENT\n".utf8)
        #expect(CalendarEvent(bytes)?.title == "über")
    }

    @Test(
        "What is no event is none, what is no time is none",
        arguments: ["", "BEGIN:VCALENDAR", "END:VEVENT", "BEGIN:VTODO\nSUMMARY:x\nEND:VTODO"])
    func none(_ text: String) {
        #expect(CalendarEvent(Data(text.utf8)) == nil)
        for time in [
            "20261330", "2026113", "20261130T250000", "20261130Z", "2026-11-30", "+0261130", "20261130T10000é",
        ] {
            #expect(event("BEGIN:VEVENT", "SUMMARY:x", "DTSTART:\(time)", "END:VEVENT")?.start == nil, "\(time)")
        }
    }

    @Test("Hostile parts cost linear time")
    func hostile() {
        let nested = CalendarEvent(Data(String(repeating: "BEGIN:VEVENT\n", count: 20_000).utf8))
        #expect(nested == nil)
        let folded = Data(("BEGIN:VEVENT\nSUMMARY:" + String(repeating: "\n x", count: 80_000)).utf8)
        #expect(CalendarEvent(folded)?.title?.count == 500)
    }
}
