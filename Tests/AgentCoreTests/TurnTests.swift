import Conversations
import Testing

@testable import AgentCore

/// Whole turns through the public door.
@Suite struct TurnTests {
    static let hours = hit("hours", "Wir haben samstags von 10 bis 16 Uhr geöffnet.", title: "Öffnungszeiten")
    static let returns = hit("returns", "Sie können 30 Tage lang zurückgeben.", title: "Rückgabe")

    @Test("a known question is answered from its article, with the citation, and the count of failures is cleared")
    func answers() async throws {
        let agent = agent(ScriptedKnowledge.always([Self.hours], confidence: 0.9))
        let outcome = try await agent.respond(to: turn("Wann habt ihr samstags offen?", unanswered: 1))
        #expect(outcome.result == .answered)
        #expect(outcome.replies.map(\.text) == [Self.hours.answer])
        #expect(outcome.replies[0].citations.map(\.id) == ["hours"])
        #expect(outcome.unanswered == 0)
        #expect(outcome.language == "de")
        #expect(outcome.trace.steps.contains { $0.fact == "article chosen" && $0.value == "hours" })
    }

    @Test("an unknown question is admitted with the offer of a human; a yes to that hands over")
    func offerAndYes() async throws {
        let agent = agent()
        let first = try await agent.respond(to: turn("Verkauft ihr Trapezschrauben in Rosa?"))
        #expect(first.result == .unknown)
        #expect(first.unanswered == 1)
        for yes in ["ja bitte", "Ja", "gern", "ok", "yes please", "Das wäre nett"] {
            let second = try await agent.respond(to: turn(yes, memory: first.memory, unanswered: 1))
            #expect(second.result == .escalated, "\(yes)")
            #expect(second.escalation?.reason == .wantsHuman, "\(yes)")
        }
        for no in ["nein danke", "no thanks", "Nein", "lieber nicht"] {
            let second = try await agent.respond(to: turn(no, memory: first.memory, unanswered: 1))
            #expect(second.escalation == nil, "\(no)")
            #expect(second.result == .social, "\(no)")
        }
    }

    @Test("a yes to nothing hands nobody over")
    func plainYes() async throws {
        let outcome = try await agent().respond(to: turn("ja bitte"))
        #expect(outcome.escalation == nil)
    }

    @Test("two turns in a row without an answer reach the rules")
    func lowConfidenceTwice() async throws {
        let first = try await agent().respond(to: turn("Verkauft ihr Trapezschrauben?"))
        #expect(first.escalation == nil)
        let second = try await agent().respond(
            to: turn("Und Sechskantmuttern?", memory: first.memory, unanswered: first.unanswered))
        #expect(second.escalation?.reason == .lowConfidence)
        #expect(second.unanswered == 2)
    }

    @Test("two close articles lead to one question back, and every way of choosing finds the article meant")
    func clarifies() async throws {
        let knowledge = ScriptedKnowledge.always([Self.hours, Self.returns], confidence: 0.6, margin: 0.02)
        let agent = agent(knowledge)
        let first = try await agent.respond(to: turn("Wie ist das denn bei euch?"))
        #expect(first.result == .asked)
        #expect(first.replies[0].text.contains("Öffnungszeiten"))
        #expect(first.replies[0].text.contains("Rückgabe"))
        for (words, article) in [
            ("das zweite", "returns"), ("die erste", "hours"), ("Rückgabe", "returns"),
            ("oeffnungszeiten bitte", "hours"),
            ("the first one", "hours"), ("second", "returns"), ("Letzteres", "returns"),
        ] {
            let second = try await agent.respond(to: turn(words, memory: first.memory))
            #expect(second.replies[0].citations.map(\.id) == [article], "\(words)")
            #expect(second.result == .answered, "\(words)")
        }
    }

    @Test("without any lead the agent asks however sure it is, but goes on with a conversation's topic")
    func tie() async throws {
        let sure = ScriptedKnowledge.always([Self.hours, Self.returns], confidence: 0.99, margin: 0.02)
        #expect(try await agent(sure).respond(to: turn("Wie ist das denn bei euch?")).result == .asked)
        let ahead = ScriptedKnowledge.always([Self.hours, Self.returns], confidence: 0.99, margin: 0.06)
        #expect(try await agent(ahead).respond(to: turn("Wie ist das denn bei euch?")).result == .answered)
        let goesOn = ScriptedKnowledge { _ in
            KnowledgeResult(hits: [Self.hours, Self.returns], confidence: 0.99, margin: 0.02, followedUp: true)
        }
        #expect(try await agent(goesOn).respond(to: turn("Und am Samstag?")).result == .answered)
    }

