import Foundation
import MailFormat
import Testing

@Suite struct LimitTests {
    @Test func partsAreBounded() {
        let parts = String(repeating: "--b\n\nx\n", count: 20000)
        let read = parse(mail("Content-Type: multipart/mixed; boundary=b\n", body: parts))
        #expect(read.hasProblem("limit"))
        #expect(read.text.count < 1000)
    }

    @Test func depthIsBounded() {
        var body = "Hello"
        for level in (0..<2000).reversed() {
            body = "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n\(body)"
        }
        let read = parse("From: a@example.com\n" + body)
        #expect(read.hasProblem("limit"))
        #expect(read.attachments.count == 1)
    }

    @Test func headersAreBounded() {
        let read = parse("From: a@example.com\n" + String(repeating: "X-A: b\n", count: 100_000) + "\nHello\n")
        #expect(read.headers.fields.count <= 1001)
        #expect(read.text == "Hello")
        #expect(read.hasProblem("limit"))
        #expect(
            parse("Subject: \(String(repeating: "x", count: 1 << 20))\nFrom: a@example.com\n\nHello\n").text == "Hello")
    }

    @Test func sizeTextAndAttachmentsAreBounded() {
        var limits = MailLimits()
        limits.sizeBytes = 1000
        #expect(parse(mail(body: String(repeating: "x", count: 5000)), limits: limits).text.utf8.count < 1000)
        limits = MailLimits()
        limits.textBytes = 100
        let cut = parse(mail(body: String(repeating: "ü", count: 5000)), limits: limits)
        #expect(cut.text.utf8.count <= 103)
        #expect(cut.hasProblem("limit"))
        limits = MailLimits()
        limits.attachments = 3
        let files = String(repeating: "--b\nContent-Type: image/png\n\nx\n", count: 10)
        let read = parse(mail("Content-Type: multipart/mixed; boundary=b\n", body: files + "--b--"), limits: limits)
        #expect(read.attachments.count == 3)
    }

    /// Each is made to be slow for a reader that looks again and again at the same bytes.
    @Test(arguments: [
        String(repeating: "=?utf-8?q?", count: 6000), String(repeating: "=?utf-8?b?w?= ", count: 4000),
        String(repeating: "(", count: 60000), String(repeating: "\"a\\", count: 20000),
        String(repeating: "a@b,", count: 15000), String(repeating: "<", count: 60000),
        String(repeating: "a:", count: 30000), String(repeating: ";x*0*=%", count: 8000),
    ])
    func headersMadeToBeSlowAreQuick(_ value: String) {
        for name in ["From", "Subject", "Content-Type", "References", "Date"] {
            let took = threadTime { _ = parse("\(name): \(value)\n\nx\n") }
            #expect(took < .seconds(2), "\(name)")
        }
    }

    /// Each is made to be slow for a reader that looks again and again at the same bytes: four times the size may
    /// take ten times as long, where looking again takes sixteen times.
    @Test(arguments: [
        "<b><i><font color=1>", "<p><a href=x><b>", "<table><tr><td>", "<table>x", "<", "&", "<!--", "<blockquote>x",
        "<svg><math>", "<a a=1 ",
    ])
    func htmlMadeToBeSlowIsReadInLinearTime(_ unit: String) {
        let count = 20_000 / unit.utf8.count
        func took(_ count: Int) -> Duration {
            (0..<3).map { _ in threadTime { readAndSanitise(String(repeating: unit, count: count)) } }.min() ?? .zero
        }
        let (small, large) = (took(count), took(4 * count))
        #expect(large < small * 10 + .milliseconds(20), "\(small) and \(large)")
    }

    @Test(arguments: ["<div>", "<p><a href=x><b>", "<table><tr><td>"])
    func htmlHoweverDeepOrLargeIsBounded(_ unit: String) {
        readAndSanitise(String(repeating: unit, count: 1_000_000 / unit.utf8.count))
    }

    private func readAndSanitise(_ html: String) {
        let read = parse("From: a@example.com\nContent-Type: text/html\n\n\(html)\n")
        #expect(read.text.utf8.count <= 2 << 20)
        _ = HTMLSanitizer().sanitised(html)
    }

    @Test func manyThreadsMayRead() async {
        let text = mail("Content-Type: text/html; charset=iso-8859-15\n", body: "<p>Hello =?utf-8?q?x?=</p>")
        let expected = parse(text)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { (0..<200).allSatisfy { _ in parse(text) == expected } }
            }
            for await isEqual in group { #expect(isEqual) }
        }
    }
}
