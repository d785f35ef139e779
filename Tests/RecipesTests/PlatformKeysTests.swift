import Synchronization
import Testing

@testable import Recipes

@Suite struct PlatformKeysTests {
    private final class Publisher: KeyFetching {
        let documents = Mutex<[String: String]>([:])
        let asked = Mutex<[String]>([])

        func document(at url: String) async -> [UInt8]? {
            await Task.yield()
            asked.withLock { $0.append(url) }
            return documents.withLock { $0[url].map { Array($0.utf8) } }
        }
    }

    private let source = KeySource(kind: .metadata, url: "https://login.example.com/.well-known/openid")
    private let set = #"{"keys":[]}"#

    @Test func keysAreFetchedOnceForAllAndKeptForADay() async {
        let publisher = Publisher()
        publisher.documents.withLock {
            $0["https://login.example.com/.well-known/openid"] = #"{"jwks_uri":"https://keys.example.com/jwks"}"#
            $0["https://keys.example.com/jwks"] = self.set
        }
        let clock = Mutex<Int64>(0)
        let keys = PlatformKeys(fetching: publisher, now: { clock.withLock { $0 } })
        #expect(await keys.known([source]).isEmpty)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 { group.addTask { await keys.fetch(self.source, isStale: false) } }
            for await _ in group {}
        }
        #expect(publisher.asked.withLock { $0.count } == 2)
        #expect(await keys.known([source]).count == 1)
        // A key nobody knows is looked for once an hour, however often it is named.
        for minute in 1..<120 {
            clock.withLock { $0 = Int64(minute) * 60_000 }
            _ = await keys.fetch(source, isStale: true)
        }
        #expect(publisher.asked.withLock { $0.count } == 4)
        clock.withLock { $0 = 2 * 86_400_000 }
        #expect(await keys.known([source]).isEmpty)
    }

    @Test func aPlatformThatIsAwayTakesNoKeys() async {
        let publisher = Publisher()
        let plain = KeySource(kind: .jwks, url: "https://keys.example.com/jwks")
        let clock = Mutex<Int64>(0)
        let keys = PlatformKeys(fetching: publisher, now: { clock.withLock { $0 } })
        #expect(await !keys.fetch(plain, isStale: false))
        publisher.documents.withLock { $0[plain.url] = self.set }
        clock.withLock { $0 = 11_000 }
        #expect(await keys.fetch(plain, isStale: false))
        publisher.documents.withLock { $0 = [:] }
        clock.withLock { $0 = 4_000_000 }
        #expect(await !keys.fetch(plain, isStale: true))
        #expect(await keys.known([plain]).count == 1)
    }

    @Test func keysFromElsewhereAreNotTaken() async {
        let publisher = Publisher()
        publisher.documents.withLock {
            $0[source.url] = #"{"jwks_uri":"https://keys.evil.example/jwks"}"#
            $0["https://keys.evil.example/jwks"] = self.set
        }
        let keys = PlatformKeys(fetching: publisher, now: { 0 })
        #expect(await !keys.fetch(source, isStale: false))
    }
}
