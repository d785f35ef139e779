/// Ways to ask for a human, and to say that none is wanted.
enum WishPatterns {
    static let german = """
        wish 100 | @with|bei ~4 @named ~2 @talk|@connect
        wish 100 | @with ~2 @someone ~5 @talk|@connect|tippen
        wish 100 | @talk ~3 mit|mid|zu ~3 @named|@someone
        wish 100 | @want|@can|wurde ~4 @with|an ~3 @named|jemand|jemandem|jemanden
        wish 100 | @want|lassen|lass|lasst ~4 @human|@worker|@someone ~1 sprechen|sprechn|sprehcen|sprech|spreken
        wish 100 | @connect ~2 mich|mir|mi|uns ?@filler
        wish 100 | mich|mir|mi|uns ~5 @connect
        wish 100 | @connect ~3 mit|an|zu|zum|zur|to ~3 @named|@someone
        wish 100 | mit|an|zu|zum|zur ~3 @named|@someone ~4 @connect
        wish 100 | ^ ?an ?mit ?@det @connect|weiterverbindn $
        wish 100 | stellen|stell|stelle|stellt ~2 mich|mir ~3 durch
        wish 100 | mich|mir|mi ~4 durchstellen|durchstelln
        wish 100 | @talk|kläre|klär|bespreche ~4 nur ~2 mit ~2 @named
        wish 100 | kläre|klär|bespreche|kläre ~4 mit ~3 @named
        wish 100 | rufen|ruft|ruf|rufts|rufens|riaf ~3 mich|mir|mi ~4 an|zurück|zruck|o
        wish 100 | mich|mir|mi|uns ~5 anrufen|anruft|anriaft|zurückruft|zurückrufen|zurückrufn|rückrufen|anrufst
        wish 100 | @want|erbitte|um|bitten|bitte ~3 rückruf|rückruf|callback|telefonat|anruf
        wish 100 | ^ @callback $
        wish 100 | ^ ?@det ?@real @human $
        wish 100 | ^ ?a|an|eine|ne|der|the ?@real person $
        wish 100 | ^ ?@det ?@real berater|beraterin|kundendienst|kundenservice|kundenbetreuung|support|ansprechpartner|hotline|vorgesetzte*|chef|servicemitarbeiter|kollege|kollegin $
        wish 100 | ^ mit|an ?@det ?@real @human|person|berater|kollegen|kollegin|jemandem|jemand $
        wish 100 | ^ ?@det @real @human|person|berater|ansprechpartner|jemand|jemanden $
        wish 100 | wo|wie|womit ~1 erreiche|erreich|erreicht|kriege|krieg|bekomme|finde|komme|kontaktiere ~3 @named|@someone
        wish 100 | @can ~2 ich ~4 @human|jemand|jemanden|wen ~2 erreichen|kontaktieren|anrufen
        wish 100 | wen|wem ~1 @can ~3 anrufen|sprechen|kontaktieren|fragen|wenden
        wish 100 | an wen ~1 @can ~2 wenden
        wish 100 | sitzt|ist|gibt|gibts|arbeitet|hockt|hat|habt|haben|findet ~5 jemand|jemanden|mensch|menschen|wer|einer|ansprechpartner ~2 der|die|den|mit|dem|wo ~7 @help|kann|reden|sprechen|zuständig|darf|entscheidn
        wish 100 | gibt|gibts ~5 @real ~1 @human|person|berater|ansprechpartner
        wish 100 | wo ~4 mensch|menschen|mitarbeiter ~2 der|die|wo|den|dem
        wish 100 | ist|is|sitzt ~1 da|hier|dort ~2 jemand|wer|mensch|@human
        wish 100 | @human|einer|jemand|wer|kollege|kollegin|@worker ~2 von|aus|bei ?@det ihnen|euch|eich|eurem|ihrem|team ~6 @help|anrufen|anruft|persönlich|kontaktieren|kontaktiert|meldet
        wish 100 | jemand|jemanden|einer|wer|@human|@worker ~5 persönlich ~4 @help|anrufen|sprechen|kontaktieren|reden|anschaun
        wish 100 | persönlich ~5 jemand|jemandem|jemanden|mensch|menschen|mitarbeiter*|@human ~3 @talk|@help
        wish 100 | persönlich ~3 @talk
        wish 100 | @can ~3 persönlich ~3 @talk|@help
        wish 100 | @can|soll|möge|kann ~4 @someone|@human|@worker ~5 @help ~3 der|die ~4 auskennt|versteht|ahnung
        wish 100 | @can|soll|sollte|möge|kann|dass ~3 sich ~3 jemand|mensch|@human|@worker ~6 melden|meldet|kümmern|kümmert|anschauen|ansehen|anschaut|ansieht
        wish 100 | @can|soll|sollte|möge|muss|kann ~3 jemand|@human|@worker|einer ~6 bei|mit ~1 mir ~2 melden|meldet|sprechen
        wish 100 | jemand|@human|@worker|kollege* ~4 bei mir ~3 melden|meldet|meldt
        wish 100 | melden|meldet ~3 bei mir ~3 @human|jemand|@worker
        wish 100 | jemand|wen|wem|jemanden|jemandem|mensch|menschen ~2 der|die|den|wo|dem ~3 sich ~2 auskennt|auskennen
        wish 100 | wem|jemandem|jemand|jemanden ~1 der|die ~3 auskennt|ahnung|versteht
        wish 100 | @help|antwortet|schreibt|liest|sitzt ~3 hier ~3 @human
        wish 100 | @can ~5 @human|person ~2 @help|schreiben|anrufen
        wish 100 | @can ~4 @real @human|person|mitarbeiter|jemand
        wish 100 | ich|i|ick|ik ~3 warte|wart|warten ~5 bis ~5 jemand|mensch|@human|wer|@worker ~5 da|frei|zeit|schreibt|antwortet|meldet|kommt|zurück
        wish 100 | @want ~3 menschlich* ~1 stimme|hilfe|kontakt|unterstützung|antwort|ansprechpartner|betreuung|gegenüber
        wish 100 | her mit ~3 @human|@worker|person
        wish 100 | hol|holen|holt|hole|schick|schicken|schickt|gib|geben|gebt|gebens|gebns|besorg|besorgen ~3 mir|mich|mi|uns|ma ~4 @human|@worker|@someone|person|jemand|@department
        wish 100 | hol|holen|holt|hole|schick|schicken ~3 @human|person|chef|vorgesetzten|kollegen|jemanden ~2 ran|her|dazu|ans
        wish 100 | gib|geben|gebt|gebens|leiten|leite|leitet|reichen|reich|schicken|schick|legen|weitergeben ~6 an ~3 @named|jemand|jemanden
        wish 100 | an ~3 @named|jemand|jemanden ~3 weiter|weitergeben|geben|übergeben|weiterleiten|weiterzugeben|abgeben|eskalieren|weiterreichen
        wish 100 | lassen|lass|lasst|soll ~4 herrn|frau|herr|kollegen|kollegin|mechaniker|meister|fachmann|chef|jemand|jemanden|mensch|menschen|mitarbeiter ~5 drüberschauen|drauf|draufschauen|schauen|ansehen|anschauen|prüfen|machen|entscheiden|ran|anrufen|übernehmen|ansehn|gucken|drübergucken
        wish 100 | @want ~3 @human|jemand|jemanden|kundendienst|kundenservice|ansprechpartner|@worker $
        wish 100 | @want ~3 @human|jemand|jemanden|kundendienst|kundenservice|ansprechpartner ~1 vom|von|aus|am|zum|ans|der|die|statt|und
        wish 100 | @want ~3 @real ~1 @human|person|berater*|ansprechpartner|kontakt
        wish 100 | @want ~3 @human|person|jemand|jemanden ~6 @talk|@help|telefon
        wish 100 | @human|@person|jemand|jemanden|wem ~2 aus fleisch
        wish 100 | statt ~2 @bot ~4 @human
        wish 100 | @human ~2 statt|anstatt|anstelle|und kein|und keinen ~2 @bot
        wish 100 | kein|keine|keinen|keiner|nicht ~4 @bot ~5 @human|person|jemand
        wish 100 | @human|person ~4 kein|keine|keinen|nicht ~3 @bot
        wish 100 | nicht|nich|ned|net|nimmer ~3 mit ~4 @bot ~4 @talk|reden|diskutieren|zu|tun
        wish 100 | nicht|nich|ned|net ~2 mit ~3 @bot $
        wish 100 | rede|sprech|spreche|schreibe|schreib|diskutiere|unterhalte ~3 nicht|ned|net|nich|ungern ~4 mit ~3 @bot
        wish 100 | @want|mag ~3 nicht|ned|net|nich|kein|keinen|keine ~3 @bot
        wish 100 | schluss|genug|weg|raus ~3 mit|von|aus ~2 @bot
        wish 100 | mit ~3 @bot ~5 nicht|ned|net|nich ~3 weiter|zurecht|klar|weida|weitr|klarkommen|zurechtkommen
        wish 100 | komme|komm|kommen ~4 mit ~3 @bot ~4 nicht ~2 weiter|zurecht|klar
        wish 100 | nehme|nimm|nehm ~3 ihr|das|dein|euer ~1 angebot ~2 an ~3 jemand|mensch|@human|@worker
        wish 100 | angebot ~3 an ~4 jemand|@human|@worker|@connect
        wish 100 | @want|@can ~4 telefonisch ~3 @talk|@help|melden
        wish 100 | durchwahl|telefonnummer|handynummer ~3 vom|von|des|der|eines|einer ~2 @worker|@human
        wish -200 | verlegt|vergessen|egal
        wish 100 | @want|@can ~5 direkt ~2 mit ~2 ihm|ihr|ihnen|euch ~1 @talk
        wish 100 | sprechen|reden|sprech ~2 @with ~2 @bot ~3 bringt|hilft|nützt ~2 nichts|nix|nicht
        wish 100 | @want|@can ~4 ihren|ihre|den|die|deinen|euren|deine|eure ~1 chef*|vorgesetzten|vorgesetzte|manager|filialleit*|geschäftsführ*|teamleit* ~1 @talk|haben
        wish 100 | dieser|dies|der|euer|ihr|so ~2 @bot ~3 nutzlos|unbrauchbar|versteht|kapiert|taugt|unfähig|blöd|dumm|nix|nervt
        wish 100 | wegnehmen|nehmen|nehmt|nimm ~4 aus ~2 @bot
        wish 100 | @can|soll|muss ~3 sich ~2 @human|jemand ~4 ansehen|anschauen|drum|darum
        wish 100 | muss|müsste|sollte ~2 sich ~2 jemand
        wish 100 | @can ~5 jemand ~3 richtijes|richtiges|richtigen|echtes|echten|echtem
        wish 100 | @human|@person|@real|jemand ~3 dran|ran|ans ~1 telefon|hörer|apparat|gehen|bekommen|kriegen
        wish 100 | jemand|jemanden|@human|@worker ~5 am|ans telefon
        wish 100 | @want ~4 übernimmt|übernehmen ~3 @human|jemand
        wish 100 | @human|jemand|@worker ~3 übernehmen|übernimmt|einschalten|dazuholen|hinzuziehen|hinzuholen|dazu
        wish 100 | @want|@can ~4 @with ~1 der|dem|den|ihrem|ihrer|eurem|eurer|irgendeinem ~3 sprechen|reden|telefonieren|schwätzen
        wish 100 | @want|@can|gern ~4 persönlich ~3 beraten|beratung|reden|sprechen|klären|treffen
        wish 100 | mich|mir|mi|mer|me|uns ~6 zurückzurufen|anzurufen|durchzustellen|zurückzumelden|zruckruf*|zrückruf*|zrugg*|aalüt*|alüt*|anriaf*|oruaf*|anklingeln|durchklingeln
        wish 100 | mich|mir|mi ~3 zurück|zurük|zruck|zuruk rufen|ruft|rufn
        wish 100 | rufen|ruft|ruf|klingelt|klingeln|läuten ~5 bei ~1 mir|uns ~3 an|zurück|durch
        wish 100 | @can|cha|chan|könnt ~2 mich|mir|mi|mer|me|uns ~2 @someone|einer|@human|@worker ~6 @help|@call|@talk|aalüte|zurückrufen|anrufen|beraten|zeigen
        wish 100 | ^ @department|@worker|fach|team @human $
        wish 100 | ist|is|wäre|sind ~3 jemand|irgendwer|irgendjemand|wer|mensch|einer ~2 erreichbar|verfügbar|ansprechbar|greifbar
        wish 100 | @want ~2 ihn|sie|ihm|ihr ~2 sprechen
        wish 100 | @can|lassen|lass|wollen|sollen ~1 wir ~4 telefonieren|reden|sprechen
        wish 100 | @want|@can ~4 telefonieren
        wish 100 | braucht ~2 jemanden|jemand|menschen|ansprechpartner ~1 der|die|den|zum|mit|am
        wish 100 | muss|müsste|soll|gehört ~2 @human|jemand|einer|@worker ~2 ran|her|drauf|dran|drüber|drübergucken
        wish 100 | @want|bitte ~5 von ~3 @human|person|jemandem|kollegen|berater*|fachmann ~3 $
        wish 100 | @want ~5 von ~3 @human|person|jemandem|kollegen|berater*|fachmann ~1 bestätigt|beantwortet|hören|beraten|wissen|erklärt|haben|erklären|geklärt|geprüft
        wish 300 | hätte gern|gerne|lieber ~7 gesprochen|geredet|telefoniert
        wish 300 | hätte ich ~1 gern|gerne|lieber ~6 gesprochen|geredet|telefoniert
        wish 300 | ich|i hätte ~4 jemanden|jemandem ~1 gesprochen
        wish 100 | @want ~4 verbunden|weitergeleitet|durchgestellt|zurückgerufen|angerufen|kontaktiert|weitervermittelt ~1 werden
        wish 100 | @human|person|anruf|rückruf|jemand|@worker ~1 wäre|wär|würde|tät ~3 gut|besser|nett|super|toll|lieber|schön|helfen|hilfreich|recht|prima
        wish 100 | @with|an|zu ~1 herrn|herr|frau|frl ~3 @talk|verbinden|weiterleiten|durchstellen|telefonieren
        wish 100 | herrn|frau|herr ~2 @talk $
        wish 100 | warte|warten|wart ~3 auf ~3 @human|kollegen|berater*|jemanden
        wish 100 | nur|only ~1 @human|menschen
        wish 100 | ^ kein|keine|keinen|no ~1 @bot
        wish 100 | mitarbeiter*|berater*|mensch|kollege|kollegin|jemand|ansprechpartner ~3 zuständig* ~3 verbinden|sprechen|bitte
        wish 100 | zuständig* ~1 @human|@worker|person|stelle|abteilung ~4 @connect|@talk|weiter|geben|sprechen|verbinden
        wish 100 | an|mit ~2 zuständig* ~1 @human|@worker|person|stelle|abteilung
        wish 100 | an ~2 höhere|vorgesetzte|nächste ~1 stelle|instanz|ebene
        wish 100 | persönlich ~1 beratung|betreuung|gespräch|kontakt
        wish 100 | persönliche|persönlichen|persönliches ~1 beratung|betreuung|gespräch|kontakt|ansprechpartner|antwort
        """

