import ConnectorKit
import Testing

@Suite struct TrustedProxiesTests {
    private func client(_ proxies: [String], _ peer: String?, _ forwardedFor: String...) throws -> String {
        try TrustedProxies(proxies).client(peer: peer, forwardedFor: forwardedFor)
    }

    @Test func whoIsNotTrustedCannotSayWhoTheClientIs() throws {
        #expect(try client([], "127.0.0.1", "203.0.113.7") == "127.0.0.1")
        #expect(try client(["10.0.0.0/8"], "192.0.2.1", "203.0.113.7") == "192.0.2.1")
        #expect(try client(["127.0.0.1"], nil, "203.0.113.7") == TrustedProxies.unknown)
    }

    @Test func theFieldsAreReadFromTheRightPastTrustedProxies() throws {
        let proxies = ["127.0.0.1", "10.0.0.0/8"]
        #expect(try client(proxies, "127.0.0.1", "203.0.113.7") == "203.0.113.7")
        #expect(try client(proxies, "127.0.0.1", "6.6.6.6, 203.0.113.7,10.1.2.3") == "203.0.113.7")
        // HAProxy appends a field of its own; what the client wrote stands before it.
        #expect(try client(proxies, "127.0.0.1", "6.6.6.6", "203.0.113.7") == "203.0.113.7")
        #expect(try client(proxies, "127.0.0.1", "6.6.6.6, 203.0.113.7", " 10.0.0.9 ") == "203.0.113.7")
        #expect(try client(proxies, "127.0.0.1", "10.0.0.1, 10.0.0.2") == "10.0.0.1")
        #expect(try client(proxies, "127.0.0.1") == "127.0.0.1")
    }

    @Test func whatIsNoAddressLeavesTheProxyThatWroteIt() throws {
        for entry in ["unknown", "_hidden", "", "1.2.3", "1.2.3.4 5.6.7.8", "\0", String(repeating: "1", count: 5000)] {
            #expect(try client(["127.0.0.1"], "127.0.0.1", "6.6.6.6, \(entry)") == "127.0.0.1", "\(entry)")
        }
    }

    @Test func addressesMayCarryAPort() throws {
        #expect(try client(["127.0.0.1"], "127.0.0.1", "203.0.113.7:4711") == "203.0.113.7")
        #expect(try client(["127.0.0.1"], "127.0.0.1", "[2001:db8::1]:443") == "2001:db8::/64")
    }

    @Test func anIPv6NetworkIsOneClient() throws {
        #expect(try client([], "2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64")
        #expect(try client([], "2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64")
        #expect(try client([], "2001:db8:1:3::1") == "2001:db8:1:3::/64")
        #expect(try client(["2001:db8::/32"], "2001:db8::1", "2a00::5") == "2a00::/64")
    }

    @Test func anIPv4AddressInsideIPv6IsThatIPv4Address() throws {
        #expect(try client([], "::ffff:192.0.2.1") == "192.0.2.1")
        #expect(try client(["127.0.0.1"], "::ffff:127.0.0.1", "::ffff:192.0.2.1") == "192.0.2.1")
    }

    @Test(arguments: ["10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0/8", "", "localhost", "::/129", "1.2.3.4/8/8"])
    func whatIsNoNetworkIsRefused(entry: String) {
        #expect(throws: TrustedProxies.Fault.self) { try TrustedProxies(["127.0.0.1", entry]) }
    }

    @Test func networksEndAtTheirBits() throws {
        #expect(try client(["192.168.4.0/22"], "192.168.7.255", "203.0.113.7") == "203.0.113.7")
        #expect(try client(["192.168.4.0/22"], "192.168.8.0", "203.0.113.7") == "192.168.8.0")
        #expect(try client(["0.0.0.0/0"], "8.8.8.8", "203.0.113.7") == "203.0.113.7")
        #expect(try client(["0.0.0.0/0"], "2a00::1", "203.0.113.7") == "2a00::/64")
    }
}
