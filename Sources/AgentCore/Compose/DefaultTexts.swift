/// The product's own lines, for personas that leave a key out.
enum DefaultTexts {
    /// Variants of a line; English for languages without lines of their own, empty for an unknown key.
    static func lines(_ language: String, _ key: String) -> [String] {
        (language.languagePart == "de" ? german[key] : english[key]) ?? []
    }

    /// Every key there is.
    static var keys: some Collection<String> { german.keys }

    static let german: [String: [String]] = [
        "greeting": ["Hallo! Wie kann ich helfen?", "Guten Tag! Womit kann ich helfen?"],
        "unknown": [
            "Das weiß ich leider nicht sicher, und raten möchte ich nicht.",
            "Dazu finde ich in unseren Unterlagen leider keine verlässliche Antwort.",
        ],
        "clarify": ["Meinen Sie „{a}“ oder „{b}“?", "Geht es Ihnen um „{a}“ oder eher um „{b}“?"],
        "offer_human": [
            "Soll ich Sie mit einem Menschen aus unserem Team verbinden?",
            "Möchten Sie, dass sich ein Mensch aus unserem Team darum kümmert?",
        ],
        "handing_over": ["Ich gebe das an einen Menschen aus unserem Team weiter."],
        "handed_back": ["Ich bin wieder da."],
        "nobody_available": ["Gerade ist niemand aus unserem Team da. Ihre Nachricht bleibt liegen, bis jemand kommt."],
        "goodbye": ["Auf Wiedersehen!", "Bis bald!"],
        "thanks": ["Gern geschehen!", "Sehr gern!"],
        "how_are_you": ["Danke der Nachfrage, bei mir läuft alles. Wie kann ich helfen?"],
        "are_you_human": ["Nein, ich bin eine KI, kein Mensch: {name}, die virtuelle Assistenz von {company}."],
        "your_name": ["Ich heiße {name} und bin die virtuelle Assistenz von {company}."],
        "what_can_you_do": [
            "Ich beantworte Fragen aus den Unterlagen von {company} und hole auf Wunsch einen Menschen dazu."
        ],
        "source_intro": ["Mehr dazu:"],
        "apology": ["Das tut mir leid.", "Das ist ärgerlich, das tut mir leid."],
        "holding": ["Einen Moment bitte, ich brauche noch etwas Zeit. Ihre Nachricht ist angekommen."],
        "only_other_language": ["Dazu habe ich nur einen Text in einer anderen Sprache:"],
        "other_language": ["Ich spreche leider nur Deutsch und Englisch."],
        "same_answer": ["Mehr als das, was ich eben geschrieben habe, finde ich dazu nicht."],
        "no_human_needed": ["Alles klar, dann bleiben wir hier im Chat. Was möchten Sie wissen?"],
        "anything_else": ["In Ordnung. Kann ich sonst noch etwas tun?"],
        "go_on": ["Gern. Worum geht es?"],
        "insult": ["Ich möchte trotzdem helfen. Worum geht es?"],
        "feedback": ["Danke für die Rückmeldung, das freut uns!"],
        "data_noted": ["Danke, das habe ich notiert. Was möchten Sie dazu wissen?"],
        "moment": ["Kein Problem, ich warte."],
        "unhelpful": ["Schade, dass das nicht geholfen hat."],
        "never_mind": ["In Ordnung. Wenn noch etwas ist, schreiben Sie einfach wieder."],
        "language_switched": ["Gern auf Deutsch. Was möchten Sie wissen?"],
        "unknown_question": ["Zu „{q}“ finde ich in unseren Unterlagen keine verlässliche Antwort."],
        "left_open": ["Noch offen: „{q}“. Bitte fragen Sie das gleich noch einmal."],
        "settled": ["Darum hat sich ein Mensch aus unserem Team gekümmert; Genaueres weiß ich dazu nicht."],
        "ask_again": ["Soll ich Sie noch einmal mit unserem Team verbinden?"],
        "matter_waiting": [
            "Sie haben sich {when} an uns gewandt{about}. Ihr Anliegen liegt bei unserem Team und wartet dort auf eine Antwort."
        ],
        "matter_held": [
            "Sie haben sich {when} an uns gewandt{about}. Jemand aus unserem Team kümmert sich gerade um Ihr Anliegen."
        ],
        "matter_closed": ["Sie haben sich {when} an uns gewandt{about}. Ein offenes Anliegen sehe ich dazu nicht."],
        "matter_about": [", zum Thema „{topic}“"],
        "matter_lately": ["vor Kurzem"],
        "matter_days": ["vor {days} Tagen"],
        "matter_long_ago": ["vor längerer Zeit"],
        "empty": ["Ich habe keinen Text bekommen. Was möchten Sie wissen?"],
        "letter_question": ["Zu „{q}“:"],
        "letter_unsure": ["[Nicht sicher, bitte prüfen:]"],
        "letter_see_above": ["Zu „{q}“: Siehe die Antwort oben."],
        "letter_rest": ["Das Übrige beantwortet Ihnen ein Mensch aus unserem Team."],
        "letter_own_matter": ["Um Ihr Anliegen selbst kümmert sich ein Mensch aus unserem Team."],
        "letter_passed_on": ["Ein Mensch aus unserem Team liest Ihre Nachricht und antwortet Ihnen."],
    ]

