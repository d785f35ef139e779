import Testing

@testable import WebChatChannel

@Suite struct ChatCommandTests {
    private func read(_ text: String) throws -> ChatCommand {
        try ChatCommand.read(Array(text.utf8), limits: ChatCommand.Limits(textBytesMax: 20))
    }

    @Test func readsEveryCommandAndIgnoresWhatItDoesNotKnow() throws {
        #expect(
            try read(#"{"type":"message","id":"1","text":"hi","attachments":[],"x":[1]}"#)
                == .message(id: "1", text: "hi"))
        #expect(try read(#"{"type":"typing"}"#) == .typing(on: true))
        #expect(try read(#"{"type":"typing","on":false}"#) == .typing(on: false))
        #expect(try read(#"{"type":"human"}"#) == .human)
        #expect(try read(#"{"type":"rating","score":5}"#) == .rating(score: 5, comment: nil))
        #expect(try read(#"{"type":"rating","score":1,"comment":"no"}"#) == .rating(score: 1, comment: "no"))
    }

    @Test(arguments: [
        #"{}"#, #"[]"#, #"{"type":"fly"}"#, #"{"type":1}"#, #"{"type":"message"}"#,
        #"{"type":"message","id":"","text":"a"}"#, #"{"type":"message","id":"1","text":" \n\u00a0"}"#,
        #"{"type":"message","id":"1","text":"a","attachments":[{}]}"#, #"{"type":"rating","score":0}"#,
        #"{"type":"rating","score":2.5}"#, #"{"type":"rating","score":"5"}"#, #"{"type":"typing","on":"yes"}"#,
    ])
    func refusesTheRest(text: String) {
        #expect(throws: JSONFault.self) { try read(text) }
    }

    @Test func tooLongIsTooLarge() {
        let fault = #expect(throws: JSONFault.self) {
            try read(#"{"type":"message","id":"1","text":"aaaaaaaaaaaaaaaaaaaaa"}"#)
        }
        #expect(fault?.isTooLarge == true)
        let id = String(repeating: "i", count: 201)
        #expect(throws: JSONFault.self) { try read(#"{"type":"message","id":"\#(id)","text":"a"}"#) }
    }

    @Test func charactersAreCountedAsUnicodeScalarValues() throws {
        let limits = ChatCommand.Limits(textBytesMax: 100, textCharactersMax: 3)
        for (text, isTaken) in [
            ("abc", true), ("äöü", true), ("😀😀😀", true), ("abcd", false), ("e\u{301}e\u{301}", false),
        ] {
            let body = Array(#"{"type":"message","id":"1","text":"\#(text)"}"#.utf8)
            do {
                _ = try ChatCommand.read(body, limits: limits)
                #expect(isTaken, "\(text)")
            } catch {
                #expect(!isTaken && error.isTooLarge, "\(text)")
            }
        }
    }

    @Test func textIsTakenAsItCame() throws {
        #expect(
            try read(#"{"type":"message","id":"1","text":" <b>\u202e "}"#) == .message(id: "1", text: " <b>\u{202e} "))
    }
}
