/// Classes of words the patterns are made of. Folding makes case, umlauts, doubled letters and apostrophes equal, so
/// each word stands here once; `~` after a class's name forgives one slip of the fingers in its longer words.
enum Words {
    /// Words without weight of their own, and what messages open with.
    static let small = """
        filler: bitte biite bidde bittschon bittschee pls plz please mal ma mol halt eben doch ahm aehm ehm ah äh öh hm hmm hmmm uh uhm um erm er like just einfach eigentlich vielleicht gern gerne auch noch jetzt now so denn schon then dann endlich finally really actually kindly direkt directly sofort soffort gleich lieber rather quickly kurz schnell wohl already wirklich maybe perhaps simply nun immediately asap today heute eigtl evtl grad gerade bloss also tja na naja basically literally honestly ehrlich somehow irgendwie wenigstens wenns moglich möglichst
        opener: hallo hi hey hello hallochen moin servus gruezi grias grüß gruss guten tag morgen abend good morning afternoon evening ok okay oke okey well ja yes yeah yep yup no nope nein ne nee nö noe danke thanks thx thank dankeschön vielen many but aber sorry entschuldigung und and oder or na tach dear liebe lieber sehr geehrte damen herren team zusammen leute there sure klar right genau oh ach alles gut great super toll prima fine of course naturlich aha you einverstanden gott god lord anyway sir madam mate guys folks the a
        interrogative: wann wo was wie wer wem warum wieso weshalb welche* wieviel wohin woher womit wofür wozu wielange when where what how who why which whose whats wheres hows
        askverb: habt hast haben hat kann könnt kannst können könntet könnten darf dürfen muss müssen gibt gibts ist sind seid liefert liefern verschickt nehmt nehmen bietet verkauft repariert macht holt do does did can could is are have has will would may should
        subject: ihr ich man sie es wir du er das der die den eine ein einen mein meine you i there it we the a an my your this that
        joiner: und and oder or sowie plus außerdem zudem dann also & u
        frame: sagen sage sag wissen weiß weißt erklären erkläre erklär verraten fragen frage tell know explain say ask wondering wonder mir me uns us
        day: heute jetzt today now tonight morgen tomorrow übermorgen
        neg: nicht nich ned net nit ned nöd kein keine keinen keinem keiner keinerlei nie niemals niemand weder not dont do'nt doesnt didnt cant cannot wont wouldnt no never nobody nothing neither without ohne isnt arent wasnt havent hasnt shouldnt mustnt neednt nimma nimmer
        with: mit mid mitn mitm mitem mitnem mitner mitnen mim miteinem miteiner midm mitteinem mi'm mi'nem
        please: bitte pls plz please bittschön bidde bittschee bitteschön
        fetch: hol holt holen hole gib geben gebt gebens schick schicken schickt lass lasst lassen bring bringen bringt besorg besorgen get give gimme bring send put pass let fetch find hand switch holst dazuholen einschalten happier prefer rather better freuen freue lieber ausmachen vereinbaren arrange
        reach: erreichen erreiche kontaktieren kontaktiert kontaktiere contact reach reached dealing gegenüber weiter weitergeben weiterhelfen ausmachen telefon telefonisch phone
        personally: persönlich personally person persönliche persönlichen persönlicher
        telling: wie wann welche welcher welches welchen wieviel when which whose did had has hat hatte war were wessen gestern yesterday letzte last meinte sagte said told gesagt empfohlen recommended ob whether
        offtopic: modell model laden geschäft filiale store shop discount rabatt job bewerben bewerbung hiring leasing paket parcel fahrer driver spediteur abholen collect pickup freund friend nachbar neighbour handy app bluetooth öffnungszeiten hours kostenlos free kostet cost deutsch englisch english german französisch spanish leihräder helm bücher buch email mail newsletter
        naming: heiße heisse heiss name namens names
        i: ich i ick ik isch ii me mich mir mi meine
        me: mich mir mi me ma mer us uns
        want: will wil wui möchte mochte möcht mecht möchten mechte mog mag würde wurd wuerd würd hätte hätten brauche brauch bräuchte brauchen benötige muss mus müsste wünsche wünsch verlange fordere bestehe want wanna wan't wants wanted need needs require prefer demand insist request wish gimme gotta tät dät wolle woll wollte wett wött chan bevorzuge willl
        can: kann kan könnte könnt konnte können könn kannste könntest könnten darf dürfte dürfen can could may might cani koennte kunnt kinnt
        """

