import Foundation
import MailFormat
import Testing

@Suite struct FixtureTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    private func fixture(_ name: String) throws -> Mail {
        Mail.parse(bytes: try Data(contentsOf: Self.folder.appending(path: name + ".eml")))
    }

    @Test func everyMailIsReadAndEveryPieceOfItToo() throws {
        let files = try FileManager.default.contentsOfDirectory(at: Self.folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "eml" }
        #expect(files.count > 8)
        for file in files {
            let bytes = try Data(contentsOf: file)
            for end in stride(from: 0, through: bytes.count, by: 13) {
                let read = Mail.parse(bytes: bytes.prefix(end))
                #expect(read.text.utf8.count <= bytes.count * 4)
            }
        }
    }

    @Test func partsFindTheirPlaces() throws {
        let read = try fixture("alternative-related")
        #expect(read.text == "The lamp came broken, see the picture.\n\n-- \nErika")
        #expect(read.html?.contains("<b>broken</b>") == true)
        #expect(read.attachments.map(\.name) == ["lamp.png", "Rechnung für Lampe.pdf"])
        #expect(read.attachments.map(\.kind) == [.inline, .file])
        #expect(read.problems.isEmpty)
    }

    @Test func aMailOfHTMLReadsLikeAMail() throws {
        #expect(try fixture("html-only").text == "Grüße,\n\n> What you wrote\n>\n>> What I wrote\n\na\n b")
    }

    @Test func aGermanReplyAndAJapaneseMailAreRead() throws {
        let reply = try fixture("reply-de")
        #expect(reply.subject == "AW: Rückfrage zu Ihrer Lampe")
        #expect(reply.references == ["conv.0@shop.example", "conv.1@shop.example"])
        #expect(reply.text.hasPrefix("Ja, bitte schicken Sie eine neue für 5 €.\n\nAm 20.11.2026"))
        let japanese = try fixture("japanese")
        #expect(japanese.from.first?.name == "山田")
        #expect(japanese.text == "日本語のメール")
    }

    @Test func aBrokenMailGivesWhatItHas() throws {
        let read = try fixture("broken")
        #expect(read.text.contains("Grüße"))
        for kind in ["address", "date", "structure", "charset", "encoding"] {
            #expect(read.hasProblem(kind), "\(kind)")
        }
    }
}
