/// Words of letters, folded as ``FoldedText`` folds them.
enum LetterWords {
    /// The words of a text, folded.
    static func folded(_ text: some StringProtocol) -> [String] {
        let folded = FoldedText(String(text))
        return folded.words.indices.map { String(decoding: folded.folded($0), as: UTF8.self) }
    }

    private static func set(_ words: String) -> Set<String> { Set(folded(words)) }

    // MARK: Around the letter

    static let greetingStart = set(
        """
        hallo hallöchen hi hey hello moin servus grüezi grüß guten gutentag schönen sehr sehrgeehrte geehrte geehrter \
        geehrtes liebe lieber liebes werte werter dear good greetings tach tag to hola
        """)
    static let greetingRest = set(
        """
        damen herren dame herr frau fräulein team zusammen alle allerseits ihr leute lieben da dort nochmal nochmals \
        again there all everyone sir sirs madam mr mrs ms miss dr prof doktor professor or und and oder guten tag \
        morgen abend mittag morning afternoon evening day sehr geehrte geehrter geehrtes liebe lieber liebes gott dich \
        euch whom it may concern vom von der die das the kundenservice kundendienst support customer service an at \
        from folks guys friends freunde moin
        """)
    static let titles = set("dr prof mr mrs ms hr fr dipl ing med st")
    static let greet = "grus"
    static let beforeGreet = set(
        """
        mit freundlichen freundliche freundlicher freundlichem beste besten bester liebe lieben lieber viele vielen \
        herzliche herzlichen herzlicher schöne schönen sonnige sonnigen ganz einen und danke dank bis dann für vielen
        """)
    static let closingAlone = set("mfg lg vg hg bg regards sincerely rgds hochachtungsvoll grüße gruß grüsse gruss")
    static let beforeRegards = set("kind kindest best warm warmest many with and thanks yours my")
    static let regards = set("regards wishes sincerely faithfully truly")
    static let thanks = set("danke dank dankeschön thanks thank thx cheers merci")
    static let inAdvance = set("voraus vorab advance vorhinein")
    static let small = set(
        "vielen besten herzlichen schon im in für und sehr you many mal again nochmals so much best all the")

    // MARK: Asking

    /// Words by which one says that an answer is wanted: "ich wüsste gern, wann …".
    static let inquiring = set(
        """
        wissen weiß wüsste sagen sage sag erklären verraten fragen frage erfahren mitteilen mit informieren auskunft \
        information informationen infos info interessiert interessieren beantworten klären prüfen nachsehen bescheid know \
        tell explain say ask asking wondering wonder inform advise clarify confirm information question check see interested
        """)
    static let whether = set("ob if whether")
    /// What follows a question word that asks nothing: "wie besprochen", "when I came home".
    static let notAsking: [String: Set<String>] = [
        "wie": set(
            """
            besprochen vereinbart telefonisch gesagt oben bereits schon gewünscht angekündigt folgt immer erwähnt \
            geschrieben versprochen beschrieben auch gestern heute üblich im in ich du sie
            """), "was": set("mich ich wir mir uns sehr"), "wo": set("ich wir"),
        "when": set("i we my the it he she they"),
        "what": set("a i we an"), "where": set("i we"), "which": set("i is was we means"), "who": set("i is was"),
        "while": set("i"),
    ]
    static let agreed = set(
        """
        besprochen vereinbart gesagt erwähnt geschrieben versprochen angekündigt beschrieben gewünscht abgesprochen
        """)
    /// Small words for what was named before, as they are written: "Sie" is the reader.
    static let pronouns: Set<String> = ["sie", "er", "ihn", "ihm", "dafür", "davon", "damit", "dabei", "they", "them"]
    /// Wishing and doing: together in a sentence they ask for something to be done.
    static let wishing = set(
        """
        möchte möchten will wollen würde würden hätte hätten brauche brauchen benötige benötigen bitte bitten like want \
        need please wish kindly
        """)
    static let doing = set(
        """
        stornieren storniere storniert kündigen kündige ändern ändere geändert umtauschen tauschen zurückgeben \
        zurücksenden zurückschicken reklamieren widerrufen bestellen nachbestellen reservieren reserviere buchen \
        vereinbaren verschieben schicken senden zusenden zuschicken schickt sendet erstatten überweisen löschen \
        stornierung kündigung änderung rechnungskopie termin kostenvoranschlag abmelden abbestellen cancel change \
        return exchange send refund book reserve replace arrange reschedule resend delete unsubscribe
        """)
    /// Verbs by which something is done by saying so: "hiermit widerrufe ich …".
    static let declaring = set(
        "hiermit widerrufe kündige storniere reklamiere beantrage bestelle fordere hereby bestätigen confirm")
    /// Words of a question that alone give it no matter: "können Sie mir dazu etwas sagen?".
    static let empty = set(
        """
        mir uns mich dazu hierzu da dabei etwas was folgende folgenden folgendes fragen frage beantworten antworten \
        weiterhelfen helfen hilfe helfe idee bescheid geben gib rückmeldung antwort sagen sage wissen mitteilen schon \
        vorab kurz bitte danke möglich ist das es bald gerne gern evtl eventuell also me us with help this that it please \
        answer reply know tell let following questions question advise possible back get to think meinen meinst finden \
        sie ihr du you denken halten davon vielleicht noch mal einmal zwei drei paar einige weitere few some couple \
        tun machen mache macht unternehmen vorgehen gehen geht weiter weiterhin verhalten jetzt nun
        """)
    /// Words of a question after a price alone: "Preis in €?", "und was kostet das?".
    static let price = set(
        """
        preis preise preisen preislich kostet kosten koste teuer viel price prices pricing cost costs much euro eur in pro \
        je per der die das den dem the ca etwa ungefähr brutto netto inkl mwst und and wie how was what is ist sind are
        """)
    /// Words of sentences that are only polite: "ich freue mich auf Ihre Antwort".
    static let polite = set(
        """
        freue freuen freundlich antwort antworten rückmeldung bedanken bedanke danken hear hearing reply forward look \
        looking response answering mühe hilfe geduld verständnis bemühungen thank thanks danke dank questions fragen \
        appreciate glad grateful
        """)
    /// What makes a matter the writer's own.
    static let own = set("mein meine meinen meinem meiner unser unsere unseren unserer my mine our bestellnummer")

