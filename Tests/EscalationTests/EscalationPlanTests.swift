import Conversations
import Testing

@testable import Escalation

@Suite struct EscalationPlanTests {
    static func rules(_ rules: [EscalationRule], texts: [String: EscalationTexts] = [:]) throws -> EscalationRules {
        EscalationRules(
            hours: try BusinessHoursTests.shop(),
            queues: [
                CaseQueue(name: "front", title: "Kundendienst", titles: ["de": "Kundendienst", "en": "Front desk"]),
                CaseQueue(name: "workshop", title: "Werkstatt"),
            ],
            defaultQueue: "front", rules: rules, texts: texts, defaultLanguage: "de", waitingNoticeMinutes: 10)
    }

    static func signals(
        _ text: String = "Hallo", language: String = "de", risks: [EscalationReason] = [], wantsHuman: Bool = false,
        unanswered: Int = 0, channel: String = "web"
    ) -> EscalationSignals {
        EscalationSignals(
            risks: risks, wantsHuman: wantsHuman, unanswered: unanswered, text: text, language: language,
            channel: ChannelName(channel))
    }

    static let openNow = "2026-11-23T09:00:00Z"
    static let closedNow = "2026-11-23T18:00:00Z"

    private static let safety = EscalationRule(
        name: "safety", when: .init(risks: [.safety, .legalThreat]), then: .init(queue: "workshop", priority: .urgent))
    private static let stuck = EscalationRule(
        name: "stuck", when: .init(unansweredTurns: 2), then: .init(askFirst: true))
    private static let words = EscalationRule(
        name: "press", when: .init(words: ["de": ["Presse*", "Zeitung"], "*": ["press office"]]),
        then: .init(priority: .high))

    @Test func `the first rule that applies decides`() throws {
        let plan = EscalationPlan(try Self.rules([Self.safety, Self.stuck]))
        let decision = plan.decide(
            Self.signals(risks: [.anger, .safety], unanswered: 3), now: try BusinessHoursTests.moment(Self.openNow))
        #expect(decision?.rule == "safety")
        #expect(decision?.queue == "workshop")
        #expect(decision?.priority == .urgent)
        #expect(decision?.reason == .safety)
    }

    @Test func `a rule's text is said first, in the customer's language or else the company's`() throws {
        let rule = EscalationRule(
            name: "danger", when: .init(risks: [.selfHarm]),
            then: .init(text: ["de": "Rufen Sie 112.", "en": "Call 112."]))
        let plan = EscalationPlan(try Self.rules([rule, Self.safety]))
        let now = try BusinessHoursTests.moment(Self.closedNow)
        for (language, text) in [("de", "Rufen Sie 112."), ("en-GB", "Call 112."), ("fr", "Rufen Sie 112.")] {
            let decision = plan.decide(Self.signals(language: language, risks: [.selfHarm, .distress]), now: now)
            #expect(decision?.firstText == text)
            #expect(decision?.reason == .selfHarm)
            #expect(decision?.customerText.isEmpty == false)
        }
        #expect(plan.decide(Self.signals(risks: [.safety]), now: now)?.firstText == "")
    }

    @Test func `without a signal nothing is decided`() throws {
        let plan = EscalationPlan(try Self.rules([Self.safety, Self.stuck, Self.words]))
        let now = try BusinessHoursTests.moment(Self.openNow)
        #expect(plan.decide(Self.signals(), now: now) == nil)
        #expect(plan.decide(Self.signals(unanswered: 1), now: now) == nil)
        #expect(plan.decide(Self.signals(risks: [.payment]), now: now) == nil)
    }

    @Test func `a wish for a human is granted whatever the file says, and nobody is asked twice`() throws {
        let now = try BusinessHoursTests.moment(Self.openNow)
        let bare = EscalationPlan(try Self.rules([])).decide(Self.signals(wantsHuman: true), now: now)
        #expect(bare?.queue == "front")
        #expect(bare?.reason == .wantsHuman)
        let asking = EscalationPlan(try Self.rules([Self.stuck]))
        #expect(asking.decide(Self.signals(unanswered: 2), now: now)?.askFirst == true)
        #expect(asking.decide(Self.signals(wantsHuman: true, unanswered: 2), now: now)?.askFirst == false)
    }

    @Test(arguments: [
        ("Ich rufe gleich die Zeitung an!", "de", true),
        ("ZEITUNG", "de", true),
        ("Zeitungen", "de", false),
        ("Ich bin vom Pressebüro", "de", true),
        ("Espresso bitte", "de", false),
        ("I am from the press office.", "en", true),
        ("the office of the press", "en", false),
        ("Zeitung", "en", false),
    ])
    func `words are found whole, in their language`(text: String, language: String, expected: Bool) throws {
        let plan = EscalationPlan(try Self.rules([Self.words]))
        let decision = plan.decide(
            Self.signals(text, language: language), now: try BusinessHoursTests.moment(Self.openNow))
        #expect((decision != nil) == expected)
        #expect(plan.watchesWords)
    }

    @Test func `umlauts and accents make no difference to words`() {
        #expect(WordMatcher(["Rückgabe"]).first(in: WordMatcher.words(of: "die RUECKGABE?")) == "Rückgabe")
        #expect(WordMatcher(["café"]).first(in: WordMatcher.words(of: "im Cafe")) == "café")
        #expect(WordMatcher(["Strasse"]).first(in: WordMatcher.words(of: "Straße")) == "Strasse")
    }

