import ConnectorKit
import Conversations
import SwitchboardTesting
import Testing

@Suite("Long conversations at random")
struct PolicyModelTests {
    @Test("No illegal send passes, and nothing legal and simple is refused", arguments: Platforms.all.indices)
    func legality(_ index: Int) {
        let seed = UInt64.random(in: 0 ... .max)
        for run in 0..<60 {
            var talk = Talk(policy: Platforms.all[index], seed: seed &+ UInt64(run))
            for _ in 0..<60 {
                let problem = talk.step()
                #expect(problem == nil, "seed \(seed), run \(run), platform \(index)")
                if problem != nil { return }
            }
        }
    }

    /// A customer, a gateway and a platform.
    private struct Talk {
        var platform: FakePlatform
        var hostile: HostileText
        var now = Timestamp(milliseconds: 1_760_000_000_000)

        init(policy: ChannelPolicy, seed: UInt64) {
            platform = FakePlatform(policy: policy)
            hostile = HostileText(seed: seed)
        }

        mutating func step() -> String? {
            switch hostile.chance.below(12) {
            case 0, 1: platform.write(at: now)
            case 2 where platform.policy.publicReply != nil: platform.comment(at: now)
            case 3: platform.opt(out: hostile.chance.below(3) == 0)
            case 4: pass(Platforms.day + Int64(hostile.chance.below(5)) - 2)
            case 5: pass(7 * Platforms.day + Int64(hostile.chance.below(5)) - 2)
            case 6, 7: pass(Int64(hostile.chance.below(20_000_000)))
            default: return send()
            }
            return nil
        }

        private mutating func pass(_ milliseconds: Int64) { now = now.advanced(byMilliseconds: max(milliseconds, 0)) }

        private mutating func send() -> String? {
            let request = request()
            let policy = platform.policy
            switch policy.decide(request, in: platform.state, at: now) {
            case .send(let sends):
                if sends.isEmpty { return "nothing planned" }
                for send in sends {
                    // The gateway sends when it may or later, and looks once more.
                    let late = hostile.chance.below(4) == 0 ? Int64(hostile.chance.below(50_000_000)) : 0
                    let moment = max(send.earliest, now).advanced(byMilliseconds: late)
                    let state = platform.state
                    guard policy.refusal(of: send, in: state, at: moment, confirmsOptOut: request.confirmsOptOut) == nil
                    else { break }
                    // Other messages do not stand between; lateness delays all that follow.
                    now = moment
                    if let problem = platform.take(send, of: request, at: moment) { return "\(problem): \(send)" }
                    if late > 0 { break }
                }
                return nil
            case .refuse(let refusal):
                return isSimple(request) ? "refused: \(refusal.detail)" : nil
            }
        }

        /// A short text of anybody to a customer who wrote a moment ago.
        private func isSimple(_ request: SendRequest) -> Bool {
            let age = platform.lastDirect.map { now.milliseconds - $0.milliseconds }
            let isRecent = platform.policy.window == nil || age.map { $0 < Platforms.day / 2 } == true
            return platform.comment == nil && platform.policy.hasDirectMessages && isRecent && !platform.isOptedOut
                && request.attachments.isEmpty
                && request.buttons.isEmpty && request.template == nil && request.text == "geheim"
        }

        private mutating func request() -> SendRequest {
            var request = SendRequest(
                author: hostile.pick([.agent, .operator, .system]),
                text: hostile.pick(["geheim", hostile.text(words: 150), ""]),
                isHandWritten: hostile.chance.below(3) > 0)
            if hostile.chance.below(4) == 0 {
                request.attachments = (0...hostile.chance.below(4)).map { _ in
                    SentFile(
                        name: "a", type: hostile.pick(["image/png", "image/jpeg", "video/mp4", "application/pdf"]),
                        sizeBytes: hostile.pick([0, 1000, 6_000_000, 60_000_000]), digest: "")
                }
            }
            if hostile.chance.below(4) == 0 {
                request.buttons = (0...hostile.chance.below(4)).map {
                    .init(id: "\($0)", title: hostile.text(words: 3))
                }
            }
            if hostile.chance.below(5) == 0 {
                request.template = .init(name: hostile.pick(["hello", "x"]), language: "de")
            }
            request.mayBePublic = hostile.chance.below(2) == 0
            request.prefersPublic = hostile.chance.below(3) == 0
            request.publicText = hostile.pick([nil, "Wir melden uns."])
            request.confirmsOptOut = hostile.chance.below(6) == 0
            return request
        }
    }
}
