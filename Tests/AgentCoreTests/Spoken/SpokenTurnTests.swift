import Conversations
import SpokenLanguage
import Testing

@testable import AgentCore

/// What callers tell is read back, and used only when they said yes.
@Suite struct SpokenTurnTests {
    private let order = "die Bestellnummer ist N R zwei null vier eins acht"
    private let question = "Ich wiederhole: Bestellnummer N R, zwei null vier, eins acht. Stimmt das?"

    @Test func aNumberIsReadBackAndAFactWhenItIsConfirmed() async throws {
        let call = PhoneCall()
        #expect(try await call.says(order) == question)
        #expect(call.facts.isEmpty)
        #expect(try await call.says("ja genau").hasPrefix("Danke, das ist notiert."))
        #expect(call.facts == [Fact(key: "order_number", value: "NR-20418", source: 1)])
    }

    @Test func whatIsWrittenByTheRecogniserIsNoFactEither() async throws {
        let call = PhoneCall()
        #expect(try await call.says("Bestellnummer NR-20418") == question)
        #expect(try await call.says("nein").contains("Wie lautet die Bestellnummer?"))
        #expect(call.facts.isEmpty)
    }

    @Test func aCorrectionIsReadBackAgain() async throws {
        let call = PhoneCall()
        _ = try await call.says(order)
        #expect(try await call.says("nein, am Ende eins neun").contains("zwei null vier, eins neun. Stimmt das?"))
        _ = try await call.says("ja")
        #expect(call.facts.map(\.value) == ["NR-20419"])
    }

    @Test func whatWasConfirmedCanBeTakenBack() async throws {
        let call = PhoneCall()
        _ = try await call.says(order)
        _ = try await call.says("ja")
        #expect(try await call.says("ach nein, am Ende eins neun").contains("zwei null vier, eins neun. Stimmt das?"))
        _ = try await call.says("ja")
        #expect(call.facts.map(\.value) == ["NR-20418", "NR-20419"])
    }

    @Test(arguments: [false, true]) func itGoesOnInAnotherProcess(restarts: Bool) async throws {
        let call = PhoneCall()
        call.restarts = restarts
        _ = try await call.says(order)
        _ = try await call.says("nein, am Ende eins neun")
        _ = try await call.says("ja richtig")
        #expect(call.facts.map(\.value) == ["NR-20419"])
    }

    @Test func keysConfirmAndDeny() async throws {
        let call = PhoneCall()
        _ = try await call.says(
            "meine Telefonnummer ist null eins sieben sechs vier vier drei eins null acht acht neun")
        #expect(try await call.says("2").contains("Wie lautet die Telefonnummer?"))
        #expect(try await call.says("017644310888").contains("Stimmt das?"))
        _ = try await call.says("1")
        #expect(call.facts.map(\.value) == ["+4917644310888"])
    }

    @Test func aNumberToldInTwoPiecesIsOne() async throws {
        let call = PhoneCall()
        #expect(try await call.says("Bestellnummer N R zwei null", "vier eins acht") == question)
    }

