import Foundation
import MailFormat
import Testing

@Suite struct StructureTests {
    private func multipart(
        _ subtype: String, _ parts: [String], boundary: String = "b", end: String = "--b--"
    ) -> String {
        mail(
            "MIME-Version: 1.0\nContent-Type: multipart/\(subtype); boundary=\"\(boundary)\"\n",
            body: parts.map { "--b\n\($0)\n" }.joined() + end)
    }

    private let plain = "Content-Type: text/plain\n\nHello"
    private let html = "Content-Type: text/html\n\n<p>Hello <b>you</b></p>"

    @Test func thePlainAlternativeIsTheText() {
        let read = parse(multipart("alternative", [plain, html]))
        #expect(read.text == "Hello")
        #expect(read.html == "<p>Hello <b>you</b></p>")
        #expect(!read.isTextFromHTML)
        #expect(read.attachments.isEmpty)
    }

    @Test func anEmptyPlainAlternativeOrAStubGivesWayToTheHTML() {
        #expect(parse(multipart("alternative", ["Content-Type: text/plain\n\n  ", html])).text == "Hello you")
        let stub = "Content-Type: text/plain\n\nThis message needs a reader that shows HTML."
        let long = "Content-Type: text/html\n\n<p>\(String(repeating: "Where is my parcel? ", count: 5))</p>"
        let read = parse(multipart("alternative", [stub, long]))
        #expect(read.text.hasPrefix("Where is my parcel?"))
        #expect(read.isTextFromHTML)
        let same = "Content-Type: text/plain\n\nI cannot write HTML by hand."
        let sameHTML = "Content-Type: text/html\n\n<p>I cannot write HTML by hand.</p><p>Erika, of course</p>"
        #expect(parse(multipart("alternative", [same, sameHTML])).text == "I cannot write HTML by hand.")
    }

    @Test func textsOfAMixedMailAreJoinedAroundItsFiles() {
        let file = "Content-Type: image/png; name=\"a.png\"\nContent-Transfer-Encoding: base64\n\niVBORw=="
        let read = parse(multipart("mixed", [plain, file, "Content-Type: text/plain\n\nBelow the picture"]))
        #expect(read.text == "Hello\n\nBelow the picture")
        #expect(read.attachments.map(\.name) == ["a.png"])
        #expect(read.attachments.first?.bytes == Data([0x89, 0x50, 0x4E, 0x47]))
    }

    @Test func picturesOfTheHTMLAreInline() {
        let image = "Content-Type: image/png\nContent-ID: <p1@x>\nContent-Transfer-Encoding: base64\n\niVBORw=="
        let related = "Content-Type: multipart/related; boundary=r\n\n--r\n\(html)\n--r\n\(image)\n--r--"
        let read = parse(multipart("alternative", [plain, related]))
        #expect(read.html?.contains("<b>you</b>") == true)
        #expect(read.attachments.map(\.kind) == [.inline])
        #expect(read.attachments.first?.contentID == "p1@x")
    }

    @Test func attachedMailsAreFiles() {
        let inner = mail(body: "Inside")
        let read = parse(multipart("mixed", [plain, "Content-Type: message/rfc822\n\n\(inner)"]))
        #expect(read.text == "Hello")
        #expect(read.attachments.map(\.kind) == [.mail])
        #expect(read.reports.isEmpty)
        #expect(read.attachments.first.map { Mail.parse(bytes: $0.bytes).text } == "Inside")
    }

    @Test func calendarsNameTheirMethod() {
        let stated = "Content-Type: text/calendar; method=reply\n\nBEGIN:VCALENDAR"
        let within = "Content-Type: application/ics; name=i.ics\n\nBEGIN:VCALENDAR\nMETHOD:CANCEL"
        let read = parse(multipart("alternative", [plain, stated, within]))
        #expect(read.attachments.map(\.kind) == [.calendar(method: "REPLY"), .calendar(method: "CANCEL")])
    }

    @Test func outlooksContainerIsNamed() {
        let read = parse(multipart("mixed", [plain, "Content-Type: application/ms-tnef\n\nx"]))
        #expect(read.attachments.map(\.kind) == [.tnef])
        #expect(read.attachments.map(\.name) == ["winmail.dat"])
    }

