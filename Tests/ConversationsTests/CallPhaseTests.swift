import Conversations
import Testing

@Suite struct CallPhaseTests {
    private static func said(_ reason: String?, _ text: String = "Hallo") -> ConversationEvent.Body {
        var message = MessageReceived(externalID: "CA1", text: text)
        message.handling = reason.map { Handling(.silent, reason: $0) }
        return .messageReceived(message)
    }

    private static func note(_ code: Remark.Code?) -> ConversationEvent.Body {
        .noteAdded(NoteAdded(author: Author(kind: .system), text: "x", remark: code.map { Remark($0) }))
    }

    @Test(
        "A call is led or listened to until a note says that it is over",
        arguments: [
            ([said(nil)], nil), ([said("session_began", "")], nil), ([said(nil), note(.callEnded)], nil),
            ([said("call_began", "")], .led), ([said("call_began", ""), said(nil)], .led),
            ([said("call_began", ""), said(nil), note(.callLost)], .led),
            ([said("call_began", ""), said(nil), note(.callEnded)], .over),
            ([said("call_began", ""), note(.callEnded), note(.callResumed)], .led),
            ([said("call_began", ""), note(.callEnded), said(nil)], .led),
            ([said("call_began", ""), note(.callEnded), note(nil)], .over),
            ([said("overheard", ""), note(.suggestion)], .listened),
            ([said("overheard", ""), said("overheard"), note(.listeningEnded)], .over),
            ([said("finished_call", ""), said("finished_call")], .over),
        ] as [([ConversationEvent.Body], CallPhase?)])
    func phases(_ bodies: [ConversationEvent.Body], _ phase: CallPhase?) {
        let events = bodies.enumerated().map {
            ConversationEvent(seq: $0.offset + 1, at: Timestamp(milliseconds: 1), body: $0.element)
        }
        let state = ConversationState.fold(ConversationID(number: 1), events)
        #expect(state.call == phase)
        #expect(state.isOutOfEarshot == (phase == .over || phase == .listened))
    }
}
