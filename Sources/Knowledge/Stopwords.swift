/// Words that carry grammar rather than meaning, folded as ``Folding`` does.
enum Stopwords {
    static let german: Set<String> = words(
        """
        ab aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei
        beim bereits bin bis bist bitte da dabei dadurch dafur dagegen daher damit danach dann daran darauf daraus darf
        darin daruber darum das dass davon davor dazu dein deine deinem deinen deiner dem den denn der deren des deshalb
        dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines
        einmal er es etwa etwas euch euer eure eurem euren eurer fur ganz gar gegen gibt gerade gern gerne habe haben hat
        hatte hatten hattet hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist ja jede
        jedem jeden jeder jedes jetzt kann kannst konnen konnte konnten konnt konnten mal man mein meine meinem meinen
        meiner meines mich mir mit mochte mochten muss mussen musste musst nach nachdem nicht noch nun nur ob oder ohne
        schon sehr sein seine seinem seinen seiner seit selbst sich sie sind so sobald sodass solche soll sollen sollte
        sollten somit sondern sonst soweit sowie uber um und uns unser unsere unserem unseren unserer unter vom von vor
        war ware waren warum was weil welche welchem welchen welcher welches wenn wer werde werden weshalb wie wieder
        will willst wir wird wirst wo wobei wodurch wofur woher wohin womit woran worauf wovon wozu wurde wurden wollen
        worden zu zum zur zwar zwischen eigentlich halt eben mehr viel wann hallo
        habt seid wart wurdet macht mache machen machst geht gehts gibts brauche brauch
        brauchen finde finden grad heute ok okay ja nein danke
        """)

    static let english: Set<String> = words(
        """
        a about after again all also am an and any are as at be because been before being between both but by can could
        did do does doing don down during each either else ever few for from further get got had has have having he her
        here hers him his how i if in into is it its itself just let like ll m may me might more most must my myself need
        no nor not now of off on once only or other our ours out over own please re s same shall she should so some such
        t than that the their them then there these they this those through to too under until up us ve very want was we
        were what when where whether which while who whom whose why will with would you your yours yourself hi hello
        """)

    /// The list of a language; empty for one we have none for.
    static func of(_ language: String) -> Set<String> {
        switch language {
        case "de": german
        case "en": english
        default: []
        }
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
