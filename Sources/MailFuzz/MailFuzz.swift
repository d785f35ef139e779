import Foundation
import MailFormat

/// Reads mutated mails and fails on the first that takes too long or too much memory; a crash is a crash.
///
///     MailFuzz SEED COUNT FILE…
///
/// The last line gives counts. `SEED` and the number printed name a mail again; `MAILFUZZ_WRITE=PATH` writes it out.
@main struct MailFuzz {
    /// Longest mail made, in bytes.
    static let mailBytesMax = 200_000
    /// Time one mail may take of this thread, far above what any takes; sanitizers make all ten times slower.
    static let limit = Duration.milliseconds(1500)
    /// Memory of the process: the mails, the pages the allocator keeps.
    static let residentBytesMax = 1 << 30

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 3, let seed = UInt64(arguments[1]), let count = Int(arguments[2]) else {
            print("usage: MailFuzz SEED COUNT FILE…")
            exit(64)
        }
        let corpus = try arguments[3...].map { [UInt8](try Data(contentsOf: URL(filePath: $0)).prefix(mailBytesMax)) }
        var run = FuzzRun(mutator: Mutator(seed: seed, corpus: corpus, maxBytes: mailBytesMax), seed: seed)
        for number in 0..<count { run.one(number) }
        run.report(count)
    }
}

struct FuzzRun {
    var mutator: Mutator
    let seed: UInt64
    private var slowest = Duration.zero
    private var slowestNumber = 0
    private var total = 0
    private var attachments = 0
    private var withProblems = 0
    private let sanitizer = HTMLSanitizer()
    private let start = ContinuousClock.now

    init(mutator: Mutator, seed: UInt64) {
        self.mutator = mutator
        self.seed = seed
    }

    mutating func one(_ number: Int) {
        let bytes = mutator.next()
        total += bytes.count
        if let path = ProcessInfo.processInfo.environment["MAILFUZZ_WRITE"], number == wanted {
            try? Data(bytes).write(to: URL(filePath: path))
        }
        let began = threadTime()
        let mail = Mail.parse(bytes: Data(bytes))
        if let html = mail.html { check(sanitizer.sanitised(html), number) }
        _ = SenderAuthentication.judge(mail, trustedServers: ["mx"])
        let took = threadTime() - began
        if took > slowest {
            slowest = took
            slowestNumber = number
        }
        attachments += mail.attachments.count
        withProblems += mail.problems.isEmpty ? 0 : 1
        if took > MailFuzz.limit { fail(number, "took \(took)") }
        let textBytes = mail.text.utf8.count
        if textBytes > MailLimits().textBytes * 2 + 1000 { fail(number, "gave \(textBytes) bytes of text") }
        if number % 1000 == 0, residentBytes() > MailFuzz.residentBytesMax { fail(number, "memory") }
    }

    func report(_ count: Int) {
        let seconds = Double((ContinuousClock.now - start) / .seconds(1))
        print(
            "seed \(seed): \(count) mails, \(total >> 20) MB, \(withProblems) with problems, \(attachments) attachments;"
                + " slowest \(slowest) (number \(slowestNumber)); \(residentBytes() >> 20) MB resident;"
                + " \(Int(Double(count) / max(seconds, 0.001))) mails/s")
    }

    private var wanted: Int { ProcessInfo.processInfo.environment["MAILFUZZ_NUMBER"].flatMap { Int($0) } ?? -1 }

    /// Nothing that runs may be left.
    private func check(_ html: String, _ number: Int) {
        let lowered = html.lowercased()
        for word in Self.unsafe where lowered.contains(word) { fail(number, "unsafe HTML: \(word)") }
    }

    private static let unsafe = ["<script", "<svg", "<math", "<style", "<iframe", "<form", "href=\"javascript:"]

    private func fail(_ number: Int, _ reason: String) -> Never {
        print("seed \(seed), mail \(number): \(reason)")
        exit(1)
    }

    private func threadTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    private func residentBytes() -> Int {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * 4096 : 0
    }
}
