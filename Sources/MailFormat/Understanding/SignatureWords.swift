/// Single words of signatures, lower case.
enum SignatureWords {
    static let sent: Set<String> = [
        "sent", "gesendet", "geschickt", "verschickt", "versendet", "geschrieben", "envoyé", "envoye", "expédié",
        "enviado", "enviada", "enviat", "inviato", "inviata", "spedito", "verzonden", "verstuurd", "skickat",
        "skickades",
        "sendt", "lähetetty", "wysłano", "wysłane", "odesláno", "odoslané", "poslano", "отправлено", "надіслано",
        "відправлено", "gönderildi", "gönderilmiştir", "küldve", "trimis", "trimise", "στάλθηκε", "נשלח", "أرسلت",
        "diperkirim", "dikirim", "išsiųsta", "saadetud", "nosūtīts", "sendte",
    ]
    static let sentInside = Phrases(["送信", "发自", "發自", "傳送", "发送", "보냄", "보낸", "được gửi", "から送"])
    /// Devices where words are not set apart by spaces.
    static let devicesInside = Phrases(["iphone", "ipad", "android", "手机", "手機", "スマート", "携帯", "갤럭시", "아이폰"])
    static let from: Set<String> = [
        "from", "via", "with", "using", "von", "vom", "mit", "depuis", "de", "da", "dal", "desde", "do", "van", "vanaf",
        "met", "från", "fra", "med", "z", "ze", "от", "с", "з", "із", "iz",
    ]
    static let my: Set<String> = [
        "my", "meinem", "meiner", "mein", "mon", "ma", "mio", "mia", "mi", "meu", "minha", "mijn", "min", "mojego",
        "mojej", "mého", "môjho", "моего", "моей", "мого", "moj", "mojega", "el meu", "puhelimestani",
    ]
    static let devices: Set<String> = programs.union([
        "iphone", "ipad", "ipod", "iphonestani", "iphone'umdan", "android", "android-gerät", "android-mobiltelefon",
        "android-handy", "samsung", "galaxy", "blackberry", "nokia", "huawei", "xiaomi", "redmi", "oneplus", "pixel",
        "htc",
        "sony", "xperia", "motorola", "moto", "lg", "alcatel", "windows", "mobile", "mobil", "mobiltelefon",
        "mobilgerät",
        "handy", "smartphone", "smartphonem", "tablet", "telefon", "telefoon", "teléfono", "téléphone", "telefono",
        "celular",
        "móvil", "móbil", "cellulare", "phone", "mobiele", "gsm", "телефона", "айфона", "смартфона", "puhelin", "cell",
        "device", "iphonesta", "iphone‑ről", "ipadilta", "iphoneról", "watch",
    ])
    /// Programs that put their name below mails.
    static let programs: Set<String> = [
        "outlook", "gmail", "mail", "yahoo", "airmail", "mailbox", "spark", "k-9", "thunderbird", "aquamail",
        "bluemail",
        "mailbird", "superhuman", "polymail", "proton", "protonmail", "tutanota", "fairemail", "aol", "acompli",
        "web.de",
        "gmx", "t-online", "mailspring", "newton", "boxer", "roundcube", "icloud", "nine", "hey", "libero", "zoho",
    ]
    static let get: Set<String> = [
        "get", "download", "obtenir", "obtenez", "téléchargez", "télécharger", "obtener", "obtén", "obtenga", "ottieni",
        "scarica", "laden", "hole", "holen", "hol", "descargar", "obter", "obtenha", "hämta", "hent", "hanki",
        "pobierz", "získejte", "скачать", "скачайте", "outlook",
    ]

    /// How letters end; a name follows.
    static let closings = Phrases([
        "mit freundlichem gru", "mit freundlichen gr", "mit besten gr", "mit herzlichen gr", "mit lieben gr",
        "mit vielen gr",
        "freundliche gr", "viele gr", "beste gr", "liebe gr", "herzliche gr", "schöne gr", "mfg", "m.f.g", "lg,", "vg,",
        "lg ",
        "hochachtungsvoll", "gruß", "gruss", "grüße", "grüsse", "best regards", "kind regards", "warm regards",
        "regards",
        "best wishes", "with best", "with kind", "kindest regards", "many thanks", "sincerely", "yours", "cheers",
        "cordialement", "bien cordialement", "bien à vous", "cordiali saluti", "distinti saluti", "saludos",
        "un saludo",
        "atentamente", "atenciosamente", "met vriendelijke gr", "med vänliga", "vänliga hälsningar",
        "med venlig hilsen",
        "med vennlig hilsen", "ystävällisin", "pozdrawiam", "z poważaniem", "s pozdravem", "с уважением", "з повагою",
        "saygılar", "üdvözlettel",
    ])

    /// Two of these in one paragraph make it a lawyer's.
    static let disclaimer = Phrases([
        "confidential", "privileged", "intended recipient", "intended solely", "disclos", "received this",
        "vertraulich",
        "rechtlich geschützt", "nicht der richtige adressat", "nicht der beabsichtigte", "irrtümlich", "unbefugt",
        "unerlaubte", "confidentiel", "destinataire", "confidencial", "destinatario", "riservat", "vertrouwelijk",
    ])
    /// Two of these in one line are what German and English law ask of letters.
    static let imprint = Phrases([
        "amtsgericht", "handelsregister", "hrb", "geschäftsführer", "ust-id", "ust.-id", "registergericht", "sitz der",
        "aufsichtsrat", "registered in england", "company number", "registered office", "vat no",
    ])
}
