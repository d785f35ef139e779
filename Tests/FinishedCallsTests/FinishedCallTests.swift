import Conversations
import Foundation
import SpokenLanguage
import Testing
import TranscriptFormat

@testable import FinishedCalls

private let reader = FinishedCallReader(
    FinishedCallReader.Company(
        channel: ChannelName("phone"), language: "de-DE", timeZone: TimeZone(identifier: "Europe/Berlin") ?? .gmt))

private func read(
    _ text: String, _ hints: FinishedCallReader.Hints = FinishedCallReader.Hints(takenAt: spokenAt)
) throws -> CallRecord {
    try reader.read(Transcript.read(Data(text.utf8)), hints)
}

private let vcon = """
    {"vcon":"0.4.0","uuid":"0199c2a0-1c2d-8e3f-9a4b-5c6d7e8f9a0b","created_at":"2025-11-26T09:10:00Z","parties":[
    {"tel":"tel:+49 (0)151 1234-5678","name":"Erika Beispiel","role":"customer","type":"person"},
    {"name":"Mara","type":"bot"},{"name":"Jana","role":"agent","type":"person"}],"dialog":[
    {"type":"text","start":"2025-11-26T09:00:00Z","duration":3,"parties":[1,0],"encoding":"none","mediatype":"text/plain",
     "body":"Guten Tag, wie kann ich helfen?"},
    {"type":"text","start":"2025-11-26T09:00:02Z","duration":9,"parties":[0,1],"encoding":"none","mediatype":"text/plain",
     "body":"Ich warte auf mein Fahrrad, die Bestellnummer ist AB-20418."},
    {"type":"text","start":"2025-11-26T09:00:12Z","duration":4,"parties":[2,0],"encoding":"none","mediatype":"text/plain",
     "body":"AB-20418, richtig? Wir rufen Sie morgen zurück."},
    {"type":"text","start":"2025-11-26T09:12:00Z","duration":1,"parties":[0,2],"encoding":"none","mediatype":"text/plain",
     "body":"Ja, genau."}]}
    """

struct FinishedCallTests {
    @Test func aVConBecomesAConversationOfItsOwnTime() throws {
        let call = try read(vcon)
        #expect(call.id == "0199c2a0-1c2d-8e3f-9a4b-5c6d7e8f9a0b")
        let caller = InboundMessage.Sender(
            address: "+4915112345678", assurance: .claimed, name: "Erika Beispiel", phone: "+4915112345678")
        #expect(call.sender == caller)
        #expect(call.title == "Telefonat, 12 min")
        #expect(call.language == "de")
        #expect(call.beganAt.description == "2025-11-26T09:00:00.000Z")
        #expect(call.endedAt.description == "2025-11-26T09:12:01.000Z")
        #expect(call.entries.map(\.author.kind) == [.agent, .customer, .operator, .customer])
        #expect(call.entries.map { $0.at.milliseconds - call.beganAt.milliseconds } == [0, 2000, 12_000, 720_000])
        #expect(call.facts == [.init(key: "order_number", value: "AB-20418", entry: 1)])
        #expect(call.followUp?.detail == "Anrufen bis Do 27.11.2025, 18:00")
        #expect(call.followUp?.brief.facts.first?.text == "Versprochen: „Wir rufen Sie morgen zurück.“")
        #expect(call.followUp?.brief.facts.first?.source == "Telefonat, 12 min, 0:12, Jana")
    }

    @Test func nothingOfItWantsAnAnswerOrClaimsANotice() throws {
        let call = try read(vcon)
        #expect(call.opening.handling?.kind == .silent)
        #expect(call.opening.thread == InboundMessage.Thread())
        var state = ConversationState(id: ConversationID(number: 1))
        var bodies: [ConversationEvent.Body] = [
            .opened(
                Opened(
                    customer: CustomerID(number: 1), channel: ChannelName("phone"), address: call.sender.address,
                    locale: "de")),
            .messageReceived(MessageReceived(call.opening, address: call.sender.address)),
        ]
        bodies += call.entries.indices.map { call.body(of: $0, epoch: 0) }
        for body in bodies { state.apply(ConversationEvent(seq: state.seq + 1, at: call.beganAt, body: body)) }
        #expect(!state.needsTurn && !state.disclosed && state.unansweredMessages == 0)
        for body in call.ending(on: state, queue: "support") {
            state.apply(ConversationEvent(seq: state.seq + 1, at: call.endedAt, body: body))
        }
        #expect(state.owner == .queue && state.currentCase?.reason == .followUp)
    }

