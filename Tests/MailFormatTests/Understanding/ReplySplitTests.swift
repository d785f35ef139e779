import Testing

@testable import MailFormat

/// A body, and what its writer said in it.
struct ReplyCase: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let reply: String

    init(_ name: String, _ text: String, _ reply: String) {
        self.name = name
        self.text = text
        self.reply = reply
    }

    var testDescription: String { name }
}

@Suite("What the person wrote now")
struct ReplySplitTests {
    static let attributions: [String] = [
        "Am Do., 20. Nov. 2026 um 10:00 Uhr schrieb Erika Muster <erika@kunde.example>:",
        "Erika Muster <erika@kunde.example> schrieb am Do., 20. Nov. 2026 um 10:00 Uhr:",
        "Am 20.11.2026 um 10:00 schrieb Erika <erika@kunde.example>:",
        "Am 20.11.26 um 10:00 schrieb Erika Muster:",
        "Am 20.11.2026 10:00 schrieb \"Erika\" <erika@kunde.example>:",
        "On Thu, Nov 20, 2026 at 10:00 AM Erika Muster <erika@kunde.example> wrote:",
        "On 20. Nov 2026, at 10:00, Erika <erika@kunde.example> wrote:",
        "On 11/20/26 10:00, Erika Muster wrote:",
        "On Thursday, November 20,\n2026 at 10:00:12 AM GMT+1, Erika Muster\n<erika@kunde.example> wrote:",
        "Le jeu. 20 nov. 2026 à 10:00, Erika Muster <erika@kunde.example> a écrit :",
        "El jue, 20 nov 2026 a las 10:00, Erika Muster (<erika@kunde.example>) escribió:",
        "Il giorno gio 20 nov 2026 alle ore 10:00 Erika Muster <erika@kunde.example>\nha scritto:",
        "Op do 20 nov. 2026 om 10:00 schreef Erika Muster <erika@kunde.example>:",
        "Em qui., 20 de nov. de 2026 às 10:00, Erika Muster <erika@kunde.example> escreveu:",
        "W dniu czw., 20.11.2026 o 10:00 Erika Muster <erika@kunde.example> napisał(a):",
        "Den tors 20 nov. 2026 kl 10:00 skrev Erika Muster <erika@kunde.example>:",
        "Den tor. 20. nov. 2026 kl. 10.00 skrev Erika Muster <\nerika@kunde.example>:",
        "to 20. marrask. 2026 klo 10.00 Erika Muster <erika@kunde.example> kirjoitti:",
        "čt 20. 11. 2026 v 10:00 odesílatel Erika Muster <erika@kunde.example> napsal:",
        "чт, 20 нояб. 2026 г. в 10:00, Erika Muster <erika@kunde.example>:",
        "Erika Muster <erika@kunde.example>, 20 Kas 2026 Per, 10:00 tarihinde şunu yazdı:",
        "2026年11月20日(金) 10:00 Erika Muster <erika@kunde.example>:",
        "Erika Muster <erika@kunde.example> 于2026年11月20日周五 10:00写道：",
        "2026년 11월 20일 (금) 오전 10:00, Erika Muster <erika@kunde.example>님이 작성:",
        "Vào Th 6, 20 thg 11, 2026 vào lúc 10:00 Erika Muster <erika@kunde.example> đã viết:",
    ]

    @Test("An attribution of any language ends what was written now", arguments: attributions)
    func attribution(_ line: String) {
        let split = ReplySplit(text: "Das Rad ist da, danke.\n\n\(line)\n\n> Wann kommt es?\n> Mara\n")
        #expect(split.reply == "Das Rad ist da, danke.")
        #expect(split.quoted.hasPrefix(line) && split.quoted.hasSuffix("> Mara"))
    }

    @Test("It does so with a mark of quoting before it", arguments: attributions)
    func quotedAttribution(_ line: String) {
        let marked = line.split(separator: "\n").map { "> \($0)" }.joined(separator: "\n")
        let split = ReplySplit(text: "Das Rad ist da.\n\n\(marked)\n> \n> Wann kommt es?\n")
        #expect(split.reply == "Das Rad ist da.")
    }

    @Test("An answer below the quote stands alone", arguments: attributions)
    func bottomPosting(_ line: String) {
        let split = ReplySplit(text: "\(line)\n> Wann kommt es?\n> Mara\n\nHeute um zehn.\n")
        #expect(split.reply == "Heute um zehn.")
    }