    /// Those who may be asked for.
    static let people = """
        human~: mensch mensche menschen menschn mänsch minsch minschen mönsch human humans hooman humano humain mitarbeiter* mitarbiter mitarbeita *mitarbeiter *mitarbeiterin mitarbeitende* angestellte* ansprechpartner* ansprechperson* sachbearbeiter* kundenberater* serviceberater* fachberater* representative representatives rep advisor adviser advisors csr servicekraft personal operator operators operater employee employees menschenseele
        person~: person people folks persona persson personn people individual beings being
        worker~: berater* beratter kollege* kollegin* kolege colleague colleagues agent agents assistant consultant consultants specialist specialists expert experts experte* expertin* spezialist* fachmann fachfrau fachleute technician technicians techniker* mechanic mechanics mechaniker* monteur* staff worker workers clerk salesperson salesman verkäufer* meister* team* leute lüüd lüt leit lit supervisor supervisors manager managers boss bosses chef chefin chefs vorgesetzte* teamleit* filialleit* abteilungsleit* geschäftsführ* geschäftsleitung inhaber* leitung leiter* owner superior superiors receptionist reception concierge gentleman lady technik buchhaltung
        department~: kundendienst* kundenservice* kundenbetreuung kundensupport support* service helpdesk helpline hotline* zentrale *abteilung abteilung werkstatt* servicecenter callcenter department team filiale verwaltung buchhaltung rezeption desk office customerservice vertrieb
        someone~: jemand jemandem jemanden jemant jemandn jemands irgendjemand* irgendwem irgendwen öpper öpperem öpperen wem eber eberem someone somebody anyone anybody sb smb som1 sum1 einem einer einen oim oam oaner wer ener een irgendwer
        real: echt* richtig* real actual live proper true genuine human menschlich* lebendig* leibhaftig* physical normal* wirkliche* tatsachlich* richtje* richtijes living nonrobotic nonrobot breathing
        bot~: bot bots chatbot chatbots roboter* robot robots robotic maschine* machine machines automat automaten computer* rechner ki ai kis algorithmus algorithm software programm blechkiste blechdose sprachcomputer virtual virtuelle* automatisierte* automated automatic textbausteine* bandansage apparat chatgpt gpt assistent automatik*
        anyperson: @human @person @worker @someone @department
        named: @human @person @worker @department
        det: ein eine einen einem einer eines der die das den dem des a an the your ihr ihre ihren ihrem ihrer euer eure eurem euren eurer am an'm nem ner nen n ’n some any one of von vom aus someone eim oim an e irgendein irgendeinen irgendeinem
        """

    /// Ways to get in touch.
    static let contact = """
        talk~: sprechen spreche sprech sprechn spreken sprehcen reden rede redn redde unterhalten unterhalte telefonieren telefoniere telefonier quatschen quatsche schwätze schwätzen schwätza snacken schnacken schnacke plaudern babbeln babble klönen talk speak chat discuss talkin talking speaking speek tlak spek talken chatten schreiben besprechen klären diskutieren kommunizieren communicate converse bereden austauschen conversation word gespräch kontakt contact
        connect~: verbinden verbinde verbind verbindens verbindn verbinnden weiterverbinden weiterverbinde weiterverbindung weitervermitteln vermitteln vermittle durchstellen durchstelle weiterleiten weiterleite weitergeleitet weiterreichen weiterreiche weitergeben weitergebe weiterzugeben weiterzuleiten durchzustellen verbunden übergeben übergebe übergib überstellen connect conect transfer transferr forward redirect route escalate escalated transferred connected forwarded handover eskalieren weiterlaite patch
        callback~: rückruf* zurückrufen rückrufen callback zurückgerufen
        call: anrufen anruf anruft ruf rufe rufen rufts ruft ring call phone telephone dial telefonat
        help: help helfen hilft helf helfe assist unterstützen weiterhelfen auskennt auskennen kennt versteht verstehen kümmern kümmert annehmen annimmt anschauen anschaut ansehen ansieht drüberschauen drüberschaut draufschauen melden meldet antworten antwortet antworte entscheiden entscheidet entscheidn beantworten beantwortet erklären lösen löst solve answer answers understands understand resolve handle handles sort klärt übernehmen übernimmt takes look
        """

