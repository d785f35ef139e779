import Conversations
import Foundation
import SpokenLanguage

/// Days and hours by the clock on the company's wall.
struct CallCalendar {
    let timeZone: TimeZone

    init(_ timeZone: TimeZone) { self.timeZone = timeZone }

    func day(of moment: Timestamp) -> CivilDate { wall(moment).day }

    /// Minutes since midnight.
    func minute(of moment: Timestamp) -> Int { wall(moment).minute }

    /// The moment at which the clock shows this; where the clock jumps over it, a moment beside it.
    func moment(_ day: CivilDate, minute: Int) -> Timestamp {
        let wall = Int64(day.dayNumber) * 86_400_000 + Int64(minute) * 60_000
        let guess = Timestamp(milliseconds: wall - offset(Timestamp(milliseconds: wall)))
        return Timestamp(milliseconds: wall - offset(guess))
    }

    /// `Fr 28.11.2025, 18:00`, `Fri 28 Nov 2025, 18:00`.
    func text(_ moment: Timestamp, _ tongue: Tongue) -> String {
        let (day, minute) = wall(moment)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = "\(two(minute / 60)):\(two(minute % 60))"
        if tongue == .german {
            let name = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"][day.weekday - 1]
            return "\(name) \(two(day.day)).\(two(day.month)).\(day.year), \(time)"
        }
        let name = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday - 1]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(name) \(day.day) \(months[day.month - 1]) \(day.year), \(time)"
    }

    private func wall(_ moment: Timestamp) -> (day: CivilDate, minute: Int) {
        let local = moment.milliseconds + offset(moment)
        let length: Int64 = 86_400_000
        let number = local >= 0 ? local / length : -((-local + length - 1) / length)
        return (CivilDate(dayNumber: Int(number)), Int((local - number * length) / 60_000))
    }

    private func offset(_ moment: Timestamp) -> Int64 {
        Int64(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000))) * 1000
    }
}
