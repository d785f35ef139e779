import Foundation
import MailFormat
import Testing

@Suite struct MboxTests {
    private let file =
        "From a@x Mon Jan  1 00:00:00 2026\nSubject: One\n\nHello\n>From here\n>>From there\nFrom now on\n\nFrom the text\n\n"
        + "From b@x Tue Jan  2 10:00:00 2026\r\nSubject: Two\r\n\r\nBye\r\n"

    private func split(_ text: String, chunk: Int, max: Int = 1 << 20) -> [MboxSplitter.Item] {
        var splitter = MboxSplitter(mailBytesMax: max)
        var items: [MboxSplitter.Item] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            items += splitter.feed(bytes[start..<min(bytes.count, start + chunk)])
        }
        if let last = splitter.finish() { items.append(last) }
        return items
    }

    @Test(arguments: [1, 7, 100_000])
    func mailsAreDividedHoweverTheFileComes(_ chunk: Int) {
        let items = split(file, chunk: chunk)
        #expect(items.count == 2)
        let first = Mail.parse(bytes: Data(items[0].bytes))
        #expect(first.text == "Hello\nFrom here\n>From there\nFrom now on\n\nFrom the text")
        #expect(String(decoding: items[1].bytes, as: UTF8.self) == "Subject: Two\r\n\r\nBye\r\n")
    }

    @Test func aFileIsReadMailByMail() throws {
        let url = URL.temporaryDirectory.appending(path: "mbox-\(UUID().uuidString)")
        try Data(file.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        let reader = try MboxReader(url)
        let read = [try reader.next(), try reader.next()].compactMap(\.self)
        #expect(read == split(file, chunk: 100))
        #expect(try reader.next() == nil)
    }

    @Test func longMailsAndLinesAreCut() {
        let long = "From a@x Mon Jan  1 00:00:00 2026\n\n" + String(repeating: "x", count: 300_000) + "\n\n"
        let items = split(long + file, chunk: 10_000, max: 1000)
        #expect(items.count == 3)
        #expect(items[0].isCut)
        #expect(items[0].bytes.count == 1000)
        #expect(!items[1].isCut)
    }

    @Test func whatStandsBeforeTheFirstSeparatorIsNoMail() {
        #expect(split("no mbox\n", chunk: 100).isEmpty)
    }
}