    static let risk = """
        mine: mein meine meinen meinem meiner my our unser unsere unseren mei mine
        family: mann frau sohn tochter kind kinder kindes baby vater mutter papa mama opa oma bruder schwester freund freundin enkel enkelin enkelkind husband wife son daughter kid kids child children toddler father mother dad mum mom brother sister friend grandson granddaughter grandmother grandfather grandma grandpa partner partnerin eltern parents nephew niece neffe nichte boyfriend girlfriend kollegin fiance
        dead: gestorben verstorben verstorbene verstorbenen verstorbener died dead deceased tot
        lawyer: anwalt anwältin anwalts anwälte anwälten rechtsanwalt rechtsanwältin rechtsbeistand rechtsvertreter* jurist juristen lawyer lawyers solicitor solicitors attorney attorneys counsel barrister anwaltskanzlei advokat advokaten verbraucherzentrale rechtsabteilung
        timesword: mal times emails mails calls anrufe briefe messages nachrichten letters schon already
        union: union unions gewerkschaft gewerkschafts
        critical: fork gabel federgabel brake brakes bremse bremsen bremszug bremsscheibe bremshebel handlebar handlebars lenker vorbau stem wheel wheels laufrad vorderrad hinterrad rad frame rahmen rahmenbruch saddle sattel sattelstütze seat seatpost post kurbel crank pedal pedale motor kindersitz kindersitzes kinderanhänger trailer hitch anhängerkupplung deichsel strap gurt steering steuerrohr *bremse *bremsen *gabel *lenker *pedal *kurbel *motor *laufrad *rahmen *sattel axle achse nabe hub tyre tire reifen weld schweißnaht carbonlenker steerer gabelschaft sattelrohr helm helmet spoke spokes speiche speichen unterrohr ausfallende harness tretlager footrest bolt schraube
        break: gebrochen bricht brach snapped snap broke broken breaks cracked crack cracks riss gerissen reißt abgerissen abgefallen fiel abgebrochen durchgebrochen zerbrochen sheared collapsed gelöst löste abgegangen abgesprungen weggeflogen rausgesprungen herausgesprungen detached ripped tore torn burst geplatzt platzte shattered split splintered gesplittert exploded durchgerissen angerissen angebrochen gespalten auseinandergebrochen auseinandergefallen zusammengebrochen weggeknickt abgeknickt umgeknickt zerlegt
        minor: klingel bell sticker aufkleber tasche bag lampe licht light korb basket packung package karton ventilkappe griff griffgummi montageanleitung manual schutzblech flaschenhalter bottle reißverschluss zipper app website schnalle pump pumpe code
        fire: stichflamme flamme flame rauch raucht rauchte qualm qualmt smoke smoking smokes flames flammen entzündet ignited rauchentwicklung
        overheat: heiß überhitzt überhitzung hot overheating overheated overheats melts melted melting schmilzt geschmolzen smoke smoking raucht qualmt qualm brennt gebrannt fire glüht exploded explodiert caught feuer flammen burning burnt rauch burned knallt geknallt zischt hissing
        explode: explodiert explodierte exploded explodes explosion explode verpuffung
        hurt: verletzt verletzte aufgeschnitten geschnitten schnitt gebrochen broke broken broken cut cuts hurt hurts verbrannt burned burnt burns eingeklemmt gequetscht geprellt verstaucht sprained fractured aufgeschlagen aufgerissen bleeding blutet blute gerissen smashed knocked crushed stuck bruised scraped aufgeschürft hit gestoßen schlug injured pinched gouged
        body: hand hände hands finger fingers daumen thumb arm arme arms bein beine leg legs knie knee knees kopf head auge augen eye eyes face gesicht handgelenk wrist schulter shoulder rippe rippen ribs rib zahn zähne tooth teeth rücken nase nose kinn chin collarbone schlüsselbein ellenbogen elbow ankle knöchel fuß foot back schädel skull skin haut kiefer jaw hüfte hip oberschenkel
        injury: verletzung verletzungen verletzt injured injury injuries concussion gehirnerschütterung stitches fracture knochenbruch platzwunde schürfwunden prellung prellungen genäht operiert surgery querschnitt wunde wunden brandwunde verbrennung verbrennungen gestürzt hingefallen gestürtzt schleudertrauma verbrüht
        fell: gestürzt hingeflogen crashed crash stürzte hingefallen abgestiegen überschlagen umgefallen hingelegt abgeflogen verunglückt sturz fell fallen
        serious: unfall accident crash crashed fell gestürzt because wegen verletzt broke broken gebrochen battery akku batterie brannte fire feuer smoke bike rad collapsed injured hurt after nach took gebracht liege liegt genäht stitches leg arm called call rufen musste had kam bleeding blutet eingeliefert
        """
}
