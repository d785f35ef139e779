import Testing

@testable import Gateway

@Suite struct RateLimiterTests {
    private let limit = RateLimit(burst: 2, perMinute: 60)

    @Test func aBucketGivesItsBurstAndRefillsSteadily() {
        var bucket = TokenBucket(limit, nowMilliseconds: 0)
        #expect(bucket.take(limit, nowMilliseconds: 0) == nil)
        #expect(bucket.take(limit, nowMilliseconds: 0) == nil)
        #expect(bucket.take(limit, nowMilliseconds: 0) == 1)
        #expect(bucket.take(limit, nowMilliseconds: 999) == 1)
        #expect(bucket.take(limit, nowMilliseconds: 1000) == nil)
        #expect(bucket.take(limit, nowMilliseconds: 1000) == 1)
    }

    @Test func theWaitIsEnoughAndAClockThatGoesBackHarmsNothing() {
        let slow = RateLimit(burst: 1, perMinute: 2)
        var bucket = TokenBucket(slow, nowMilliseconds: 5000)
        #expect(bucket.take(slow, nowMilliseconds: 5000) == nil)
        #expect(bucket.take(slow, nowMilliseconds: 5000) == 30)
        #expect(bucket.take(slow, nowMilliseconds: 0) == 30)
        #expect(bucket.take(slow, nowMilliseconds: 35_000) == nil)
    }

    @Test func sendersDoNotShareABucketAndTheTableIsBounded() {
        let limiter = RateLimiter(limit, bucketsMax: 100)
        for sender in 0..<10_000 {
            #expect(limiter.take("\(sender)", nowMilliseconds: 0) == nil)
            #expect(limiter.take("\(sender)", nowMilliseconds: 0) == nil)
            #expect(limiter.take("\(sender)", nowMilliseconds: 0) == 1)
        }
    }
}