    @Test func whatIsOverIsClosed() throws {
        let call = try read("Agent: Guten Tag.\nCaller: Danke, hat sich erledigt.\n")
        #expect(call.followUp == nil)
        let ending = call.ending(on: ConversationState(id: ConversationID(number: 1)), queue: "support")
        guard case .ownerChanged(let change) = ending.first else {
            Issue.record("no end")
            return
        }
        #expect(change.owner == .nobody && ending.count == 1)
    }

    @Test func theSameWordsAreTheSameCallInAnyFormat() throws {
        let vtt =
            "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Agent>Guten Tag.\n\n00:00:04.000 --> 00:00:06.000\n<v Caller>Wo ist mein Rad?\n"
        let srt =
            "1\n00:00:01,000 --> 00:00:03,000\nAgent: Guten Tag.\n\n2\n00:00:04,000 --> 00:00:06,000\nCaller: Wo ist mein Rad?\n"
        let other = srt.replacing("mein Rad", with: "mein Helm")
        #expect(try read(vtt).id == read(srt).id)
        #expect(try read(srt).id != read(other).id)
        #expect(try read(vtt).id.hasPrefix("call-"))
    }

    @Test func hintsGoBeforeTheFile() throws {
        var hints = FinishedCallReader.Hints(callID: "CA0123", caller: "0721 555 000", takenAt: spokenAt)
        hints.beganAt = Timestamp(milliseconds: 1_764_000_000_000)
        let call = try read("Agent: Guten Tag.\nCaller: Guten Tag.\n", hints)
        #expect(call.id == "CA0123")
        #expect(call.sender.address == "+49721555000")
        #expect(call.beganAt == hints.beganAt)
    }

    @Test func aWithheldNumberIsNobody() throws {
        let call = try read("Agent: Guten Tag.\nCaller: Guten Tag.\n")
        #expect(call.sender.assurance == .anonymous)
        #expect(call.sender.address == "anonymous:\(call.id)")
    }

    @Test func strangersAreNeitherCustomerNorCompany() throws {
        let call = try read(
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Guten Tag.\n\n00:02.500 --> 00:03.000\n<v Customer>Hallo.\n\n00:03.000 --> 00:04.000\n<v Oma>Ist da jemand?\n"
        )
        #expect(call.entries.map(\.author.kind) == [.agent, .customer, .customer])
        #expect(call.entries.map(\.stranger) == [nil, nil, "Oma"])
        guard case .messageReceived(let message) = call.body(of: 2, epoch: 0) else { return }
        #expect(message.from != nil && message.name == "Oma")
    }

    @Test func whoAnswersAsACompanyDoesIsTheCompanys() throws {
        let call = try read(
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A. Berg>Radhaus Beispiel, wie kann ich helfen?\n\n00:02.500 --> 00:03.000\n<v K. Tal>Ich habe eine Frage.\n"
        )
        #expect(call.entries.map(\.author.kind) == [.operator, .customer])
        #expect(call.sender.name == "K. Tal")
    }

    @Test func besideTheCallerTheOtherIsTheCompanys() throws {
        let named = { (greeting: String) in
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mara>\(greeting)\n\n00:02.500 --> 00:03.000\n<v Caller>Hallo.\n"
        }
        #expect(try read(named("Radhaus, ich bin eine KI.")).entries.map(\.author.kind) == [.agent, .customer])
        #expect(try read(named("Radhaus, Mara Berg.")).entries.map(\.author.kind) == [.operator, .customer])
    }

