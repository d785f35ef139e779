import Conversations
import Testing

@testable import OpsConsole

@Suite struct DownloadTests {
    @Test(arguments: [
        ("image/png", "image/png"), ("IMAGE/JPEG; name=a.jpg", "image/jpeg"), ("application/pdf", "application/pdf"),
        ("text/plain; charset=utf-8", "text/plain"), ("video/mp4", "video/mp4"),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        ),
        ("text/html", ""), ("TEXT/HTML ", ""), ("application/xhtml+xml", ""), ("image/svg+xml", ""), ("text/xml", ""),
        ("application/xml", ""), ("text/javascript", ""), ("application/javascript", ""), ("multipart/related", ""),
        ("audio/x+xml", ""), ("application/vnd.oasis.opendocument.text+xml", ""), ("", ""), ("text", ""),
        ("image/png\r\nSet-Cookie: a=b", ""), ("audio/\u{0}", ""), ("audio/é", ""),
    ])
    func `only types that browsers never run are kept`(stated: String, kept: String) {
        #expect(Download.safeType(stated) == (kept.isEmpty ? "application/octet-stream" : kept))
    }

    @Test(arguments: [
        ("Rechnung.pdf", "Rechnung.pdf"), ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\Windows\\a.exe", "C__Windows_a.exe"),
        ("a\u{202E}fdp.exe", "afdp.exe"), ("a\r\nb\u{0}.txt", "ab.txt"), ("  .htaccess. ", "htaccess"), ("..", "x"),
        ("\u{200B}", "x"), ("", "x"), ("„Brief“ 🚲.docx", "„Brief“ 🚲.docx"), ("a\u{2028}b", "a b"),
        ("a\"b<c>|?*", "a_b_c____"),
    ])
    func `a file's name names a file and nothing else`(given: String, name: String) {
        #expect(FileName.safe(given, fallback: "x") == name)
    }

    @Test func `a long name is cut before its ending`() {
        for name in [String(repeating: "ä", count: 500) + ".pdf", String(repeating: "👩‍👧", count: 90) + ".pdf"] {
            let cut = FileName.safe(name, fallback: "x")
            #expect(cut.utf8.count <= FileName.bytesMax)
            #expect(cut.hasSuffix(".pdf"))
            #expect(name.hasPrefix(cut.dropLast(4)))
        }
    }

    @Test func `the header holds printable ASCII alone, the name twice`() {
        let header = Download.disposition("Grüße \"50 %\" 🚲'.pdf")
        #expect(
            header == "attachment; filename=\"Gr__e _50 __ _'.pdf\"; "
                + "filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%2250%20%25%22%20%F0%9F%9A%B2%27.pdf")
        #expect(header.utf8.allSatisfy { (0x20...0x7E).contains($0) })
    }
}
