/// Anger: words, reproaches, sarcasm, threats to leave.
enum AngerPatterns {
    static let words = """
        anger 100 | frechheit|unverschämt*|unverfroren*|dreist*|skandal*|saftladen|dreckladen|drecksladen|sauladen|saustall|kackladen|mistladen|drecks*|abzocke|abzocker*|abzocken|abgezockt|verarscht|verarschen|verarsche|verarschung|verarscherei|scheiße|scheissladen|scheiss*|beschissen*|kotzen|ankotzt|kotzt|stinksauer|stocksauer|fuchsteufelswild|empörend|empört|inakzeptabel|unterirdisch|stümper*|pfusch|pfuscher*|halsabschneider|gauner|verbrecher|idioten|deppen|trottel|arschloch|arschlöcher|wütend|stinkwütend|hirnlos*|unfähig*|inkompetent*|dilettanten|dilettantisch|bodenlos*|erbärmlich*|unfassbar|unerhört|schweinerei|sauerei|zumutung|schwachsinn|katastrophal*|verflucht*|wucher|drecksding|mistding|schrottladen|sauwut|schnauze|fresse|verarscherei|witzbolde|nichtskönner|vollidioten|dreckskarre|schrottkarre|sauhaufen|hundsmiserabel*|grottenschlecht|unzumutbar*|mieser|miesester
        anger 100 | furious|livid|outraged|outrageous|outrage|unacceptable|disgusting|disgusted|disgraceful|disgrace|scammers|scam|scamming|crooks|bullshit|bs|wtf|enraged|infuriating|infuriated|fuming|pathetic|appalling|appalled|atrocious|abysmal|shambles|shambolic|incompetent|incompetence|morons|idiots|clowns|imbeciles|liars|thieves|ludicrous|preposterous|insulting|shameful|shameless|garbage|crap|shit|shitty|fucking|fuck|fucked|goddamn|rubbish|ripoff|deplorable|horrendous|contempt|farce|sickening|seething|grrr|argh|grr|aargh|pissed|bollocks|arseholes|assholes|asshole
        anger 100 | hurensohn*|hurensöhne*|wichser*|drecksack*|drecksäcke|missgeburt*|arschgesicht*|scheißkerl*|fickt|fick ~1
        anger -100 | wtf ~2 do|should|can ~1 i|we
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

    static let reproaches = """
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
}