    static let english = """
        wish 100 | @talk ~1 to|with|2|w|too ~5 @named|someone|somebody|anyone|anybody|@someone
        wish 100 | talk|speak|chat|talking|speaking ~4 @human|person|people
        wish 100 | @talk ~1 to|with ~3 someone|somebody|anyone ~1 else|different|there|real
        wish 100 | @want|rather|like|let|can|could|may|id ~4 @talk ~1 to|with ~4 @anyperson
        wish 100 | @want|@can|id|like ~4 speak|talk to|with the|your
        wish 100 | put|transferred|connected|patched|passed|forwarded|switched|handed|routed ~1 through|over|on|to ~2 to|someone|@anyperson ~3 @anyperson
        wish 100 | @want|be|@can|possible ~3 put|patched through
        wish 100 | @talk ~1 to|with ~1 whoever|whomever|whichever
        wish 100 | get|give|find|bring ~2 ur|your|a|the ~1 manager|supervisor|boss|superior|colleague
        wish 100 | have|any|habt|haben ~3 @human|menschen ~2 who|that|die|der ~3 @help|talk|reden|antworten|call
        wish 100 | over|am|per ~2 phone|telefon ~4 with|mit|someone|one|jemand|jemandem ~4 team|you|ihnen|euch|staff|@worker|@human
        wish 100 | give|gimme|drop ~1 me|us|him|her|them ~1 a ~1 ring|call|bell|buzz|tinkle
        wish 100 | appreciate|grateful|love|welcome|hoping|hope|glad|looking ~4 call|callback|@human ~1 back|from|with|on|to|at
        wish 100 | appreciate|grateful|love|welcome|hoping|hope|glad ~6 @human|person|someone|somebody
        wish 100 | refuse|hate|tired|sick|fed ~8 @bot
        wish 100 | one|member|somebody|someone ~2 your|staff|the ~3 should|could|can|would|must|needs ~5 look|check|handle|review|personally|contact|call|help|reply
        wish 100 | phone|ring me|us
        wish 100 | call me|us|him|her ?@filler $
        wish 100 | get|getting|got ~1 through|hold ~2 to|of ~4 @anyperson
        wish 100 | @can|have|would|want|like|let|could ~4 @named|someone|somebody ~3 call|contact|phone|ring ~1 me|us|him|her|them|my
        wish 100 | if ~2 @human|person|someone|somebody ~3 handle*|look*|deal*|took|take|call*|check*|answer*|could|can
        wish 100 | let|have ~1 @someone|@human|@worker|person ~5 take|handle|look|call|deal|help|check|over
        wish 100 | get|have|ask|tell ~3 to ~1 call|phone|ring|contact ~1 me|us|him|her
        wish 100 | @want|like|please ~4 escalated|transferred|connected|forwarded ?please $
        wish 100 | @want|like ~2 be|get ~1 called|connected|transferred|contacted|phoned|rung|forwarded
        wish 100 | @human|person ~1 would ~2 be ~2 good|better|great|nice|helpful|lovely
        wish 100 | @human|people only|instead
        wish 100 | have|any|are ~3 @real @human|people|person|staff|agents
        wish 100 | cant|cannot|doesnt|wont|unable ~2 deal|cope|handle|use|talk|work ~2 @bot
        wish 100 | @talk ~1 to|with ~2 mr|mrs|ms|miss
        wish 100 | @can|want|like ~3 @talk ~1 on ~2 phone|telephone
        wish 100 | over|on|by|via the phone|telephone ~3 please|instead|@talk
        wish 100 | prefer|rather|easier|like|want ~4 phone|telephone|call ~1 instead|please|$
        wish 100 | take|taken ~3 over ~3 @human|person|someone|colleague
        wish 100 | @human|person|someone|colleague|staff ~3 take|taking over
        wish 100 | @connect ~1 me|us ~2 to|with|through|over ~4 @anyperson|department
        wish 100 | @connect me $
        wish 100 | @connect ~1 me|us ~4 @named|@someone
        wish 100 | @connect ~4 this|it|that|my ~4 to ~3 @anyperson
        wish 100 | escalate|escalated|escalating ~3 this|it|my|me|ticket|case|issue
        wish 100 | put|patch|pass|hand|get|switch|refer|send ~1 me|us ~3 through|over|on|to|with|onto ~6 @anyperson
        wish 100 | put|patch ~1 me|us ~1 through
        wish 100 | put|get|have|bring ~2 @anyperson ~3 on ~2 line|phone|chat|here
        wish 100 | put ~2 @human|person|manager|supervisor|someone ~1 on
        wish 100 | get|give|find|bring|fetch|send|gimme ~1 me|us ~5 @human|@worker|@real|person|someone|somebody|manager|@department
        wish 100 | gimme|give ~4 @human|person|representative|agent|operator|manager
        wish 100 | pass|hand|forward|take ~4 this|it|that|me|my ~4 to ~4 @human|@worker|someone|somebody|person
        wish 100 | call|phone|ring|contact|telephone ~1 me|us ~1 back|please|at|on|tomorrow|today|tonight|this|asap|later|instead|directly
        wish 100 | @want|get|have|can|could|expect|schedule|arrange|book|like ~4 callback|phonecall
        wish 100 | @want|get|have|can|could|arrange|like ~4 a ~1 call back|from
        wish 100 | ^ callback|call ?me ?back $
        wish 100 | @can ~2 @anyperson ~3 call|phone|ring|contact ~1 me|us
        wish 100 | @want|have|like|let|ask ~3 @anyperson ~4 call|phone|ring|contact ~1 me|us
        wish 100 | ^ ?@det ?@real @human|agent|representative|operator|supervisor|manager $
        wish 100 | ^ ?@det @real @human|person|agent|worker|employee|staff|support|chat|operator|someone|advisor|people $
        wish 100 | ^ customer|live service|support|care|agent|chat ?representative ?agent $
        wish 100 | ^ speak|talk ?to ?@det @anyperson $
        wish 100 | how|where ~4 reach|contact|get|find ~5 @human|@worker|person|someone|somebody|@real
        wish 100 | @can ~3 reach|contact|get|find ~3 @human|someone|somebody|person|@real
        wish 100 | who|whom ~4 @talk ~1 to|with
        wish 100 | who ~2 @can ~3 call|contact|talk|speak
        wish 100 | is|are|isnt|arent ~1 there ~4 @human|someone|somebody|anyone|anybody|@real|person|agent|manager ~6 @talk|@help|call|available|there|real|around|human|contact|person|who|i
        wish 100 | is|any ~2 @human|someone|somebody|anyone|anybody|agent|person ~2 available|there|here|around|home
        wish 100 | you ~3 someone|somebody|anyone|human|person|agent ~3 @talk|talk|speak
        wish 100 | someone|somebody|anyone|person|human|agent|manager ~3 i ~1 @can ~3 @talk|contact|call|ask
        wish 100 | someone|somebody ~2 there to @talk
        wish 100 | @want ~4 @human|representative|supervisor|manager|operator|advisor $
        wish 100 | @want|like|prefer|rather|id ~3 @real ~1 @human|person|agent|someone|help|contact|support|assistance|people|worker|employee|staff|advisor|being
        wish 100 | @want|like ~3 @human|agent|manager|supervisor|representative|rep|operator|advisor ~1 now|not|instead|to|on|who|for|and|because|here|about
        wish 100 | @want ~2 someone|somebody ~4 @talk|@help|real|human|call|else
        wish 100 | @want|like ~3 human|personal ~1 help|assistance|support|contact|advice|touch|attention|interaction
        wish 100 | human|live ~1 help|assistance|support|being|interaction|agent|chat|representative|operator|contact
        wish 100 | let ~1 me ~2 @talk|have|get ~3 @human|@someone|@worker|person|manager|@real
        wish 100 | @can|have|let|get|want ~3 @human|someone|somebody|@real ~1 @human|person|else ~4 @help|take|look|confirm|check|assist|handle
        wish 100 | @can|get|have|want|need|find ~3 someone|somebody|anyone ~1 else|smarter|competent|human
        wish 100 | someone|somebody|anyone|person|human ~4 more|bit|little ~3 intelligent|competent|qualified|experienced|knowledgeable|senior|smart
        wish 100 | someone|somebody|person ~2 who|that ~4 knows|understands|@help|can
        wish 100 | @can ~2 someone|somebody|@human|@real ~3 from|at|in ~2 your|the ~3 @help|call|contact|look|reply|get|answer|email
        wish 100 | dont|not|no|never|stop|hate|tired|sick|refuse|without|done|fed|instead|than|isnt|nothing ~6 @talk|talking|speaking|chatting|dealing|deal|typing|texting|arguing|messaging|discussing|share|sharing|discuss ~4 @bot|you
        wish 100 | dont|not|hate|stop|no|never|uncomfortable|isnt ~4 comfortable|sharing|share|trust|trusting|telling ~8 @bot
        wish 100 | uncomfortable ~8 @bot
        wish 100 | no|not|dont|enough|without|sick|tired ~3 @want|like|more|of|a|another|with|these|this|stupid ~2 @bot
        wish 100 | not ~2 a ~2 @bot $
        wish 100 | @human ~2 not ~2 @bot
        wish 100 | stupid|useless|dumb|bloody|worthless|damn|idiotic|annoying|rubbish|terrible|crappy ~2 @bot|robot|assistant
        wish 100 | @bot ~4 stupid|useless|dumb|worthless|idiotic|rubbish|terrible|crap|garbage|hopeless
        wish 100 | @bot ~3 not|isnt|doesnt|dont|cant|never|cannot ~3 working|understand|help|helping|helpful|get|getting
        wish 100 | conversation|chat|talking ~3 not|isnt|nowhere|pointless|useless|waste ~4 working|leading|anywhere|nowhere|helping|time|pointless|going
        wish 100 | conversation|chat ~3 going|leads|leading nowhere
        wish 100 | @real @human|person|agent|employee|representative ~2 now|please|asap|instead
        wish 100 | flesh and blood
        wish 100 | in person ~3 @talk|discuss|speak
        wish 100 | wait|hold|waiting ~3 for ~3 @human|person|someone|somebody|agent|colleague|representative|staff
        wish 100 | until|till|once ~3 @human|someone|somebody|colleague|agent ~4 back|available|free|online|there|here
        wish 100 | your|the ~1 manager|supervisor|boss|superior|owner|director ~3 please|now|immediately|instead
        wish 100 | @want|see|get|have|id|like ~3 your|the|a manager|supervisor|boss|superior|owner|director
        wish 100 | accept|take|yes ~3 offer ~4 @human|someone|person|call|connect
        wish 100 | from ~1 @det @human|agent|representative|person|@real $
        wish 100 | @can ~1 you|u ~2 @connect ~1 me
        """

