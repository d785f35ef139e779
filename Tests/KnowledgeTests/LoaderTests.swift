import Foundation
import Testing

@testable import Knowledge

@Suite struct LoaderTests {
    @Test func everyKeyOfTheFrontMatterIsRead() throws {
        let folder = try Folder()
        try folder.write(
            "a.md",
            """
            ---
            title: "Preise: Sommer"
            id: preise
            lang: de-AT
            tags: [geld, sommer]
            questions:
              - Was kostet das?
              - "Wie teuer: heute?"
            audience: verified
            valid_from: 2026-06-01
            valid_until: 2026-08-31
            source: https://example.org/preise
            ---

            Zwei Euro.
            """)
        let loaded = folder.load()
        #expect(loaded.problems == [])
        let article = try #require(loaded.articles.first)
        #expect(article.id == "preise")
        #expect(article.title == "Preise: Sommer")
        #expect(article.language == "de")
        #expect(article.tags == ["geld", "sommer"])
        #expect(article.questions == ["Was kostet das?", "Wie teuer: heute?"])
        #expect(article.audience == .verified)
        #expect(article.validity.fromSeconds == 1_780_272_000)
        #expect(article.validity.untilSeconds == 1_788_220_800, "the last day counts to its end")
        #expect(article.url == "https://example.org/preise")
        #expect(article.bodyLine == 14)
        #expect(article.keyLines["audience"] == 9)
    }

    @Test func aFileWithoutFrontMatterIsTitledByItsFirstHeading() throws {
        let folder = try Folder()
        try folder.write(
            "sub/rückgabe.md", "Vorab.\n\n# Bücher *zurück* geben\n\nJederzeit an der Theke, auch ohne Ausweis.")
        let article = try #require(folder.load().articles.first)
        #expect(article.title == "Bücher zurück geben")
        #expect(article.id == "rückgabe")
        #expect(article.language == "de")
    }

    @Test func allProblemsOfAllFilesAreReportedAtOnceAndTheSoundOnesStay() throws {
        let folder = try Folder()
        try folder.write("a.md", "---\ntitel: X\naudiance: internal\nlang: deutsch\n---\nText")
        try folder.write("b.md", "---\ntitle: B\naudience: everybody\nvalid_from: 2026-02-30\n---\nText")
        try folder.write("c.md", "---\ntitle: [\n---\nText")
        try folder.write("d.md", "---\ntitle: D\nText without end")
        try folder.write("e.md", "no heading at all")
        try folder.write("f.md", [0x23, 0x20, 0xFF, 0xFE])
        try folder.write("g.md", "---\ntitle: G\nvalid_from: 2026-05-02\nvalid_until: 2026-05-01\n---\nText")
        try folder.write("h.md", "---\ntitle: Sound\n---\nText")
        try folder.write("i.md", "---\nid: h\nlang: en\ntitle: Taken\n---\nText")
        let loaded = folder.load()
        #expect(loaded.articles.map(\.title) == ["Sound"])
        let found = Set(loaded.problems.map { "\($0.file.suffix(4)):\($0.line): \($0.key)" })
        let wanted: Set = [
            "a.md:2: titel", "a.md:3: audiance", "a.md:4: lang", "a.md:1: title", "b.md:3: audience",
            "b.md:4: valid_from", "c.md:3: ", "d.md:1: ", "e.md:1: title", "f.md:1: ", "g.md:4: valid_until",
            "i.md:2: id",
        ]
        #expect(found.symmetricDifference(wanted) == [])
    }

    @Test(arguments: [
        "https:// intranet.example/x", "https://", "http:/example.org", "https:example.org", "https://a b.example",
        "HTTPS://example.org", "https://example.org:99999/", "https://user:secret@example.org/", "https://a..b/",
        "https://[::1/", "https://example.org/\\\\\"x", "https://example.org/<x>",
    ])
    func aSourceThatIsMeantAsAnAddressMustBeOne(source: String) throws {
        let folder = try Folder()
        try folder.write("a.md", "---\ntitle: A\nlang: en\nsource: '\(source)'\n---\nText")
        let loaded = folder.load()
        #expect(loaded.articles == [])
        #expect(loaded.problems.map { "\($0.line): \($0.key)" } == ["4: source"])
        let article = Article(id: "a", language: "en", title: "A", source: source, body: "Text")
        #expect(article.url == nil, "whatever made the article, nothing broken is passed on")
    }

    @Test(arguments: [
        ("https://example.org", true), ("http://localhost:8080/a?b=c&d=%20#e", true),
        ("https://münchen.example/ä", true),
        ("https://[2001:db8::1]:8443/x", true), ("https://192.0.2.1/", true), ("Handbook, page 3", false),
        ("ftp://example.org/x", false),
    ])
    func aSourceMayBeAnAddressOrWords(source: String, isAddress: Bool) throws {
        let folder = try Folder()
        try folder.write("a.md", "---\ntitle: A\nlang: en\nsource: '\(source)'\n---\nText")
        let article = try #require(folder.load().articles.first)
        #expect(article.source == source)
        #expect(article.url == (isAddress ? source : nil))
    }

    @Test func aMisspeltAudienceNeverMakesAnArticlePublic() throws {
        let folder = try Folder()
        try folder.write("a.md", "---\ntitle: Secret\naudiences: internal\n---\nOnly for us")
        #expect(folder.load().articles == [])
    }

    @Test func windowsFilesWithMarkAndCarriageReturnsAreReadAlike() throws {
        let folder = try Folder()
        let text = "---\ntitle: Größe\nlang: de\n---\n\n# A\n\nZeile eins\nZeile zwei\n"
        try folder.write("a.md", text)
        try folder.write("b.md", [0xEF, 0xBB, 0xBF] + text.utf8.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] })
        let loaded = folder.load()
        #expect(loaded.problems == [])
        #expect(loaded.articles.count == 2)
        #expect(loaded.articles.first?.body == loaded.articles.last?.body)
    }

    @Test func languageComesFromTheFileNameOrTheFolderWhenNotStated() throws {
        let folder = try Folder()
        try folder.write("hours.de.md", "# Hours")
        try folder.write("en/hours.md", "# Zeiten und Orte, die wir haben")
        #expect(folder.load().articles.map { "\($0.id) \($0.language)" } == ["hours en", "hours de"])
    }

    @Test func linksInACircleEndAndNoFileIsReadTwice() throws {
        let folder = try Folder()
        try folder.write("a/b/x.md", "# X")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/a/b/up", withDestinationPath: folder.path + "/a")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/a/y.md", withDestinationPath: folder.path + "/a/b/x.md")
        let loaded = folder.load()
        #expect(loaded.articles.count == 1)
    }

    @Test func hugeFilesHiddenFilesAndOtherFilesAreLeftOut() throws {
        let folder = try Folder()
        try folder.write("big.md", [UInt8](repeating: 0x61, count: KnowledgeLoader.fileBytesMax + 1))
        try folder.write(".hidden.md", "# Hidden")
        try folder.write("notes.txt", "# Notes")
        let loaded = folder.load()
        #expect(loaded.articles == [])
        #expect(loaded.problems.map(\.file) == [folder.path + "/big.md"])
    }

    @Test func aMissingFolderIsAProblemNotACrash() {
        let loaded = KnowledgeLoader(paths: ["/nowhere/at/all"]).load()
        #expect(loaded.articles == [])
        #expect(loaded.problems.count == 1)
    }
}
