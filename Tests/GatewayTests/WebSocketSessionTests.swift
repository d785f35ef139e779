import NIOCore
import NIOWebSocket
import SwitchboardTesting
import Testing

@testable import Gateway

@Suite struct WebSocketSessionTests {
    private func frame(
        _ opcode: WebSocketOpcode, _ payload: [UInt8] = [], fin: Bool = true, rsv1: Bool = false, masked: Bool = true
    ) -> WebSocketFrame {
        var data = ByteBuffer(bytes: payload)
        let key: WebSocketMaskingKey = [1, 2, 3, 4]
        if masked { data.webSocketMask(key) }
        var frame = WebSocketFrame(fin: fin, opcode: opcode, maskKey: masked ? key : nil, data: data)
        frame.rsv1 = rsv1
        return frame
    }

    private func text(_ string: String) -> [UInt8] { Array(string.utf8) }

    private func run(_ frames: [WebSocketFrame], max: Int = 100) -> [WebSocketSession.Action] {
        var session = WebSocketSession(messageBytesMax: max)
        return frames.map { session.receive($0) }
    }

    private func closeCode(_ action: WebSocketSession.Action?) -> UInt16? {
        if case .close(let code, _) = action { code.number } else { nil }
    }

    @Test func wholeTextsAreDelivered() {
        #expect(run([frame(.text, text("Grüße"))]) == [.text(ByteBuffer(string: "Grüße"))])
        #expect(run([frame(.text)]) == [.text(ByteBuffer())])
    }

    @Test func piecesArePutTogetherAndControlFramesPassBetween() {
        let actions = run([
            frame(.text, text("a"), fin: false), frame(.ping, text("p")), frame(.continuation, [], fin: false),
            frame(.pong, text("q")), frame(.continuation, text("b")),
        ])
        #expect(
            actions == [.nothing, .pong(ByteBuffer(string: "p")), .nothing, .nothing, .text(ByteBuffer(string: "ab"))])
    }

    @Test func protocolErrorsCloseWith1002() {
        let wrong: [[WebSocketFrame]] = [
            [frame(.text, text("{}"), rsv1: true)], [frame(.text, masked: false)], [frame(.continuation)],
            [frame(WebSocketOpcode(encodedWebSocketOpcode: 3) ?? .text, rsv1: true)], [frame(.ping, fin: false)],
            [frame(.ping, [UInt8](repeating: 0, count: 126))], [frame(.text, fin: false), frame(.text)],
            [frame(.text, fin: false), frame(.binary)], [frame(.connectionClose, [3])],
            [frame(.connectionClose, [0x03, 0xED])], [frame(.connectionClose, [0, 0])],
        ]
        for frames in wrong { #expect(closeCode(run(frames).last) == 1002, "\(frames)") }
    }

    @Test(arguments: 3...7 as ClosedRange<UInt8>)
    func unknownOpcodesCloseWith1002(number: UInt8) throws {
        let opcode = try #require(WebSocketOpcode(encodedWebSocketOpcode: number))
        #expect(closeCode(run([frame(opcode)]).last) == 1002)
    }

    @Test func otherErrorsHaveTheirOwnCodes() {
        #expect(closeCode(run([frame(.binary)]).last) == 1003)
        #expect(closeCode(run([frame(.text, [0xFF])]).last) == 1007)
        #expect(closeCode(run([frame(.text, [0xC3])]).last) == 1007)
        #expect(closeCode(run([frame(.text, [0xC3], fin: false), frame(.continuation, [0x28])]).last) == 1007)
        #expect(closeCode(run([frame(.connectionClose, [0x03, 0xE8, 0xFF])]).last) == 1007)
        #expect(closeCode(run([frame(.text, text("12345"))], max: 4).last) == 1009)
        #expect(
            closeCode(run([frame(.text, text("123"), fin: false), frame(.continuation, text("45"))], max: 4).last)
                == 1009)
    }

    @Test func brokenFramesHaveTheirCodes() {
        let cases: [(NIOWebSocketError, UInt16)] = [
            (.invalidFrameLength, 1009), (.fragmentedControlFrame, 1002), (.multiByteControlFrameLength, 1002),
        ]
        for (error, code) in cases {
            var session = WebSocketSession(messageBytesMax: 10)
            #expect(closeCode(session.receive(error)) == code)
            #expect(session.receive(error) == .nothing)
        }
    }

    @Test func aCloseIsAnsweredWithItsCodeAndEndsEverything() {
        var session = WebSocketSession(messageBytesMax: 10)
        #expect(session.receive(frame(.connectionClose, [0x0F, 0xA0])) == .answerClose(CloseCode(number: 4000)))
        #expect(!session.isOpen)
        #expect(session.receive(frame(.text, text("late"))) == .nothing)
        #expect(session.close(.goingAway, "") == nil)
        #expect(run([frame(.connectionClose)]) == [.answerClose(nil)])
    }

    @Test func afterOurCloseOnlyTheAnswerCounts() {
        var session = WebSocketSession(messageBytesMax: 10)
        #expect(session.close(.goingAway, "bye") == .close(.goingAway, "bye"))
        #expect(session.close(.goingAway, "bye") == nil)
        #expect(session.receive(frame(.text, [0xFF])) == .nothing)
        #expect(session.receive(frame(.ping)) == .nothing)
        #expect(session.receive(frame(.connectionClose, [0x03, 0xE9])) == .end)
        #expect(session.receive(frame(.connectionClose)) == .nothing)
    }

    @Test func utf8IsCheckedAsTheLibraryDoesItWhateverTheCuts() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        let interesting: [UInt8] = [
            0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEE, 0xEF,
            0xF0, 0xF1, 0xF4, 0xF5, 0xFF,
        ]
        var wrong: [[UInt8]] = []
        for _ in 0..<50_000 {
            let bytes = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                interesting[Int.random(in: 0..<interesting.count, using: &generator)]
            }
            let cut = Int.random(in: 0...bytes.count, using: &generator)
            var check = UTF8Check()
            let isValid = check.take(bytes[..<cut]) && check.take(bytes[cut...]) && check.isComplete
            if isValid != (String(validating: bytes, as: UTF8.self) != nil) { wrong.append(bytes) }
        }
        #expect(wrong == [], "seed \(seed)")
    }
}
