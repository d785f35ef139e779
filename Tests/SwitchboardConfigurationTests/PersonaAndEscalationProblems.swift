import Foundation

extension ProblemLinesTests {
    static let persona = [
        Example(
            "notice that hides the AI", "persona.yaml", "an AI that answers", "your friend and answer",
            "persona.yaml:5: notice.en: must say that it is an AI, with the word AI"),
        Example(
            "notice without the company", "persona.yaml", "answers for Example Ltd", "answers",
            "persona.yaml:5: notice.en: must name on whose behalf the agent speaks: \"Example Ltd\""),
        Example(
            "language without greeting and notice", "persona.yaml", "languages: [en]", "languages: [en, de]",
            "persona.yaml:4: greeting.de: is missing; every language needs one",
            "persona.yaml:5: notice.de: is missing; every language needs one"),
        Example(
            "text for a language it does not speak", "persona.yaml", "{ en: \"Hello.\" }",
            "{ en: \"Hello.\", fr: \"Bonjour.\" }",
            "persona.yaml:4: greeting.fr: is none of the languages of this file: en"),
        Example(
            "misspelt line", "persona.yaml", "name: Ada", "name: Ada\ntexts:\n  en:\n    unknwon: \"No.\"",
            "persona.yaml:4: texts.en.unknwon: unknown key; did you mean \"unknown\"?"),
        Example(
            "close of letters that hides the AI", "persona.yaml", "name: Ada",
            "name: Ada\ntexts:\n  en:\n    mail_close: [\"Yours, {name} (AI)\", \"Kind regards, {name} of {company}\"]",
            "persona.yaml:4: texts.en.mail_close: must say that an AI wrote the letter, with the word AI: for instance "
                + "{name}, AI assistant"),
        Example(
            "avatar that is not there", "persona.yaml", "name: Ada", "name: Ada\navatar: a.svg",
            "persona.yaml:2: avatar: there is no file \"a.svg\""),
        Example(
            "default language it does not speak", "persona.yaml", "name: Ada", "name: Ada\ndefault_language: de",
            "persona.yaml:2: default_language: must be one of languages: en"),
        Example(
            "spoken notice that hides the AI", "persona.yaml", "name: Ada",
            "name: Ada\nspoken:\n  en:\n    notice: \"Ada of Example Ltd speaking.\"",
            "persona.yaml:4: spoken.en.notice: must say that it is an AI, with the word AI"),
        Example("nameless", "persona.yaml", "name: Ada", "name: \"  \"", "persona.yaml:1: name: must not be empty"),
    ]

    static let escalation = [
        Example(
            "queue that is not there", "escalation.yaml", "queue: service", "queue: servcie",
            "escalation.yaml:6: rules[0].then.queue: must be one of service, not \"servcie\"; "
                + "did you mean \"service\"?"),
        Example(
            "unknown risk", "escalation.yaml", "wants_human: true", "risk: [angry]",
            "escalation.yaml:5: rules[0].when.risk[0]: must be one of anger, distress, self_harm, legal_threat, "
                + "safety, privacy, payment, payment_dispute, not \"angry\""),
        Example(
            "text that leaves no room", "escalation.yaml", "then: { queue: service }",
            "then: { text: { en: \"\(String(repeating: "x", count: 501))\" } }",
            "escalation.yaml:6: rules[0].then.text.en: has 501 characters; at most 500 are allowed"),
        Example(
            "rule that never applies", "escalation.yaml", "{ wants_human: true }", "{}",
            "escalation.yaml:5: rules[0].when: is empty; the rule would never apply"),
        Example(
            "flag that is a word", "escalation.yaml", "wants_human: true", "wants_human: yes",
            "escalation.yaml:5: rules[0].when.wants_human: must be true or false, without quotation marks"),
        Example(
            "channel that is not there", "escalation.yaml", "wants_human: true", "channels: [mail]",
            "escalation.yaml:5: rules[0].when.channels[0]: must be one of web, rest, not \"mail\""),
        Example(
            "no queues", "escalation.yaml", nil, "rules: []\n", "escalation.yaml:1: queues: is missing"),
        Example(
            "hours without zone, with bad spans", "escalation.yaml", "queues:",
            "hours:\n  mon: [\"9-5\"]\n  tue: [\"09:00-12:00\", \"11:00-13:00\"]\n  mo: []\nqueues:",
            "escalation.yaml:1: timezone: is missing; hours need one, for instance Europe/Berlin",
            "escalation.yaml:2: hours.mon[0]: must be a span of one day such as \"09:00-12:30\", not \"9-5\"",
            "escalation.yaml:3: hours.tue[1]: \"11:00-13:00\" overlaps another span",
            "escalation.yaml:4: hours.mo: unknown key; known here: fri, mon, sat, sun, thu, tue, wed"),
        Example(
            "zone of no map, day of no calendar", "escalation.yaml", "queues:",
            "timezone: Europe/Karlsruhe\nhours: { mon: [] }\nholidays: [ { date: 2027-02-29 } ]\nqueues:",
            "escalation.yaml:1: timezone: must be a name of the time zone database, for instance Europe/Berlin",
            "escalation.yaml:3: holidays[0].date: must be a day of the calendar such as 2026-12-24"),
        Example(
            "misspelt placeholder", "escalation.yaml", "queues:",
            "texts: { en: { waiting: \"Place {postion}.\" } }\nqueues:",
            "escalation.yaml:1: texts.en.waiting: {postion} is no placeholder of this text; it has {queue}, {case}, "
                + "{position}"),
        Example(
            "placeholder nobody can fill", "escalation.yaml", "queues:",
            "texts: { en: { escalated_open: \"You are {position}.\", claimed: \"Until {reopens}.\" } }\nqueues:",
            "escalation.yaml:1: texts.en.escalated_open: {position} is no placeholder of this text; it has {queue}, "
                + "{case}",
            "escalation.yaml:1: texts.en.claimed: {reopens} is no placeholder of this text; it has {operator}, {case}"),
        Example(
            "same rule twice", "escalation.yaml", nil,
            """
            queues: [ { name: service } ]
            rules:
              - { name: a, when: { wants_human: true }, then: { queue: service } }
              - { name: a, when: { wants_human: false }, then: { priority: high } }
            """,
            "escalation.yaml:4: rules[1].name: \"a\" is already a rule, on line 3"),
    ]
}
