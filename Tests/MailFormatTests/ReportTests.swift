import Foundation
import MailFormat
import Testing

@Suite struct ReportTests {
    private let status =
        "Reporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; a@example.com\nAction: failed\nStatus: 5.1.1\n"
        + "Diagnostic-Code: smtp; 550\n unknown\n\nFinal-Recipient: rfc822; b@example.com\nStatus: 4.2.2"

    private func report(_ part: String, type: String = "report; report-type=delivery-status") -> Mail {
        let original = "Content-Type: text/rfc822-headers\n\nMessage-ID: <orig@shop.example>\nSubject: Parcel"
        return parse(
            mail(
                "Content-Type: multipart/\(type); boundary=b\n",
                body: "--b\n\nIt failed.\n--b\n\(part)\n--b\n\(original)\n--b--"))
    }

    private func check(_ mail: Mail) {
        #expect(mail.text == "It failed.")
        #expect(mail.reports.map(\.kind) == [.deliveryStatus, .original])
        #expect(mail.reports.first?.blocks.count == 3)
        #expect(mail.reports.first?.blocks[1]["diagnostic-code"] == "smtp; 550 unknown")
        #expect(mail.reports.first?.blocks[2]["Status"] == "4.2.2")
        #expect(mail.reports.last?.blocks.first?["Message-ID"] == "orig@shop.example".bracketed)
    }

    @Test func aDeliveryStatusIsReadAsBlocks() {
        check(report("Content-Type: message/delivery-status\n\n\(status)"))
        check(report("Content-Type: message/delivery-status\n\n\n\(status)\n\n"))
    }

    @Test func anEncodedOrMistypedStatusIsReadToo() {
        let encoded = Data(status.utf8).base64EncodedString()
        check(report("Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n\(encoded)"))
        check(report("Content-Type: text/plain\n\n\(status)"))
        check(report("Content-Type: message/delivery-status\n\n\(status)", type: "mixed"))
    }

    @Test func otherReportsAreRead() {
        let read = report(
            "Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; a@x\nDisposition: x; displayed")
        #expect(read.reports.first?.kind == .disposition)
        let complaint = report("Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1")
        #expect(complaint.reports.first?.kind == .feedback)
        #expect(complaint.reports.first?.blocks.first?["Feedback-Type"] == "abuse")
    }
}

extension String {
    fileprivate var bracketed: String { "<\(self)>" }
}
