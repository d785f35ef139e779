import Conversations
import Testing

@testable import OpsConsole

@Suite struct SignInLimiterTests {
    private func at(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: 1_000_000 + seconds * 1000) }

    @Test func `so many attempts at once, then one for each share of the window`() {
        let limiter = SignInLimiter(windowMilliseconds: 60_000)
        for _ in 0..<6 { #expect(limiter.attempt("k", attempts: 6, now: at(0)) == nil) }
        #expect(limiter.attempt("k", attempts: 6, now: at(0)) == 10)
        #expect(limiter.attempt("other", attempts: 6, now: at(0)) == nil)
        #expect(limiter.attempt("k", attempts: 6, now: at(9)) == 1)
        #expect(limiter.attempt("k", attempts: 6, now: at(10)) == nil)
        #expect(limiter.attempt("k", attempts: 6, now: at(10)) == 10)
    }

    @Test func `who signed in has all attempts again`() {
        let limiter = SignInLimiter(windowMilliseconds: 60_000)
        #expect(limiter.attempt("k", attempts: 1, now: at(0)) == nil)
        limiter.forgive("k")
        #expect(limiter.attempt("k", attempts: 1, now: at(0)) == nil)
    }

    @Test func `any number of keys is counted in bounded memory`() {
        let limiter = SignInLimiter(windowMilliseconds: 60_000)
        for number in 0..<(SignInLimiter.keysMax + 500) {
            #expect(limiter.attempt("k\(number)", attempts: 2, now: at(0)) == nil)
        }
    }

    @Test func `base64url is as the standard writes it`() {
        #expect(Secrets.base64URL(Array("".utf8)) == "")
        #expect(Secrets.base64URL(Array("f".utf8)) == "Zg")
        #expect(Secrets.base64URL(Array("foobar".utf8)) == "Zm9vYmFy")
        #expect(Secrets.base64URL([0xFB, 0xFF]) == "-_8")
    }
}
