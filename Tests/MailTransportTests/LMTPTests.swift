import Foundation
import Testing

@testable import MailTransport

/// RFC 2033 over real sockets.
@Suite(.timeLimit(.minutes(2))) struct LMTPTests {
    @Test func eachAcceptedRecipientIsAnsweredInOrderDoublesIncluded() async throws {
        try await withListener { _, port, taker in
            try await LMTPClient.with(port: port) { client in
                #expect(try await client.code() == 220)
                #expect(try await client.ask("LHLO mx.test") == 250)
                #expect(try await client.ask("MAIL FROM:<x@y.test> SIZE=100 BODY=8BITMIME") == 250)
                #expect(try await client.ask("RCPT TO:<a@acme.test>") == 250)
                #expect(try await client.ask("RCPT TO:<nobody@acme.test>") == 550)
                #expect(try await client.ask("RCPT TO:<b@acme.test>") == 250)
                #expect(try await client.ask("RCPT TO:<a@acme.test>") == 250)
                #expect(try await client.ask("DATA") == 354)
                try await client.send("Subject: x\r\n\r\n..a\r\n.b\r\n.\r\n")
                #expect(try await client.line() == "250 2.0.0 stored as mail-1")
                #expect(try await client.line() == "250 2.0.0 stored as mail-1")
                #expect(try await client.line() == "250 2.0.0 stored as mail-1")
                #expect(try await client.ask("QUIT") == 221)
                #expect(try await client.line() == nil)
            }
            let mail = try #require(taker.mails.first)
            #expect(taker.mails.count == 1)
            #expect(mail.raw == Data("Subject: x\r\n\r\n.a\r\nb\r\n".utf8))
            #expect(
                mail.envelope == .init(sender: .address("x@y.test"), recipients: ["a@acme.test", "b@acme.test"]))
        }
    }

    @Test func theEmptySenderIsKnownAsSuch() async throws {
        try await withListener { _, port, taker in
            try await LMTPClient.with(port: port) { client in
                let codes = try await deliver(&client, sender: "", body: "a\r\n")
                #expect(codes == [220, 250, 250, 250, 354, 250])
            }
            #expect(taker.mails.first?.envelope.sender == MailEnvelope.Sender.none)
        }
    }

    @Test(arguments: [
        (MailRefusal.later(seconds: 1, reason: "disk\r\n250 ok"), "451 4.3.0 disk250 ok"),
        (.tooLarge, "552 5.3.4 mail too big"), (.unknownRecipient, "550 5.1.1 no such mailbox here"),
        (.never(reason: ""), "554 5.6.0 not taken"),
    ])
    func aRefusedMailIsToldInOneLine(refusal: MailRefusal, line: String) async throws {
        try await withListener { _, port, taker in
            taker.refuse([refusal])
            try await LMTPClient.with(port: port) { client in
                try await client.send("LHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nDATA\r\nx\r\n.\r\n")
                for _ in 0..<5 { _ = try await client.code() }
                #expect(try await client.line() == line)
                #expect(try await client.ask("NOOP") == 250, "the connection goes on")
            }
            #expect(taker.mails.isEmpty)
        }
    }

    @Test func commandsOutOfOrderAreRefused() async throws {
        try await withListener {
            $0.recipientsMax = 2
        } _: { _, port, _ in
            try await LMTPClient.with(port: port) { client in
                _ = try await client.code()
                for (command, code) in [
                    ("MAIL FROM:<a@b>", 503), ("EHLO x", 500), ("HELO x", 500), ("LHLO", 501), ("LHLO x", 250),
                    ("RCPT TO:<a@b>", 503), ("DATA", 503), ("VRFY a", 252), ("NOOP", 250), ("BDAT 3", 500),
                    ("MAIL FROM:<a@b> SIZE=99999999999999999999", 552), ("MAIL FROM:<a@b> BODY=BINARYMIME", 555),
                    ("MAIL FROM:<a@b> SIZE=x", 501), ("MAIL FROM:a@b", 501), ("MAIL FROM:<jü@b>", 553),
                    ("MAIL FROM:<a@b>", 250), ("MAIL FROM:<a@b>", 503), ("RCPT TO:<>", 501), ("DATA", 503),
                    ("RCPT TO:<nobody@b>", 550), ("DATA", 503), ("RSET", 250), ("RCPT TO:<a@b>", 503),
                    ("MAIL FROM:<jü@b> SMTPUTF8", 250), ("RCPT TO:<\"a>b c\"@b>", 250), ("RCPT TO:<@x:d@e>", 250),
                    ("RCPT TO:<c@d>", 452), ("LHLO y", 250), ("DATA", 503),
                ] {
                    #expect(try await client.ask(command) == code, "\(command)")
                }
            }
        }
    }

    @Test func aPipelinedMailIsTakenHoweverItIsCut() async throws {
        let text = "LHLO a\r\nMAIL FROM:<s@t>\r\nRCPT TO:<a@b>\r\nDATA\r\n.\r.\n..\r\n\r\n.\r\nQUIT\r\n"
        try await withListener { _, port, taker in
            for size in [1, 2, 3, 1000] {
                let lines = try await LMTPClient.with(port: port) { client in
                    let bytes = Array(text.utf8)
                    for start in stride(from: 0, to: bytes.count, by: size) {
                        try await client.send(Array(bytes[start..<min(start + size, bytes.count)]))
                    }
                    return try await client.rest()
                }
                #expect(lines.last?.hasPrefix("221") == true)
                #expect(lines.contains { $0.hasPrefix("250 2.0.0 stored") })
            }
            #expect(taker.mails.map(\.raw) == Array(repeating: Data("\r.\n..\r\n\r\n".utf8), count: 4))
        }
    }

    @Test(arguments: ["\n.\n", "\n.\r\n", "\r.\r\n", "\r\n.\n", "\r\n.\r", "\r.\r", "\r\n\0.\r\n"])
    func onlyADotBetweenTwoCRLFEndsAMail(fake: String) async throws {
        try await withListener { _, port, taker in
            try await LMTPClient.with(port: port) { client in
                let smuggled = "MAIL FROM:<evil@x>\r\nRCPT TO:<a@b>\r\nDATA\r\nforged"
                let codes = try await deliver(&client, sender: "s@t", body: "one" + fake + smuggled + "\r\n")
                #expect(codes.last == 250)
                #expect(try await client.ask("QUIT") == 221)
            }
            #expect(taker.mails.count == 1)
            #expect(taker.mails.first.map { String(decoding: $0.raw, as: UTF8.self).contains("evil@x") } == true)
        }
    }

    @Test func aCommandEndedByABareLineFeedEndsTheConnection() async throws {
        try await withListener { _, port, _ in
            let lines = try await LMTPClient.with(port: port) { client in
                try await client.send("LHLO a\nMAIL FROM:<a@b>\r\n")
                return try await client.rest()
            }
            #expect(lines.last?.hasPrefix("500 5.5.2") == true)
        }
    }

    @Test func aMailThatIsTooBigIsRefusedAndTheNextOneTaken() async throws {
        try await withListener {
            $0.mailBytesMax = 10_000
        } _: { _, port, taker in
            try await LMTPClient.with(port: port) { client in
                let big = String(repeating: String(repeating: "x", count: 98) + "\r\n", count: 200)
                #expect(try await deliver(&client, sender: "s@t", body: big).last == 552)
                #expect(try await client.ask("MAIL FROM:<a@b> SIZE=10001") == 552)
                try await client.send("MAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\nDATA\r\nsmall\r\n.\r\n")
                for code in [250, 250, 354, 250] { #expect(try await client.code() == code) }
            }
            #expect(taker.mails.map(\.raw.count) == [7])
        }
    }

    @Test func whenAllMailsTogetherAreTooManyBytesTheNextIsPutOff() async throws {
        try await withListener {
            $0.bytesInFlightMax = 5000
        } _: { listener, port, taker in
            try await LMTPClient.with(port: port) { client in
                let big = String(repeating: String(repeating: "x", count: 98) + "\r\n", count: 2000)
                #expect(try await deliver(&client, sender: "s@t", body: big).last == 451)
                try await client.send("MAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\nDATA\r\nsmall\r\n.\r\n")
                for code in [250, 250, 354, 250] { #expect(try await client.code() == code) }
                #expect(listener.budget.usedBytes == 0)
            }
            #expect(taker.mails.count == 1)
        }
    }
}

/// One mail from greeting to answer; all codes.
func deliver(_ client: inout LMTPClient, sender: String, body: String) async throws -> [Int] {
    var codes = [try await client.code()]
    for command in ["LHLO mx.test", "MAIL FROM:<\(sender)>", "RCPT TO:<a@acme.test>", "DATA"] {
        codes.append(try await client.ask(command))
    }
    try await client.send(body + ".\r\n")
    codes.append(try await client.code())
    return codes
}
