extension DefaultTexts {
    /// The product's own lines for the phone; nil where the written ones can be said as they are.
    static func spokenLines(_ language: String, _ key: String) -> [String]? {
        (language.languagePart == "de" ? spokenGerman : spokenEnglish)[key]
    }

    private static let spokenGerman: [String: [String]] = [
        "data_noted": ["Danke. Was möchten Sie dazu wissen?"],
        "detail_failed": ["Das bekomme ich leider nicht sicher verstanden."],
        "details_noted": ["Danke, das ist notiert."],
        "empty": ["Ich habe Sie nicht verstanden. Was möchten Sie wissen?"],
        "more": ["Möchten Sie mehr hören?"],
        "never_mind": ["In Ordnung. Wenn noch etwas ist, sagen Sie es einfach."],
        "no_human_needed": ["Alles klar, dann bleiben wir im Gespräch. Was möchten Sie wissen?"],
        "not_spoken": ["Das steht in einer Übersicht, die ich am Telefon nicht vorlesen kann."],
        "same_answer": ["Mehr als das, was ich eben gesagt habe, finde ich dazu nicht."],
        "what_next": ["Was kann ich noch für Sie tun?"],
    ]

    private static let spokenEnglish: [String: [String]] = [
        "data_noted": ["Thank you. What would you like to know about it?"],
        "detail_failed": ["I'm afraid I can't make that out for sure."],
        "details_noted": ["Thank you, I've noted that."],
        "empty": ["I did not understand you. What would you like to know?"],
        "more": ["Would you like to hear more?"],
        "never_mind": ["All right. If anything else comes up, just say so."],
        "no_human_needed": ["All right, let's go on. What would you like to know?"],
        "not_spoken": ["That stands in an overview I can't read out on the phone."],
        "same_answer": ["I can't find more on this than what I just said."],
        "what_next": ["What else can I do for you?"],
    ]
}