    @Test func `a rule may hold for some channels only`() throws {
        let rule = EscalationRule(
            name: "rest", when: .init(risks: [.anger], channels: [ChannelName("rest")]), then: .init())
        let plan = EscalationPlan(try Self.rules([rule]))
        let now = try BusinessHoursTests.moment(Self.openNow)
        #expect(plan.decide(Self.signals(risks: [.anger]), now: now) == nil)
        #expect(plan.decide(Self.signals(risks: [.anger], channel: "rest"), now: now) != nil)
    }

    @Test func `every condition of a rule must hold`() throws {
        let rule = EscalationRule(
            name: "both", when: .init(risks: [.payment], unansweredTurns: 2), then: .init())
        let plan = EscalationPlan(try Self.rules([rule]))
        let now = try BusinessHoursTests.moment(Self.openNow)
        #expect(plan.decide(Self.signals(risks: [.payment], unanswered: 1), now: now) == nil)
        #expect(plan.decide(Self.signals(unanswered: 2), now: now) == nil)
        #expect(plan.decide(Self.signals(risks: [.payment], unanswered: 2), now: now)?.reason == .payment)
    }

    @Test(arguments: [
        ("2026-11-23T12:30:00Z", "de", "heute um 14:00 Uhr"),
        ("2026-11-23T12:30:00Z", "en", "today at 14:00"),
        ("2026-11-23T18:00:00Z", "de", "morgen (Dienstag) um 9:00 Uhr"),
        ("2026-11-23T18:00:00Z", "en", "tomorrow (Tuesday) at 9:00"),
        ("2026-11-28T14:00:00Z", "de", "am Montag um 9:00 Uhr"),
        ("2026-11-28T14:00:00Z", "en", "on Monday at 9:00"),
    ])
    func `after hours the customer hears when somebody is there again`(
        now: String, language: String, words: String
    )
        throws
    {
        let plan = EscalationPlan(try Self.rules([]))
        let decision = plan.decide(
            Self.signals(language: language, wantsHuman: true), now: try BusinessHoursTests.moment(now))
        #expect(decision?.customerText.contains(words) == true, "\(decision?.customerText ?? "")")
    }

    @Test func `far openings are named with their date`() throws {
        let hours = try BusinessHoursTests.shop(
            holidays: [
                "2026-12-24", "2026-12-25", "2026-12-26", "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31",
                "2027-01-01", "2027-01-02",
            ])
        let now = try BusinessHoursTests.moment("2026-12-23T18:00:00Z")
        #expect(ReopeningPhrase(hours: hours).text(now: now, language: "de") == "am Montag, 4. Januar, um 9:00 Uhr")
        #expect(ReopeningPhrase(hours: hours).text(now: now, language: "en") == "on Monday, 4 January, at 9:00")
    }

    @Test func `during hours nobody is told of a reopening`() throws {
        let texts = EscalationTexts(
            escalatedOpen: "Gleich. Offen ab {reopens}. Frage {case}.", escalatedClosed: "{reopens}")
        let plan = EscalationPlan(try Self.rules([], texts: ["de": texts]))
        let decision = plan.decide(
            Self.signals(wantsHuman: true), now: try BusinessHoursTests.moment(Self.openNow))
        #expect(decision?.customerText == "Gleich.")
    }

    @Test func `the customer is told the number of the case that is about to be opened`() throws {
        let texts = EscalationTexts(escalatedOpen: "Gleich. Ihr Vorgang ist {case} bei {queue}.")
        let plan = EscalationPlan(try Self.rules([], texts: ["de": texts]))
        var signals = Self.signals(wantsHuman: true)
        signals.caseID = CaseID("k7-2")
        let decision = plan.decide(signals, now: try BusinessHoursTests.moment(Self.openNow))
        #expect(decision?.customerText == "Gleich. Ihr Vorgang ist k7-2 bei Kundendienst.")
    }

    @Test func `the queue is called what the customer's language calls it, else by its usual title`() throws {
        let texts = EscalationTexts(escalatedOpen: "{queue}", waiting: "{queue}")
        let rules = try Self.rules([], texts: ["de": texts, "en": texts, "fr": texts])
        let now = try BusinessHoursTests.moment(Self.openNow)
        let told = ["de", "en-GB", "fr"].map {
            DeskTexts(rules).escalated(queue: "front", language: $0, now: now, case: nil)
        }
        #expect(told == ["Kundendienst", "Front desk", "Kundendienst"])
    }

    @Test func `a customer of another language is answered in the default one`() throws {
        let plan = EscalationPlan(try Self.rules([]))
        let now = try BusinessHoursTests.moment(Self.openNow)
        let french = plan.decide(Self.signals(language: "fr", wantsHuman: true), now: now)?.customerText
        let german = plan.decide(Self.signals(language: "de-AT", wantsHuman: true), now: now)?.customerText
        #expect(french == german)
    }

    @Test(
        arguments: [
            ("Hello. You are number {position}. Bye!", ["position": nil], "Hello. Bye!"),
            ("Hello. You are number {position}. Bye!", ["position": "3"], "Hello. You are number 3. Bye!"),
            ("{operator} is here", ["operator": "{position}", "position": "9"], nil),
            ("Price 3.50 {queue}", ["queue": "x"], "Price 3.50 x"),
            ("A {unknown} stays.", [:], "A {unknown} stays."),
        ] as [(String, [String: String?], String?)])
    func `a sentence nobody can fill is left out`(text: String, values: [String: String?], expected: String?) {
        let filled = TextTemplate(text: text).filled(values)
        if let expected { #expect(filled == expected) } else { #expect(filled.contains("is here")) }
    }
}
