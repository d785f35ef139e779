import Foundation
import Synchronization
import Testing

@testable import MailTransport

@Suite("Long work on mails")
struct MailThreadsTests {
    private let long = Data(repeating: 0x20, count: MailThreads.shortBytesMax + 1)

    @Test(
        "Long mails and HTML are long work",
        arguments: [("Content-Type: text/hTmL", true), ("html", true), ("htm", false), ("", false)])
    func isLong(_ text: String, _ isLong: Bool) {
        #expect(MailThreads.isLong(Data(text.utf8)) == isLong)
        #expect(MailThreads.isLong(long))
    }

    @Test("Never more at a time than there are threads, and each comes to its end")
    func bounded() async {
        let threads = MailThreads(count: 2)
        let running = Running()
        let long = long
        let sum = await withTaskGroup(of: Int.self) { group in
            for number in 0..<100 {
                group.addTask {
                    await threads.run(on: long) {
                        running.enter()
                        defer { running.leave() }
                        return number
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(sum == 4950)
        #expect(running.most <= 2)
    }

    @Test("What fails says so, on a thread or where the caller is")
    func failing() async {
        struct Broken: Error {}
        for raw in [long, Data()] {
            await #expect(throws: Broken.self) {
                try await MailThreads(count: 1).run(on: raw) { throw Broken() } as Int
            }
        }
    }
}

/// How many run, and how many did at most.
private final class Running: Sendable {
    private let count = Mutex((now: 0, most: 0))

    var most: Int { count.withLock { $0.most } }

    func enter() { count.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }

    func leave() { count.withLock { $0.now -= 1 } }
}
