/// Data protection, payment trouble, insults, complaints.
enum OtherRiskPatterns {
    static let text = """
        privacy 100 | lösch*|delete|erase|remove|entfernen|vergessen ~4 alle|meine|all|my|personal|sämtliche|personenbezogen* ~2 daten|data|information|konto|account|kundenkonto|infos|angaben
        privacy 100 | daten|data|konto|account|kundenkonto ~4 löschen|gelöscht|deleted|erased|löschung|deletion|erasure|removed
        privacy 100 | right|recht ~2 to|auf|of ~2 erasure|forgotten|löschung|vergessen*|auskunft|access|vergessenwerden
        privacy 100 | auskunft ~4 daten|dsgvo|gespeichert|artikel|gespeicherten
        privacy 100 | datenauskunft|selbstauskunft|auskunftsersuchen|datenleck|datenpanne
        privacy 100 | subject access|request ~1 request
        privacy 100 | what|which|welche|all|copy|kopie ~5 data|daten|information ~6 about|store|stored|hold|über|gespeichert|speichert|saved|on ~1 me|mich|mir|us|uns|myself
        privacy 100 | dsgvo|gdpr ~4 auskunft|request|anfrage|löschung|antrag|access|artikel|article|art
        privacy 100 | data|daten|adresse|address|email ~5 leaked|leak|weitergegeben|verkauft|sold|geleakt|breach|shared|geteilt|veröffentlicht|missbraucht|misused|gehackt|hacked
        privacy 100 | sold|verkauft|leaked|share|shared ~3 my|meine ~1 data|daten|details|information
        payment 100 | doppelt|zweimal|zwei|twice|double|mehrfach|dreimal ~4 abgebucht|abgezogen|belastet|charged|debited|bezahlt|billed|kassiert|eingezogen|überwiesen|billing
        payment 100 | charged|billed|debited|abgebucht|eingezogen|belastet ~4 twice|doppelt|zweimal|double|me|falsch|fälschlich|zuviel|unberechtigt|ohne|without|wrongly|mehrfach
        payment -60 | charged|billed ~3 for|shipping|versand
        payment 100 | unauthorised|unauthorized|unberechtigte|unbekannte|fraudulent|betrügerische|fremde|unautorisierte ~3 abbuchung|payment|charge|transaction|zahlung|buchung|lastschrift
        payment 100 | geld|money|betrag|amount|konto|account ~5 abgebucht|taken|deducted|weg|gone|abgezogen|verschwunden ~4 keine|kein|no|aber|but|ohne|bestellung|order|never
        payment 100 | karte|card|kreditkarte|paypal|konto ~5 missbraucht|misused|gehackt|hacked|betrug|fraud
        insult 100 | du|sie|you|u|dummer|blöder|stupid|scheiß ~2 idiot|depp|trottel|arsch|arschloch|bot|blödmann|dummkopf|vollidiot|moron|dumbass|asshole|dumb|stupid|useless|hohlkopf|penner|wichser|bitch|loser
        insult -100 | bist|are|sind ~2 ein|eine|a|du|you|sie bot|ki
        insult 100 | du|ihr|ihr|you|youre|u ~1 bist|seid|are|is|r ~3 blöd|dumm|doof|dämlich|bescheuert|bekloppt|behindert|unfähig|nutzlos|lächerlich|stupid|dumb|useless|idiotic|pathetic|rubbish|crap
        insult 100 | dumme|blöde|doofe|dämliche|bescheuerte|nutzlose|scheiß|stupid|dumb|useless|crappy ~1 @bot
        insult 100 | ^ idiot|depp|trottel|blödmann|dummkopf|vollidiot|moron|arschloch|asshole $
        complaint 100 | kaputt|defekt|defective|broken|beschädigt|damaged|verkratzt|scratched|falsch|wrong|fehlt|fehlen|missing|reklamation|reklamieren|reklamiere|beschwerde|beschweren|complaint|complain|mangel|mangelhaft|faulty|verspätet|overdue|enttäuscht|disappointed
        """
}
