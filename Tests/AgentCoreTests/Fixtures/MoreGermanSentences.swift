/// A second set, written after the patterns, to see what they do with sentences they were not made for.
enum MoreGermanSentences {
    static let text = """
        W | Kann ich das bitte mit jemandem bei Ihnen am Telefon durchgehen?
        W | Ich würde mich freuen, wenn mich ein Kollege kontaktiert.
        W | Bitte einen Mitarbeiter in den Chat holen.
        W | So, jetzt mal bitte jemand Echtes.
        W | Ich will keinen Computer, ich will einen Menschen.
        W | Wer kann mir da persönlich weiterhelfen?
        W | Gebt das bitte an euren Chef weiter.
        W | Ich brauche dringend einen Ansprechpartner.
        W | Kann mich mal einer von euch anrufen?
        W | Sagen Sie Ihrem Vorgesetzten, er soll mich anrufen.
        W | Ihr Bot ist überfordert, bitte einen Mitarbeiter.
        W | Haben Sie auch Menschen, die antworten?
        W | Verbinden!
        W | Mit wem kann ich darüber reden?
        W | Darf ich einen Rückruftermin ausmachen?
        W | könnte ich mit der zuständigen person sprechen
        W | ich hätt gern an mitarbeiter
        W | bidde an menschen
        N | Arbeitet Frau Lenz noch bei euch?
        N | Wie erreiche ich euch mit der Straßenbahn?
        N | Kann ich telefonisch bestellen?
        N | Ein Freund hat mir den Laden empfohlen.
        N | Wir sind zu viert, habt ihr so viele Leihräder?
        N | Ist das Gespräch zur Ergonomie kostenlos?
        N | Wer liefert bei euch aus, DHL oder DPD?
        N | Die Dame am Empfang meinte, ich bekomme zehn Prozent.
        N | Kann ich die Bestellung auf einen anderen Namen ändern?
        N | Schickt ihr eine Mail, sobald der Mechaniker fertig ist?
        A | Das ist doch der letzte Saftladen hier!
        A | Wollen Sie mich auf den Arm nehmen? 60 Euro Versand?
        A | Ich bin mächtig angefressen.
        D | Ich bin total verzweifelt und weiß nicht, wie ich die Miete zahlen soll.
        D | Mir kommen die Tränen, wenn ich an das Rad denke.
        L | Das hat ein juristisches Nachspiel.
        L | Ich schalte jetzt einen Anwalt ein.
        S | Das Vorderrad ist mir beim Fahren rausgesprungen, ich bin aufs Gesicht gefallen.
        S | Aus dem Ladegerät kam eine Stichflamme.
        """
}
