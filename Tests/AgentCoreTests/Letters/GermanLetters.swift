import Conversations

/// Letters of our own writing, each with what is to become of it.
let germanLetters: [Letter] = [
    Letter(
        "one question between greeting and closing", "de", .answered(["hours"]),
        """
        Sehr geehrte Damen und Herren,

        wann haben Sie am Samstag geöffnet?

        Mit freundlichen Grüßen
        Anna Petersen
        Garantieweg 3, 79098 Freiburg
        Tel. 0761 123456
        """),
    Letter(
        "three questions among background", "de", .answered(["service", "testride", "leasing"]),
        """
        Hallo zusammen,

        ich fahre seit zwanzig Jahren mit dem Rad zur Arbeit und habe jetzt beschlossen, mir etwas Neues
        zu gönnen. Meine Frau war neulich bei Ihnen und schwärmt noch immer. Was kostet bei Ihnen eine
        Inspektion für das alte Rad?

        Außerdem würde ich gern wissen, ob eine Probefahrt am Wochenende möglich ist. Unser Sohn hätte
        auch Spaß daran.

        Und noch etwas: Bieten Sie Leasing über den Arbeitgeber an?

        Viele Grüße aus Emmendingen
        Jörg Maier
        """),
    Letter(
        "eight numbered questions", "de",
        .answered(["hours", "shipping", "service", "returns", "warranty", "payment", "testride", "parking"]),
        """
        Guten Tag Frau Lorenz,

        bitte beantworten Sie mir folgende Fragen:
        1. Wann haben Sie geöffnet?
        2. Was kostet der Versand?
        3. Was umfasst die Inspektion?
        4. Wie lange kann ich etwas zurückgeben?
        5. Wie lange gilt die Garantie?
        6. Kann ich mit PayPal bezahlen?
        7. Brauche ich für eine Probefahrt einen Termin?
        8. Wo kann ich parken?

        Vielen Dank im Voraus!
        Beste Grüße
        Dr. Petra Sommer
        """),
    Letter(
        "a list of points without question marks", "de", .answered(["hours", "shipping", "warranty"]),
        """
        Liebes Team,
        ich hätte gern Informationen zu:
        - Öffnungszeiten
        - Versandkosten ins Ausland
        - Garantie
        LG Tom
        """),
    Letter(
        "numbers within one line", "de", .answered(["hours", "payment"]),
        "Hallo, zwei Fragen: 1. Wann habt ihr offen 2. Welche Zahlungsarten gibt es? Gruß Peter"),
    Letter(
        "one answer is known, one is not", "de",
        .passedOn(.lowConfidence, said: ["shipping"]),
        """
        Moin,
        liefert ihr nach Österreich, also macht ihr Versand dorthin? Und verkauft ihr auch Einräder?
        VG
        Kai
        """),
    Letter(
        "nothing is known", "de", .passedOn(.lowConfidence),
        "Guten Tag,\nführen Sie Trapezschrauben in Rosa?\nMit freundlichem Gruß\nE. Brandt"),
    Letter(
        "two articles are close", "de", .passedOn(.lowConfidence, draft: ["shipping"]),
        "Hallo,\nwie ist das mit Lieferung und Rückgabe?\nLG Uli"),
    Letter(
        "a complaint with danger", "de", .passedOn(.safety, draft: ["warranty"]),
        """
        Sehr geehrter Herr Nordmann,
        gestern ist mir während der Fahrt der Lenker gebrochen, ich bin gestürzt und habe mich am Knie verletzt.
        Das Rad ist ein halbes Jahr alt. Greift hier die Garantie?
        Mit freundlichen Grüßen
        Klaus Wendt
        """),
    Letter(
        "a lawyer is threatened", "de", .passedOn(.legalThreat),
        "Betreff: Letzte Mahnung\n\nWenn bis Freitag nichts passiert, übergebe ich die Sache meinem Anwalt.\nH. Krause"),
    Letter(
        "a person is wanted", "de", .passedOn(.wantsHuman, draft: ["leasing"]),
        "Hallo,\nich möchte gern mit einem Mitarbeiter sprechen. Was kostet Leasing?\nDanke\nLena"),
    Letter(
        "thanks alone", "de", .silent,
        "Liebe Frau Lorenz,\n\nvielen Dank für die schnelle Antwort, das hat mir sehr geholfen.\n\nSchönes Wochenende!\nAnna"
    ),
    Letter("the matter is closed", "de", .silent, "Hallo,\nhat sich erledigt, danke!\nGruß\nBernd"),
    Letter("ok alone", "de", .silent, "Ok, danke.\n\nVon meinem iPhone gesendet"),
    Letter(
        "a thankful announcement", "de", .silent, "Super, vielen Dank! Dann komme ich morgen vorbei.\nViele Grüße, Ina"),
    Letter("a reply's subject asks nothing", "de", .silent, "Betreff: Re: Öffnungszeiten?\n\nDanke!"),
    Letter("a farewell", "de", .silent, "Auf Wiedersehen und schönen Feierabend!"),
    Letter(
        "thanks with a question", "de", .answered(["parking"]),
        "Hallo Mara,\nvielen Dank für die Auskunft! Wo kann ich denn bei euch parken?\nLG\nSusi"),
    Letter(
        "thanks with a complaint", "de", .passedOn(.lowConfidence),
        "Danke für Ihre Mail. Die Klingel ist aber noch nicht angekommen.\nMfG Ralf"),
    Letter(
        "an order's number and where it is", "de",
        .passedOn(.lowConfidence, said: ["tracking"]),
        "Guten Tag,\nwo bleibt meine Bestellung NR-20418?\nViele Grüße\nOlaf Stein"),
    Letter("an order's number alone", "de", .passedOn(.lowConfidence), "Meine Nummer ist NR-20418.\nGruß Olaf"),
    Letter(
        "something shall be done", "de", .passedOn(.lowConfidence, said: ["hours"]),
        """
        Hallo,
        bitte ändern Sie meine Adresse auf Ahornallee 7.
        Und wann habt ihr diese Woche geöffnet?
        Danke und viele Grüße
        Ines
        """),
    Letter(
        "a question that points at what was told", "de", .answered(["battery"]),
        "Hallo,\nmein Akku wird nicht mehr voll. Was kann ich da tun?\nGrüße\nFritz"),
    Letter("the question stands in the subject", "de", .answered(["hours"]), "Betreff: Öffnungszeiten?\n\n"),
    Letter(
        "the subject says what the question is about", "de", .answered(["service"]),
        "Betreff: Inspektion\n\nHallo,\nwas kostet das?\nLG Jo"),
    Letter(
        "the subject's question is the body's", "de", .answered(["hours"]),
        "Betreff: Wann geöffnet?\n\nGuten Tag,\nwann haben Sie am 24. Dezember geöffnet?\nGruß A. Roth"),
    Letter(
        "a withdrawal from a purchase", "de", .passedOn(.lowConfidence, said: ["returns"]),
        """
        Sehr geehrte Damen und Herren,
        hiermit widerrufe ich meinen Kauf und erkläre die Rückgabe des Helms.
        Hochachtungsvoll
        E. Kern
        """),
    Letter(
        "a question takes up what shall be done", "de", .answered(["returns"]),
        "Guten Tag,\nich möchte mein Rad zurückgeben. Was muss ich tun?\nViele Grüße\nTim"),
    Letter(
        "what is told and asks nothing", "de", .passedOn(.lowConfidence, said: ["shipping"]),
        "Guten Tag,\ndie Lieferung ist heute gekommen, der Karton war aufgerissen.\nMfG Sven"),
    Letter("a topic alone", "de", .answered(["warranty"]), "Hallo,\nGarantie auf Rahmen\nDanke, Ole"),
    Letter(
        "questions joined behind an inquiry", "de", .answered(["service", "testride", "parking"]),
        """
        Leider habe ich vergessen zu fragen: was kostet eine Inspektion, ist eine Probefahrt frei und wo kann man parken?
        Schöne Grüße
        Nina
        """),
    Letter(
        "a question that says sie for what was named", "de", .answered(["service", "parking"]),
        """
        Ich war lange nicht bei Ihnen, die Garantie ist wohl vorbei. Jetzt steht die Inspektion an. Was kostet sie? Und
        wo kann man parken?
        """),
    Letter("nothing at all", "de", .passedOn(.lowConfidence), ""),
    Letter(
        "a signature alone", "de", .passedOn(.lowConfidence), "--\nMax Muster\nMuster GmbH\nTel. 0761 998877"),
    Letter(
        "passed on with no word of one's own", "de", .passedOn(.lowConfidence, draft: ["shipping"]),
        """
        Betreff: WG: Anfrage

        ---------- Weitergeleitete Nachricht ----------
        Von: Eva <eva@example.org>
        Gesendet: Montag, 2. November 2026
        An: max@example.org
        Betreff: Anfrage

        Was kostet der Versand nach Wien?
        """),
    Letter(
        "an earlier mail that was not cut off", "de", .silent,
        """
        Vielen Dank!

        -----Ursprüngliche Nachricht-----
        Von: Nordlicht Räder
        Gesendet: Montag, 2. November 2026
        An: Ina
        Betreff: Re: Frage

        Wann möchten Sie die Inspektion? Ist Ihr Akku dabei?
        """),
    Letter(
        "umlauts read wrongly", "de", .answered(["hours"]),
        "Hallo,\nwie sind Ihre Ã–ffnungszeiten fÃ¼r Samstag?\nGrÃ¼ÃŸe JÃ¶rg"),
    Letter(
        "umlauts lost", "de", .answered(["returns"]),
        "Guten Tag, k?nnen wir den Helm zur\u{FFFD}ckgeben? Gr\u{FFFD}\u{FFFD}e Ute"),
    Letter(
        "a postscript asks", "de", .answered(["parking"]),
        "Danke für alles!\n\nViele Grüße\nTim\n\nPS: Wo kann ich parken?"),
    Letter("whether it is a bot", "de", .told, "Hallo, sind Sie ein Mensch oder eine KI? Gruß Eva"),
    Letter("praise", "de", .silent, "Sehr guter Service, weiter so!\nFreundliche Grüße\nW. Lang"),
]
