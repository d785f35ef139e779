import Testing

@testable import WebChatChannel

@Suite struct GenerationalCacheTests {
    @Test func keepsWhatWasUsedLatelyAndNeverMoreThanItsBound() {
        var cache = GenerationalCache<Int, Int>(countMax: 10)
        for number in 0..<1000 {
            cache[number] = number
            #expect(cache[0] == (0))
            #expect(cache.count <= 10)
        }
        #expect(cache[999] == 999)
        #expect(cache[1] == nil)
    }

    @Test func removedEntriesStayAway() {
        var cache = GenerationalCache<Int, Int>(countMax: 4)
        for number in 0..<3 { cache[number] = number }
        cache[0] = nil
        #expect(cache[0] == nil)
        #expect(cache[2] == 2)
    }
}
