import Testing

@testable import MailFormat

@Suite("Where a signature begins")
struct ReplySignatureTests {
    static let programs: [String] = [
        "Sent from my iPhone", "Von meinem iPhone gesendet", "Gesendet von Mail für Windows", "Envoyé de mon iPhone",
        "Inviato da iPhone", "Enviado desde mi iPhone", "Enviado do meu Galaxy", "Verzonden vanaf mijn iPhone",
        "Skickat från min iPhone", "Sendt fra min iPad", "Lähetetty iPhonesta", "Wysłane z mojego iPhone'a smartphone",
        "Отправлено с iPhone", "iPhone'umdan gönderildi", "iPhoneから送信", "发自我的iPhone", "Get Outlook for Android",
        "Holen Sie sich Outlook für iOS<https://aka.example/x>", "Obtenir Outlook pour iOS", "(Sent from a phone)",
        "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.", "Von meinem Mobilgerät gesendet",
    ]

    @Test("What a program says of itself is no word of the writer", arguments: programs)
    func programLine(_ line: String) {
        let split = ReplySplit(text: "Bitte um Rückruf.\n\n\(line)\n")
        #expect(split.reply == "Bitte um Rückruf.")
        #expect(split.signature == line)
    }

    static let cases: [ReplyCase] = [
        ReplyCase("marked", "Hallo\n\n-- \nErika Muster\nTel. 030 1234567", "Hallo"),
        ReplyCase("marked without its space", "Hallo\n\n--\nErika Muster", "Hallo"),
        ReplyCase("marked with underscores", "Hallo\n\n__\nliste@verein.example", "Hallo"),
        ReplyCase("greeting and name are words", "Passt.\n\nViele Grüße\nErika", "Passt.\n\nViele Grüße\nErika"),
        ReplyCase(
            "an address block is none",
            "Passt.\n\nMit freundlichen Grüßen\nErika Muster\nMuster GmbH\nTel. 030 1234567", "Passt."),
        ReplyCase(
            "a question after the greeting is a word",
            "Passt.\n\nViele Grüße\nErika\nPS: Und wann kommt das zweite Rad zu mir?",
            "Passt.\n\nViele Grüße\nErika\nPS: Und wann kommt das zweite Rad zu mir?"),
        ReplyCase(
            "a lawyer's paragraph",
            "Passt.\n\nThis e-mail is confidential and may be privileged. If you are not the intended recipient, please delete it.",
            "Passt."),
        ReplyCase(
            "points of a list", "Es fehlt:\n-- die Lampe\n-- das Schloss", "Es fehlt:\n-- die Lampe\n-- das Schloss"),
        ReplyCase("a rule within the text", "eins\n-----\nzwei", "eins\n-----\nzwei"),
        ReplyCase("a sentence about sending", "Gesendet mit DHL am 3. Mai.", "Gesendet mit DHL am 3. Mai."),
        ReplyCase("a question about a device", "Geht das auch mit my iPhone?", "Geht das auch mit my iPhone?"),
        ReplyCase(
            "above the quote",
            "Ja.\n\nSent from my iPhone\n\n> On 20 Nov 2026, at 10:00, Mara <m@laden.example> wrote:\n> \n> Ok?\n",
            "Ja."),
    ]

    @Test("Kinds of ends", arguments: cases)
    func kinds(_ item: ReplyCase) { #expect(ReplySplit(text: item.text).reply == item.reply) }
}
