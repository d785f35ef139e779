import Foundation
import MailFormat
import Testing

@Suite struct InspectionTests {
    @Test func allKeysAreThereAlsoWhenEmpty() throws {
        let read = parse(mail("Content-Type: image/png\n", body: "x"))
        let json = try MailInspection(mail: read, replyText: "Hello", authentication: .claimed).json()
        let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        let keys: Set<String> = [
            "from", "to", "subject", "message_id", "in_reply_to", "references", "date", "language", "reply_text",
            "quoted_text", "signature", "html", "automatic", "bounce", "attachments", "authentication", "problems",
        ]
        #expect(Set(object.keys) == keys)
        #expect(object["date"] as? String == "2026-11-20T09:00:00Z")
        #expect(object["automatic"] is NSNull)
        let attachment = try #require((object["attachments"] as? [[String: Any]])?.first)
        #expect(Set(attachment.keys) == ["name", "type", "size_bytes", "inline"])
        #expect(!json.contains(0x0A))
    }
}
