import Conversations

/// Who calls, and how their words become messages.
struct CallCaller: Sendable, Hashable {
    let callSid: String
    let channel: ChannelName
    /// E.164, or `anonymous:` and the call for a withheld number.
    let sender: InboundMessage.Sender

    init(_ setup: RelaySetup, channel: ChannelName) {
        callSid = setup.callSid
        self.channel = channel
        let isNumber = PhoneNumber.isE164(setup.caller)
        sender = InboundMessage.Sender(
            address: isNumber ? setup.caller : "anonymous:\(setup.callSid)",
            assurance: isNumber ? .claimed : .anonymous,
            name: setup.callerName)
    }

    /// The call's first entry; nobody answers it.
    func opening(locale: String, at now: Timestamp) -> InboundMessage {
        var message = InboundMessage(
            channel: channel, externalID: callSid, sender: sender, text: "", locale: locale, receivedAt: now)
        message.handling = Handling(.silent, reason: "call_began")
        message.thread = InboundMessage.Thread()
        return message
    }

    /// What was said as the how-manieth thing of the call, from 1.
    func utterance(_ number: Int, text: String, locale: String?, at now: Timestamp) -> InboundMessage {
        var message = InboundMessage(
            channel: channel, externalID: "\(callSid)/\(number)", sender: sender, text: text, locale: locale,
            receivedAt: now)
        message.thread = InboundMessage.Thread(proven: nil, answers: [.received(callSid)])
        return message
    }
}