    @Test("the same question is asked back once at most")
    func clarifiesOnce() async throws {
        let knowledge = ScriptedKnowledge.always([Self.hours, Self.returns], confidence: 0.6, margin: 0.02)
        let first = try await agent(knowledge).respond(to: turn("Wie ist das denn bei euch?"))
        let second = try await agent(knowledge).respond(to: turn("Na wie ihr das so handhabt", memory: first.memory))
        #expect(second.result == .answered)
    }

    @Test("a follow-up carries the article and the question before it to the knowledge")
    func followsUp() async throws {
        let knowledge = ScriptedKnowledge.always([Self.hours], confidence: 0.9)
        let first = try await agent(knowledge).respond(to: turn("Wann habt ihr offen?"))
        _ = try await agent(knowledge).respond(to: turn("Und am Samstag?", memory: first.memory))
        let query = try #require(knowledge.queries.last)
        #expect(query.previousArticle == "hours")
        #expect(query.previousQuestion == "Wann habt ihr offen?")
    }

    @Test("the same answer is not given twice in a row: the agent says so and offers a human")
    func doesNotRepeat() async throws {
        let agent = agent(ScriptedKnowledge.always([Self.returns], confidence: 0.9))
        let first = try await agent.respond(to: turn("Wie lange kann ich umtauschen?"))
        let second = try await agent.respond(to: turn("Ich meine, wie lange geht der Umtausch?", memory: first.memory))
        #expect(second.result == .unknown)
        #expect(!second.replies[0].text.contains(Self.returns.answer))
        let third = try await agent.respond(to: turn("ja", memory: second.memory))
        #expect(third.escalation?.reason == .wantsHuman)
    }

    @Test("several questions of one burst are answered together, each with its article")
    func burst() async throws {
        let knowledge = ScriptedKnowledge { query in
            let isHours = query.text.contains("offen")
            return KnowledgeResult(hits: [isHours ? Self.hours : Self.returns], confidence: 0.9, margin: 1)
        }
        let outcome = try await agent(knowledge).respond(
            to: turn("Hallo", "Wann habt ihr samstags offen?", "Und wie lange kann ich zurückgeben?"))
        #expect(outcome.replies[0].citations.map(\.id) == ["hours", "returns"])
        #expect(knowledge.queries.count == 2)
    }

    @Test("pieces of one question in a burst are looked up as one")
    func fragments() async throws {
        let knowledge = ScriptedKnowledge.always([Self.hours], confidence: 0.9)
        _ = try await agent(knowledge).respond(
            to: turn("hi", "ich wollte mal fragen", "wegen samstag ob ihr da offen habt"))
        #expect(knowledge.queries.count == 1)
        #expect(knowledge.queries[0].text.contains("samstag"))
    }

    @Test("an article in the other language is given with an honest word about it")
    func otherLanguageArticle() async throws {
        let agent = agent(ScriptedKnowledge.always([Self.returns], confidence: 0.9))
        let outcome = try await agent.respond(to: turn("How long can I return things?"))
        #expect(outcome.language == "en")
        #expect(outcome.replies[0].text.hasPrefix("I only have a text in another language"))
        #expect(outcome.replies[0].text.contains(Self.returns.answer))
    }

    @Test("a language the persona does not speak is answered honestly")
    func foreignLanguage() async throws {
        let knowledge = ScriptedKnowledge.always([Self.hours], confidence: 0.9)
        for text in ["Bonjour, quels sont vos horaires d'ouverture ?", "Здравствуйте, сколько стоит ремонт?", "Hola"] {
            let outcome = try await agent(knowledge).respond(to: turn(text))
            #expect(outcome.replies[0].citations.isEmpty, "\(text)")
            #expect(outcome.replies[0].text.hasPrefix("I'm afraid I only speak English and German."), "\(text)")
        }
    }

