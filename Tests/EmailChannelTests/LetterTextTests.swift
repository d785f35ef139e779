import Conversations
import Testing

@testable import EmailChannel

@Suite("Our Markdown as a letter has it")
struct LetterTextTests {
    private static let table = """
        | Sendung | Kosten |
        |---|---|
        | Paket | 4,90 € |
        | Fahrrad \\| E-Bike | 49 € |
        """

    @Test("A table is one in HTML and lines in text")
    func table() {
        #expect(
            LetterText.plain("Versand:\n\n" + Self.table) == "Versand:\n\n- Paket: 4,90 €\n- Fahrrad | E-Bike: 49 €")
        let html = LetterText.html(Self.table)
        #expect(html.contains("<table") && !html.contains("|--"))
        #expect(html.ranges(of: "<tr>").count == 3 && html.ranges(of: "</th>").count == 2)
        #expect(html.contains(">Fahrrad | E-Bike</td>"))
    }

    @Test("More columns keep what stands over them")
    func columns() {
        let wide =
            "| Größe | Schritt | Rahmen |\n|---|---|---|\n| 165 – 175 cm | 76 cm | M |\n| 175 – 185 cm | 82 cm | L |"
        #expect(
            LetterText.plain(wide)
                == "- Größe 165 – 175 cm: Schritt 76 cm; Rahmen M\n- Größe 175 – 185 cm: Schritt 82 cm; Rahmen L")
    }

    @Test("A row alone says what its cells are")
    func row() {
        let row = "| Sendung | Kosten |\n|---|---|\n| Fahrrad | 49 € |"
        #expect(LetterText.plain(row) == "Sendung: Fahrrad\nKosten: 49 €")
        #expect(!LetterText.html(row).contains("<table"))
    }

    @Test("Rows of unequal length, heads alone and strokes in sentences break nothing")
    func odd() {
        #expect(LetterText.plain("| a |") == "| a |" || LetterText.plain("| a |") == "- a")
        #expect(LetterText.plain("| a | b |\n|---|---|") == "")
        #expect(LetterText.plain("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 4 |") == "- a 1: b 2; 3\n- 4")
        #expect(LetterText.plain("so | oder so") == "so | oder so")
    }

    @Test(
        "Addresses as they are become links, without the stops around them",
        arguments: [
            ("Siehe https://rad.example/a?b=1&c=2.", "https://rad.example/a?b=1&amp;c=2"),
            ("(www.rad.example)", "https://www.rad.example"),
            ("An: jonas@rad.example, danke", "mailto:jonas@rad.example"),
        ])
    func links(_ text: String, _ address: String) {
        #expect(LetterText.html(text).contains("href=\"\(address)\""))
        #expect(LetterText.plain(text) == text)
    }

    @Test("What is none becomes none", arguments: ["z.B. 3.50 €", "javascript://x.y", "a@b", "@x.y", "\"><b>@a.b"])
    func noLinks(_ text: String) {
        #expect(!LetterText.html(text).contains("<a "))
        #expect(!LetterText.html(text).contains("<b>"))
    }

    @Test("Hostile marks take linear time")
    func hostile() {
        for text in ["[", "**a", "`x", "|", "| a \\", "](", "(https://", "[a](", "* a"] {
            _ = LetterText.html(String(repeating: text, count: 60_000 / text.count))
        }
    }

    @Test(
        "Names as a greeting has them",
        arguments: [
            ("Schmidt, Anna", "Anna Schmidt"), ("Müller, Bernd", "Bernd Müller"),
            ("Dr. Sabine Elf", "Dr. Sabine Elf"), ("Elf, Dr. Sabine", "Dr. Sabine Elf"),
            ("ANNA SCHMIDT", "Anna Schmidt"),
            ("anna schmidt-meier", "Anna Schmidt-Meier"), ("Ludwig van Beethoven", "Ludwig van Beethoven"),
            ("J. P. Müller (Einkauf)", "J. P. Müller"), ("Anna", "Anna"), ("Sinéad O’Connor", "Sinéad O’Connor"),
        ])
    func names(_ name: String, _ greeted: String) {
        #expect(LetterName.greeted(name, address: "kunde@example.org") == greeted)
    }

    @Test(
        "Logins, addresses, desks and companies are no names",
        arguments: [
            "john.doe", "john", "JDoe", "info", "Info", "Rad GmbH", "Team Nord", "j.doe@example.org", "", ",", "Anna1",
            "a, b, c", "X",
        ])
    func noNames(_ name: String) {
        #expect(LetterName.greeted(name, address: "JDoe@example.org") == nil)
    }

    @Test("Behind a comma German goes on small, but for nouns and the reader")
    func goesOn() {
        let persona = Persona(
            name: "Mara", version: 1, company: "Rad", languages: ["de", "en"], defaultLanguage: "de", greeting: [:],
            notice: [:])
        let german = LetterStyle(persona: persona, language: "de")
        for (text, shown) in [
            ("Ich bin Mara.", "ich bin Mara."), ("Unser Laden", "unser Laden"), ("Ihre Frage", "Ihre Frage"),
            ("Sie können", "Sie können"), ("Räder", "Räder"), ("Zu „X“:", "zu „X“:"),
        ] { #expect(german.goesOn(text, after: "Guten Tag,") == shown) }
        #expect(german.goesOn("Ich bin Mara.", after: "Guten Tag!") == "Ich bin Mara.")
        #expect(LetterStyle(persona: persona, language: "en").goesOn("In time.", after: "Hello,") == "In time.")
    }
}