    static let headers: [String] = [
        "Von: Mara <service@laden.example>\nGesendet: Donnerstag, 20. November 2026 10:00\nAn: Erika\nBetreff: Ihr Rad",
        "*From:* Mara <service@laden.example>\n*Sent:* Thursday, 20 November 2026 10:00\n*To:* Erika\n*Subject:* Your bike",
        "________________________________\nFrom: Mara <service@laden.example>\nSent: Thursday\nTo: Erika\nSubject: Your bike",
        "-----Ursprüngliche Nachricht-----\nVon: Mara <service@laden.example>\nAn: Erika\nBetreff: Ihr Rad",
        "Gesendet: Donnerstag, 20. November 2026 um 10:00 Uhr\nVon: \"Mara\" <service@laden.example>\nAn: erika@kunde.example\nBetreff: Ihr Rad",
        "De : Mara <service@laden.example>\nEnvoyé : jeudi 20 novembre 2026 10:00\nÀ : Erika\nObjet : Votre vélo",
        "De: Mara <service@laden.example>\nEnviado el: jueves, 20 de noviembre de 2026 10:00\nPara: Erika\nAsunto: Su bici",
        "Da: Mara <service@laden.example>\nInviato: giovedì 20 novembre 2026 10:00\nA: Erika\nOggetto: Bici",
        "Van: Mara <service@laden.example>\nVerzonden: donderdag 20 november 2026 10:00\nAan: Erika\nOnderwerp: Fiets",
        "Od: Mara <service@laden.example>\nWysłano: czwartek, 20 listopada 2026 10:00\nDo: Erika\nTemat: Rower",
        "Från: Mara <service@laden.example>\nSkickat: den 20 november 2026 10:00\nTill: Erika\nÄmne: Cykeln",
        "От: Mara <service@laden.example>\nОтправлено: 20 ноября 2026 г. 10:00\nКому: Erika\nТема: Велосипед",
        "差出人: Mara <service@laden.example>\n送信日時: 2026年11月20日 10:00\n宛先: Erika\n件名: 自転車",
        "Šaltinis: Mara <service@laden.example>\nIšsiųsta kada: 2026-11-20 10:00\nKam: Erika\nTemos eilutė: Dviratis",
        "-------- Eredeti üzenet --------\nTárgy: Bicikli",
    ]

    @Test("A header block of any language does so", arguments: headers)
    func header(_ block: String) {
        let split = ReplySplit(text: "Das Rad ist da.\n\n\(block)\n\nWann kommt es?\n\nMara\n")
        #expect(split.reply == "Das Rad ist da.")
        #expect(split.quoted.hasSuffix("Wann kommt es?\n\nMara"))
    }

    static let cases: [ReplyCase] = [
        ReplyCase(
            "answers between quoted lines keep them",
            "Am 20.11.2026 um 10:00 schrieb Mara:\n> Welche Farbe?\n\nBlau.\n\n> Welche Größe?\n\nM.\n\n> Gruß\n> Mara\n",
            "> Welche Farbe?\n\nBlau.\n\n> Welche Größe?\n\nM."),
        ReplyCase(
            "a quote nobody attributed was chosen", "> Welche Farbe?\n\nBlau, bitte.\n",
            "> Welche Farbe?\n\nBlau, bitte."),
        ReplyCase(
            "words above and below one quote both stay",
            "Kurz: ja.\n\nOn 11/20/26 10:00, Mara wrote:\n> Passt Freitag?\n\nUnd danke!\n", "Kurz: ja.\n\nUnd danke!"),
        ReplyCase(
            "our own line ends it",
            "Ja, gern.\n\n##- Bitte oberhalb dieser Zeile antworten -##\nGuten Tag, passt Freitag?\n", "Ja, gern."),
        ReplyCase(
            "what was written above a mail passed on",
            "Gilt das noch?\n\n---------- Weitergeleitete Nachricht ----------\nVon: Laden <news@laden.example>\nBetreff: Angebot\n\n20 %",
            "Gilt das noch?"),
        ReplyCase(
            "a mail passed on without a word",
            "---------- Forwarded message ---------\nFrom: Shop <news@laden.example>\nDate: Thu, 20 Nov 2026\nSubject: Offer\nTo: Erika\n\n20 % off\n",
            "20 % off"),
        ReplyCase(
            "rows of a journey are no header", "Von: Kiel\nNach: Ulm\nDatum: 3.5.\n\nWas kostet das?",
            "Von: Kiel\nNach: Ulm\nDatum: 3.5.\n\nWas kostet das?"),
        ReplyCase(
            "a sentence may begin like an attribution", "On the road we saw it.\nOn Monday it was gone.",
            "On the road we saw it.\nOn Monday it was gone."),
        ReplyCase(
            "a sentence may report what somebody wrote",
            "Herr Meier schrieb mir am Montag:\nDas Rad ist fertig. Stimmt das?",
            "Herr Meier schrieb mir am Montag:\nDas Rad ist fertig. Stimmt das?"),
        ReplyCase(
            "code is left alone", "Siehe:\n```\n> kein Zitat\n--\n```\nDanke",
            "Siehe:\n```\n> kein Zitat\n--\n```\nDanke"),
        ReplyCase(
            "the writer may say when he wrote before", "am 3.4.2026 um 10:00 Uhr schrieb ich bereits:\n\nEs quietscht.",
            "am 3.4.2026 um 10:00 Uhr schrieb ich bereits:\n\nEs quietscht."),
        ReplyCase(
            "an attribution without its colon", "Passt.\n\nAm 20.11.26 um 10:00 schrieb Mara\n\n> Freitag?", "Passt."),
        ReplyCase("all of it quoted", "> Am 20.11.2026 um 10:00 schrieb Mara <m@laden.example>:\n> Wann kommt es?", ""),
        ReplyCase("nothing at all", "", ""),
        ReplyCase("line ends of all kinds", "eins\r\nzwei\rdrei\n", "eins\nzwei\ndrei"),
    ]

    @Test("Kinds of mails", arguments: cases)
    func kinds(_ item: ReplyCase) { #expect(ReplySplit(text: item.text).reply == item.reply) }

    @Test("Words before an attribution in its own line stay")
    func sameLine() {
        let split = ReplySplit(text: "Passt gut! Am 20.11.2026 um 10:00 schrieb Mara <m@laden.example>:\n> Freitag?\n")
        #expect(split.reply == "Passt gut!")
    }
}
