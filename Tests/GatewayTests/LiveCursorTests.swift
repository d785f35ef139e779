import SwitchboardTesting
import Testing

@testable import Gateway

@Suite struct LiveCursorTests {
    @Test func liveEventsAreDeliveredOnceAndInOrder() {
        var cursor = LiveCursor(after: 3)
        #expect(cursor.grew(from: 4, through: 5, canSend: true) == .deliver(after: 3))
        #expect(cursor.grew(from: 4, through: 5, canSend: true) == .nothing)
        #expect(cursor.grew(from: 5, through: 6, canSend: true) == .deliver(after: 5))
        #expect(cursor.sent == 6)
    }

    @Test func whatCommitsDuringCatchingUpIsReadFromTheLog() {
        var cursor = LiveCursor(after: 0)
        #expect(cursor.catchUp() == .read(after: 0))
        #expect(cursor.catchUp() == .nothing)
        #expect(cursor.grew(from: 5, through: 6, canSend: true) == .nothing)
        #expect(cursor.page(through: 4, count: 4, limit: 100, canSend: true) == .read(after: 4))
        #expect(cursor.page(through: 6, count: 2, limit: 100, canSend: true) == .nothing)
        #expect(cursor.grew(from: 7, through: 7, canSend: true) == .deliver(after: 6))
    }

    @Test func aGapIsFilledFromTheLog() {
        var cursor = LiveCursor(after: 1)
        #expect(cursor.grew(from: 4, through: 4, canSend: true) == .read(after: 1))
        #expect(cursor.page(through: 4, count: 3, limit: 100, canSend: true) == .nothing)
        #expect(cursor.sent == 4)
    }

    @Test func aSlowReaderBuffersNothingAndMissesNothing() {
        var cursor = LiveCursor(after: 0)
        for seq in 1...1000 { #expect(cursor.grew(from: seq, through: seq, canSend: false) == .nothing) }
        #expect(cursor.becameReady() == .read(after: 0))
        #expect(cursor.page(through: 100, count: 100, limit: 100, canSend: false) == .nothing)
        #expect(cursor.becameReady() == .read(after: 100))
    }

    @Test func aReaderAheadOfTheLogDoesNotReadForEver() {
        var cursor = LiveCursor(after: 999)
        #expect(cursor.catchUp() == .read(after: 999))
        #expect(cursor.page(through: nil, count: 0, limit: 100, canSend: true) == .nothing)
        #expect(cursor.becameReady() == .nothing)
    }

    /// A log grows in random batches while the reader is sometimes slow, reads fail, and live events come late.
    @Test func everyInterleavingSendsTheWholeLogOnce() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        for round in 0..<2000 {
            var cursor = LiveCursor(after: 0)
            var log = 0
            var sent: [Int] = []
            var events: [ClosedRange<Int>] = []
            var reading: Int?
            var canSend = true
            func follow(_ step: LiveCursor.Step, _ live: ClosedRange<Int>?) {
                switch step {
                case .nothing: break
                case .deliver(let after): if let live { sent += live.filter { $0 > after } }
                case .read(let after): reading = after
                }
            }
            follow(cursor.catchUp(), nil)
            for _ in 0..<60 {
                switch Int.random(in: 0..<6, using: &generator) {
                case 0, 1:
                    let batch = Int.random(in: 1...3, using: &generator)
                    events.append(log + 1...log + batch)
                    log += batch
                case 2:
                    guard !events.isEmpty else { continue }
                    let live = events.removeFirst()
                    follow(cursor.grew(from: live.lowerBound, through: live.upperBound, canSend: canSend), live)
                case 3:
                    guard let after = reading else { continue }
                    reading = nil
                    let page = Array((after + 1)..<max(after + 1, min(log, after + 4) + 1))
                    sent += page
                    follow(cursor.page(through: page.last, count: page.count, limit: 4, canSend: canSend), nil)
                case 4: canSend = false
                default:
                    canSend = true
                    follow(cursor.becameReady(), nil)
                }
            }
            canSend = true
            for live in events {
                follow(cursor.grew(from: live.lowerBound, through: live.upperBound, canSend: true), live)
            }
            follow(cursor.becameReady(), nil)
            while let after = reading {
                reading = nil
                let page = Array((after + 1)..<max(after + 1, min(log, after + 4) + 1))
                sent += page
                follow(cursor.page(through: page.last, count: page.count, limit: 4, canSend: true), nil)
            }
            #expect(sent == Array(1..<(log + 1)), "seed \(seed), round \(round)")
        }
    }
}
