public import Foundation

/// What reading transcripts is measured with.
public enum TranscriptBench {
    /// Files read in `seconds`, one after the other on this thread.
    public static func read(_ files: [Data], seconds: Double) -> (files: Int, bytes: Int, seconds: Double) {
        let clock = ContinuousClock()
        let start = clock.now
        var count = 0
        var bytes = 0
        var seen = 0
        while !files.isEmpty, start.duration(to: clock.now) < .seconds(seconds) {
            for file in files {
                seen &+= Transcript.read(file).segments.count
                count += 1
                bytes += file.count
            }
        }
        // What was read is looked at, so that no optimiser leaves the work out.
        precondition(seen >= 0)
        return (count, bytes, start.duration(to: clock.now) / .seconds(1))
    }
}
