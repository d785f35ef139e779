import Foundation
import MailFormat
import Testing

@Suite struct AddressTests {
    private func to(_ raw: String) -> [MailAddress] { parse("From: a@example.com\nTo: \(raw)\n\nx\n").to }

    @Test(arguments: [
        ("erika@Example.COM", nil, "erika@example.com"),
        ("Erika@example.com", nil, "Erika@example.com"),
        ("Erika Muster <erika@example.com>", "Erika Muster", "erika@example.com"),
        ("\"Muster, Erika\" <erika@example.com>", "Muster, Erika", "erika@example.com"),
        ("=?UTF-8?Q?M=C3=BCller=2C_Erika?= <erika@example.com>", "Müller, Erika", "erika@example.com"),
        ("\"=?UTF-8?Q?M=C3=BCller?=\" <erika@example.com>", "Müller", "erika@example.com"),
        ("erika@example.com (Erika Muster)", "Erika Muster", "erika@example.com"),
        ("Erika Muster erika@example.com", "Erika Muster", "erika@example.com"),
        ("<erika@example.com", nil, "erika@example.com"),
        ("\"erika muster\"@example.com", nil, "\"erika muster\"@example.com"),
        ("erika@münchen.example", nil, "erika@münchen.example"),
    ])
    func oneAddressIsRead(_ raw: String, _ name: String?, _ address: String) {
        #expect(to(raw).map(\.address) == [address])
        #expect(to(raw).first?.name == name)
    }

    @Test func severalAddressesAndGroupsAreRead() {
        #expect(
            to("a@x.example, B <b@x.example>,c@x.example").map(\.address) == [
                "a@x.example", "b@x.example", "c@x.example",
            ])
        #expect(
            to("Team: a@x.example, b@x.example;, c@x.example").map(\.address) == [
                "a@x.example", "b@x.example", "c@x.example",
            ])
        #expect(to("undisclosed-recipients:;").isEmpty)
    }

    @Test func aNameThatIsAnotherAddressIsAProblem() {
        let forged = parse("From: \"boss@bank.example\" <thief@example.com>\n\nx\n")
        #expect(forged.from.map(\.address) == ["thief@example.com"])
        #expect(forged.hasProblem("address"))
        #expect(!parse("From: \"erika@example.com\" <Erika@example.com>\n\nx\n").hasProblem("address"))
    }

    @Test(
        "A torn encoded word does not make its text the sender",
        arguments: [
            "=?utf-8?q?boss=40bank.example_ <thief@example.com>",
            "=?utf-8?b?Ym9zc0BiYW5rLmV4YW1wbGU <thief@example.com>",
            "\"=?utf-8?q?Erika=0D=0ABcc:_boss=40bank.example=0D=0AX\"@mx.example:_1?= <thief@example.com>",
        ])
    func tornWord(_ raw: String) {
        let from = parse("From: \(raw)\n\nx\n").from
        #expect(from.last?.address == "thief@example.com")
        #expect(!from.contains { $0.address.contains("boss") && $0.address.hasSuffix("bank.example") })
    }

    @Test(
        "What an encoded word says is never read as part of the grammar",
        arguments: [
            "(=?utf-8?q?=29_boss=40bank.example=2C_=28?=) thief@example.com",
            "(\") =?utf-8?q?boss=40bank.example=2C?= <thief@example.com>",
            "=?utf-8?q?boss=40bank.example=2C_?= <thief@example.com>",
            "\"=?utf-8?q?=22_=3Cboss=40bank.example=3E=2C_=22?=\" <thief@example.com>",
        ])
    func grammar(_ raw: String) {
        #expect(parse("From: \(raw)\n\nx\n").from.map(\.address) == ["thief@example.com"])
    }

    @Test("Within an address an encoded word is no word")
    func wordInAnAddress() {
        let read = parse("From: <=?utf-8?q?boss=40bank.example=3E=2C?=@example.com>\n\nx\n").from
        #expect(!read.contains { $0.address.contains("boss@") })
    }

    @Test func severalSendersAreAProblem() {
        #expect(parse("From: a@x.example, b@x.example\n\nx\n").hasProblem("address"))
        #expect(parse("From: a@x.example\nFrom: b@x.example\n\nx\n").hasProblem("header"))
    }

    @Test func moreAddressesThanAllowedAreCut() {
        let many = (0..<50).map { "u\($0)@x.example" }.joined(separator: ", ")
        var limits = MailLimits()
        limits.recipients = 10
        let read = parse("From: a@x.example\nTo: \(many)\n\nx\n", limits: limits)
        #expect(read.to.count == 10)
        #expect(read.hasProblem("limit"))
    }
}