    /// What is broken, or did not come.
    static let broken = set(
        """
        kaputt kaputte kaputtes kaputten kaputter defekt defekte defektes defekten defekter beschädigt beschädigte \
        beschädigtes gebrochen gebrochene gerissen gerissene undicht klemmt springt rattert schleift quietscht knackt \
        knarzt wackelt leckt platt verbogen verkratzt zerkratzt abgebrochen abgefallen gerostet verrostet broken defective \
        damaged cracked leaking leaks stuck bent scratched faulty rattles squeaks
        """)
    /// With a "nicht" or "kein" in the sentence these tell of trouble too.
    static let working = set(
        """
        funktioniert funktionieren geht gehen läuft lädt laden angekommen erhalten bekommen gekommen geliefert schaltet \
        bremst leuchtet startet work works working arrived received charge charging start starts turn
        """)
    static let negations = set("nicht kein keine keinen nie not never no doesnt dont didnt isnt wont hasnt havent cant")
    /// Openings of a sentence that turns to another matter.
    static let turning = set(
        """
        außerdem zudem ferner weiterhin übrigens dann desweiteren darüber zusätzlich nebenbei zweitens drittens noch \
        also besides furthermore additionally moreover secondly separately another
        """)
    /// Openings that do so with one of those behind them: "und dann".
    static let joining = set("und and")

    // MARK: Silence

    /// By which one agrees to something that was offered or asked.
    static let consenting = set(
        "ja jo jawohl jep jup einverstanden stimme machen macht mach tun yes yep yeah yup agreed agree ahead proceed")
    static let consentingPairs = Set(
        ["passt so", "so machen", "do it", "do that", "do so", "go for", "go on"].map {
            folded($0).joined(separator: " ")
        })
    /// "Erledigt.": thanks in few words.
    static let done = set("erledigt done solved resolved gelöst")
    static let doneWordsMax = 3

    /// With one of these a thankful sentence still wants something.
    static let wanting = set(
        """
        aber leider trotzdem jedoch allerdings nur noch nicht kein keine keinen nie falsch falsche storno stornierung kündigung kaputt defekt fehlt \
        fehlen fehler problem probleme bitte brauche brauchen benötige möchte möchten will wollen würde würden hätte \
        kann können könnte könnten sobald wenn falls wann warum wie rückruf ruf rufen anruf schicken schickt senden \
        bitten nehme nehmen bestelle bestellen buche buchen reserviere kaufe überweise storniere kündige warte but \
        however unfortunately still not dont cannot cant wrong broken missing never error please need want could can \
        would if when why how call order take book buy cancel return send refund waiting anhang attached anbei
        """)
    /// Openings that tell what the writer will do and ask for nothing: "dann komme ich morgen vorbei".
    static let announcing = set("dann ich wir i ill well freue freuen looking see dann alles")
    static let announced = set(
        "komme kommen freue freuen melde melden come coming drop looking forward see gut bestens klar")
}