    static let english: [String: [String]] = [
        "greeting": ["Hello! How can I help?", "Hi there! What can I do for you?"],
        "unknown": [
            "I'm afraid I don't know that for sure, and I'd rather not guess.",
            "I can't find a reliable answer to that in our documents.",
        ],
        "clarify": ["Do you mean “{a}” or “{b}”?", "Is it about “{a}” or rather about “{b}”?"],
        "offer_human": [
            "Shall I connect you with a person from our team?",
            "Would you like a person from our team to look at this?",
        ],
        "handing_over": ["I'm passing this on to a person from our team."],
        "handed_back": ["I'm back."],
        "nobody_available": ["Nobody from our team is here right now. Your message stays until somebody comes."],
        "goodbye": ["Goodbye!", "See you soon!"],
        "thanks": ["You're welcome!", "My pleasure!"],
        "how_are_you": ["Thanks for asking, all is well here. How can I help?"],
        "are_you_human": ["No, I'm an AI, not a human: {name}, the virtual assistant of {company}."],
        "your_name": ["My name is {name}, I'm the virtual assistant of {company}."],
        "what_can_you_do": [
            "I answer questions from the documents of {company} and bring in a person whenever you ask."
        ],
        "source_intro": ["More about this:"],
        "apology": ["I'm sorry about that.", "I'm sorry, that is annoying."],
        "holding": ["One moment please, I need a little more time. Your message has arrived."],
        "only_other_language": ["I only have a text in another language about this:"],
        "other_language": ["I'm afraid I only speak English and German."],
        "same_answer": ["I can't find more on this than what I just wrote."],
        "no_human_needed": ["All right, we'll stay here in the chat. What would you like to know?"],
        "anything_else": ["All right. Is there anything else I can do?"],
        "go_on": ["Gladly. What is it about?"],
        "insult": ["I'd still like to help. What is it about?"],
        "feedback": ["Thank you for the feedback, we're glad to hear it!"],
        "data_noted": ["Thank you, I've noted that. What would you like to know about it?"],
        "moment": ["No problem, I'll wait."],
        "unhelpful": ["I'm sorry that didn't help."],
        "never_mind": ["All right. Just write again if anything comes up."],
        "language_switched": ["Gladly, in English. What would you like to know?"],
        "unknown_question": ["I can't find a reliable answer to “{q}” in our documents."],
        "left_open": ["Still open: “{q}”. Please ask that again next."],
        "settled": ["A person from our team has taken care of that; I don't know the details."],
        "ask_again": ["Shall I connect you with our team again?"],
        "matter_waiting": [
            "You contacted us {when}{about}. Your request is with our team and waits for an answer there."
        ],
        "matter_held": [
            "You contacted us {when}{about}. Somebody from our team is seeing to your request right now."
        ],
        "matter_closed": ["You contacted us {when}{about}. I see no open request of yours on that."],
        "matter_about": [" about “{topic}”"],
        "matter_lately": ["recently"],
        "matter_days": ["{days} days ago"],
        "matter_long_ago": ["some time ago"],
        "empty": ["I received no text. What would you like to know?"],
        "letter_question": ["As to “{q}”:"],
        "letter_unsure": ["[Not sure, please check:]"],
        "letter_see_above": ["As to “{q}”: please see the answer above."],
        "letter_rest": ["A person from our team will answer the rest."],
        "letter_own_matter": ["A person from our team will see to your request itself."],
        "letter_passed_on": ["A person from our team will read your message and reply to you."],
    ]
}