    @Test(arguments: ["", "{", "{\"parties\":[],\"vcon\":\"0.4.0\"}", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n"])
    func whatSaysNothingIsRefusedByName(_ text: String) {
        #expect(throws: Transcript.Problem.self) { try read(text) }
    }

    @Test func anHourOfCaptionsKeepsItsTimes() throws {
        var vtt = "WEBVTT\n\n"
        for cue in 0..<3600 {
            let who = cue / 20 % 2 == 0 ? "Agent" : "Caller"
            let minute = cue / 60 < 10 ? "0\(cue / 60)" : "\(cue / 60)"
            let second = cue % 60 < 10 ? "0\(cue % 60)" : "\(cue % 60)"
            vtt +=
                "00:\(minute):\(second).000 --> 00:\(minute):\(second).900\n<v \(who)>Das sind einige Worte zur Sache\n\n"
        }
        let call = try read(vtt)
        #expect(call.title == "Telefonat, 60 min")
        #expect(call.entries.count == 180)
        #expect(call.entries.allSatisfy { $0.text.count <= CallSpeech.charactersMax })
        #expect(zip(call.entries, call.entries.dropFirst()).allSatisfy { $0.at <= $1.at })
    }

    @Test func oneLongTurnIsParted() throws {
        let words = String(repeating: "Wort ", count: 5000)
        let call = try read("Agent: Guten Tag.\nCaller: \(words)\n")
        #expect(call.entries.count > 5)
        #expect(call.entries.allSatisfy { $0.text.count <= CallSpeech.charactersMax + 1 })
    }

    @Test(arguments: [
        ("+1 (202) 555-0100", "DE", "+12025550100"), ("0151 1234567", "DE", "+491511234567"),
        ("tel:+49301234567;ext=2", "", "+49301234567"), ("0049 30 1234567", "", "+49301234567"),
        ("202-555-0100", "US", "+12025550100"), ("+49 (0)30 1234567", "", "+49301234567"),
    ])
    func numbersAreWrittenOneWay(_ written: String, _ region: String, _ number: String) {
        #expect(CallerNumber.e164(written, region: region) == number)
    }

    @Test(arguments: ["anonymous", "", "+12", "sip:anna@example.test", "0151", "restricted", "266696687"])
    func whatIsNoNumberIsNobody(_ written: String) { #expect(CallerNumber.e164(written, region: "DE") == nil) }

    @Test func factsAreOfTheKindsTheCompanyNamed() throws {
        let frame = EntityKind(
            "frame_number", .code([try CodePattern("WB[0-9]{6}")]), cues: ["rahmennummer", "rahmen"])
        let own = FinishedCallReader(
            FinishedCallReader.Company(
                channel: ChannelName("phone"), language: "de-DE", timeZone: .gmt, details: [frame]))
        let text = """
            Agent: Wie lautet die Rahmennummer?
            Caller: Das ist WB204187, und die Bestellnummer AB-20418.
            Agent: WB204187 und AB-20418, richtig?
            Caller: Ja.

            """
        let hints = FinishedCallReader.Hints(takenAt: spokenAt)
        let call = try own.read(Transcript.read(Data(text.utf8)), hints)
        #expect(call.facts == [.init(key: "frame_number", value: "WB204187", entry: 1)])
        let usual = try read(text).facts
        #expect(usual.map(\.key) == ["number"])
    }

    @Test func aCallIsKnownWithoutBeingUnderstood() throws {
        for text in [vcon, "Agent: Guten Tag.\nCaller: Wo ist mein Rad?\n"] {
            let hints = FinishedCallReader.Hints(takenAt: spokenAt)
            let transcript = Transcript.read(Data(text.utf8))
            #expect(try reader.identify(transcript, hints) == reader.read(transcript, hints).id)
        }
        #expect(throws: Transcript.Problem.self) {
            try reader.identify(Transcript.read(Data("{".utf8)), FinishedCallReader.Hints(takenAt: spokenAt))
        }
    }

    @Test func whatIsWrongWithATranscriptIsTold() throws {
        let broken = vcon.replacing("\"vcon\":\"0.4.0\"", with: "\"vcon\":\"9.9\"")
        let note = try #require(try read(broken).remark)
        #expect(note.remark?.code == .transcriptProblems)
        #expect(note.remark?.values["problems"]?.hasPrefix("version $") == true)
        #expect(note.text.hasPrefix("Noticed in the transcript"))
        #expect(try read(vcon).remark == nil)
    }

    @Test func whatWasPromisedStandsInTheBriefForAnyReader() throws {
        let call = try read(vcon)
        #expect(call.followUp?.brief.promised?.map(\.kind) == [.call])
        #expect(call.followUp?.brief.promised?.first?.due?.description == "2025-11-27T17:00:00.000Z")
    }

    @Test func factsCountOnlyWhenTheyWereRepeated() throws {
        let heard = try read(
            "Agent: Wie lautet Ihre Bestellnummer?\nCaller: Meine Bestellnummer ist AB-20418.\nAgent: Danke.\n")
        #expect(heard.facts.isEmpty)
        let denied = try read(
            "Agent: Wie lautet Ihre Bestellnummer?\nCaller: Meine Bestellnummer ist AB-20418.\nAgent: AB-20418, stimmt das?\nCaller: Nein, falsch.\n"
        )
        #expect(denied.facts.isEmpty)
    }
}
