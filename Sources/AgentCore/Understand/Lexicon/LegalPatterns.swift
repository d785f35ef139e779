/// Legal threats: lawyers, courts, authorities, deadlines, the press.
enum LegalPatterns {
    static let text = """
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
}
