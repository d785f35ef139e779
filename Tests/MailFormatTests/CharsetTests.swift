import Foundation
import MailFormat
import Testing

@Suite struct CharsetTests {
    private func text(_ charset: String?, _ body: Data, encoding: String = "8bit") -> Mail {
        let type = charset.map { "; charset=\($0)" } ?? ""
        let head = "From: a@example.com\nContent-Type: text/plain\(type)\nContent-Transfer-Encoding: \(encoding)\n\n"
        return Mail.parse(bytes: Data(head.utf8) + body)
    }

    @Test(arguments: [
        ("iso-8859-1", "Preis: 5 \u{80} \u{84}gut\u{93}", "Preis: 5 € „gut“"),
        ("windows-1252", "Gr\u{FC}\u{DF}e", "Grüße"),
        ("iso-8859-15", "5 \u{A4}", "5 €"),
        ("us-ascii", "Gr\u{FC}\u{DF}e", "Grüße"),
        ("unknown-8bit", "Gr\u{FC}\u{DF}e", "Grüße"),
        ("x-no-such-charset", "Gr\u{C3}\u{BC}\u{C3}\u{9F}e", "Grüße"),
        ("utf-8", "Gr\u{FC}\u{DF}e", "Grüße"),
        ("iso-8859-1", "Gr\u{C3}\u{BC}\u{C3}\u{9F}e", "Grüße"),
        ("gb2312", "\u{C4}\u{E3}\u{BA}\u{C3} \u{81}\u{30}\u{89}\u{38}", "你好 ß"),
        ("shift_jis", "\u{93}\u{FA}\u{96}\u{7B} \u{87}\u{40}", "日本 ①"),
        ("iso-2022-jp", "\u{1B}$BF|K\\-!\u{1B}(B", "日本①"),
        ("ks_c_5601-1987", "\u{B0}\u{A1}\u{81}\u{41}", "가갂"),
        ("big5", "\u{A7}\u{41}\u{A6}\u{6E}", "你好"),
        ("koi8-r", "\u{D4}\u{C5}\u{D3}\u{D4}", "тест"),
        ("utf-7", "Gr+APwA3w-e", "Grüße"),
        ("\"UTF8\"", "Gr\u{C3}\u{BC}\u{C3}\u{9F}e", "Grüße"),
    ])
    func charsetsAreReadAsMailersMeanThem(_ charset: String, _ raw: String, _ expected: String) {
        #expect(text(charset, bytes(raw)).text == expected)
    }

    @Test func textWithoutACharsetIsUTF8OrWestern() {
        #expect(text(nil, Data("Grüße".utf8)).text == "Grüße")
        #expect(text(nil, bytes("Gr\u{FC}\u{DF}e")).text == "Grüße")
        #expect(text(nil, bytes("Gr\u{FC}\u{DF}e")).hasProblem("charset"))
        #expect(!text(nil, Data("Hello".utf8)).hasProblem("charset"))
    }

    @Test func brokenBytesAreReplacedAndSaid() {
        let read = text("utf-8", bytes("Gr\u{C3}\u{BC}\u{C3}\u{9F}e \u{FF}"))
        #expect(read.text == "Grüße \u{FFFD}")
        #expect(read.hasProblem("charset"))
        #expect(text("shift_jis", bytes("\u{93}\u{FA}\u{FF}\u{FF}x")).text.hasPrefix("日"))
    }

    @Test(arguments: [
        ("quoted-printable", "Gr=C3=BC=C3=9Fe und =\n=E2=82=AC", "Grüße und €"),
        ("quoted-printable", "broken =ZZ and = at the end =", "broken =ZZ and = at the end "),
        ("base64", "R3LDvMOfZQ==", "Grüße"),
        ("base64", "R3LD\nvMOf\n ZQ", "Grüße"),
        ("BASE64 ", "R3LD!vMOfZQ==", "Grüße"),
        // Pieces that were encoded each for itself.
        ("base64", "R3LDvMOfZQ==R3LDvMOfZQ==", "GrüßeGrüße"),
        ("x-no-such", "Hello", "Hello"),
    ])
    func encodingsAreUndone(_ encoding: String, _ body: String, _ expected: String) {
        #expect(text("utf-8", Data(body.utf8), encoding: encoding).text == expected)
    }

    @Test func nulsAreDropped() {
        #expect(text("utf-8", Data("a\0b\0".utf8)).text == "ab")
    }

    @Test func lineEndsMakeNoDifference() {
        let boundary = "Content-Type: multipart/mixed; boundary=b\n"
        let body =
            "--b\nContent-Type: text/plain\n\nHello\nyou\n--b\nContent-Type: text/csv; name=a.csv\n\n1,2\n3,4\n--b--"
        let unix = mail(boundary, body: body)
        let read = parse(unix)
        #expect(read.attachments.map(\.name) == ["a.csv"])
        #expect(parse(unix.replacing("\n", with: "\r\n")) == read)
        #expect(parse(unix.replacing("\n", with: "\r")) == read)
    }

    @Test func flowedTextIsMadeWhole() {
        let body = "A long \nline.\n> quoted \n> too\n From stuffed\n-- \nErika"
        let read = parse(mail("Content-Type: text/plain; format=flowed\n", body: body))
        #expect(read.text == "A long line.\n> quoted too\nFrom stuffed\n-- \nErika")
        let delSp = parse(mail("Content-Type: text/plain; format=flowed; delsp=yes\n", body: "Donau \ndampf"))
        #expect(delSp.text == "Donaudampf")
    }
}
