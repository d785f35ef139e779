import Testing

@testable import TelephonyChannel

@Suite("The agent as an OpenAI-compatible model")
struct ChatCompletionTests {
    private func read(_ text: String) throws -> ChatCompletionRequest {
        try ChatCompletionRequest(Array(text.utf8))
    }

    @Test("What the caller said since the last answer is new")
    func whatCallerSaidSince() throws {
        let request = try read(
            """
            {"model":"sb","messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"Hallo"},
             {"role":"assistant","content":"Guten Tag!"},{"role":"user","content":"Wo ist"},
             {"role":"tool","content":"x","tool_call_id":"1"},
             {"role":"user","content":[{"type":"text","text":"mein Paket?"},{"type":"image_url","image_url":{}}]}],
             "temperature":0.2,"novelty":{"a":[1]},"stream":true,"stream_options":{"include_usage":true}}
            """)
        #expect(request.newText == "Wo ist\nmein Paket?")
        #expect(request.isStreaming && request.includesUsage)
        #expect(
            try read(#"{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}"#).newText == nil
        )
        #expect(try read(#"{"messages":[{"role":"user","content":null}]}"#).newText == nil)
    }

    @Test("Caller and session come from the documented fields")
    func callerSessionComeFrom() throws {
        let messages = #""messages":[{"role":"user","content":"Hi"}]"#
        let vapi = try read(
            #"{\#(messages),"call":{"id":"call-1"},"customer":{"number":"+4930123456","name":"Ada"},"phoneNumber":{},"user":"u"}"#
        )
        #expect(vapi.session == "call-1")
        #expect(vapi.address == "+4930123456" && vapi.isNumber)
        #expect(vapi.name == "Ada")
        let metadata = try read(#"{\#(messages),"metadata":{"session_id":"s1","phone_number":"+4930123456"}}"#)
        #expect(metadata.session == "s1" && metadata.isNumber)
        let user = try read(#"{\#(messages),"user":"u1"}"#)
        #expect(user.session == nil && user.address == "user:u1" && !user.isNumber)
        let none = try read(#"{\#(messages)}"#)
        #expect(none.session == nil && none.address == nil)
        #expect(try read(#"{\#(messages),"customer":{"number":"javascript:"}}"#).isNumber == false)
    }

    @Test("The same messages are the same turn, whatever the instructions say")
    func sameMessagesSameTurn() throws {
        func turn(_ messages: String) throws -> ChatCompletionRequest.Turn {
            try read(#"{"messages":[\#(messages)]}"#).turn
        }
        let first = try turn(#"{"role":"user","content":"Hi"}"#)
        #expect(try turn(#"{"role":"system","content":"It is 9:55."},{"role":"user","content":"Hi"}"#) == first)
        let longer = try turn(#"{"role":"user","content":"Hi there"}"#)
        #expect(longer.place == first.place && longer.text != first.text)
        let later = try turn(
            #"{"role":"user","content":"Hi"},{"role":"assistant","content":"Yes?"},{"role":"user","content":"Hi"}"#)
        #expect(later.place != first.place && later.text == first.text)
    }

    @Test(
        "What is wrong is named as OpenAI's clients expect",
        arguments: [
            ("", nil), ("[]", nil), ("{}", "messages"), (#"{"messages":[]}"#, "messages"),
            (#"{"messages":[{"content":"x"}]}"#, "messages[0].role"),
            (#"{"messages":[{"role":"user","content":3}]}"#, "messages[0].content"),
        ] as [(String, String?)])
    func whatWrongNamedAs(body: String, param: String?) {
        let fault = #expect(throws: ChatCompletionFault.self) { try read(body) }
        #expect(fault?.status == 400)
        #expect(fault?.param == param)
        #expect(fault?.json.hasPrefix(#"{"error":{"message":""#) == true)
        #expect(fault?.json.hasSuffix(#""code":null}}"#) == true)
    }

    @Test("Too much is refused")
    func tooMuchRefused() {
        let many = (0..<2001).map { _ in #"{"role":"user","content":"a"}"# }.joined(separator: ",")
        #expect(throws: ChatCompletionFault.tooLarge) { try read("{\"messages\":[\(many)]}") }
        #expect(throws: ChatCompletionFault.tooLarge) { try read(String(repeating: " ", count: 1_100_000)) }
    }

    private func response() throws -> ChatCompletionResponse {
        let request = try read(#"{"model":"sb","messages":[{"role":"user","content":"Hallo du"}]}"#)
        return ChatCompletionResponse(to: request, id: "chatcmpl-1", created: 1_760_000_000)
    }

    @Test("A whole answer")
    func wholeAnswer() throws {
        let expected =
            #"{"id":"chatcmpl-1","object":"chat.completion","created":1760000000,"model":"sb","choices":[{"index":0,"#
            + #""message":{"role":"assistant","content":"Guten \"Tag\"","refusal":null},"logprobs":null,"finish_reason":"stop"}],"#
            + #""usage":{"prompt_tokens":2,"completion_tokens":3,"total_tokens":5}}"#
        #expect(try response().whole("Guten \"Tag\"") == expected)
    }

    @Test("A streamed answer")
    func streamedAnswer() throws {
        let response = try response()
        let head =
            #"data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1760000000,"model":"sb","choices":"#
        #expect(
            response.start() == head
                + #"[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}]}"#
                + "\n\n")
        #expect(response.piece("Tag ").contains(#""delta":{"content":"Tag "}"#))
        let end = response.finish(usageOf: "abcd")
        #expect(end.contains(#""delta":{},"logprobs":null,"finish_reason":"stop""#))
        #expect(end.contains(#""choices":[],"usage":{"prompt_tokens":2,"completion_tokens":1,"total_tokens":3}"#))
        #expect(end.hasSuffix("}\n\ndata: [DONE]\n\n"))
        #expect(!response.finish().contains("usage"))
    }

    @Test("A transfer is a function call where it was offered")
    func transferFunctionCallWhere() throws {
        let request = try read(
            #"{"messages":[{"role":"user","content":"x"}],"tools":[{"type":"function","function":{"name":"transferCall"}}]}"#
        )
        #expect(request.tools == ["transferCall"])
        let whole = try response().whole("", calling: .transfer(destination: "+4930777777"))
        #expect(whole.contains(#""content":null"#))
        #expect(whole.contains(#""name":"transferCall","arguments":"{\"destination\":\"+4930777777\"}""#))
        #expect(whole.contains(#""finish_reason":"tool_calls""#))
        #expect(try response().piece(calling: .end).contains(#"{"index":0,"id":"call_chatcmpl-1","type":"function""#))
        #expect(try response().finish(calling: .end).contains(#""finish_reason":"tool_calls""#))
    }
}
