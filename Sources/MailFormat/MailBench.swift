import CGMime
public import Foundation

/// What reading mails is measured with: ``Mail/parse(bytes:limits:)`` beside GMime's own reader, which gives the same
/// mails no more than a tree of decoded parts.
public enum MailBench {
    /// Mails read in `seconds` by us, one after the other on this thread.
    public static func ours(_ mails: [Data], seconds: Double) -> (mails: Int, bytes: Int, seconds: Double) {
        measured(mails, seconds: seconds) { Mail.parse(bytes: $0).text.utf8.count }
    }

    /// As ``ours(_:seconds:)``, by GMime alone: the tree is built, every part decoded, the main fields read.
    public static func gmimeAlone(_ mails: [Data], seconds: Double) -> (mails: Int, bytes: Int, seconds: Double) {
        GMimeLibrary.start()
        return measured(mails, seconds: seconds) { mail in
            mail.withUnsafeBytes { buffer in
                Int(switchboard_gmime_read_all(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count))
            }
        }
    }

    private static func measured(
        _ mails: [Data], seconds: Double, _ read: (Data) -> Int
    ) -> (mails: Int, bytes: Int, seconds: Double) {
        let clock = ContinuousClock()
        let start = clock.now
        var count = 0
        var bytes = 0
        var seen = 0
        while !mails.isEmpty, start.duration(to: clock.now) < .seconds(seconds) {
            for mail in mails {
                seen &+= read(mail)
                count += 1
                bytes += mail.count
            }
        }
        // What was read is looked at, so that no optimiser leaves the work out.
        precondition(seen >= 0)
        let took = start.duration(to: clock.now)
        return (count, bytes, took / .seconds(1))
    }
}
