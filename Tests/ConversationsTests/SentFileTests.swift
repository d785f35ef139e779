import Conversations
import Testing

@Suite("Files that go with messages")
struct SentFileTests {
    @Test(
        "Of a path only its end is a name",
        arguments: [
            ("a.pdf", "a.pdf"), ("/etc/passwd", "passwd"), ("..\\..\\a.exe", "a.exe"), ("C:\\Temp/x y.txt", "x y.txt"),
            ("folder/", ""), ("", ""), ("Prüfung/Ö.pdf", "Ö.pdf"),
        ])
    func last(_ path: String, _ name: String) {
        #expect(FileName.last(of: path) == name)
    }

    @Test(
        "A media type is kept without parameters, what is none is bytes",
        arguments: [
            ("application/pdf", "application/pdf"), ("TEXT/Plain; charset=utf-8", "text/plain"),
            ("image/svg+xml", "image/svg+xml"), ("multipart/mixed", nil), ("pdf", nil), ("a/b/c", nil), ("a/", nil),
            ("text/pl\u{e4}in", nil), ("text/\r\nX: y", nil), ("", nil), (nil, nil), ("-a/b", nil),
        ] as [(String?, String?)])
    func mediaType(_ stated: String?, _ type: String?) {
        #expect(SentFile.mediaType(stated) == type ?? "application/octet-stream")
    }

    @Test("Hostile names of any length are cut in linear time and stay names", arguments: [10, 200_000])
    func long(_ count: Int) {
        for letter in ["a", "ä", "👩‍👧", ".", "/", "\u{202E}"] {
            let name = FileName.safe(
                FileName.last(of: String(repeating: letter, count: count) + ".pdf"), fallback: "file")
            #expect(name.utf8.count <= FileName.bytesMax)
            #expect(!name.isEmpty && !name.contains("/"))
        }
    }
}
