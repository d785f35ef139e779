import Conversations
import Storage
import Testing

@Suite("What the store remembers for e-mail channels")
struct MailMemoryTests {
    @Test("A token counts until its end, on its channel, and is then forgotten")
    func tokens() async throws {
        let bench = try StoreBench()
        let (one, other) = (ChannelName("one"), ChannelName("other"))
        let at = { Timestamp(milliseconds: $0) }
        try await bench.store.keepToken("t", on: one, until: at(100), at: at(1))
        #expect(try await bench.store.isKnownToken("t", on: one, at: at(100)))
        #expect(try await !bench.store.isKnownToken("t", on: one, at: at(101)))
        #expect(try await !bench.store.isKnownToken("t", on: other, at: at(1)))
        try await bench.store.keepToken("u", on: one, until: at(300), at: at(200))
        #expect(try bench.count("SELECT count(*) FROM webhook_tokens") == 1)
    }

    @Test("Whether a message was taken on a channel is known by its id alone, of letters")
    func accepted() async throws {
        let bench = try StoreBench()
        var message = StoreBench.message("a@example.org", from: "w1")
        message.fingerprint = "f"
        try await bench.accept(message)
        #expect(try await bench.store.hasAccepted("a@example.org", on: message.channel))
        #expect(try await !bench.store.hasAccepted("b@example.org", on: message.channel))
        #expect(try await !bench.store.hasAccepted("a@example.org", on: ChannelName("other")))
    }
}
