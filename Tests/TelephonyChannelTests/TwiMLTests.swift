import Testing

@testable import TelephonyChannel

@Suite("Answers to the platform")
struct TwiMLTests {
    private func body(_ verbs: TwiMLVerb...) -> String {
        let text = TwiML.document(verbs)
        #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response"))
        return String(text.drop { $0 != "\n" }.dropFirst())
    }

    @Test("A call is connected to our socket with what is configured")
    func callConnectedOurSocket() {
        var options = RelayOptions(url: "wss://sb.example.com/relay?ticket=a&b", action: "https://sb.example.com/after")
        options.language = "de-DE"
        options.interruptible = "any"
        options.dtmfDetection = true
        options.partialPrompts = false
        options.hints = "Rad & Tat"
        options.languages = [.init(code: "en-US", ttsProvider: "Google")]
        options.parameters = [.init("tenant", "\"acme\"")]
        options.attributes = [.init("profanityFilter", "true"), .init("url", "wss://evil"), .init("a b", "x")]
        let expected = [
            "<Response><Connect action=\"https://sb.example.com/after\">",
            "<ConversationRelay url=\"wss://sb.example.com/relay?ticket=a&amp;b\" language=\"de-DE\"",
            " interruptible=\"any\" dtmfDetection=\"true\" partialPrompts=\"false\" hints=\"Rad &amp; Tat\"",
            " profanityFilter=\"true\"><Language code=\"en-US\" ttsProvider=\"Google\"/>",
            "<Parameter name=\"tenant\" value=\"&quot;acme&quot;\"/></ConversationRelay></Connect></Response>",
        ]
        #expect(body(.relay(options)) == expected.joined())
    }

    @Test("A person is called by number, by SIP or in a queue")
    func personCalledByNumber() {
        let options = DialOptions(callerID: "+4930999", timeoutSeconds: 20, action: "https://x/d", task: "{\"a\":1}")
        #expect(
            body(.dial(.number("+4930123456"), options)) == "<Response><Dial callerId=\"+4930999\" timeout=\"20\""
                + " action=\"https://x/d\"><Number>+4930123456</Number></Dial></Response>")
        #expect(body(.dial(.sip("sip:a@b"), options)).contains("<Sip>sip:a@b</Sip>"))
        #expect(body(.dial(.queue("support"), DialOptions())) == "<Response><Enqueue>support</Enqueue></Response>")
        #expect(
            body(.dial(.workflow("WW1"), options)) == "<Response><Enqueue workflowSid=\"WW1\" action=\"https://x/d\">"
                + "<Task>{&quot;a&quot;:1}</Task></Enqueue></Response>")
    }

    @Test("Nothing that is said can leave its element")
    func nothingThatSaidCan() {
        #expect(
            body(.say("</Say><Dial>\u{0}\u{8}\u{FFFE}'x'\n", language: "de-DE"), .hangup)
                == "<Response><Say language=\"de-DE\">&lt;/Say&gt;&lt;Dial&gt;&apos;x&apos;&#10;</Say><Hangup/></Response>"
        )
        #expect(body(.rejectBusy) == "<Response><Reject reason=\"busy\"/></Response>")
        #expect(body(.pause(seconds: 0)) == "<Response><Pause length=\"1\"/></Response>")
        #expect(body() == "<Response/>")
    }

    @Test(
        "A target is read as it is written",
        arguments: ["+493012345", "sip:desk@example.org", "queue:support", "workflow:WW12"])
    func targetReadAsIt(text: String) {
        #expect(TransferTarget(text)?.written == text)
    }

    @Test(
        "What is no target is refused",
        arguments: ["", "0301234567", "+49", "+0301234567", "queue:", "queue:a b", "tel:+4930", "+4930\u{7F}12345"])
    func whatNoTargetRefused(text: String) {
        #expect(TransferTarget(text) == nil)
    }
}
