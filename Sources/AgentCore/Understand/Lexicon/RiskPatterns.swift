/// Anger, distress, legal threats, danger, data protection, payment trouble.
enum RiskPatterns {
    static let anger = """
        anger 100 | frechheit|unverschämt*|unverfroren*|dreist*|skandal*|saftladen|dreckladen|drecksladen|sauladen|saustall|kackladen|mistladen|drecks*|abzocke|abzocker*|abzocken|abgezockt|verarscht|verarschen|verarsche|verarschung|verarscherei|scheiße|scheissladen|scheiss*|beschissen*|kotzen|ankotzt|kotzt|stinksauer|stocksauer|fuchsteufelswild|empörend|empört|inakzeptabel|unterirdisch|stümper*|pfusch|pfuscher*|halsabschneider|gauner|verbrecher|idioten|deppen|trottel|arschloch|arschlöcher|wütend|stinkwütend|hirnlos*|unfähig*|inkompetent*|dilettanten|dilettantisch|bodenlos*|erbärmlich*|unfassbar|unerhört|schweinerei|sauerei|zumutung|schwachsinn|katastrophal*|verflucht*|wucher|drecksding|mistding|schrottladen|sauwut|schnauze|fresse|verarscherei|witzbolde|nichtskönner|vollidioten|dreckskarre|schrottkarre|sauhaufen|hundsmiserabel*|grottenschlecht|unzumutbar*|mieser|miesester
        anger 100 | furious|livid|outraged|outrageous|outrage|unacceptable|disgusting|disgusted|disgraceful|disgrace|scammers|scam|scamming|crooks|bullshit|bs|wtf|enraged|infuriating|infuriated|fuming|pathetic|appalling|appalled|atrocious|abysmal|shambles|shambolic|incompetent|incompetence|morons|idiots|clowns|imbeciles|liars|thieves|ludicrous|preposterous|insulting|shameful|shameless|garbage|crap|shit|shitty|fucking|fuck|fucked|goddamn|rubbish|ripoff|deplorable|horrendous|contempt|farce|sickening|seething|grrr|argh|grr|aargh|pissed|bollocks|arseholes|assholes|asshole
        anger 60 | horrible|terrible|awful|dreadful|unglaublich*|lächerlich*|joke|useless|damn|verdammt*|bloody|schämen|schämt|lachhaft|unbelievable|ridiculous
        anger 100 | saumäßig*|mies*|schlecht*|lausig*|grottig*|unterirdisch*|miserabl*|miserabel|unmöglich* ~2 behandelt|service|laden|firma|beratung|support|kundenservice|betreuung|kundendienst|verein
        anger 100 | what|such ~1 a ~2 joke|disgrace|farce|shambles|nightmare|disaster|mess|rubbish|scam|ripoff|insult|disappointment
        anger 100 | worst ~3 service|company|shop|store|experience|customer|business|support|purchase|bike|ever
        anger 100 | worst ~5 ever|life
        anger 100 | schlechteste|schlechtester|schlechtesten|schlimmste|mieseste|miesester ~3 laden|service|shop|firma|kundendienst|händler|erfahrung|geschäft|verein
        anger 100 | ridiculous|unbelievable|pathetic|outrageous|disgusting|awful|terrible|horrible ~4 service|company|shop|support|people|staff|again|still|experience|customer|treatment
        anger 100 | absolutely|absolute|complete|completely|totally|utterly|utter|beyond ~1 ridiculous|unbelievable|pathetic|useless|joke|awful|terrible|horrible|clowns|rubbish
        anger 100 | ^ ridiculous|unbelievable|pathetic|disgusting|unglaublich|unfassbar|lächerlich|awful|terrible|horrible|useless $
        anger 100 | it|this|thats|its|is ~1 ridiculous|unbelievable
        anger 100 | lächerlich*|lachhaft|unglaublich* ~3 service|sattel|preis|ausrede|laden|firma|gutschein|angebot|entschädigung|verhalten
        anger 100 | das|echt|einfach|so|wirklich ~1 lächerlich|lachhaft|unglaublich|unmöglich
        anger 100 | eine|so ~1 unverschämtheit|frechheit|sauerei|schweinerei|zumutung|katastrophe|schande|blamage
        anger 100 | nicht ~1 zu fassen|glauben
        anger 100 | schlechter|schlechten|blöder|mieser witz
        anger 100 | soll ~2 das ~2 ein witz|scherz
        anger 100 | witz ~1 sein|oder
        anger 100 | nie|niemals ~1 wieder|mehr ~4 bestell*|kauf*|kunde|euch|ihnen|laden|bestell
        anger 100 | never ~2 again ~4 buy|order|shop|shopping|you|business|come
        anger 100 | never|wont ~2 buy|order|shopping|shop|recommend ~5 again|you|anyone
        anger 100 | ^ never again $
        anger 100 | ^ nie wieder
        anger 100 | sick|fed|tired ~1 and|up|of ~3 tired|with|of
        anger 100 | im|i|am ~2 fed up
        anger 100 | had|have|ive ~2 enough|it ~2 up|of|with|now
        anger 100 | had it up
        anger 100 | enough is enough
        anger 100 | mir reichts|reicht|langt|langts
        anger 100 | reicht|langt|reichts|langts ~1 es|s mir
        anger 100 | es|jetzt reicht|langt|reichts
        anger 100 | schnauze|nase|faxen|kanal|hals ~2 voll|dicke
        anger 100 | hab|habe ~4 satt|dick|dicke
        anger 100 | kidding|joking|serious|shitting|having ~1 me|you|laugh
        anger 100 | are|is ~1 you|u|this ~1 kidding|joking|serious|insane|crazy|deaf|blind|mad|stupid
        anger 80 | seriously
        anger 100 | wollt|wollen|willst|wolln ~2 ihr|sie|du|mich ~4 verarschen|veräppeln|verkohlen|verkaufen|verschaukeln
        anger 100 | spinnt|spinnst|spinnen|tickt ~1 ihr|du|sie|wohl
        anger 100 | spinnt|spinnst|spinnen|tickt
        anger 100 | do|can|cant|dont ~1 you|u|any ~3 even ~3 read|listen|understand|care|know|try|look
        anger 100 | könnt|kannst|können ~2 ihr|du|sie ~2 nicht|überhaupt ~2 lesen|zuhören|rechnen|zählen|richtig|einmal
        anger 100 | liest|lest|lesen|hört ~3 überhaupt ~4 was|meine|jemand|ihr|irgendwer
        anger 100 | how hard|difficult ~2 can ~2 it|that ~2 be
        anger 100 | wie schwer ~3 sein
        anger 100 | so schwer ~3 sein
        anger 100 | what ~2 hell|heck|fuck|on
        anger -100 | what on
        anger 100 | was ~1 zum|zur|soll ~2 teufel|henker|hölle|geier|scheiß|mist
        anger 100 | shame ~1 on you
        anger 100 | schämt|schämen|schäm ~1 euch|sie|dich
        anger 100 | should|ought ~2 be ashamed
        anger 100 | thanks|thank|danke ~2 for|für ~1 nothing|nichts|gar
        anger 100 | well done ~3 job|work|another|breaking|ruining|ruined|cancelled|late|losing
        anger 100 | great|nice|good|brilliant|fantastic|wonderful|congratulations|top|tolle|super ~1 job|work|arbeit|leistung ~2 breaking|ruining|losing|destroying|scratching|forgetting|damaging|messing|cancelling|ignoring|wrecking|kaputt|versaut
        anger 100 | congratulations|glückwunsch ~2 on|for|zur|zum|you ~3 ruined|ruining|breaking|losing|kaputt|late|broken
        anger -100 | nice|good|great ~1 job|work $
        anger -100 | great|good|nice|fantastic|wonderful|brilliant ~1 job|work ~4 thanks|thank|on|with|by|the
        anger 100 | fantastic|great|wonderful|brilliant|lovely|perfect|marvellous|super ~1 another|yet ~3 cancelled|delay|broken|failed|missed|wrong|week|excuse|delayed|mistake|error
        anger 100 | just what i ~1 needed
        anger 100 | toll|super|klasse|prima|bravo|spitze|herrlich|glückwunsch|fantastisch ~6 wieder|schon|stunde|umsonst|kaputt|falsch|vergessen|abgesagt|verspätet|defekt|versaut|ruiniert
        anger 100 | ganz ~1 großes|tolles|großer ~1 kino|kunststück|tennis
        anger 100 | you ~1 ruined|destroyed|wrecked|lied|cheated|robbed|conned|scammed|ripped|screwed|messed|broke|pretend|stole|betrayed
        anger 100 | habt|haben|hast ~3 mir|uns|mein|meinen|alles|unseren ~6 versaut|ruiniert|vermasselt|verdorben|kaputtgemacht|zerstört|angelogen|belogen|betrogen|verschlampt|verbockt
        anger 100 | belogen|angelogen|verschaukelt|hingehalten|veräppelt|verschlampt|abgewimmelt|vergrault|vertröstet|verkackt|versemmelt|verpfuscht
        anger 100 | hinhalten|hinhaltetaktik|ausreden|ausrede|vertrösten
        anger 100 | lied|lying|lies ~2 to|me
        anger 100 | excuses|excuse ~3 nothing|again|enough|another|tired|sick|your|no
        anger 100 | your|these|more ~2 excuses
        anger 100 | stop|quit ~2 sending|wasting|lying|ignoring|telling|giving|messing|treating|asking|copying|pretending|repeating|fobbing
        anger 100 | wasting|waste|wasted ~2 my|of ~1 time|money|day|morning|afternoon
        anger 100 | hört|hör|hören ~3 auf ~4 mich|mir|mit
        anger 100 | zeitverschwendung|geldverschwendung|reinste|frechheit
        anger 100 | dont|do ~1 not|you|u ~1 dare
        anger 100 | wagt|wagen|wehe ~2 es|ihr|sie ~3 nicht|noch
        anger 100 | i|absolutely|really ~2 hate ~5 shop|company|service|dealing|you|store|your|people|website|this
        anger 100 | hasse ~4 laden|service|euch|firma|shop|ihren|euren|das|diese
        anger 100 | my|mein blood|blut ~2 boiling|boils|kocht
        anger 100 | platze|platzen|explodiere|koche|schreien ~3 gleich|könnte|vor|wut
        anger 100 | könnte|möchte ~4 platzen|schreien|kotzen|ausrasten|ausflippen|explodieren|heulen
        anger 100 | so|absolutely|really|very|extremely|incredibly|totally|bloody|damn|still|getting|makes ~2 angry|mad|annoyed|cross|irritated|frustrated
        anger 100 | makes|make|making|driving|drives|drive ~1 me|my ~2 mad|angry|crazy|furious|sick|insane|nuts|scream|mental
        anger 100 | im|i ~1 am|so angry|irate|outraged|incensed|mad
        anger -100 | mad about|for|over
        anger -100 | was|were|bit ~1 angry|mad|upset|furious|annoyed|cross
        anger -100 | you broke up|off
        anger 100 | so|sowas|such ~1 etwas|was|thing|noch ~4 nie|never ~2 erlebt|gesehen|passiert|untergekommen
        anger 100 | sowas ~5 nie ~2 erlebt|gesehen|passiert|untergekommen
        anger 100 | never ~3 experienced|seen|encountered|treated ~5 like|such|so
        anger 100 | nie ~4 so ~2 schlecht|mies|behandelt|enttäuscht|unfreundlich|verarscht
        anger -100 | not|nicht|no|sorry|war ~3 angry|mad|sauer|wütend|böse|annoyed|verärgert|furious|upset|complaint
        anger -100 | for|sorry ~2 sounding|being|my ~3 rude|angry|harsh|grumpy
        anger 100 | bin|echt|richtig|total|so|ziemlich|mega|sehr|mächtig|stink|absolut|völlig|schon ~3 sauer|wütend|verärgert|geladen|angepisst|genervt|angefressen|bedient|angesäuert|empört|stinkig
        anger -60 | etwas|bisschen|leicht|wenig|bissl|bisserl ~2 sauer|verärgert|genervt|enttäuscht
        anger 100 | nervt ~4 gewaltig|tierisch|mich|total|unendlich|langsam|echt|nur|gehörig|so|extrem|mega
        anger 100 | geht|gehen ~1 mir|ihr ~4 auf ~2 geist|sack|keks|nerven|wecker|zeiger|senkel|nüsse|eier
        anger 100 | daylight|highway ~1 robbery
        anger 100 | rip|ripped|ripping ~2 off
        anger 100 | robbery|robbed ~2 $
        anger 100 | bunch|pack|gang|lot ~1 of ~2 crooks|thieves|liars|idiots|clowns|amateurs|cowboys|scammers|criminals|jokers
        anger 100 | you|your ~1 people|lot|guys|company ~3 never|cant|dont|always|keep ~4 right|anything|care|fail|failing|lying|deliver|wrong|messing|trusted
        anger 100 | nothing ~3 ever ~2 works|fits|arrives|right
        anger 100 | of course ~4 doesnt|didnt|dont|not|isnt ~2 fit|work|arrive|come|help|here
        anger 100 | natürlich ~3 wieder ~3 nicht|falsch|kaputt|zu
        anger 100 | good reason ~3 not|why
        anger 100 | worthless|meaningless ~2 to|me
        anger 100 | apology|apologies ~4 worthless|accepted|empty|enough|nothing|meaningless
        anger 100 | done|finished|through ~1 being|with ~2 polite|nice|patient|you|patience
        anger 100 | lost|losing|run|out ~3 patience
        anger 100 | patience ~4 end|thin|gone|over|limit|limits
        anger 100 | geduld ~4 ende|erschöpft|vorbei|schluss|verloren
        anger 100 | no|enough ~1 no|more|of ~1 vouchers|excuses|apologies|promises|emails|coupons|waiting
        anger 100 | broken|empty ~1 promise|promises
        anger 100 | leere|leeren|leerer|gebrochene ~1 versprechen|versprechungen|worte
        anger 100 | hang|hung|hangs|hanging ~2 up ~2 me|on
        anger 100 | nobody|noone|none|keiner|niemand|no ~2 takes|cares|interested|responsibility|interessiert|verantwortung|zuständig|kümmert|fühlt
        anger 100 | give|gives|gave ~2 damn|shit|toss
        anger 100 | money|refund ~3 back ~2 now|immediately|today|or
        anger 100 | geld ~2 zurück ~2 jetzt|sofort|aber|heute
        anger 100 | will|want ~4 geld ~2 sofort ~2 zurück
        anger 100 | zum|zu ~1 dritten|vierten|fünften|x|xten|zigsten|hundertsten|tausendsten|zehnten ~1 mal
        anger 100 | zum zweiten mal ~2 die|das|den ~1 falsche|falschen|kaputte|gleiche
        anger 100 | dritte|dritten|vierte|vierten|fünfte|fünften|zigste ~1 mal ~8 falsch*|kaputt|verschoben|nicht|warte|schreibe|anrufe|defekt|mist
        anger 100 | third|fourth|fifth|sixth|umpteenth|hundredth|tenth|3rd|4th|5th ~1 time|broken|wrong|failed|complaint|email|attempt|message|replacement
        anger 100 | still|again|keeps|keep ~3 wrong|broken|nothing|ignored|ignoring|fail|failing|waiting|nobody|scratched|lied ~1 $
        anger 100 | why ~4 still ~2 not|isnt|havent|hasnt|no|broken|waiting
        anger 100 | three|four|five|six|seven|eight|ten|two|weeks|months|hours|minutes|3|4|5|6 ~2 weeks|months|hours|minutes|days ~3 for|late|on|and ~4 bell|hold|nothing|saddle|screw|reply|pump|tube|lock|pedal|lamp
        anger 100 | took|wasted|lost ~3 day|morning|afternoon ~2 off|for ~6 never|nobody|didnt|no|delivery|nothing
        anger 100 | absolute|total|complete|utter ~1 clowns|disaster|failure|shambles|joke|nonsense|incompetence|mess|nightmare|disgrace|rubbish
        anger 100 | selling|sell|sold|sent|shipped ~3 junk|rubbish|garbage|crap|trash|scrap
        anger 100 | so|was|welch|welcher|solch|ein|einen|reiner|totaler ~2 mist|schrott|scheiß|dreck|müll|saftladen|murks|bockmist|schmarrn|kram|mistladen|schwachsinn|blödsinn|unsinn|theater|chaos|affentheater
        anger 100 | verkauft|verkaufen|liefert|andrehen|angedreht|geschickt ~4 schrott|müll|dreck|mist|plunder|ramsch
        anger 100 | was für ~2 saftladen|laden|verein|service|sauhaufen|witz|chaos|unverschämt*
        anger 100 | bande|haufen|verein ~3 betrüger|gauner|idioten|stümper|amateure|lügner|versager|dilettanten
        anger 100 | lügner|betrügerladen|verbrecherladen|abzockerladen|idiotenladen
        anger 100 | treated ~3 such|badly|rudely|disrespectfully|poorly|terribly|contempt|idiot|dirt|garbage
        anger 100 | behandelt ~4 dreck|idiot|unverschämt|luft|abschaum
        anger 100 | rude|arrogant|ignorant|disrespectful|unprofessional|unverschämt ~3 staff|employee|service|support|people|colleague|mechanic|reply|answer|mitarbeiter*
        anger 100 | throw|chuck|smash|bin ~3 this|thing|bike|it ~3 river|bin|window|wall|away
        anger 100 | hear|listen ~3 more|another|your excuses|lies
        anger 100 | pretend|pretending ~3 happened|nothing|never|didnt
        anger 100 | seriously|ernsthaft ~4 weeks|wochen|again|days|time|wieder|euros|euro|pounds
        anger 60 | again|still|wieder|seit|immer|endlich|überhaupt|seriously|honestly|unverständlich
        anger 60 | warte|waiting|wartet|warten ~4 wochen|monaten|weeks|months|stunden|hours|tagen
        anger 100 | berechnet|verlangt|kassiert ~3 euro ~2 für ~3 spinnt
        anger 100 | für dumm|blöd ~1 verkaufen|verkauft
        anger 100 | für ~2 dumm|blöd|bescheuert|dämlich ~1 verkaufen|haltet|halten
        anger 100 | ist|wohl|echt|is ~3 das|der allerletzte|letzte|hinterletzte|gipfel $
        anger 100 | allerletzte|hinterletzte
        anger 100 | gipfel ~3 frechheit|unverschämtheit
        anger 100 | geht|gehts ~2 eigentlich ~1 noch
        anger 100 | gehts noch
        anger 100 | gibts|gibt ~2 doch|ja nicht|net
        anger 100 | kann ~1 nicht wahr ~1 sein
        anger 100 | darf ~2 nicht|doch wahr ~1 sein
        anger 100 | bin|hab ~2 bedient|fertig ~2 mit|ihnen|euch
        anger 100 | stinkt|kotzt|ankotzt|nervt ~2 mir|mich|uns|gewaltig
        anger 100 | wut|zorn ~3 platzen|bauch|kochen|hab
        anger 100 | auf 180|hundertachtzig|palme
        anger 100 | ihr|sie ~3 könnt|können ~2 mich|mir ~4 mal|gestohlen|kreuzweise|buckel
        anger 100 | gestohlen bleiben
        anger 100 | am arsch|popo|hintern
        annoyed 100 | enttäuscht|disappointed|disappointing|schade|leider|unfortunately|ärgerlich|annoying|annoyed|nervig|frustrating|frustrated|unzufrieden|unhappy|dissatisfied|genervt
        """
    static let moreAnger = """
        anger 100 | größte*|letzte|letzter|purer|totaler|reiner|absoluter|biggest|piece|load|pile|kompletter|richtiger|heap ~2 schrott|mist|müll|dreck|junk|crap|garbage|rubbish|trash|reinfall|frechheit|witz|scheiß|blödsinn|reinfall|saftladen
        anger 100 | kauf*|bestell* ~4 nie|niemals ~1 mehr|wieder|was
        anger 100 | irgendwas|irgendetwas|überhaupt|anything|something|einmal ~2 richtig|right|ordentlich|properly
        anger 100 | can|could|do ~2 anything right
        anger 100 | veräppel*|verarsch*|verschaukel*|verkaspern|verhohnepipel*|hinters
        anger 100 | reichts|langts|reicht|langt ~3 mir
        anger 100 | mir ~4 reichts|langts|reicht|langt|stinkt|stinkts
        anger 100 | kragen ~2 platzt|geplatzt
        anger 100 | platzt ~4 kragen|hutschnur
        anger 100 | fasse|fass|glaubs ~2 es|das|s ~1 nicht|net|ned
        anger 100 | think|reckon|take|treat ~3 im|i|me|us ~3 stupid|idiot|idiots|fool|dumb|fools
        anger 100 | halten|hältst|haltet|hält ~4 mich|uns ~4 dumm|blöd|idiot*|bescheuert|deppen|doof
        anger 100 | be|gotta|must ~1 kidding|joking
        anger 100 | ^ great|brilliant|fantastic|wonderful|super|toll|klasse|prima|bravo|lovely|perfect|marvellous|fabulous|amazing|herrlich|hervorragend ~5 wrong|falsch*|cancelled|abgesagt|late|verspätet|broken|kaputt|missing|kaputte|defekt|defekte|vergessen|ruined|ignored
        anger 100 | @timesword ~8 nobody|no|niemand|keine|keiner|noone|nothing ~4 reply|answer|antwort|response|bothers|reagiert|respond|happened|passiert|geantwortet|happens
        anger 100 | nobody|noone|niemand|keiner ~2 bothers|bother|bothered|cares|interessiert
        anger 100 | how dare you
        anger 100 | dare you
        anger 100 | schon|immer|already ~1 wieder ~3 abgesagt|falsch*|kaputt|verschoben|nicht|vergessen|storniert|verspätet ~4 $
        anger 100 | cost|costs|lost|kostet ~3 customer|kunden $
        anger 100 | youve|just|you ~2 lost ~2 customer
        anger 100 | verliert|verloren ~3 kunden|kundin
        anger 100 | auf den arm nehmen
        anger 100 | hopping|absolutely|raging|bloody mad
        anger 100 | rotten|lousy|shoddy|dreadful|appalling ~3 service|way|company|treatment|shop|support|people|customer
        anger 100 | take|takes ~1 the ~1 biscuit|piss|mickey|cake
        anger 100 | taking the piss|mickey
        anger 100 | beyond ~1 joke|me|belief
        anger 100 | over|nicht|not ~2 my|mein|meine ~1 dead
        anger 100 | fobbed|fobbing|stonewalled|mucked|messed|jerked|strung ~2 off|about|around|along|me
        anger 100 | run|runaround|around ~1 the runaround
        anger 100 | the runaround
        anger 100 | at|the|last ~2 end of my patience|tether
        anger 100 | last nerve
        anger 100 | on my|meine|meinen ~1 nerves|nerven|sack|keks|zeiger
        anger 100 | your|this|so|der|die|ihr|euer ~3 cheek|audacity|nerve|dreistigkeit|arroganz|frechheit|unfähigkeit|schlamperei|sauladen|inkompetenz|gleichgültigkeit|ignoranz
        anger 100 | schlamperei|gepfuscht|hingepfuscht|hingerotzt|rotzfrech|respektlos
        anger 100 | was ~2 erlaubt|erlauben|bildet|bilden ~1 ihr|sie ~1 euch|sich
        anger 100 | was denkt|glaubt|denken|glauben ~1 ihr|sie ~1 eigentlich
        anger 100 | who ~2 think ~2 you are
        anger 100 | get ~2 act|shit|stuff together
        anger 100 | do your ~1 job
        anger 100 | macht|machen|mach ~3 endlich ~3 job|arbeit
        anger 100 | hell|zum|verdammt ~1 are|is|teufel|noch|nochmal|with
        anger 100 | what ~1 the ~1 hell|heck|fuck
        anger 100 | absolutely|completely|totally|really|properly|seriously ~1 pissed|annoyed|disgusted|appalled|gutted|unhappy|fed
        anger 60 | lazy|careless|sloppy|clueless|rude|unprofessional|arrogant|unfreundlich|frech|schlampig|ahnungslos
        annoyed 100 | warte|waiting ~5 wochen|weeks|monate|months
        """
    static let distress = """
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
        self_harm 100 | umbringen|umbringe|suizid*|selbstmord|suicide|suicidal|selbsttötung|selbstverletz*|ritzen
        self_harm -100 | sie|er|hersteller|man|konkurrenz ~2 umbringen
        self_harm 100 | end|ending|take|taking|beenden|nehmen|nehme|beende ~3 my|own|mein|meinem|das ~2 life|leben|lives
        self_harm 100 | mein|meinem|dem ~1 leben ~3 ende|beenden|nehmen|schluss
        self_harm 100 | mir|mich ~4 das|leben ~2 leben|nehmen|umbringen|antun
        self_harm 100 | kill|hurt|harm|hang|cut|killing|hurting|harming|cutting ~1 myself
        self_harm 100 | mir|mich ~3 etwas|selbst|was|was ~2 antun|antue|verletzen|verletze
        self_harm 100 | not|dont|no|nicht|nimmer|cant ~4 want|wish|will|möchte|mag|go|keep|kein ~3 live|alive|living|be|leben|lebens|weiterleben|exist ~2 anymore|more|any|mehr|here|alive|$
        self_harm 100 | dont|not|nicht ~3 be alive|here|around
        self_harm 100 | nicht ~2 mehr ~2 leben|weiterleben
        self_harm 100 | want|wanna|möchte|will|würde|going|wish|better|rather|gerne ~3 die|sterben|dead|tot ~1 $
        self_harm 100 | better off dead
        self_harm 100 | wish i ~1 was|were dead
        self_harm 100 | lieber ~1 tot
        self_harm 100 | keinen|kein|no ~2 sinn|reason|point|grund ~4 leben|live|living|lebens|weiterleben|going
        self_harm 100 | schluss machen ~3 allem|leben|mit
        self_harm 100 | vor ~2 den|einen zug|lkw
        self_harm 100 | spring|springe|jump ~3 bridge|brücke|hochhaus|roof
        self_harm -100 | drop|test|bmx|dirt|jump ~3 bike
        """
    static let legal = """
        legal 100 | mein|meinem|meinen|meiner|meine|unser|unserem|unseren|unsere|vom|zum|einem|einen|eine|einer|den|dem|der|my|our ~2 anwalt|anwältin|rechtsanwalt|rechtsanwältin|anwälte|anwälten|anwalts|juristen|rechtsbeistand|advokat|lawyer|lawyers|solicitor|solicitors|attorney|attorneys|counsel|barrister|advokaten|rechtsvertreter|legal|anwaltskanzlei
        legal -200 | @lawyer ~2 friend|freund|freundin|fährt|loves|liebt|rides|likes|mag|auch
        legal 100 | bring|bringing|get|getting|hire|hiring|involve|involving|engage|schalte|nehme|hole ~3 @lawyer
        legal 100 | juristisch*|rechtlich*|legal ~1 nachspiel|consequences|ramifications
        legal 100 | served ~2 papers|notice|summons
        legal 100 | take|taking|took|taken|seek|seeking|sought|get|getting|got ~1 legal|juristischen|rechtlichen advice|rat|beistand
        legal 100 | go|going|gehe|geh|zur|to|melde|wende|call|calling|involve|inform ~4 polizei|police|cops
        legal -100 | polizei|police ~4 codierung|registration|codieren|helm|neben|station|registrierung
        legal -100 | im|i|bin|am ~2 lawyer|solicitor|attorney|barrister|anwalt|anwältin|rechtsanwalt|rechtsanwältin|jurist|juristin
        legal -100 | spaß|scherz|kidding|joke|joking|witz
        legal -100 | unter ~2 den ~1 kunden
        legal -100 | my|mein|meine ~1 @family ~2 is|ist ~2 lawyer|solicitor|anwalt|anwältin|rechtsanwalt|attorney ~6 bike|bag|rad|tasche|need|looking|sucht|möchte|braucht|wants|needs
        legal 100 | @lawyer ~6 sagt|says|said|einschalten|eingeschaltet|einschalte|kontaktiert|contact|advised|geraten|hören|hear|melden|schreiben|schreibt|letter|involved|drafting|looking|prüft|mandat|beauftragt|beauftrage|beauftragen|übergeben|übergebe|contacted|wissen|kümmert|handle|instruct|instructed|consult|consulted|weiter|vor
        legal 100 | with|mit|einen|an|to|from|via|through|hear|hire|hired|instruct|consult|spoken|get|call|contact|contacting|involve|then|and|oder|und|or|über|zu|nur ~3 @lawyer
        legal 100 | klage ~4 ein|erheben|einreichen|an|vor|gegen|erhebe|reiche|kündige|droht|bereite|eingereicht
        legal 100 | eine|kündige|reiche|erhebe|mit|zur|per ~2 klage
        legal 100 | ich|wir|dann|danach|sonst|werde|werd ~3 klage|klagen|verklage|verklagen|klag
        legal 100 | verklag*|strafanzeige|strafantrag|mahnbescheid|schadensersatz|schadenersatz|schmerzensgeld|abmahnung|abmahnen|verbraucherzentrale|verbraucherschutz|verbraucherschützer|schlichtungsstelle|aufsichtsbehörde|datenschutzbehörde|landesdatenschutz*|staatsanwalt*|amtsgericht|landgericht|rechtsweg|rechtsstreit|gerichtlich*|rechtsschutz|rechtsschutzversicherung|inkassobüro|gerichtsvollzieher|sammelklage|strafrechtlich*|zivilrechtlich*|bundesnetzagentur|gewerbeaufsicht|ordnungsamt|mahnverfahren|einstweilige|unterlassung*|wettbewerbszentrale
        legal -100 | adresse|liegt|neben|gegenüber|parken|nähe ~4 amtsgericht|landgericht|gericht
        legal -100 | amtsgericht|landgericht|gericht|ordnungsamt ~4 liefern|parken|laden|nähe|haltestelle|abbiegen
        legal 100 | sehen ~3 uns ~3 gericht
        legal 100 | vor ~1 gericht
        legal 100 | gericht ~4 gehen|ziehen|bringen|sehen|klären|entscheiden|landen
        legal 100 | rechtlich*|juristisch*|gerichtlich* ~2 schritt*|konsequenzen|vorgehen|mittel|maßnahmen|nachspiel|folgen|belangen|wehren|geltend
        legal 100 | erstatte|erstatten|anzeige|stelle ~4 anzeige|polizei|erstatten|erstattet|betrug
        legal 100 | mache|mach|gibt|erstatte|folgt ~3 anzeige
        legal -100 | anzeige ~3 zeigt|display|flackert|geht|akku|kaputt|tacho|defekt|dunkel|leuchtet|fehler
        legal 100 | zeige|zeig ~4 sie|euch|ihnen ~3 an $
        legal 100 | polizei ~5 einschalten|anzeige|gehen|melde|melden|informieren|rufe|eingeschaltet|betrug
        legal 100 | setze|setz|stelle|gebe|letzte|hiermit ~4 frist
        legal 100 | frist ~3 von|bis|setzen|gesetzt|verstreichen|abgelaufen ~6 tagen|tage|danach|wochen|sonst|andernfalls|rechtlich*|anwalt
        legal -100 | widerrufsfrist|rückgabefrist|welche|gilt|lange ~3 frist
        legal 100 | letzte|letzter|final|last ~1 mahnung|warnung|aufforderung|warning|notice|chance|reminder ~5 then|dann|sonst|before|lawyers|anwalt|or|vor
        legal 100 | fordere|verlange|demand|claim|claiming|expect|want|seeking|seek ~3 schadensersatz|schadenersatz|compensation|damages|entschädigung|schmerzensgeld|wiedergutmachung ~12 or|oder|andernfalls|sonst|court|klage|from|für|of|for|ombudsman|wegen|in|$
        legal 100 | trete ~2 vom|von ~2 kauf|kaufvertrag|vertrag ~4 zurück
        legal 100 | hiermit ~3 trete|kündige|widerrufe|fordere|setze
        legal -100 | hiermit ~3 widerrufe|kündige ~4 bestellung|newsletter|abo|kauf
        legal 100 | verstoß|verstoßt|verstoßen|verstösst|verletzt ~4 gegen|die|dsgvo|gesetz|recht|datenschutz|vertrag|verbraucherrecht
        legal 100 | melde|melden|meld|gemeldet|anzeigen|beschwerde ~5 behörde|aufsicht|aufsichtsbehörde|datenschutzbehörde|datenschutzbeauftragten|ico|amt|bundesnetzagentur|gewerbeamt|verbraucherzentrale
        legal 100 | dsgvo|gdpr ~3 verstoß|beschwerde|complaint|violation|breach|klage|verstoßen
        legal 100 | expect|erwarten|rechnen ~4 gdpr|dsgvo|klage|anzeige|post|brief ~4 complaint|anwalt|beschwerde|vom
        legal 100 | report|reporting|reported ~2 you|this|it|them|your ~5 trading|ico|authority|authorities|police|regulator|standards|consumer|ombudsman|bbb|watchdog|officials|commission|bureau
        legal 100 | trading standards
        legal 100 | consumer ~1 protection|rights|agency|council|bureau|association|ombudsman ~6 complaint|act|contact|contacted|report|reported|enforce|already|go|going|hear|will
        legal -100 | where|what|which|how|is ~6 consumer rights
        legal 100 | ombudsman|ombudsmann|tribunal|bailiff|bailiffs|lawsuit|litigation|subpoena|prosecute|prosecuted|prosecution|injunction|writ|arbitration|chargeback|chargebacks
        legal 100 | sue|suing|sued ~2 you|your|the|company|them|for|if
        legal 100 | going|will|ill|gonna|might|considering|intend|about|or|to|forced ~2 sue|litigate|prosecute
        legal 100 | see|meet|seeing ~2 you|u|your ~2 in|at ~1 court
        legal 100 | to|in|through|into ~2 small|county|district|high|supreme|crown|civil|magistrates ~1 claims|court
        legal 100 | small claims
        legal 100 | court ~4 order|case|date|action|proceedings|papers|summons|claim|hearing|if|will|judge
        legal 100 | take|taking|takes|taken|go|going|bring|see|drag|answer|settle ~5 to|in|for ~3 court|tribunal|judge
        legal -100 | court ~1 yard|yellow|shoes|street|road
        legal 100 | legal ~1 action|steps|proceedings|measures|consequences|advice|claim|notice|dispute|insurance|route|department|team|representation|means|counsel
        legal -100 | where|what|is|which|question ~3 legal ~1 requirements|limit|speed
        legal 100 | press|pressing|file|filing|filed|bring ~3 charges|complaint|suit|lawsuit|claim|report|case|police ~3 police|court|with|against|authority|now|today|you|$
        legal 100 | filing|file|filed ~2 police ~1 report
        legal 100 | file|filing|filed ~4 with|at|bei ~3 court|tribunal|authority|authorities|police|ombudsman|regulator
        legal 100 | police ~3 report|complaint|involved|matter|station|informed
        legal 100 | fraud|betrug|theft|diebstahl|illegal|strafbar|rechtswidrig|unlawful|criminal|kriminell|arglistig* ~8 report|anzeige|police|polizei|court|court|answer|filing|intend|prosecute|reporting|klage|gericht|anwalt|and|law
        legal 100 | das|this|thats ~1 ist|is|ja|klar|eindeutig ~2 betrug|fraud|illegal|strafbar|rechtswidrig|theft|kriminell|unlawful|arglistige|vertragsbruch
        legal 100 | data breach
        legal 100 | breach ~2 of ~2 contract|law|warranty|gdpr|privacy|agreement|trust
        legal 100 | vertragsbruch|vertragsverletzung|rechtsbruch|gesetzesverstoß|vertragsbrüchig|sachmangelhaftung
        legal 100 | hold|holding|halte|mache ~4 you|company|sie|euch|liable|responsible|haftbar|verantwortlich ~4 liable|accountable|haftbar|damages|responsible
        legal 100 | know|kenne|bestehe|enforce|exercise ~3 my|meine|auf|our ~2 rights|rechte|recht
        legal 100 | enforce|exercise ~2 them|my|rights
        legal 100 | reserve|behalte ~3 the|my|mir|uns|all ~4 right|rights|rechtliche|vor|schritte
        legal 100 | formal|final ~1 notice|complaint|demand|warning ~4 before|of|legal|dispute|under
        legal 100 | letter before ~1 claim|action|proceedings
        legal 100 | class action
        legal 100 | for ~1 the ~1 judge|tribunal|court|police
        legal 100 | documented|dokumentiert|beweise|evidence|screenshots ~6 judge|court|lawyer|gericht|anwalt|police|polizei|richter
        legal 100 | start|starting|begin|initiate|commence|leave ~4 proceedings|chargeback|litigation|claim|legal
        legal 100 | no choice but
        legal 100 | start|open|file|claim|make ~3 a chargeback|claim ~4 and|with|against|if|court|claim
        legal 100 | damages|liability|injury|compensation ~1 claim|claims
        legal 100 | presse|press|zeitung|journalist|journalisten|journalists|newspaper|media|medien|fernsehen|tv|watchdog ~6 gehen|going|go|contact|contacting|wenden|informieren|lawyer|anwalt|tell|story|melden|erfahren|wissen|will
        legal 100 | contacting|contact|gehe|an|to|mit ~2 die|a|the|damit ~2 presse|press|journalist|newspaper|media|zeitung|öffentlichkeit
        legal 100 | regulator|regulators|authority|authorities|behörde|behörden ~6 shut|shuts|complaint|report|melden|complain|closes|einschalten|hear
        legal 100 | insurance|versicherung ~4 hears|hear|meldet|lawyer|from ~3 mine|yours|anwalt|lawyers|ihnen
        legal 100 | rechtsschutz* ~4 informiert|eingeschaltet|habe|deckt|übernimmt|gemeldet|zahlt
        legal 100 | lasse|lass|lasst ~3 mir ~3 nicht|net ~3 bieten|gefallen ~6 gericht|anwalt|amtsgericht|klage|und
        legal 100 | advertising|werbung ~6 lawyer|counsel|anwalt|court|abmahn*|klage|illegal
        legal 100 | act|handle|react|handeln|vorgehen ~2 accordingly|entsprechend ~2 $
        legal 100 | @union ~1 lawyers|anwalt|rechtsabteilung
        legal 100 | put|get|need|want ~2 it|this ~3 in writing ~8 court|tribunal|lawyer|solicitor|judge
        legal 100 | hören|hörst|hört|hear|hearing ~4 von|from ~3 @lawyer
        """
    static let safety = """
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
    static let other = """
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
        complaint 100 | kaputt|defekt|defective|broken|beschädigt|damaged|verkratzt|scratched|falsch|wrong|fehlt|fehlen|missing|reklamation|reklamieren|reklamiere|beschwerde|beschweren|complaint|complain|mangel|mangelhaft|faulty|verspätet|overdue|enttäuscht|disappointed
        """
}
