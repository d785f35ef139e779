import Foundation
import Testing

@testable import MailTransport

/// Bytes nobody would send. The seed of a failure is printed with it.
@Suite(.timeLimit(.minutes(5))) struct TransportFuzzTests {
    /// SplitMix64: the same seed, the same bytes.
    private struct Chance: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let words = [
        "LHLO x\r\n", "MAIL FROM:<a@b>\r\n", "RCPT TO:<c@d>\r\n", "RCPT TO:<nobody@d>\r\n", "DATA\r\n", "\r\n.\r\n",
        "RSET\r\n", "NOOP\r\n", ".", "\r", "\n", "\0", "<", ">", "MAIL FROM:<", " SIZE=", "ü", "X: y\r\n", "..",
        "LHLO", "VRFY a\r\n", "\u{FEFF}", "QUIT\r\n",
    ]

    private func noise(_ chance: inout Chance) -> [UInt8] {
        (0..<Int.random(in: 1...40, using: &chance)).flatMap { _ -> [UInt8] in
            switch Int.random(in: 0..<10, using: &chance) {
            case 0: return [UInt8.random(in: 0...255, using: &chance)]
            case 1:
                return Array(
                    repeating: UInt8.random(in: 0...255, using: &chance),
                    count: Int.random(in: 0...3000, using: &chance))
            default: return Array((Self.words.randomElement(using: &chance) ?? "").utf8)
            }
        }
    }

    @Test func theSameBytesGiveTheSameEventsHoweverTheyAreCut() {
        for seed in UInt64(1)...3000 {
            var chance = Chance(state: seed)
            let bytes = noise(&chance)
            func events(_ cuts: [Int]) -> [LMTPFramer.Event] {
                var framer = LMTPFramer(lineBytesMax: 100, mailBytesMax: 5000)
                var events: [LMTPFramer.Event] = []
                var start = 0
                for cut in cuts + [bytes.count] {
                    framer.append(bytes[start..<cut])
                    start = cut
                    while let event = framer.next() {
                        events.append(event)
                        if case .mailEndless = event { return events }
                        if case .line(let line) = event, LMTPCommand(line) == .data { framer.expectMail() }
                    }
                }
                return events
            }
            let cuts = (0..<5).map { _ in Int.random(in: 0...bytes.count, using: &chance) }.sorted()
            #expect(events([]) == events(cuts), "seed \(seed)")
        }
    }

    @Test func everyMailTakenIsAnsweredAndTheListenerLives() async throws {
        try await withListener {
            $0.mailBytesMax = 5000
        } _: { listener, port, taker in
            for seed in UInt64(1)...300 {
                var chance = Chance(state: seed)
                let bytes = noise(&chance)
                let before = taker.mails.count
                let lines = try await LMTPClient.with(port: port) { client -> [String] in
                    do {
                        try await client.send(bytes + Array("\r\n.\r\nQUIT\r\n\r\n.\r\nQUIT\r\n".utf8))
                        return try await client.rest()
                    } catch {
                        // The server may have closed while we were still sending.
                        return []
                    }
                }
                let stored = lines.filter { $0.hasPrefix("250 2.0.0 stored") }.count
                #expect(lines.isEmpty || stored >= taker.mails.count - before, "seed \(seed)")
            }
            #expect(listener.budget.usedBytes == 0)
            let codes = try await LMTPClient.with(port: port) { client in
                try await deliver(&client, sender: "s@t", body: "x\r\n")
            }
            #expect(codes.last == 250)
        }
    }

    @Test func formsAndResponsesSurviveAnything() {
        let form = "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"c\\\"d\"\r\n\r\nx\r\n--b--\r\n"
        let response = #"* 1 FETCH (UID 1 X (a "b" NIL) BODY[HEADER.FIELDS (TO)] "x" FLAGS (\Seen))"#
        let header = "Return-Path: <a@b>\r\nReceived: x\r\n\ty\r\nDelivered-To: c@d\r\n\r\nbody"
        for seed in UInt64(1)...5000 {
            var chance = Chance(state: seed)
            func mutated(_ text: String) -> Data {
                var bytes = Array(text.utf8)
                for _ in 0..<Int.random(in: 1...6, using: &chance) where !bytes.isEmpty {
                    let index = Int.random(in: 0..<bytes.count, using: &chance)
                    switch Int.random(in: 0..<3, using: &chance) {
                    case 0: bytes[index] = .random(in: 0...255, using: &chance)
                    case 1: bytes.remove(at: index)
                    default: bytes.insert(contentsOf: bytes[..<index], at: index)
                    }
                }
                return Data(bytes)
            }
            let request = WebhookRequest(
                headers: [("content-type", "multipart/form-data; boundary=b")], body: mutated(form))
            if let read = WebhookForm(request) { #expect(read.fields.count <= WebhookForm.fieldsMax) }
            _ = IMAPResponse(pieces: [.text([UInt8](mutated(response)))]).fetched
            _ = HeaderPeek(mutated(header)).envelope
            _ = SMTPReply.Line([UInt8](mutated("250-2.1.0 text")))
            _ = HeaderParameters(String(decoding: mutated("form-data; name=\"a\\\"b\"; c=d"), as: UTF8.self))
        }
    }
}
