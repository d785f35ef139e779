/// Distress: despair, grief, fear, money that is gone.
enum DistressPatterns {
    static let text = """
        distress 100 | verzweifelt|verzweifle|verzweiflung|hoffnungslos|untröstlich|niedergeschlagen|traumatisiert|todunglücklich|panikattacke|panikattacken|zusammenbruch|nervenzusammenbruch|heule|geheult|schluchze|schluchzt|ausweglos|depressiv|depressionen|existenzangst|beerdigung|trauer|trauere|verwitwet|witwe|witwer
        distress 100 | desperate|desperately|devastated|heartbroken|hopeless|traumatised|traumatized|sobbing|weeping|distraught|terrified|petrified|suicidal|inconsolable|grieving|bereaved|mourning|crushed|shattered|breakdown|depressed|depression|miserable|panicking|anguish|despair|widow|widowed|widower|funeral
        distress 100 | ich|bin|fühle|fühl|im|am|feel|feeling|i|totally|completely|so ~4 überfordert|hilflos|helpless|overwhelmed|machtlos|powerless
        distress -100 | desperately|desperate ~2 looking|seeking|trying|need|want|waiting
        distress -100 | shattered|crushed ~2 glass|screen|frame|display|plastic|box|glas
        distress 100 | im|i|am|feel|so ~3 shattered|crushed|broken|devastated|miserable|desperate
        distress 100 | weiß|weis|weiss|wois ~4 nicht|ned|net|nich|nimmer ~3 mehr ~2 weiter|was|wohin|wie|ein
        distress 100 | weiß ~2 nicht mehr weiter
        distress 100 | nicht|nimmer mehr weiter
        distress 100 | weiß ~3 weder ~1 ein noch aus
        distress 100 | dont|do|not ~3 know ~3 what|where|how ~2 to ~2 do|turn|start|go|cope ~3 anymore|more|any|now
        distress 100 | dont ~2 know ~2 how ~3 get|go|survive|cope|carry ~2 through|on|this|with
        distress 100 | dont ~2 know ~2 what ~1 to do $
        distress 100 | dont ~1 know where ~1 to ~1 start|turn|go
        distress 100 | ich|i ~3 kann|ko|konn ~3 nicht|nimmer|ned|nich ~1 mehr $
        distress 100 | kann ~3 nicht|nimmer ~1 mehr ~2 schlafen|essen|atmen|klar|denken|weiter|aufhören
        distress 100 | schlafe|schlaf|esse|iss ~4 nicht|kaum|nächtelang ~1 mehr|noch
        distress 100 | seit ~5 schlafe|schlaf ~2 ich ~2 nicht|kaum|schlecht
        distress 100 | cant|cannot|couldnt|not|stopped ~3 sleep|eat|sleeping|eating|breathe|cope|go|carry|take|stand|deal|handle|bear|face|fight ~3 on|anymore|any|it|this|with|since|longer|more|pressure
        distress 100 | cant ~1 sleep|eat|cope|breathe|sleeping
        distress -100 | cant|couldnt|cannot ~3 handle|deal|stand|carry|take|go|fight|face ~3 luggage|weight|load|kg|hill|bags|groceries|panniers|rain|card|kids|gear|saddle
        distress -100 | bike|rack|it|trailer|motor|basket ~2 cant|cannot|wont ~2 take|handle|carry|stand|go|bear
        distress 100 | havent|not|hardly|barely ~2 eaten|slept|sleeping|eating
        distress 100 | völlig|total|komplett|nervlich|fix|psychisch ~1 am ~1 ende
        distress 100 | völlig|nervlich|psychisch|seelisch|fix|und|total ~1 fertig ~2 mit|nerven|$
        distress 100 | bin ~3 am|total|völlig|nervlich|fix|psychisch ~2 ende|fertig|kaputt|zerstört|erledigt|durch
        distress 100 | ende ~2 meiner|der ~1 kräfte|kraft|nerven
        distress 100 | end ~2 of my|the ~1 strength|rope|tether|wits
        distress 100 | at my wits
        distress 100 | my wits end
        distress 100 | keine|keinen|kein ~1 kraft|hoffnung|ausweg|lebensmut ~1 mehr
        distress 100 | am boden zerstört
        distress 100 | heulen|weinen|tränen|weine|wein|weint|heul|heult|flenne|geweint ~5 ich|seit|wegen|nur|den|die|augen|zu|weil|sitze|hört|kann|nicht|ganze|stundenlang
        distress 100 | ich|ick|i ~5 heulen|weinen|tränen|weine|heule|geweint|zittere|zittern|flennen|bebe
        distress 100 | @mine ~2 @family ~5 weint|heult|weinend|schluchzt|zittert|untröstlich
        distress 100 | crying|cried|cry|tears|sob|sobs|weep|wept ~5 because|since|night|all|over|about|for|this|when|every|now|in
        distress 100 | i|im|am|been|ive|was|floor|sitting ~4 crying|cried|cry|tears|sobbing
        distress 100 | @mine ~2 @family ~4 crying|sobbing|cried|inconsolable|tears
        distress -100 | freude|freut|joy|happiness|happy|laughing|lachen|glück|laughter|relief|rührung|delight|begeisterung|neugier|excitement|vorfreude|lauter
        distress 100 | solche|so|große|riesige|furchtbare|wahnsinnige|panische|habe|hab|echt|richtig ~2 angst ~4 dass|um|vor|weil|das|ich|jetzt|mehr|habe|$
        distress -100 | angst|afraid|scared|worried ~10 größe|size|passt|farbe|colour|color|kratzer|fit|fits|klein|groß|scratch
        distress 100 | panische|furchtbare|riesige|schreckliche|wahnsinnige|solche|todes ~1 angst
        distress 200 | wächst|wachst|growing|getting ~3 über|over ~2 kopf|head
        distress 100 | last|letzte|rest ~2 of|von ~2 our|my|meinem|unserem ~1 money|savings|geld|ersparnissen
        distress 100 | @family|he|she|er|sie ~3 starb|died|stirbt|dying|dies
        distress -100 | battery|akku|phone|motor|light|handy|display ~4 died|dies|dying|dead|tot
        distress 100 | im|am|i ~2 dying ~1 inside|here
        distress 100 | dont|not|traue|trau ~3 dare|trust|mich ~3 go|out|raus|leave|ride|drive|vor|mehr
        distress -100 | keine angst
        distress 100 | fürchte|ängstige|panik ~3 mich|ich|um|vor|habe|bekomme
        distress 100 | habe|krieg|kriege|bekomme|gerate ~3 panik
        distress 100 | im|i|am|so|really|very|feel|honestly|genuinely ~3 scared|frightened|terrified|petrified|panicking ~4 never|that|of|to|they|my|i|and|losing|will|$
        distress -100 | im|i ~1 am|im|not ~1 afraid ~2 i|that|the|not|so|it|my|you ~4 dont|cant|have|ordered|forgot|need|wont|lost|order|bag|is|was
        distress 100 | panic ~1 attack|attacks
        distress 100 | shaking|trembling|shivering|zittre|zitter ~4 type|hands|i|all|cant|and
        distress 100 | hands|body|hände|händen|knie|finger ~3 shaking|trembling|shake|tremble|zittern|zittrig
        distress 100 | im|i ~2 shaking|trembling
        distress 100 | zittern|zittere|zittert ~4 ich|an|mir|wenn|hände|seit|am
        distress 100 | @mine|my|the ~4 @family|@dead ~6 gestorben|verstorben|verstarb|died|dead|passed|deceased|tot|umgekommen|verunglückt|gefallen|killed|beerdigt|beerdigung
        distress 100 | verstorben*|late ~1 @family|mannes|frau|mutter|vaters|sohnes
        distress 100 | @family|he|she|er ~4 gestorben|verstorben|died|passed ~2 away|letzte|gestern|vor|last|yesterday|on|this|und|plötzlich|in|$
        distress 100 | passed away
        distress 100 | @mine|ihre|seine|the beerdigung|funeral
        distress 100 | gestorben|verstorben
        distress -100 | akku|handy|motor|battery|phone|display|laptop|computer|licht ~5 gestorben|died|dead|dying
        distress 100 | was|were ~2 my ~2 late|dead|deceased
        distress 100 | all|everything|it|alles ~2 too much|zuviel|zu ~2 $
        distress 100 | its|it|is|all|just ~2 too much ~2 $
        distress 100 | mir|mich|uns ~4 alles ~2 zu viel
        distress 100 | alles ~2 zu viel ~2 $
        distress 100 | everything|life|world|alles ~2 falling|falls|crumbling|bricht|gone ~2 apart|zusammen|auseinander|wrong
        distress 100 | last straw
        distress 100 | so|ganz|völlig|completely|totally|all|feel|fühle|entirely|utterly ~4 allein|alleine|alone|einsam|lonely|isolated|abandoned ~3 damit|with|in|gelassen|this|here|now|$
        distress -100 | allein|alleine|alone ~3 fahren|ride|riding|montieren|aufbauen|probefahrt|abholen|assemble|schrauben
        distress 100 | allein|alleine gelassen|damit|dagestanden
        distress 100 | keiner|niemand|nobody|noone|no ~3 hilft|helps|help|understands|versteht|listens|zuhört ~3 mir|me|mich|how|what|bad|uns
        distress 100 | nobody|noone|niemand|keinen|no ~6 turn to
        distress 100 | there ~1 nobody|noone
        distress 100 | begging|beg|flehe|anflehen|implore|pleading|plead ~2 you|sie|euch|dich
        distress 100 | flehe ~3 an
        distress 100 | please ~3 help ~2 me|us ~3 desperate|i|im|really|scared
        distress 100 | @mine|my ~2 job|rent|house|home|wohnung|arbeit|miete|flat|arbeitsplatz|existenz ~4 verlieren|verliere|lose|losing|weg|gone|lost|verloren|gekündigt
        distress 100 | lose|losing|verliere|verlier|lost ~2 my|meinen|mein|meine ~1 job|home|house|arbeit|arbeitsplatz|wohnung|existenz|everything|flat
        distress 100 | kündigung|arbeitslos|obdachlos|pleite|evicted|bankrupt|insolvent|homeless|unemployed|redundant ~12 rad|jetzt|auch|noch|mir|und|now|and|bike|cannot|cant
        distress 100 | was|were|war ~3 our|my|meine|unsere|mein ~1 rent|savings|miete|ersparnisse|erspartes|lebensunterhalt|food
        distress 100 | war|ist ~2 mein|unser ~2 erspartes|letztes
        distress 100 | letztes|letzte|letzten|last ~1 geld|money|savings|euro|cent|ersparnisse|erspartes|hoffnung|hope
        distress 100 | nothing|nichts ~2 left|mehr ~3 this|month|to|for|zu|essen|eat
        distress 100 | lost|verloren ~3 everything|alles|hope|hoffnung
        distress 100 | alles|everything ~1 verloren|lost|weg|gone
        distress 100 | war|was|is ~2 alles|everything|all|only ~3 was|i|that|thing ~4 hatte|had|left|noch|have|geblieben
        distress 100 | only|last|einzige|letzte|einziges ~2 thing|memory|erinnerung|andenken|was ~6 left|me|an|von|remember|him|her|ihn|sie|ihm
        distress 100 | losing|lost|no|verliere|keine|given|giving ~2 hope|hoffnung|up
        distress -100 | no hope ~3 fit|of
        distress -100 | given up ~3 trying|on|looking
        distress 100 | cancer|krebs|leukemia|leukämie|terminally|hospice|hospiz|palliativ|intensivstation|chemo|demenz|schlaganfall|herzinfarkt|stroke|coma|koma|miscarriage|fehlgeburt|todkrank|sterbenskrank
        distress -100 | price|preis ~4 heart|herzinfarkt|stroke|schlag*
        distress 100 | last|letzter|dying ~1 wish|wunsch
        distress 100 | out|aus|from ~2 of|dem|the ~1 hospital|krankenhaus|klinik ~4 and|now|und|jetzt|gekommen|entlassen
        distress 100 | feel|feeling|fühle|fühl ~4 sick|failure|lost|empty|worthless|ashamed|broken|numb|terrible|awful|useless|alone|elend|leer|verloren|wertlos|schrecklich|furchtbar|hilflos|ohnmächtig|ausgeliefert|schlecht|dumm|stupid|hopeless|helpless
        distress -100 | feel ~3 quality|saddle|grip|material|ride|lenker|fabric
        distress 100 | so|zutiefst|deeply|very|really ~1 ashamed|beschämt
        distress 100 | schäme|schäm ~1 mich
        distress 100 | sick with ~1 worry
        distress 100 | worried sick
        distress 100 | krank vor ~1 sorge
        distress 100 | cant|kann|nicht ~4 stop|aufhören ~2 worrying|crying|thinking|weinen|zittern|grübeln|shaking
        distress 100 | my|mein|mir ~1 heart|herz ~2 sank|broken|breaks|bricht|gebrochen|aching|zerreißt|breaking|hurts|schwer|blutet
        distress 100 | bricht|zerreißt|zerreist ~3 herz
        distress 100 | hurts|tut|schmerzt ~3 so|weh|much ~4 see|name|seinen|zu|much|sehen
        distress 100 | struggling|kämpfe ~3 here|really|cope|alone|make|financially|mentally|durch|gerade|moment|i
        distress 100 | really|im|am|so|badly ~1 struggling
        distress -100 | struggling|struggle ~3 with|to ~3 install|fit|find|mount|assemble|open|choose|decide|understand|set|log|website|app|remove|pedals|gears|get|brakes|app|bolt
        distress 100 | exhausted|erschöpft|worn|drained|kaputt ~5 fight|cant|any|longer|anymore|mehr|kämpfen|kann
        distress 100 | nightmare|albtraum|alptraum ~4 over|end|vorbei|endet|aufhört|stop
        distress 100 | this|the|dieser|ein ~1 nightmare|albtraum|alptraum ~4 to|be|over|end|vorbei|aufhört
        distress 100 | single mother|father|mum|mom|dad|parent
        distress -100 | single mother|father|mum|mom|dad|parent ~3 discount|looking|ticket|seat
        distress 100 | alleinerziehend* ~12 weiß|schaffe|nicht|kann|pleite
        distress 100 | since|ever|seit ~2 the|dem|my|meinem|diesem ~1 accident|crash|unfall|fall|sturz|robbery|überfall|diebstahl|attack|death|tod ~6 scared|terrified|afraid|cant|dont|angst|nicht|sleep|schlafe|zittere|zitter|nightmares|traue|see|seeing|panik|zittern
        distress 100 | stolen|gestohlen|geklaut|robbed|beraubt ~6 front|eyes|eigenen|augen|whole|alles|letzte|daughter|tochter|child
        distress 100 | emptied|leergeräumt|geplündert|plundered|drained|abgeräumt ~4 account|konto
        distress 100 | rentner*|pensioner|82|81|80|79|83|84|85|86|87|88|78|elderly ~6 frightened|angst|scared|afraid|verzweifelt|worried|hilflos
        distress 100 | im|bin|ich ~3 frightened|verängstigt|eingeschüchtert
        distress 100 | under|unter ~1 schock|shock
        distress 100 | stehe|stehen|steht|bin|sind ~4 unter schock
        distress 100 | hat|habe|war ~4 nervlich|seelisch|psychisch ~4 fertig|ende|kaputt|angeschlagen
        distress 200 | schaffe|schaff|packe|pack|halte|halt|ertrage|ertrag|verkrafte ~3 das|es ~3 nicht|nimmer|kaum|nich ~2 mehr|allein|alleine|aus
        distress -100 | pack|packe|schaffe|schaff|halte|halt ~4 zeit|termin|uhr|rechtzeitig|montage|berg|steigung|sattel
        distress 100 | breche|brech|breakdown|breaking ~4 zusammen|down ~2 $
        distress 100 | im|i|am|was ~3 breaking|broken|broke down
        distress 100 | im|i ~1 broken
        distress 100 | welt ~4 zusammengebrochen|untergegangen|zusammen
        distress 100 | kann ~3 nicht mehr
        distress -100 | es|man|sie|er|das|rad|bike|damit|bestellung|ihn ~6 nicht mehr
        distress -100 | nicht ~1 mehr ~3 finden|erinnern|einloggen|öffnen|bestellen|fahren|ändern|stornieren|bremsen|schalten|lesen|anmelden|bezahlen|laden|zugreifen|reparieren|sehen|warten|zurückgeben|bekommen|nachvollziehen|kaufen|sagen|antreten|aufladen|auf|am
        """
}
