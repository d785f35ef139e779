import OutgoingHTTP
import Testing

@Suite struct NetworkReachTests {
    @Test(
        arguments: [
            ([127, 0, 0, 1], false), ([10, 1, 2, 3], false), ([172, 16, 0, 1], false), ([172, 32, 0, 1], true),
            ([192, 168, 1, 1], false), ([169, 254, 169, 254], false), ([100, 64, 0, 1], false), ([0, 0, 0, 0], false),
            ([224, 0, 0, 1], false), ([255, 255, 255, 255], false), ([8, 8, 8, 8], true), ([198, 19, 0, 1], false),
            ([1], false),
        ] as [([UInt8], Bool)])
    func knowsPublicIPv4(bytes: [UInt8], isPublic: Bool) { #expect(NetworkReach.isPublic(v4: bytes) == isPublic) }

    @Test func knowsPublicIPv6() {
        func v6(_ head: [UInt8], _ tail: [UInt8] = []) -> Bool {
            NetworkReach.isPublic(v6: head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail)
        }
        #expect(v6([0x2A, 0x00, 0x14, 0x50]))
        #expect(!v6([], [1]))
        #expect(!v6([]))
        #expect(!v6([0xFE, 0x80]))
        #expect(!v6([0xFC]))
        #expect(!v6([0xFD, 0x12]))
        #expect(!v6([0xFF, 0x02]))
        #expect(!v6([0x20, 0x01, 0x0D, 0xB8]))
        #expect(!v6([], [0xFF, 0xFF, 127, 0, 0, 1]))
        #expect(v6([], [0xFF, 0xFF, 8, 8, 8, 8]))
        #expect(!v6([0, 0x64, 0xFF, 0x9B], [10, 0, 0, 1]))
        #expect(!v6([0x20, 0x02, 192, 168, 0, 1]))
    }
}
