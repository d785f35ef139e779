import Testing

@testable import Gateway

@Suite struct AllowedOriginsTests {
    @Test func aStarAllowsAll() {
        let origins = AllowedOrigins(["*"])
        #expect(origins.allows("https://evil.example", host: "chat.example"))
        #expect(origins.answer(to: "https://a.example", host: nil) == AllowedOrigins.Answer(origin: "*", varies: false))
    }

    @Test func aListAllowsItsOwnAndTheGatewaysPages() {
        let origins = AllowedOrigins(["https://Shop.example"], publicURL: "https://chat.example/base")
        for origin in ["https://shop.example", "https://chat.example", "HTTPS://CHAT.EXAMPLE"] {
            #expect(origins.allows(origin, host: "127.0.0.1:8080"), "\(origin)")
        }
        #expect(origins.allows("http://127.0.0.1:8080", host: "127.0.0.1:8080"))
        #expect(origins.allows("https://intern.example", host: "Intern.example"))
        for origin in ["http://shop.example", "https://shop.example.evil.example", "null", "https://127.0.0.1"] {
            #expect(!origins.allows(origin, host: "127.0.0.1:8080"), "\(origin)")
            #expect(
                origins.answer(to: origin, host: "127.0.0.1:8080")
                    == AllowedOrigins.Answer(origin: nil, varies: true))
        }
        #expect(!origins.allows("https://evil.example", host: nil))
        #expect(!origins.allows("https://", host: ""))
        #expect(origins.allows(nil, host: nil))
    }
}