    @Test func aDigressionIsAnsweredAndTheReadBackReturnedToOnce() async throws {
        let knowledge = ScriptedKnowledge { query in
            query.text.contains("Inspektion")
                ? KnowledgeResult(hits: [hit("a", "Eine Inspektion kostet 49 Euro.")], confidence: 0.95, margin: 1)
                : KnowledgeResult(hits: [], confidence: 0, margin: 1)
        }
        let call = PhoneCall(knowledge: knowledge)
        _ = try await call.says(order)
        #expect(
            try await call.says("Was kostet eigentlich eine Inspektion?") == "Eine Inspektion kostet 49 Euro. "
                + question)
        #expect(try await !call.says("Und was kostet die Inspektion am Samstag?").contains("Ich wiederhole"))
        _ = try await call.says("ja")
        #expect(call.facts.isEmpty)
    }

    @Test func aWishForAPersonGoesFirstAndTheBriefHoldsWhatIsConfirmedAlone() async throws {
        let call = PhoneCall()
        _ = try await call.says(order)
        _ = try await call.says("ja")
        _ = try await call.says(
            "meine Telefonnummer ist null eins sieben sechs vier vier drei eins null acht acht neun")
        _ = try await call.says("Ich will jetzt mit einem Menschen sprechen")
        let brief = try #require(call.last?.escalation).brief
        #expect(brief.facts.map(\.text) == ["order_number: NR-20418"])
        #expect(call.last?.result == .escalated)
    }

    @Test func aYesToHalfAQuestionConfirmsNothing() async throws {
        let call = PhoneCall()
        _ = try await call.says(order)
        call.cutsIn(after: "Ich wiederhole: Bestellnummer N R, zwei")
        #expect(try await call.says("ja") == question)
        #expect(call.facts.isEmpty)
        call.cutsIn(after: "Ich wiederhole: Bestellnummer N R, zwei null vier, eins acht.")
        _ = try await call.says("ja")
        #expect(call.facts.map(\.value) == ["NR-20418"])
    }

    @Test func aYesToSomethingElseConfirmsNothing() async throws {
        let call = PhoneCall()
        _ = try await call.says(order)
        call.hears("Hier ist Jana. Soll ich Sie zurückrufen?", from: .operator)
        _ = try await call.says("ja")
        #expect(call.facts.isEmpty)
    }

    @Test func whatCannotBeMadeOutGoesToAPerson() async throws {
        let call = PhoneCall()
        _ = try await call.says(order)
        var said = ""
        for _ in 0..<6 where !said.contains("nicht sicher") { said = try await call.says("nein") }
        #expect(said.hasPrefix("Das bekomme ich leider nicht sicher verstanden."))
        _ = try await call.says("ja bitte")
        #expect(call.last?.result == .escalated)
        #expect(call.facts.isEmpty)
    }

    @Test func whatWasAskedForIsAskedForAgain() async throws {
        let call = PhoneCall()
        call.hears("Wie lautet Ihre Bestellnummer?")
        #expect(
            try await call.says("vogel pfeift blau") == "Das habe ich nicht verstanden. Wie lautet die Bestellnummer?")
        #expect(try await call.says("N R zwei null vier eins acht") == question)
    }

    @Test func whoHasNotGotItIsNotAskedAgain() async throws {
        let call = PhoneCall()
        call.hears("Wie lautet Ihre Bestellnummer?")
        #expect(try await !call.says("Die habe ich gerade nicht zur Hand").contains("Bestellnummer?"))
    }

    @Test func whatWasAskedForIsAskedForAgainBesideWhatWasUnderstood() async throws {
        let call = PhoneCall()
        call.hears("Wie lautet Ihre E-Mail-Adresse?")
        #expect(
            try await call.says("äh und die Nummer wäre N R zwei null vier eins acht")
                == "Ich wiederhole: Bestellnummer N R, zwei null vier, eins acht. "
                + "Das habe ich nicht verstanden. Wie lautet die E-Mail-Adresse?")
    }

    @Test func whatSomebodySaysTheyDoNotKnowIsNotAskedAgainAndWhatTheySpokeOfIs() async throws {
        let call = PhoneCall()
        call.hears("Wie lauten Ihre Bestellnummer und Ihre Telefonnummer?")
        #expect(try await !call.says("Die Bestellnummer weiß ich nicht").contains("Bestellnummer?"))
        call.hears("Wie lauten Ihre Bestellnummer und Ihre Telefonnummer?")
        #expect(
            try await call.says("Die Bestellnummer weiß ich nicht, aber die Telefonnummer ist")
                == "Das habe ich nicht verstanden. Wie lautet die Telefonnummer?")
    }

    @Test func theChatIsAsItWas() async throws {
        let outcome = try await agent().respond(to: turn("Meine Bestellnummer ist NR-20418", language: "de"))
        #expect(outcome.facts.map(\.value) == ["NR-20418"])
        #expect(!outcome.replies.contains { $0.text.contains("Ich wiederhole") })
    }
}
