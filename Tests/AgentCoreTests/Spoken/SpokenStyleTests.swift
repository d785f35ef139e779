import Conversations
import SpokenLanguage
import Testing

@testable import AgentCore

/// The agent on the phone: short, without markup, in the caller's language.
@Suite struct SpokenStyleTests {
    private func knowing(_ answer: String, language: String = "de") -> ScriptedKnowledge {
        ScriptedKnowledge.always([hit("a", answer, language: language)], confidence: 0.95)
    }

    @Test func anAnswerIsThreeSentencesAndTheRestIsOffered() async throws {
        let long = "**Eins** ist gut. Zwei ist besser.\n\n- Drei ist mehr.\n- Vier ist viel.\n- Fünf ist alles."
        let call = PhoneCall(knowledge: knowing(long))
        #expect(
            try await call.says("Was ist die Inspektion?")
                == "Eins ist gut. Zwei ist besser. Drei ist mehr. Möchten Sie mehr hören?")
        #expect(try await call.says("ja bitte") == "Vier ist viel. Fünf ist alles.")
    }

    @Test func aTableIsToldRowByRow() async throws {
        let rows = (1...4).map { "| Fjord \($0) | \($0)00 € |" }.joined(separator: "\n")
        let call = PhoneCall(knowledge: knowing("| Rad | Preis |\n|---|---|\n" + rows))
        #expect(
            try await call.says("Was kosten die Räder?")
                == "Fjord 1: Preis 100 €. Fjord 2: 200 €. Fjord 3: 300 €. Möchten Sie mehr hören?")
        #expect(try await call.says("ja bitte") == "Fjord 4: 400 €.")
    }

    @Test func whatCannotBeSaidIsOfferedByAPerson() async throws {
        let call = PhoneCall(knowledge: knowing("```\nrad --preis\n```"))
        let said = try await call.says("Was kosten die Räder?")
        #expect(said.hasPrefix("Das steht in einer Übersicht, die ich am Telefon nicht vorlesen kann."))
        #expect(said.hasSuffix("?"))
        _ = try await call.says("ja bitte")
        #expect(call.last?.result == .escalated)
    }

    @Test func whoWantsNoMoreIsNotToldMore() async throws {
        let call = PhoneCall(knowledge: knowing("Eins. Zwei ist. Drei ist. Vier ist da."))
        _ = try await call.says("Was ist die Inspektion?")
        #expect(try await call.says("nein danke") == "In Ordnung. Kann ich sonst noch etwas tun?")
    }

    @Test func thePersonaHasLinesForThePhone() async throws {
        var persona = shopPersona
        persona.spoken = [
            "de": ["unknown": ["Das ist mir neu."], "notice": ["Hier spricht die KI von Nordlicht Räder."]]
        ]
        let call = PhoneCall(persona: persona)
        #expect(try await call.says("Wie hoch ist der Mount Everest?").hasPrefix("Das ist mir neu."))
    }

    @Test func aCallerWhoGoesOverToEnglishIsAnsweredInEnglish() async throws {
        let call = PhoneCall()
        _ = try await call.says("Guten Tag, ich habe eine Frage")
        let said = try await call.says(
            "Sorry, could we speak English please? My order number is N R two zero four one eight")
        #expect(call.last?.language == "en")
        #expect(said.hasSuffix("Let me repeat: order number N R, two zero four, one eight. Is that right?"))
        _ = try await call.says("yes that is right")
        #expect(call.facts.map(\.value) == ["NR-20418"])
        _ = try await call.says("Können wir jetzt wieder Deutsch sprechen bitte")
        #expect(call.last?.language == "de")
    }

    @Test(arguments: ["Okay, thanks", "Das ist ja nice", "Mein Bike hat keinen Support"])
    func oneForeignWordIsNoSwitch(text: String) async throws {
        let call = PhoneCall()
        _ = try await call.says("Guten Tag, ich habe eine Frage zu meinem Fahrrad")
        _ = try await call.says(text)
        #expect(call.last?.language == "de")
    }
}
