/// Danger: injuries, fire, parts that break, brakes that fail, motors that push on.
enum SafetyPatterns {
    static let text = """
        safety 100 | @critical ~6 @break
        safety 100 | @break ~3 @critical
        safety -200 | @minor
        safety 100 | @critical ~8 versagt|versagen|versagte|versagten|failed|failing|gave|ausgefallen|ausgesetzt|quit|blockiert|blockierte|blockieren|locked|locks|jammed|seized|stuck|klemmt|klemmte|hängt
        safety -100 | schloss|lock|login|app|website|payment|zahlung|karte|card|page|seite|checkout|update ~4 failed|stuck|locked|jammed|klemmt|blockiert|failing|gave
        safety 100 | brake*|brems*|*bremse|*bremsen ~7 failed|fail|failing|nicht|nichts|stopped|didnt|doesnt|dont|not|gar|keine|keinerlei|gone|tot|wirkungslos|leere|ohne ~3 mehr|gegriffen|greift|greifen|funktioniert|bremst|gebremst|work|working|respond|grip|brake|stop|downhill|wirkung|funktion|reagiert|zieht|zieh
        safety 100 | brakes failed|gone|stopped|gave
        safety 100 | no|without|ohne|keine|lost ~1 brakes|brake|bremsen|bremse|bremswirkung|bremskraft ~4 downhill|bergab|hill|speed|fahrt|mehr|at|on|$
        safety -100 | ohne|no|without ~1 bremse|brakes|brake ~4 kaufen|bestellen|lieferbar|version|bremsbeläge|levers|bmx|pads
        safety 100 | bremst|bremsen|bremste|gebremst ~2 nicht|kaum ~2 mehr|$
        safety 100 | motor|engine|assist|throttle|it|bike|rad|es|gas|pedelec|ebike|antrieb ~4 keeps|kept|continues|schiebt|beschleunigt|accelerates|pushes|fährt|drives|läuft|zieht|runs|started|starts|goes|takes ~4 weiter|pushing|itself|own|even|accelerating|alone|selbst|allein|alleine|selber|moving|going|running|off|obwohl|ohne|unkontrolliert|brake|bremse
        safety -100 | lieferung|app|abo|sale|update|aktion|website|garantie|chat|display|newsletter|uhr|akku ~3 läuft|continues|runs|starts
        safety 100 | throttle|gas|motor|accelerator ~4 stuck|klemmt|hängt|hängen|durchgegangen
        safety 100 | steering|lenkung|lenker|handlebar|handlebars ~4 locks|locked|blockiert|klemmt|stuck|loose|lose|locker|wackelt|came|gelöst|verdreht|dreht
        safety 100 | @fire
        safety 100 | on|in|caught|fing|fangen|catches|catch|gefangen|geriet|geraten|steht|set ~1 fire|feuer|brand|flames|flammen
        safety 100 | feuer|brand ~1 gefangen|fing|geraten|geriet|ausgebrochen
        safety 100 | it|das|dass|rad|bike|ebike|pedelec ~3 brannte|brennt|gebrannt|burned|burnt|burning ~2 down|ab|lichterloh|aus|here
        safety 100 | @critical ~6 fell|came|fallen|falling|coming|gave|comes|falls|broke|breaking ~1 off|apart|out|loose|undone|way|away|in
        safety 100 | @critical ~5 ist|war|plötzlich|einfach|hat ~3 ab|lose|locker|los $
        safety 100 | fell|came|broke|come|fall ~1 off|apart|loose|in ~4 riding|road|me|speed|kmh|mph|traffic|downhill|corner|two|half|pieces
        safety 100 | rad|bike|fahrrad|velo|frame|rahmen ~4 auseinander|zweigeteilt|zerlegt|durchgebrochen|entzwei
        safety -200 | rot|red|grey|gray|grau|schwarz|black|blau|blue|orange|lackierung|farbton
        safety -200 | wie|how|what|was ~3 lösche|löscht|put|extinguish|prevent|verhindere|verhindert|verhindern|avoid|tun|do|mache|mach ~6 fire|brand|akkubrand|brände|feuer|wenn|if|falls|ever
        safety -200 | fell|fallen|fallin|falling ~1 in love
        safety -200 | farbe|color|colour|matt|taschen|bags|bag|proof|fireproof|feuerfest*|feuersicher*|brandschutz*|versicherung|insurance|certificate|zertifi*|model|modell|edition|helm|lampe|brennweite|melder|detector|rauchmelder|fürs
        safety 100 | akku|battery|batterie|batteries|charger|ladegerät|motor|netzteil|pack|kabel|cable|display|controller|powerbank|stecker|plug|steckdose|light|lampe|rücklicht ~8 @overheat
        safety -200 | wie|how|darf|may|should|normal|maximal|maximum|what|welche|which ~2 heiß|hot|warm|temperature|temperatur
        safety 100 | @overheat ~4 akku|battery|batterie|charger|ladegerät|netzteil|cable|kabel|port|buchse|stecker
        safety 100 | riecht|riech|stinkt|rieche|smell|smells|smelled|smelling|geruch ~5 verbrannt|verschmort|verkohlt|brenzlig|burning|burnt|smoke|gas|rauch|angebrannt|plastic|chemical|schmor*|kokelt|chemisch|nach
        safety 100 | verschmort|angeschmort|schmort|geschmort|kokelt|verkohlt|schmorgeruch|brandgeruch|durchgebrannt|abgebrannt|ausgebrannt
        safety 100 | sparks|sparking|sparked|funken|funkt|funkte ~6 akku|battery|charger|port|buchse|ladegerät|motor|coming|steckdose|kabel|aus|from|stecker|when|out
        safety 100 | electric|electrical|elektrisch* ~1 shock|shocks|schlag|shocked
        safety 100 | akku|battery|charger|port|buchse|ladegerät|motor|steckdose|kabel|netzteil|plug|socket|stecker|display ~6 sparks|sparking|sparked|funken|funkt|funkte|sprüht
        safety 100 | zapped|elektrisiert|gewischt ~3 by|vom|from|von|bekommen
        safety 100 | stromschlag|stromschläge|electrocuted|elektroschock
        safety 100 | eine|einen|got ~2 gewischt|stromschlag|elektrischen|zapped ~2 bekommen
        safety 100 | acid|säure|elektrolyt|flüssigkeit|fluid ~5 leaked|leaking|ausgelaufen|hand|haut|skin|eyes|tritt|läuft|burns
        safety 100 | akku|battery|batterie ~4 ausgelaufen|leaking|leaked|aufgebläht|swollen|bulging|gewölbt|bläht|dick|hissing|zischt|dampft|expanded|ballooned|aufgequollen
        safety 300 | @explode
        safety -100 | lust|neugier|wut|freude|preise|price|prices|könnte|demand
        safety 300 | @hurt ~6 @body
        safety 300 | @body ~5 @hurt
        safety 300 | bleeding|blutet|blute|bleeds|blutend|blutete
        safety 300 | blut ~3 überall|verloren|läuft|viel|spuckt
        safety 300 | viel|überall|lots|much ~2 blut|blood
        safety -100 | bleeding|bleed|blood|blut ~2 brakes|brake|edge|orange|hydraulic|red|rot
        safety 100 | @injury
        safety -200 | injury|injuries|damage ~1 claim|claims|lawyer|lawyers
        safety -200 | rehab|verhindern|prevent|vermeiden|avoid|schutz|protect|protection|schützen|haftpflicht|vorsorge|statistik|test|tests|kurs
        safety 100 | i|ich|he|she|er|sie|@family|we|wir|bin|nearly|almost|beinahe|fast ~5 @fell
        safety -100 | bestellung|order|paket|parcel|preis|price|website|umsatz|temperature|rabatt ~4 gefallen|fell|gestürzt
        safety -100 | gefallen|gefällt ~1 mir|uns
        safety -100 | mir|uns|ihr|ihm ~5 gefallen
        safety 100 | went|flew|flog|geflogen|thrown|hurled|geschleudert ~3 over|über|off ~3 bars|handlebars|handlebar|lenker|bonnet|motorhaube|bike
        safety 100 | unfall|accident|verunglückt|crash ~6 hatte|krankenhaus|liege|verletzt|hospital|had|because|wegen|mit|caused|after|durch|on|gebaut|passiert|verursacht
        safety 100 | hatte|had|gab|einen|ein|an|nach|after|schweren|bei ~4 unfall|accident|crash|sturz
        safety -100 | unfall|accident|crash ~3 versicherung|insurance|test|tests|statistik|schutz|ersatz
        safety -100 | since|ever|seit ~2 the|dem|my|meinem ~1 accident|crash|unfall|sturz
        safety 100 | hospital|krankenhaus|notaufnahme|unfallchirurgie|ambulance|rettungswagen|krankenwagen|notarzt|sanitäter|paramedics|feuerwehr|brigade|firefighters|rettungsdienst|giftnotruf|intensivstation|icu|er ~10 @serious
        safety 100 | @serious ~10 hospital|krankenhaus|notaufnahme|ambulance|rettungswagen|krankenwagen|notarzt|feuerwehr|brigade|firefighters|sanitäter
        safety 100 | ambulance|rettungswagen|krankenwagen|notarzt|notaufnahme|giftnotruf|feuerwehr|paramedics|firefighters
        safety 100 | fire brigade|department|service|engine|fighters
        safety 100 | in|liege|im|at|to|ins ~2 hospital|krankenhaus|klinik ~4 gebracht|mit|because|with|after|wegen|seit|unfall|now|$
        safety -100 | liefern|deliver|arbeite|work|ship|adresse|address|out|aus ~4 hospital|krankenhaus|klinik
        safety 100 | in|the a ~1 e
        safety 300 | swallowed|verschluckt|geschluckt|choking|choked|swallow|erstickt|verschluckte|vergiftet|poisoned|vergiftung|poisoning
        safety 300 | dizzy|schwindlig|schwindelig|unconscious|bewusstlos|ohnmächtig|fainted|nauseous|übel ~10 gas|geruch|dämpfe|since|from|seit|von|smell|fumes|nach|feel|wurde|fell|war|was
        safety 300 | gas|dämpfe|fumes|rauch|smell ~8 dizzy|schwindlig|schwindelig|nauseous|sick|übel|headache|kopfschmerzen|faint
        safety 100 | rash|ausschlag|allergic|allergisch*|verätzt|verätzung|burns ~5 @family|skin|haut|hand|all|hands|baby|reaction|reaktion|arme|face|gesicht
        safety 300 | @family|hand|hands|finger|fingers|foot|fuß|arm|hair|haare|kind* ~6 caught|stuck|trapped|eingeklemmt|gequetscht|klemmt|steckt|eingezwickt|jammed|hängengeblieben
        safety 300 | caught|stuck|trapped|jammed|eingeklemmt|gequetscht|jammed|einklemmt|pinched ~4 @family|hand|finger|fingers|hair|spokes|speichen|child|childs|foot|daumen|thumb
        safety 100 | fingers|finger|hand|foot|feet|fuß ~4 spokes|speichen|kette|chain|rad|wheel
        safety 100 | lying|liegt ~2 on|am|auf ~2 ground|floor|boden|road|street|straße
        safety 100 | not|nicht ~1 moving|breathing|bewegt|ansprechbar|atmet|responsive
        safety 100 | nearly|almost|beinahe|fast|beinah ~5 hit|killed|crashed|died|run|unters|auto|car|bus|lkw|truck|überfahren|pedestrian|fußgänger|tot|gestorben|gestürzt|umgekommen|fell|went|accident|unfall|umgefahren|unter|angefahren
        safety -200 | heart attack|price|preis
        safety 100 | lebensgefährlich*|lebensgefahr|life threatening|danger
        safety 100 | lebensgefährlich*|lebensgefahr|gemeingefährlich|verkehrsunsicher|brandgefahr|explosionsgefahr|unfallgefahr
        safety 100 | is|its|this|that|ist|echt|sehr|absolut|really|extremely|bloody|total|that ~3 dangerous|gefährlich|hazardous|deadly|unsafe
        safety -100 | is|ist|isnt|wie ~2 it|es|das|that|gefährlich ~4 dangerous|gefährlich|unsafe|wenn|if|to
        safety 100 | @family|kids|children|child|both|inside|drin|drinnen|saß|sitzt|drauf ~8 @break
        safety 100 | @break ~10 @family|kids|children|inside|drin
        safety -100 | geschenk|gift|geburtstag|birthday ~8 broken|kaputt|cracked|broke
        safety 100 | razor|sharp|scharfkantig*|rasiermesserscharf|scharfe|splitter|splinter|splinters|splittert|grat ~8 @family|arm|hand|finger|stitches|cut|geschnitten|edge|skin|haut|leg|kante|eye|auge
        safety 100 | carbon ~3 splinters|splitter|splintered|gesplittert
        safety 100 | während|beim|bei|im|mitten|while|when|at|during|on ~3 fahrt|fahren|voller|riding|ride|road|speed|motorway|highway|straße|bergab|downhill|autobahn|abfahrt|kmh|km ~8 @break|gelöst|abgefallen|blockiert|locked
        safety 100 | @break ~8 fahrt|fahren|riding|downhill|bergab|speed|road|motorway|highway|kmh|mph|km|autobahn|abfahrt|straße|traffic|verkehr|tempo
        safety -100 | lieferung|transport|versand|shipping|transit ~4 @break
        safety -100 | @break ~4 lieferung|transport|versand|shipping|transit|delivery
        safety 100 | helm|helmet ~6 @break|split|shattered|kaputt|cracked|zersplittert|gebrochen ~6 fall|sturz|crash|kopf|head|unfall|aufprall|beim
        safety 100 | hit|hurt|bumped|schlug|geschlagen|gestoßen|angeschlagen|aufgeschlagen ~3 head|kopf|eye|auge|face|gesicht|knee|knie
        safety 100 | in|ins|on|am|gegen|into ~2 face|gesicht|eye|auge|head|kopf|eyes|augen ~2 explo*|geflogen|geknallt|gesprungen|geschossen|$
        safety -300 | tubeless|label|etikett|sealant ~6 burns|brennt
        safety 100 | rode|ran|crashed|gefahren|gekracht|geknallt|fuhr|gerast|prallte ~3 into|in|gegen ~3 fence|car|wall|tree|auto|baum|zaun|mauer|graben|ditch|pole|mast|bus|hedge|traffic
        """
}
