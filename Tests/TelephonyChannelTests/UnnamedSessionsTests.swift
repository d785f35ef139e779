import Conversations
import Testing

@testable import TelephonyChannel

@Suite struct UnnamedSessionsTests {
    private let now = Timestamp(milliseconds: 1_800_000_000_000)

    @Test func `a caller who goes on is found, and a request whose answer was lost`() {
        var sessions = UnnamedSessions()
        #expect(sessions.key(of: ["Hallo"], in: ["t"], fresh: "a", at: now) == "a")
        sessions.reopen("a")
        #expect(sessions.key(of: ["Hallo"], in: ["t"], fresh: "b", at: now) == "a")
        #expect(sessions.key(of: ["Hallo", "Offen?"], in: ["t"], fresh: "c", at: now) == "a")
        #expect(sessions.key(of: ["Hallo", "Offen?", "Und", "sonntags?"], in: ["t"], fresh: "d", at: now) == "a")
    }

    @Test func `callers who began alike never share a conversation`() {
        var sessions = UnnamedSessions()
        #expect(sessions.key(of: ["Hallo"], in: ["t"], fresh: "a", at: now) == "a")
        #expect(sessions.key(of: ["Hallo"], in: ["t"], fresh: "b", at: now) == "b")
        // Nobody can tell which of the two goes on.
        #expect(sessions.key(of: ["Hallo", "Meine Nummer ist 12"], in: ["t"], fresh: "c", at: now) == "c")
        #expect(sessions.key(of: ["Hallo", "Offen?"], in: ["t"], fresh: "d", at: now) == "d")
        #expect(sessions.key(of: ["Hallo", "Offen?", "Und sonntags?"], in: ["t"], fresh: "e", at: now) == "d")
    }

    @Test func `words another caller said long ago do not stand in the way`() {
        var sessions = UnnamedSessions()
        #expect(sessions.key(of: ["Hallo"], in: ["t"], fresh: "a", at: now) == "a")
        let later = now.advanced(byMilliseconds: UnnamedSessions.repeatWithin + 1)
        #expect(sessions.key(of: ["Hallo"], in: ["t"], fresh: "b", at: later) == "b")
        #expect(sessions.key(of: ["Hallo", "Offen?"], in: ["t"], fresh: "c", at: later) == "b")
    }

    @Test func `other clients and later callers begin anew`() {
        var sessions = UnnamedSessions()
        #expect(sessions.key(of: ["Hallo"], in: ["t"], fresh: "a", at: now) == "a")
        #expect(sessions.key(of: ["Hallo"], in: ["t", "user:1"], fresh: "b", at: now) == "b")
        #expect(sessions.key(of: ["Hallo", "x"], in: ["u"], fresh: "c", at: now) == "c")
        let later = now.advanced(byMilliseconds: UnnamedSessions.repeatWithin + 1)
        #expect(sessions.key(of: ["Hallo"], in: ["t"], fresh: "d", at: later) == "d")
    }

    @Test func `no more are remembered than may be`() {
        var sessions = UnnamedSessions(countMax: 50)
        for number in 0..<500 {
            _ = sessions.key(of: ["\(number)"], in: ["t"], fresh: "\(number)", at: now)
        }
        #expect(sessions.count == 50)
        #expect(sessions.key(of: ["0"], in: ["t"], fresh: "new", at: now) == "new")
    }
}