    @Test func protectionIsRecognised() {
        let signature = "Content-Type: application/pgp-signature; name=s.asc\n\n-----BEGIN PGP SIGNATURE-----"
        let signed = parse(multipart("signed", [plain, signature]))
        #expect(signed.protection == [.signedPGP])
        #expect(signed.attachments.map(\.kind) == [.signature])
        #expect(signed.text == "Hello")
        let smime = "Content-Type: application/pkcs7-signature; name=smime.p7s\n\nx"
        #expect(parse(multipart("signed", [plain, smime])).protection == [.signedSMIME])
        let sealed = parse(mail("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n"))
        #expect(sealed.protection == [.encryptedSMIME])
        #expect(sealed.attachments.map(\.kind) == [.encrypted])
        let pgp = [
            "Content-Type: application/pgp-encrypted\n\nVersion: 1", "Content-Type: application/octet-stream\n\nx",
        ]
        let encrypted = parse(multipart("encrypted", pgp))
        #expect(encrypted.protection == [.encryptedPGP])
        #expect(encrypted.attachments.map(\.kind) == [.encrypted, .encrypted])
        #expect(
            parse(mail(body: "-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----")).protection == [
                .encryptedPGP
            ])
        let armour =
            "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHello\n- -- \n\n-----BEGIN PGP SIGNATURE-----\nx\n-----END PGP SIGNATURE-----"
        #expect(parse(mail(body: armour)).text.hasPrefix("Hello\n-- "))
    }

    @Test func unclosedNestedAndSimilarBoundariesAreRead() {
        #expect(parse(multipart("alternative", [plain, html], end: "")).text == "Hello")
        #expect(parse(multipart("alternative", [plain, html], end: "")).hasProblem("structure"))
        let inner = "Content-Type: multipart/mixed; boundary=\"b-\"\n\n--b-\nContent-Type: text/plain\n\nInside"
        #expect(parse(multipart("mixed", [inner, "Content-Type: text/plain\n\nOutside"])).text == "Inside\n\nOutside")
        // The outer one's closing line is the inner one's delimiter.
        let alike =
            "Content-Type: multipart/mixed; boundary=\"a--\"\n\n--a--\nContent-Type: multipart/mixed; boundary=\"a----\"\n\n"
            + "--a----\nContent-Type: text/plain\n\nInside\n--a------\n--a----\n"
        #expect(parse(alike).text == "Inside")
    }

    @Test func aMissingOrWrongBoundaryIsFound() {
        let parts =
            "--xyz42\nContent-Type: text/plain\n\nHello\n--xyz42\nContent-Type: text/html\n\n<p>Hi</p>\n--xyz42--"
        for type in ["multipart/alternative", "multipart/alternative; boundary=other"] {
            let read = parse(mail("Content-Type: \(type)\n", body: parts))
            #expect(read.text == "Hello")
            #expect(read.hasProblem("structure"))
        }
        #expect(parse(mail("Content-Type: multipart/mixed; boundary=b\n", body: "Only text")).text == "Only text")
    }

    @Test func filesInTheTextAreTakenOut() {
        let read = parse(mail(body: "See:\nbegin 644 hi.txt\n#0V%T\n`\nend\nBye"))
        #expect(read.text == "See:\nBye")
        #expect(read.attachments.map(\.name) == ["hi.txt"])
        #expect(read.attachments.first?.bytes == Data("Cat".utf8))
        #expect(parse(mail(body: "begin 644 is how\nit starts\nend")).attachments.isEmpty)
    }

    @Test(arguments: [
        ("filename=\"a b.pdf\"", "a b.pdf"),
        ("filename=\"../../etc/passwd\"", "passwd"),
        ("filename=\"=?UTF-8?Q?Rechnung_f=C3=BCr.pdf?=\"", "Rechnung für.pdf"),
        ("filename==?UTF-8?Q?=C3=BC.pdf?=", "ü.pdf"),
        ("filename*=UTF-8''%C3%BCber.pdf", "über.pdf"),
        ("filename*0*=iso-8859-1''%FCb;\n filename*1=\"er.pdf\"", "über.pdf"),
        ("filename=\"über.pdf\"", "über.pdf"),
        ("filename=\".htaccess\"", "htaccess"),
        ("filename=\"a\u{202E}gpj.exe\"", "agpj.exe"),
    ])
    func fileNamesAreDecodedAndHarmless(_ parameter: String, _ expected: String) {
        let part = "Content-Type: application/pdf\nContent-Disposition: attachment; \(parameter)\n\nx"
        #expect(parse(multipart("mixed", [plain, part])).attachments.first?.name == expected)
    }
}
