import ArgumentParser
import Foundation
import MailFormat

/// `mail`: mails read per second, by us and by GMime alone, turn about on one thread.
struct MailReadingBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Mails read per second, beside GMime alone; one JSON object.")

    @Argument(help: "Files with a mail each.")
    var files: [String]

    @Option(help: "Turns of each reader.")
    var rounds = 5

    @Option(help: "Seconds of each turn.")
    var seconds = 0.5

    func run() throws {
        let mails = try files.map { try Data(contentsOf: URL(filePath: $0)) }
        guard !mails.isEmpty else { throw BenchError(reason: "no mails were named") }
        var ours: [Double] = []
        var alone: [Double] = []
        for _ in 0..<max(1, rounds) {
            let own = MailBench.ours(mails, seconds: seconds)
            let gmime = MailBench.gmimeAlone(mails, seconds: seconds)
            ours.append(Double(own.mails) / own.seconds)
            alone.append(Double(gmime.mails) / gmime.seconds)
        }
        let median = { (values: [Double]) in values.sorted()[values.count / 2] }
        print(
            """
            {"mails": \(mails.count), "bytes": \(mails.reduce(0) { $0 + $1.count }), \
            "ours_per_s": \(median(ours)), "gmime_per_s": \(median(alone))}
            """)
    }
}
