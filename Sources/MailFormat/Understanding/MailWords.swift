/// Single words by which mail programs of many languages are known. Lower case; shape decides with them.
enum MailWords {
    /// "wrote", as attribution lines have it.
    static let wrote: Set<String> = [
        "wrote", "writes", "schrieb", "schrieben", "geschrieben", "écrit", "ecrit", "escribió", "escribio", "escrito",
        "escreveu", "scritto", "scrive", "schreef", "geschreven", "skrev", "kirjoitti", "napisał", "napisała",
        "napisal",
        "napisano", "pisze", "napsal", "napsala", "napísal", "napísala", "írta", "scris", "написал", "написала",
        "написав", "писал", "пишет", "пише", "έγραψε", "yazdı", "yazdi", "viết", "menulis", "rašė", "rakstīja",
        "kirjutas", "napisao", "napisala", "escrigué", "skrifaði", "כתב", "כתבה", "كتب", "kirjoittanut",
    ]
    /// The same where words are not set apart by spaces.
    static let wroteInside = Phrases(["写道", "寫道", "书写", "のメール", "書きました", "さんは", "작성", "썼습니다"])

    /// The writer speaks of himself.
    static let ownVoice = Phrases([
        " ich ", " wir ", " mir ", " uns ", " ihnen ", " i wrote", " i have ", " we wrote", " me ", " us ", "j'ai ",
        " he escrito", " ho scritto",
    ])

    /// First words of attribution lines: "on", weekdays written out.
    static let attributionStarts: Set<String> = [
        "on", "am", "le", "el", "il", "op", "den", "em", "dnia", "dne", "dňa", "dana", "in", "à", "på", "pe", "la",
        "vào", "pada", "w", "a", "the", "data", "στις", "tarihinde", "ngày",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ]

    /// What labels of a quoted header say. Spelt as clients spell them, without the colon.
    enum Label { case from, date, to, copy, subject, other }

    static let labels: [String: Label] = {
        var labels: [String: Label] = [:]
        for (label, words) in labelWords {
            for word in words { labels[word] = label }
        }
        return labels
    }()

    private static let labelWords: [(Label, [String])] = [
        (
            .from,
            [
                "from", "von", "absender", "de", "expéditeur", "da", "mittente", "remitente", "van", "afzender", "od",
                "från", "fra", "avsender", "afsender", "lähettäjä", "от", "від", "отправитель", "kimden", "gönderen",
                "发件人", "寄件者", "寄件人", "差出人", "送信者", "보낸 사람", "보낸사람", "feladó", "from/von", "από", "từ", "odesílatel",
                "odosielateľ", "dari", "de la", "от кого", "nga", "no", "saatja", "nuo", "מאת", "من",
            ]
        ),
        (
            .date,
            [
                "sent", "date", "gesendet", "gesendet am", "datum", "envoyé", "envoyé le", "date d'envoi", "message du",
                "inviato", "data", "enviado", "enviado el", "enviada em", "enviado em", "enviada", "fecha", "verzonden",
                "wysłano", "wysłane", "odesláno", "odoslané", "skickat", "sendt", "dato", "lähetetty", "päivämäärä",
                "päiväys", "отправлено", "дата", "надіслано", "gönderme tarihi", "gönderildi", "tarih", "发送时间", "日期",
                "寄件日期", "傳送時間", "送信日時", "日時", "보낸 날짜", "날짜", "elküldve", "dátum", "trimis", "poslano", "ngày",
                "đã gửi", "στάλθηκε", "ημερομηνία", "дата отправки", "נשלח", "תאריך",
            ]
        ),
        (
            .to,
            [
                "to", "an", "empfänger", "à", "a", "destinataire", "para", "destinatario", "aan", "do", "till", "til",
                "vastaanottaja", "komu", "кому", "до", "kime", "alıcı", "收件人", "收件者", "宛先", "받는 사람", "받는사람",
                "címzett", "către", "za", "tới", "đến", "προς", "pre", "kepada", "אל", "إلى",
            ]
        ),
        (
            .copy,
            [
                "cc", "bcc", "kopie", "kopie (cc)", "copie à", "copie", "cci", "kopia", "kopi", "dw", "udw", "копия",
                "копія", "抄送", "副本", "참조", "másolat", "kopio", "bilgi", "cc an", "con copia", "kopie an",
            ]
        ),
        (
            .subject,
            [
                "subject", "betreff", "objet", "oggetto", "asunto", "assunto", "onderwerp", "temat", "předmět",
                "predmet",
                "ämne", "emne", "aihe", "тема", "konu", "主题", "主旨", "件名", "제목", "tárgy", "subiect", "chủ đề", "θέμα",
                "subjek", "נושא", "الموضوع", "zadeva", "teema", "tema",
            ]
        ),
        (
            .other,
            [
                "reply-to", "reply to", "antwort an", "risposta", "rispondi a", "répondre à", "responder a",
                "antwoord aan",
                "svar till", "svar til", "importance", "wichtigkeit", "priority", "priorität", "priorité",
                "attachments",
                "anlagen", "anhänge", "pièces jointes", "allegati", "organization", "organisation", "mailing list",
                "message-id", "resent-from", "list", "newsgroups", "sensitivity", "vertraulichkeit", "odpowiedź do",
            ]
        ),
    ]

    /// Parts of words within a separator of an answer: `-----Original Message-----`.
    static let original = Phrases([
        "original", "origine", "ursprünglich", "oorspronkelijk", "oprindelig", "opprinnelig", "ursprungl", "alkuperä",
        "oryginaln", "pierwotn", "původní", "pôvodná", "исходн", "оригинал", "первоначальн", "початков", "eredeti",
        "orijinal", "özgün", "αρχικό", "原始", "原邮件", "元の", "オリジナル", "원본", "gốc", "izvorn", "mesaj original",
        "reply message", "antwortnachricht", "initial message",
    ])
    /// The same for mails passed on.
    static let forwarded = Phrases([
        "forwarded", "weitergeleitet", "weiterleitung", "transféré", "transfere", "reenviad", "encaminhad", "inoltrat",
        "doorgestuurd", "vidarebefordra", "videresend", "välitetty", "edelleen lähetetty", "przekazan", "przesłan",
        "přeposlan", "переслан", "переадресов", "továbbított", "iletil", "转发", "轉寄", "転送", "전달", "preposlan",
        "retransmis", "redirigé", "réexpédié",
    ])
    /// First words of a line that alone announces a mail passed on, with a colon after it.
    static let forwardOpenings = Phrases([
        "begin forwarded message", "anfang der weitergeleiteten", "début du message", "inicio del mensaje",
        "inizio messaggio inoltrato", "begin doorgestuurd bericht", "início da mensagem", "vidarebefordrat brev",
        "start på videresendt", "videresendt melding", "początek przekazywanej", "začátek přeposílané",
        "начало переадресованного", "начало пересылаемого", "转发的邮件", "下記は転送", "以下は転送", "iletilen ileti",
        "välitetty viesti alkaa", "továbbított levél",
    ])
}