    /// Against a wish, and wishes for no human.
    static let against = """
        wish -200 | ^ antwortet|antworten|schreibt|schreiben|spricht|tippt|liest|lesen ~3 hier|da|das|dies|diese|meine|mir ~3 mensch|menschen|person $
        wish -200 | können|könnten|kannst|könnt|kann ~2 wir|du|ihr|sie|man ~2 deutsch|englisch|english|german ~1 sprechen|reden|schreiben|weitermachen
        declined 100 | @want|brauch|brauche ~1 kein|keine|keinen|keinem|nicht|ned|net ~2 @human|@callback|anruf|telefonat|person|berater*|kollegen|hilfe|support|jemanden|weiterverbindung
        declined 100 | ^ kein|keine|keinen|nicht ~1 @human|@callback|anruf|person|berater*|kollege*|chef
        declined 100 | kein|keine|keinen ~1 @callback|anruf|anrufe|telefonat|mitarbeiter*|mensch|menschen|person|weiterleitung ~3 nötig|notwendig|erforderlich|bitte|danke|gewünscht|brauch|brauche|wecken|aufwecken
        declined 100 | nicht|nich|ned|net|nimmer ~1 anrufen|telefonieren|weiterverbinden|verbinden|verbunden|zurückrufen|durchstellen|weiterleiten|weitergeleitet|zurückgerufen|angerufen
        declined 100 | nicht|nich|ned|net ~1 mit ~3 @human|@someone|person|kollegen|mitarbeiter* ~1 @talk|verbinden|telefonieren
        declined 100 | rufen|ruft|ruf ~3 mich|mir ~2 nicht ~1 an
        declined 100 | ohne ~2 mit ~3 @human|jemandem|jemand|person ~3 @talk|@connect|sprechen
        declined 100 | ohne ~1 anruf|telefonat|telefonieren|rückruf|mitarbeiter*|mensch|berater*
        declined 100 | muss|müssen|musst|brauchen|brauchst|braucht ~2 mich ~2 nicht
        declined 100 | muss|müssen|musst|brauchen|brauchst|braucht ~1 nicht ~2 anrufen|verbinden|melden|weiterleiten
        declined 100 | @want ~2 niemand|niemanden|niemandem ~2 @talk|stören|belästigen|sprechen
        declined 100 | schreiben|mail|chat|schriftlich ~1 reicht|genügt|langt
        declined 100 | dont|not|no|never|neednt|without ~2 need|want|require|wanna|like|wish|have|necessary ~2 @human|a|any|real|callback|call|anyone|someone|to|person|agent ~3 @human|person|agent|callback|call|@connect|representative|back|manager|staff
        declined 100 | dont|not|no|without|neednt|wouldnt ~3 @talk|talking|speaking ~1 to|with ~3 @human|anyone|anybody|someone|person|agent|people|staff
        declined 100 | dont|not|neednt ~2 need|want|require ~2 @human|@person|agent|callback|operator|manager
        declined 100 | no need ~3 @human|person|agent|call|callback|@connect|phone|anyone|someone|transfer|escalate|bother|representative|manager
        declined 100 | dont|not|never|no|please ~1 dont|not call|phone|ring|transfer|connect|@connect|telephone
        declined 100 | dont|not|never ~1 call|phone|ring|transfer|connect|@connect|telephone ~2 me|us|anyone|please
        declined 100 | ^ no call|callback|calls|human|humans|agent|phone $
        declined 100 | no phone|telephone calls|call
        declined 100 | without ~3 @human|person|agent|anyone|someone|calling|talking|phone
        declined 100 | no ~1 callback|human|agent|operator|representative ~3 needed|necessary|required|please|thanks
        wish -200 | bin|spreche|sprech|rede|schreibe|schreib|chatte|telefoniere|red ~1 ich|i|ick ~3 @with ~4 @human|person|@bot|@real|jemand
        wish -200 | am|is|are ~1 i|this|you ~2 @talk|talking|speaking|chatting ~4 @human|person|@bot|someone|@real
        wish -200 | are|r|is|bist|sind|bisch ~2 you|u|this|du|sie|das ~4 @human|person|@bot|@real
        wish -200 | was|were|been|had|gestern|yesterday|already ~2 talking|speaking|spoke|spoken|talked
        wish -200 | habe|hab|hatte|haben|hatten|have|has|had|ive ~6 gesprochen|telefoniert|geredet|besprochen|geklärt|spoken|talked|spoke|geschrieben|chatted|angerufen|called
        wish -200 | wurde|wurd|worden ~6 gesagt|geraten|empfohlen|beraten
        wish -200 | handy|app|bluetooth|smartphone|tacho|garmin|wlan|wifi|wahoo|fahrradcomputer|bordcomputer|display|computer ~4 verbinden|connect|pair|koppeln|verbinde|verbunden
        wish -200 | connect|verbinde|verbinden|pair|koppeln ~4 handy|app|bluetooth|smartphone|tacho|garmin|motor|akku|display|wlan|wifi|phone|battery|computer|watch|sensor|bike|charger|account
        wish -200 | collect|abholen|abholt|mitbringen|pickup|abgeholt|abzuholen
        wish -200 | pick ~2 up ~3 bike|order|it|parcel|rad|for
        wish -200 | job|jobs|bewerben|bewerbung|bewerbe|stelle|stellen|apply|hiring|vacancy|vacancies|ausbildung|praktikum|internship|karriere|career|recruiting
        wish -200 | rabatt|mitarbeiterrabatt|discount|leasing|dienstrad
        wish -200 | im|in laden|geschäft|filiale|store|shop|showroom
        wish -200 | spediteur|fahrer|paketbote|bote|dhl|ups|hermes|dpd|courier|driver|postbote|lieferant|kurier|nachbar|nachbarin
        wish -200 | transfer ~4 money|pounds|euros|euro|funds|balance|cash|account|payment|savings|domain|warranty|guarantee|ownership|order|points|voucher|appointment|booking
        wish -200 | im|i|bin ~2 not|kein|nicht|keine ~2 @bot
        wish -200 | will|would|does|do|did ~1 a|any|some|the ~1 @human|person|someone ~2 read|see|review|monitor|check|reads
        wish -200 | by|von|through|durch my|meinem|meinen|meiner|our
        wish -200 | when|wenn|sobald|once|before|bevor|vorher|falls ~6 ready|done|fertig|arrives|finished|ankommt|delivery|lieferung|abholbereit|kommt|liefert|delivered|da
        wish -200 | wie|how ~1 viele|many
        wish -200 | sprechen|spricht|speak|speaks|reden ~2 deutsch|englisch|französisch|english|german|french|spanish|spanisch|italienisch|türkisch|russisch|polnisch
        """
}
