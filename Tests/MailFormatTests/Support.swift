import Foundation
import MailFormat
import Testing

/// Reads a mail written with LF line ends.
func parse(_ text: String, limits: MailLimits = MailLimits()) -> Mail {
    Mail.parse(bytes: Data(text.utf8), limits: limits)
}

/// A mail with a usual header, other fields and a body.
func mail(_ fields: String = "", body: String = "Hello") -> String {
    "From: Erika Muster <erika@example.com>\nTo: help@shop.example\nSubject: Parcel\n"
        + "Date: Fri, 20 Nov 2026 10:00:00 +0100\nMessage-ID: <1@example.com>\n\(fields)\n\(body)\n"
}

/// Bytes that are no UTF-8: each scalar is one byte.
func bytes(_ latin1: String) -> Data { Data(latin1.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }) }

extension Mail {
    func hasProblem(_ kind: String) -> Bool { problems.contains { $0.kind == kind } }
}

/// Time of this thread alone, which does not grow when others are busy.
func threadTime(_ work: () -> Void) -> Duration {
    func now() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
    let start = now()
    work()
    return now() - start
}
