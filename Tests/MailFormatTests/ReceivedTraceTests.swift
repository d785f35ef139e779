import MailFormat
import Testing

@Suite struct ReceivedTraceTests {
    private static let word = "Authentication-Results: mx.example.org; dmarc=pass header.from=customer.example\n"
    private static let own =
        "Received: from relay.example (relay.example [192.0.2.1])\n by mx.example.org (Postfix) with ESMTPS id 1; Mon, 23 Nov 2026 10:00:00 +0100\n"
    private static let foreign =
        "Received: from pc (unknown [192.0.2.9])\n by relay.example with ESMTP; Mon, 23 Nov 2026 09:59:00 +0100\n"

    private func judged(_ header: String, trusted: Set<String> = ["mx.example.org"]) -> SenderAuthentication {
        .judge(parse(header + "From: erika@customer.example\nSubject: x\n\nx\n"), trustedServers: trusted)
    }

    @Test(arguments: [
        word, word + own + foreign, own + word + foreign,
        "Received: by 2001:db8::1 with SMTP id x\n" + own + word + foreign,
        "Received: from mx (localhost [127.0.0.1])\n by localhost (filter) with ESMTP\n" + own + word + foreign,
        "Received: (qmail 12 invoked by uid 89)\n" + own + word + foreign,
        "Received: from mx.example.org by mail2.example.org with LMTP id 1\n" + own + word + foreign,
    ])
    func whatStandsAboveEveryForeignHopIsBelieved(header: String) {
        #expect(judged(header) == .verified(domain: "customer.example"))
    }

    @Test(arguments: [
        own + foreign + word, foreign + word + own, foreign + word,
        "Received: from x (by mx.example.org) by relay.example; now\n" + word,
        "Received: from mx.example.org by mx.example.org.relay.example with SMTP\n" + word,
        "Received: from a by xmx-example.org\n" + word,
    ])
    func whatCameOverAForeignHopIsNot(header: String) {
        #expect(judged(header) == .claimed)
    }

    @Test func aServerWithAnotherNameInItsHopIsNamedToo() {
        let header = "Received: from relay.example by vps7.hoster.example with ESMTPS\n" + Self.word
        #expect(judged(header) == .claimed)
        #expect(
            judged(header, trusted: ["mx.example.org", "vps7.hoster.example"]) == .verified(domain: "customer.example"))
    }
}
