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
        let isNumber = PhoneNumber.isCaller(setup.caller)
        sender = InboundMessage.Sender(
            address: isNumber ? setup.caller : "anonymous:\(setup.callSid)",
            assurance: isNumber ? .claimed : .anonymous,
            name: setup.callerName, phone: isNumber ? setup.caller : nil)
    }

    /// A caller of a platform that sends no setup.
    ///
    /// - Parameters:
    ///   - callSid: Names the call among all of the channel.
    ///   - address: E.164 or the platform's own id of who calls; nil for nobody that is named.
    init(callSid: String, channel: ChannelName, address: String?, name: String?) {
        self.callSid = callSid
        self.channel = channel
        sender = InboundMessage.Sender(
            address: address ?? "anonymous:\(callSid)", assurance: address == nil ? .anonymous : .claimed, name: name,
            phone: address.flatMap { PhoneNumber.isCaller($0) ? $0 : nil })
    }

    /// The call's first entry; nobody answers it.
    ///
    /// - Parameter reason: What began, as in ``Handling/reason``.
    func opening(
        locale: String, reason: String = CallPhase.ledReason, at now: Timestamp
    ) -> InboundMessage {
        var message = InboundMessage(
            channel: channel, externalID: callSid, sender: sender, text: "", locale: locale, receivedAt: now)
        message.handling = Handling(.silent, reason: reason)
        message.thread = InboundMessage.Thread()
        return message
    }

    /// What was said as the how-manieth thing of the call, from 1.
    func utterance(_ number: Int, text: String, locale: String?, at now: Timestamp) -> InboundMessage {
        utterance(named: String(number), text: text, locale: locale, at: now)
    }

    /// What was said, under a name of its own within the call.
    func utterance(named id: String, text: String, locale: String?, at now: Timestamp) -> InboundMessage {
        var message = InboundMessage(
            channel: channel, externalID: "\(callSid)/\(id)", sender: sender, text: text, locale: locale,
            receivedAt: now)
        message.thread = InboundMessage.Thread(proven: nil, answers: [.received(callSid)])
        return message
    }
}
