/// German sentences of our own: what customers of a shop write, with what they mean.
///
/// `W` wants a human, `A` anger, `D` distress, `L` legal threat, `S` danger, `N` none of these.
enum GermanSentences {
    static let text = """
        W | Ich hätte gern jemanden aus Fleisch und Blut am Apparat.
        W | Könnten Sie mich zu einem Kollegen durchstellen?
        W | Gibt es die Möglichkeit, mit einer Mitarbeiterin zu telefonieren?
        W | Bitte leiten Sie meine Frage an die Buchhaltung weiter.
        W | Ich möchte gerne persönlich beraten werden, am besten am Telefon.
        W | Wäre jemand so nett, mich kurz zurückzurufen?
        W | Würden Sie das bitte an den zuständigen Kollegen geben?
        W | Darf ich bitte mit dem Filialleiter sprechen?
        W | Wenn es keine Umstände macht, würde ich lieber mit einem echten Menschen schreiben.
        W | Ich bitte um einen Rückruf unter 0721 555012.
        W | Mitarbeiterin bitte
        W | Kundenservice
        W | menschlicher Ansprechpartner
        W | bitte verbinden
        W | Operator
        W | Rückruf bitte
        W | echter Mensch
        W | Support-Mitarbeiter!
        WA | Ich hab die Faxen dicke mit diesem Chatbot, gebt mir endlich einen Menschen!
        WA | Das ist doch lächerlich, ich will sofort Ihren Vorgesetzten sprechen!
        WA | Wie oft noch?! MENSCH! BITTE! JETZT!
        WA | Hören Sie auf mit dem Blabla und verbinden Sie mich mit jemandem, der Ahnung hat.
        W | Euer Roboter versteht mich nicht, gibt es da niemanden sonst?
        W | Diese Maschine bringt mir nichts, ich brauche einen Mitarbeiter.
        W | Ist bei Ihnen irgendwer erreichbar, der mir das erklären kann?
        W | Kann da nicht mal ein Kollege von Ihnen draufschauen?
        W | Mit so einer Blechbüchse diskutiere ich nicht, holen Sie einen Kollegen dazu.
        W | Am liebsten würde ich das am Telefon mit jemandem besprechen.
        W | Ich komme hier nicht weiter, bitte übergeben Sie an einen Menschen.
        W | Wer ist denn bei Ihnen mein Ansprechpartner? Ich würde ihn gern sprechen.
        W | Können wir telefonieren?
        W | Ich möchte, dass sich ein Techniker bei mir meldet.
        W | Meine Mutter ist 80 und braucht jemanden, der mit ihr redet, nicht so einen Automaten.
        W | Rufen Sie bitte morgen Vormittag bei mir an.
        W | Können Sie mich mit der Werkstatt verbinden?
        W | Mir wäre ein Gespräch mit einem Fachmann lieber.
        W | Da muss ein Mensch ran.
        W | Ich hätte das gern von einem Mitarbeiter bestätigt.
        W | Geben Sie mir mal einen von Ihren Kollegen.
        W | Wie komme ich hier zu einem echten Mitarbeiter durch?
        W | Gibt's hier auch einen normalen Menschen zum Reden?
        W | I wui mit am Menschn redn, ned mit am Computer.
        W | Kennts mi bitte mit an Mitarbeiter verbinden?
        W | Kann mi bitte wer zruckrufn?
        W | Ick möcht ma mit eenem Mitarbeiter quatschen, wa.
        W | Cha mer öpper vo eu aalüte?
        W | Ich däd gern mit jemandem schwätza, der sich auskennt.
        W | Kunn ik mal mit'n Minschen snacken?
        W | Isch will mit nem Mensche babbele, net mit ner Maschin.
        W | ich will mit nem mitarbeter redn
        W | bitte verbindn sie mich mit kundendinst
        W | möchte mit mensvhen sprechen
        W | könen sie mich zurük rufen
        W | brauche hilfe von echtem mitarbeiterr
        W | Könnt ihr mich bitte connecten mit einem real human?
        W | Please einen Mitarbeiter, kein Bot
        W | Kann ich mit somebody vom Team talken?
        W | äh ja hallo ich hätte da gerne mal jemanden gesprochen also einen Mitarbeiter
        W | also ich möchte ähm verbunden werden mit der äh Reklamation
        W | Ja, ein Mensch wäre gut.
        W | Ja bitte, holen Sie jemanden dazu.
        W | Gern, dann soll mich jemand anrufen.
        W | Nein, ich möchte lieber mit jemandem sprechen.
        W | Das reicht mir nicht als Antwort, ich möchte mit einem Berater reden.
        W | Lassen Sie mich bitte mit Frau Krämer reden.
        W | Wie erreiche ich einen Menschen bei euch?
        W | Unter welcher Nummer kann ich mit jemandem sprechen?
        W | Ich spreche nicht mit Robotern.
        W | Kein Bot bitte, ich will einen Menschen.
        W | Bitte keine automatischen Antworten mehr, ich will mit einer Person sprechen.
        W | Kann ein Mitarbeiter das bitte übernehmen?
        W | Ich warte auf einen echten Mitarbeiter.
        W | Schicken Sie mir bitte jemanden vom Team in den Chat.
        W | Ich möchte mich persönlich an Ihren Chef wenden.
        N | Hat der Mechaniker heute Urlaub?
        N | Wie viele Leute arbeiten bei euch?
        N | Danke, einen Mitarbeiter brauche ich dafür nicht.
        N | Bitte keinen Anruf, eine Mail genügt mir.
        N | Sie brauchen mich nicht zurückzurufen.
        N | Ich möchte nicht mit jemandem telefonieren, antworten Sie bitte schriftlich.
        N | Ruft ihr an, wenn mein Rad fertig ist?
        N | Spreche ich gerade mit einem Menschen?
        N | Ist da ein Bot dran oder ein echter Mensch?
        N | Bist du ein Roboter?
        N | Welcher Mitarbeiter hat mir gestern das Angebot gemacht?
        N | Ihr Kollege Tim hat mich super beraten.
        N | Ich habe gestern mit einer Kollegin gesprochen, die Kette sollte schon bestellt sein.
        N | Darf eine andere Person meine Bestellung abholen?
        N | Wie verbinde ich mein Handy mit dem Display?
        N | Die Verbindung zur App bricht ständig ab.
        N | Gibt es bei euch Personalrabatt?
        N | Ich will mich als Mechaniker bewerben, wohin schicke ich die Unterlagen?
        N | Bildet ihr auch Lehrlinge aus?
        N | Trägt das Lastenrad zwei Personen?
        N | Wie ist die Telefonnummer der Werkstatt?
        N | Wann ist die Hotline erreichbar?
        N | Ist der Chef am Montag im Laden?
        N | Kann mein Mann das Rad für mich holen?
        N | Hat schon jemand mein Paket angenommen?
        N | Ruft der Lieferdienst vorher an?
        N | Kann ich ohne Berater einfach so im Laden stöbern?
        N | Gibt es einen Rückruf für den Kindersitz Modell Lumo?
        N | Spricht bei euch jemand Englisch?
        N | Wer hat mein Rad repariert?
        N | Was machen Ihre Berater eigentlich bei der Ergonomieberatung?
        N | Nein, ein Mensch ist nicht nötig.
        N | Menschenmengen mag ich nicht, wann ist bei euch wenig los?
        N | Eure Mitarbeiter sind echt klasse!
        N | Der Verkäufer meinte, das Licht sei zugelassen. Stimmt das?
        N | Wie lange dauert die Inspektion?
        N | Kann ich den Termin auf nächste Woche schieben?
        N | Passt der Sattel auf jede Stütze?
        N | Habt ihr am 24. Dezember auf?
        N | Was kostet der Versand nach Luxemburg?
        N | Ich suche ein Rad für meine Tochter, sie ist sieben.
        N | Gibt es das Regenverdeck noch einzeln?
        N | Ist der Akku abschließbar?
        N | Kann ich die Rechnung auf die Firma ausstellen lassen?
        N | Die Lieferung ist gut angekommen, danke!
        N | Wie stelle ich die Schaltung ein?
        N | Mein Gutschein läuft Ende des Monats ab, kann ich ihn verlängern?
        N | Wo finde ich die Rahmennummer?
        N | Und am Feiertag?
        N | Alles klar, danke!
        N | Guten Abend
        N | Ich melde mich später noch mal.
        N | Tschüss und schönes Wochenende
        N | NR-31877
        N | Der Reifendruck fällt jede Woche ein bisschen, ist das normal?
        N | Leider ist die Tasche etwas kleiner als gedacht.
        N | Die Bremse quietscht leicht, kann ich da selbst etwas tun?
        N | Was mache ich, wenn die Bremse mal nachlässt?
        N | Wie lösche ich einen Akkubrand?
        N | Welche Versicherung zahlt bei einem Unfall mit dem Leihrad?
        N | Habt ihr einen Helm, der bei Stürzen gut schützt?
        N | Meine Anwältin fährt auch eins von euren Rädern, tolle Werbung!
        N | Ist ein Kaufvertrag beim Gebrauchtrad dabei?
        N | Wie lange habe ich Garantie auf den Rahmen?
        N | Welche Frist gilt für den Widerruf?
        N | Ich freue mich wahnsinnig auf das Rad!
        N | Das ist ja der Wahnsinn, so schnell geliefert!
        N | Ich habe Angst, dass der Rahmen zu groß ist. Gibt es ihn in S?
        N | Der Berg macht mich fertig, hilft ein größeres Ritzel?
        N | Der Akku ist leer, wie lange lädt er?
        N | Der alte Akku ist tot, was kostet ein neuer?
        N | Ist das Feuerrot matt oder glänzend?
        N | Habt ihr Rauchmelder oder feuerfeste Taschen für Akkus?
        N | Meine Oma ist 84 und möchte ein Dreirad.
        N | Ich bin etwas unsicher bei der Größe.
        N | Entschuldigung, ich war vorhin etwas unfreundlich.
        N | Ich will mich nicht beschweren, nur fragen, wann es weitergeht.
        A | Eine Unverschämtheit, wie man hier behandelt wird!
        A | Ich habe so die Nase voll von euren Vertröstungen.
        A | Wollt ihr mich eigentlich für dumm verkaufen?
        A | Seit vier Wochen nur Ausreden, mir platzt gleich der Kragen.
        A | Das ist ja wohl der Gipfel!
        A | Der größte Schrott, den ich je gekauft habe.
        A | Ich bin so was von wütend auf euch.
        A | Bei euch kauf ich garantiert nie mehr was.
        A | So einen miesen Service habe ich noch nirgends erlebt.
        A | Geht's eigentlich noch?! 80 Euro für nichts!
        A | Könnt ihr eigentlich irgendwas richtig machen?
        A | Das ist die reinste Verarsche.
        A | Super, wieder die falsche Farbe. Herzlichen Glückwunsch.
        A | Ich lasse mich doch nicht veräppeln.
        A | Ihr seid ein Haufen Stümper.
        A | Langsam reicht's mir wirklich mit euch!
        A | Ich fasse es nicht, schon wieder abgesagt.
        A | Zum vierten Mal schreibe ich euch jetzt wegen derselben Sache.
        A | Sie haben mich angelogen.
        A | Schämen Sie sich, alten Leuten so etwas anzudrehen!
        D | Ich weiß einfach nicht mehr, was ich tun soll.
        D | Meine Frau ist vor drei Wochen verstorben, und ich finde mich nicht zurecht.
        D | Ich sitze seit Stunden hier und weine.
        D | Mir wächst alles über den Kopf, ich schaffe das nicht mehr.
        D | Ich habe panische Angst, wieder aufs Rad zu steigen.
        D | Das war unser letztes Geld für diesen Monat.
        D | Ich bin mit den Nerven am Ende.
        D | Ohne das Rad verliere ich meine Arbeit, bitte helfen Sie mir.
        D | Es war das letzte Geschenk von meinem Vater, bevor er starb.
        D | Ich fühle mich völlig hilflos.
        D | Seit dem Sturz habe ich Albträume und traue mich nicht mehr raus.
        D | Bitte, ich flehe Sie an, helfen Sie mir.
        L | Ich übergebe die Sache jetzt meinem Rechtsanwalt.
        L | Wenn bis Montag kein Geld da ist, erstatte ich Strafanzeige.
        L | Dann sehen wir uns eben vor dem Landgericht.
        L | Ich werde mich an die Verbraucherzentrale wenden.
        L | Nächste Woche bekommen Sie Post von meiner Anwältin.
        L | Ich behalte mir vor, Sie zu verklagen.
        L | Das ist ein Verstoß gegen die DSGVO und wird gemeldet.
        L | Ich verlange Schadensersatz, sonst gehe ich vor Gericht.
        L | Letzte Frist: 30. November, danach geht das an den Anwalt.
        L | Ich ziehe gegen Sie vor Gericht.
        L | Meine Rechtsschutzversicherung hat schon grünes Licht gegeben.
        L | Ich gehe damit zur Polizei und zeige Sie an.
        S | Mir ist beim Bergabfahren die Vorderbremse ausgefallen.
        S | Der Akku qualmt und stinkt fürchterlich.
        S | Mein Sohn ist gestürzt, weil das Pedal abgebrochen ist.
        S | Die Sattelstütze ist durchgebrochen und hat mir das Bein aufgerissen.
        S | Das Ladegerät hat Funken geschlagen.
        S | Der Motor beschleunigt von allein, ich kann kaum bremsen.
        S | Ich liege mit gebrochenem Arm im Krankenhaus, das Vorderrad ist blockiert.
        S | Beim Laden hat der Akku Feuer gefangen.
        S | Meine Tochter hat sich die Hand in der Kette eingeklemmt.
        S | Der Lenker ist während der Fahrt abgebrochen.
        S | Ich habe einen Stromschlag vom Ladegerät bekommen.
        S | Der Akku ist aufgebläht und zischt.
        SD | Ich will nicht mehr leben.
        SD | Ich denke daran, mir das Leben zu nehmen.
        """
}
