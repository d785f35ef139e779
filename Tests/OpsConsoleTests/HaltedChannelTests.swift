import Conversations
import Escalation
import Testing

@testable import OpsConsole

@Suite struct HaltedChannelTests {
    @Test func `a channel that waits for an operator is down, and says what to mend`() {
        let entry = ChannelLedgerEntry(name: ChannelName("support"), pending: 7, failed: 1)
        let down = WireChannel(entry, kind: "email", whyDown: "535 no (mend channels[0].settings.smtp)")
        #expect(down.state == "down")
        #expect(down.detail.value == "nothing is sent, 7 waiting: 535 no (mend channels[0].settings.smtp)")
        #expect(WireChannel(entry, kind: "email").state == "degraded")
        #expect(WireChannel(ChannelLedgerEntry(name: ChannelName("web")), kind: "webchat").state == "up")
    }
}