    @Test("the company's words stand in the reply when the agent hands over, and the case has its brief")
    func handsOver() async throws {
        let customer = CustomerContext(
            id: CustomerID(number: 4), name: "Ada Lenz", assurance: .verified,
            facts: ["order_number": Fact(key: "order_number", value: "NR-11111", source: 3)])
        let outcome = try await agent(ScriptedKnowledge.always([Self.returns], confidence: 0.9)).respond(
            to: turn(
                "Ich will mit einem Menschen über NR-20418 sprechen!", customer: customer, handBack: "Termin zugesagt",
                assurances: [.claimed]))
        #expect(outcome.replies.map(\.text) == ["Es kommt jemand."])
        let escalation = try #require(outcome.escalation)
        #expect(escalation.queue == "desk")
        #expect(escalation.detail.hasPrefix("rule wants_human"))
        #expect(escalation.detail.contains("Menschen"))
        #expect(escalation.brief.who.contains("Ada Lenz"))
        #expect(escalation.brief.verification == .claimed, "the message's, whatever was shown before")
        #expect(escalation.brief.who.contains("nach eigener Angabe"))
        #expect(escalation.brief.facts.contains { $0.text == "order_number: NR-20418" })
        #expect(!escalation.brief.facts.contains { $0.text.contains("NR-11111") })
        #expect(escalation.brief.facts.contains { $0.text == "Termin zugesagt" })
        #expect(outcome.facts == [Fact(key: "order_number", value: "NR-20418", source: 2)])
    }

    @Test("the brief tells what was tried and drafts a reply from the best article")
    func briefOfAFailedQuestion() async throws {
        let knowledge = ScriptedKnowledge.always([Self.returns], confidence: 0.3)
        let first = try await agent(knowledge).respond(to: turn("Nehmt ihr auch Ausgepacktes zurück?"))
        let second = try await agent(knowledge).respond(
            to: turn("Also Ausgepacktes ohne Karton?", memory: first.memory, unanswered: 1))
        let brief = try #require(second.escalation?.brief)
        #expect(brief.tried.count == 2)
        #expect(brief.draft?.text == Self.returns.answer)
        #expect(brief.draft?.articles.map(\.id) == ["returns"])
    }

    @Test("a wish for a human is granted even by rules that do not know it")
    func humanAlwaysReachable() async throws {
        let outcome = try await agent(ScriptedKnowledge.empty, PlainPolicy(knowsWish: false)).respond(
            to: turn("Ich möchte mit einem Mitarbeiter sprechen"))
        #expect(outcome.escalation?.queue == "support")
        #expect(outcome.escalation?.reason == .wantsHuman)
        #expect(outcome.replies.count == 1)
    }

    @Test("a rule that asks first offers, and hands over at the yes")
    func asksFirst() async throws {
        let policy = PlainPolicy(asksFirst: [.anger, .wantsHuman])
        let first = try await agent(ScriptedKnowledge.empty, policy).respond(to: turn("Das ist eine Unverschämtheit!"))
        #expect(first.result == .asked)
        #expect(first.escalation == nil)
        let second = try await agent(ScriptedKnowledge.empty, policy).respond(to: turn("ja", memory: first.memory))
        #expect(second.result == .escalated)
    }

    @Test("what verified customers may read is asked for verified customers alone")
    func audience() async throws {
        let knowledge = ScriptedKnowledge.empty
        for assurance in Assurance.allCases {
            _ = try await agent(knowledge).respond(to: turn("Was kostet das?", assurances: [assurance]))
        }
        #expect(knowledge.queries.map(\.audience) == [.everyone, .everyone, .verified])
    }

    @Test("one message that is not proved among those answered, and nothing for verified customers is told")
    func leastSure() async throws {
        let known = CustomerContext(id: CustomerID(number: 2), assurance: .verified)
        for assurances in [[Assurance.verified, .claimed], [.claimed, .verified], [.verified]] {
            let knowledge = ScriptedKnowledge.empty
            let input = turn("Was kostet das?", "Und wann?", customer: known, assurances: assurances)
            _ = try await agent(knowledge).respond(to: input)
            #expect(!knowledge.queries.isEmpty)
            #expect(knowledge.queries.allSatisfy { $0.audience == .everyone }, "\(assurances)")
        }
    }
}
