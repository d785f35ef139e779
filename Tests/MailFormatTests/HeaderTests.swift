import Foundation
import MailFormat
import Testing

@Suite struct HeaderTests {
    @Test func fieldsOfAnOrdinaryMailAreRead() {
        let read = parse(mail("In-Reply-To: <a@x>\nReferences: <r1@x>\n <a@x>\nReply-To: other@example.com\n"))
        #expect(read.from == [MailAddress(name: "Erika Muster", address: "erika@example.com")])
        #expect(read.to == [MailAddress(address: "help@shop.example")])
        #expect(read.replyTo.map(\.address) == ["other@example.com"])
        #expect(read.subject == "Parcel")
        #expect(read.messageID == "1@example.com")
        #expect(read.inReplyTo == ["a@x"])
        #expect(read.references == ["r1@x", "a@x"])
        #expect(read.text == "Hello")
        #expect(read.problems.isEmpty)
    }

    @Test(arguments: [
        ("=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("=?utf-8?B?R3LDvMOfZQ==?=", "Grüße"),
        ("=?iso-8859-1?Q?80_=80?=", "80 €"),
        // One character in two words; blanks between words do not count.
        ("=?UTF-8?Q?Gr=C3?=\n =?UTF-8?Q?=BC=C3=9Fe?=", "Grüße"),
        ("=?UTF-8?B?R3LD?= =?UTF-8?B?vMOfZQ==?=", "Grüße"),
        ("=?UTF-8?B?R3LDv?= =?UTF-8?B?MOfZQ==?=", "Grüße"),
        ("=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("=?UTF-8?Q?Blanks inside?= after", "Blanks inside after"),
        ("=?UTF-8?Q?cut off", "cut off"),
        ("a =?x?y?z?= b", "a =?x?y?z?= b"),
        ("=?gb2312?B?xOO6ww==?=", "你好"),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
        ("=?ks_c_5601-1987?B?sKHArsDM?=", "가윙이"),
        ("Grüße", "Grüße"),
        ("a\n\tb\n c", "a b c"),
    ])
    func subjectsAreDecoded(_ raw: String, _ expected: String) {
        #expect(parse("From: a@example.com\nSubject: \(raw)\n\nx\n").subject == expected)
    }

    @Test func rawEightBitHeadersAreReadInTheMailsCharset() {
        let western = Mail.parse(bytes: bytes("From: a@example.com\nSubject: Gr\u{FC}\u{DF}e\n\nx\n"))
        #expect(western.subject == "Grüße")
        #expect(western.hasProblem("header"))
        let russian = Mail.parse(
            bytes: bytes(
                "From: a@b.example\nContent-Type: text/plain; charset=koi8-r\nSubject: \u{D4}\u{C5}\u{D3}\u{D4}\n\nx\n")
        )
        #expect(russian.subject == "тест")
    }

    @Test func idsAreDecodedOnlyWhereAWholeOneIsEncoded() {
        let read = parse(
            mail(
                "In-Reply-To: <=?utf-8?q?a?=@x>\n"
                    + "References: <r1@x>\n =?utf-8?q?=3Clong-long-long=40x=3E?=\n <=?utf-8?q?=3E=3Cb=40x?=@x>\n"))
        #expect(read.inReplyTo == ["=?utf-8?q?a?=@x"])
        #expect(read.references == ["r1@x", "long-long-long@x", "=?utf-8?q?=3E=3Cb=40x?=@x"])
    }

    @Test func fieldsForProgramsAreNotDecoded() {
        let read = parse(mail("Auto-Submitted: =?utf-8?q?no?=\nX-Note: =?utf-8?q?no?=\n"))
        #expect(read.headers["Auto-Submitted"] == "=?utf-8?q?no?=")
        #expect(read.headers["X-Note"] == "no")
    }

    @Test func encodedWordsCannotAddLinesToAValue() {
        let read = parse("From: a@example.com\nSubject: =?utf-8?Q?a=0D=0ABcc:_x=40example.com?=\n\nx\n")
        #expect(!read.subject.contains { $0.isNewline })
    }

    @Test func aHeaderIsReadBehindBlankLinesAndAnMboxSeparator() {
        #expect(parse("\n\nFrom someone Mon Jan  1 00:00:00 2026\n" + mail()).subject == "Parcel")
    }

    @Test func aFoldThatLostItsBlankDoesNotEndTheHeader() {
        let read = parse("Subject: Parcel\nwith a lost fold\nFrom: a@example.com\n\nHello\n")
        #expect(read.from.map(\.address) == ["a@example.com"])
        #expect(read.text == "Hello")
        #expect(read.hasProblem("header"))
    }

    @Test func textWithoutABlankLineBeforeItIsTheBody() {
        let read = parse("Subject: Parcel\nFrom: a@example.com\nHello, where is it?\n\nErika\n")
        #expect(read.text == "Hello, where is it?\n\nErika")
    }

    @Test func whatIsNoMailIsTakenAsText() {
        let read = parse("just a line\nand another\n")
        #expect(read.text == "just a line\nand another")
        #expect(read.hasProblem("header"))
        #expect(Mail.parse(bytes: Data()).hasProblem("empty"))
        #expect(Mail.parse(bytes: Data("Subject: only this".utf8)).subject == "Only this".lowercased())
    }

    @Test(arguments: [
        ("Fri, 20 Nov 2026 10:00:00 +0100", 1_795_165_200, 3600),
        ("20 Nov 26 10:00 EST", 1_795_186_800, -18000),
        ("Fri, 20-Nov-2026 10:00:00 GMT (a comment)", 1_795_168_800, 0),
        ("Fri Nov 20 10:00:00 2026", 1_795_168_800, 0),
        ("Fri, 20 Nov 2026 10:00:00 +01:00", 1_795_165_200, 3600),
        ("Fri, 20 Nov 2026 10:00:00.123 -0530", 1_795_188_600, -19800),
    ])
    func datesAreRead(_ raw: String, _ seconds: Int, _ offset: Int) {
        let read = parse("From: a@example.com\nDate: \(raw)\n\nx\n")
        #expect(read.date == Date(timeIntervalSince1970: TimeInterval(seconds)))
        #expect(read.dateOffsetSeconds == offset)
    }

    @Test(arguments: ["yesterday", "Fri, 99 Nov 2026 10:00:00 +0100", "Fri, 20 Nov 2026 27:00:00 +0100", "2026"])
    func brokenDatesAreAProblem(_ raw: String) {
        let read = parse("From: a@example.com\nDate: \(raw)\n\nx\n")
        #expect(read.date == nil)
        #expect(read.hasProblem("date"))
    }
}
