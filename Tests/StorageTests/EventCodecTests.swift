import Conversations
import Foundation
import SwitchboardTesting
import Testing

@testable import Storage

@Suite("Events as they are stored")
struct EventCodecTests {
    private static let texts = [
        "", "Hallo", "\0", "\"\\/\u{8}\u{c}\n\r\t", "</script>", "\u{2028}\u{2029}", "👩‍👩‍👧‍👦 e\u{301}", "\u{7f}\u{80}",
        "\u{FEFF}", "\u{10FFFF}", "{\"a\":[1]}", String(repeating: "x", count: 70_000),
    ]

    /// One of every kind, with every optional set and unset over the variants.
    private static func bodies(_ text: String, full: Bool) -> [ConversationEvent.Body] {
        var received = MessageReceived(externalID: text, text: text, name: full ? text : nil)
        received.from = full ? text : nil
        received.subject = full ? text : nil
        received.attachments = full ? [Attachment(name: text, type: text, sizeBytes: 3)] : nil
        received.handling = full ? Handling(.human, reason: text) : nil
        received.assurance = full ? .verified : nil
        let maybe = full ? text : nil
        let author = Author(kind: full ? .operator : .agent, name: maybe)
        let citations = full ? [Citation(id: text, title: text, url: text), Citation(id: "b", title: "B")] : []
        let attempt = Brief.Attempt(text: text, articles: citations)
        let brief = Brief(
            who: text, wants: text, tried: full ? [attempt] : [], facts: full ? [.init(text: text, source: text)] : [],
            mood: text, verification: .claimed, suggestion: text, draft: full ? attempt : nil, language: text)
        let trace = TurnTrace(
            intent: text, confidence: full ? 0.123_456_789_012_345_6 : 0,
            steps: full ? [.init(stage: text, fact: text, value: text), .init(stage: "", fact: "", value: "")] : [])
        var sent = MessageSent(
            author: author, text: text, citations: citations, epoch: full ? 12 : 0, clientID: maybe,
            answers: full ? 5 : nil)
        if full {
            sent.attachments = [SentFile(name: text, type: text, sizeBytes: 7, digest: text)]
            sent.isFromElsewhere = true
        }
        var note = NoteAdded(
            author: author, text: text, clientID: maybe, remark: full ? Remark(.attention, ["detail": text]) : nil)
        if full { note.citations = citations }
        return [
            .opened(Opened(customer: CustomerID(number: 7), channel: ChannelName(text), address: text, locale: maybe)),
            .messageReceived(received),
            .messageSent(sent),
            .disclosed(Disclosed(notice: text, persona: text, onBehalfOf: text, language: text)),
            .turnEnded(
                TurnEnded(
                    through: 3, result: .unknown, language: text, unanswered: 2, memory: text, trace: trace,
                    left: full ? 2 : nil)),
            .ownerChanged(
                OwnerChanged(owner: full ? .operator(OperatorID(number: 4)) : .queue, epoch: 9, by: author)),
            .escalated(
                Escalated(
                    ordinal: 2, queue: text, priority: .urgent, reason: .lowConfidence, detail: text, brief: brief)),
            .caseChanged(
                CaseChanged(
                    ordinal: 1, state: .claimed, queue: text, holder: full ? OperatorID(number: 4) : nil,
                    holderName: maybe, by: author, reason: maybe)),
            .noteAdded(note),
            .handedBack(HandedBack(by: author, summary: maybe)),
            .rated(Rated(score: 3, comment: maybe)),
            .deliveryChanged(
                DeliveryChanged(
                    message: 4, state: .withdrawn, attempt: 2, detail: maybe,
                    retryAt: full ? Timestamp(milliseconds: -5) : nil)),
            .factLearned(Fact(key: text, value: text, source: 8)),
            .identityLinked(
                IdentityLinked(
                    handle: Handle(scope: text, address: text), customer: CustomerID(number: 2),
                    assurance: .verified, evidence: text)),
            .waitingNoticeDue(WaitingNoticeDue(ordinal: 3)),
            .messageHeard(MessageHeard(message: 4, heard: text, isNoticeLost: full ? true : nil)),
            .customerLink(
                CustomerLinkChanged(
                    link: 3, first: CustomerID(number: 1), second: CustomerID(number: 2), rule: .phoneNumber,
                    isUndone: full, by: author, reason: maybe)),
        ]
    }

    @Test("Every kind of event reads back as it was, whatever its texts hold", arguments: [true, false])
    func roundTrip(_ full: Bool) throws {
        var kinds: Set<Int> = []
        for text in Self.texts {
            for body in Self.bodies(text, full: full) {
                let (kind, json) = try EventCodec.encode(body)
                kinds.insert(kind.rawValue)
                let read = try EventCodec.decode(kind: kind.rawValue, body: json)
                #expect(read == body)
                // Swift compares texts by canonical equivalence; the bytes must be the same too.
                #expect(try EventCodec.encode(read).1.utf8.count == json.utf8.count)
                #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
            }
        }
        #expect(kinds == Set(1...17))
    }

    @Test("A row of an earlier version reads: nothing is known of who wrote it, nor of what was answered")
    func earlier() throws {
        let received = try EventCodec.decode(kind: 2, body: #"{"externalID":"1","text":"Hallo"}"#)
        #expect(received == .messageReceived(MessageReceived(externalID: "1", text: "Hallo")))
        guard case .messageReceived(let message) = received else { return }
        #expect(TurnMessage(seq: 2, message).assurance == .anonymous)
        let sent = try EventCodec.decode(
            kind: 3, body: #"{"author":{"kind":"agent"},"text":"Ja","citations":[],"epoch":0}"#)
        #expect(sent == .messageSent(MessageSent(author: Author(kind: .agent), text: "Ja", epoch: 0)))
    }

    @Test("A confidence no JSON can say does not stop a turn", arguments: [Double.nan, .infinity, -.infinity])
    func confidence(_ confidence: Double) throws {
        let turn = TurnEnded(
            through: 1, result: .answered, language: "de", unanswered: 0, memory: "",
            trace: TurnTrace(intent: "", confidence: confidence))
        let (kind, json) = try EventCodec.encode(.turnEnded(turn))
        guard case .turnEnded(let read) = try EventCodec.decode(kind: kind.rawValue, body: json) else {
            Issue.record("another kind came back")
            return
        }
        #expect(read.trace.confidence == 0)
    }

    @Test(
        "A row no version of ours wrote is refused as corrupt",
        arguments: [
            (0, "{}"), (16, "{}"), (-1, "{}"), (2, ""), (2, "{}"), (2, "{"), (2, "[]"), (2, "null"),
            (11, "{\"score\":\"x\"}"),
            (6, "{\"owner\":\"robot\",\"epoch\":1,\"by\":{\"kind\":\"agent\"}}"), (5, "{\"through\":1}"),
        ] as [(Int, String)])
    func corrupt(_ kind: Int, _ body: String) {
        let failure = #expect(throws: StoreFailure.self) { try EventCodec.decode(kind: kind, body: body) }
        #expect(failure?.kind == .corrupt)
    }

    @Test("Random bytes never stop the process", arguments: [31, 32] as [UInt64])
    func fuzz(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for body in Self.bodies("Hallo", full: true) {
            let (kind, json) = try EventCodec.encode(body)
            for _ in 0..<100 {
                var bytes = Array(json.utf8)
                for _ in 0..<(1 + generator.below(3)) {
                    bytes[generator.below(bytes.count)] = UInt8(generator.below(256))
                }
                do {
                    _ = try EventCodec.decode(kind: kind.rawValue, body: String(decoding: bytes, as: UTF8.self))
                } catch let failure as StoreFailure {
                    #expect(failure.kind == .corrupt, "seed \(seed)")
                }
            }
        }
    }
}
