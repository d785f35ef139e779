/// Small talk and answers to what the agent asked.
enum SocialPatterns {
    static let german = """
        greeting 100 | ^ hallo|hi|hey|moin|servus|tach|grüezi|hallöchen|huhu|halo|halli|hallihallo|grützi|gudn|mahlzeit|salut
        greeting 100 | ^ guten|gute|gudn|schönen|guden morgen|tag|abend|mittag|tach
        greeting 100 | grüß|grüss|grias|griass gott|di|dich|euch|sie|enk|eich
        greeting 100 | ^ moin moin
        thanks 100 | danke|dankeschön|thx|merci|dank|dangge|danggschön ?@filler ?schön|sehr|dir|ihnen|euch|vielmals|super|ihr
        thanks 100 | vielen|besten|herzlichen|tausend|lieben|schönen dank ?für ?die ?schnelle ?@det ?antwort|hilfe|auskunft|info|mühe
        thanks 100 | danke|dank ~1 für ~3 antwort|hilfe|auskunft|info|mühe|infos|rückmeldung|geduld
        thanks 100 | das|hat|hats|es ~2 geholfen|gholfen ?top|super|danke
        thanks 100 | super|top|perfekt|prima|toll|klasse|spitze|wunderbar|hervorragend $
        goodbye 100 | tschüss|tschüs|tschau|ciao|tschö|ade|servus|pfiati|pfiat|wiedersehen|wiederschauen|wiederhören|bye|baba ?di|euch|dann|zusammen
        goodbye 100 | gute|guten|gut nacht|nächtle
        goodbye 100 | auf wiedersehen|wiederschauen|wiederhören
        goodbye 100 | bis|bisch ~0 bald|morgen|dann|später|samstag|montag|dienstag|mittwoch|donnerstag|freitag|sonntag|nächste|demnächst ?dann $
        goodbye 100 | schönen|schönes|schöne|guten ?noch tag|abend|wochenende|feierabend|woche|feiertage|rest ?noch ?euch|ihnen|dir $
        goodbye 100 | das|des|dös wars|wär|wäre ?es ?schon ?auch ?dann ?jetzt $
        goodbye 100 | mach|machs|machts ?es gut
        yes 100 | ^ ja|jawohl|jo|jep|jepp|jap|klar|gerne|gern|okay|ok|sicher|genau|joa|jup|natürlich|unbedingt|freilich|einverstanden|passt|logo|bitte|absolut|definitiv|ja gerne|ja gern|bitte|ja|das|wäre|würde|mich ?nett|gut|super|toll|freuen|helfen $
        yes 100 | ^ ja|jo|klar|gern|gerne|okay|ok|natürlich|jawohl|bitte|sicher|jep|jap|genau|unbedingt|passt|einverstanden|freilich $
        yes 100 | ^ ja|jo|klar|gern|gerne|okay|ok|jawohl|sicher ~1 machen|mach|tun|tu|macht|verbinden|bitte ?sie ?das ?wir ?mal
        yes 100 | ^ mach|machen|tu|tun ~1 das|sie|mal
        yes 100 | das wäre ~2 gut|nett|super|toll|lieb|schön|hilfreich|klasse|prima|perfekt
        yes 100 | warum nicht
        yes 100 | von mir aus
        yes 100 | ich bitte darum
        yes 100 | wenns|wenn sein|es muss
        no 100 | ^ nein|nee|ne|nö|nope|na|nah|nöö|keinesfalls|niemals ?@filler ?danke|dank|schön|lass|lassen ?gut ?sein $
        no 100 | ^ nein|nee|ne|nö danke|dankeschön|nicht|lieber|brauche|noch|das
        no 100 | ^ lieber|besser|bitte nicht
        no 100 | nicht|net|ned nötig|notwendig
        no 100 | lass|lassen ~1 gut|mal|stecken ?sein
        how_are_you 100 | wie ~1 gehts|geht|läufts|gets|goht ~3 ?dir|ihnen|euch|es ?so
        how_are_you 100 | wie gehts
        how_are_you 100 | alles gut|klar|fit|okay|roger ~1 bei|dir|euch
        how_are_you 100 | na|was ?was gehts|geht|los ?ab ?so $
        how_are_you 100 | wie ist ~1 das|dein befinden
        unhelpful 100 | hilft|hülft|nützt|bringt|hilfd|half|geholfen ~3 mir|uns ~3 nicht|nichts|nix|net|ned|wenig
        unhelpful 100 | hilft|nützt|bringt|hat ~3 nicht|nichts|nix ~2 weiter|weida|geholfen|viel|
        unhelpful 100 | das|des|dös ~2 ist|war|beantwortet ~4 nicht ~4 frage|antwort|gefragt|gemeint
        unhelpful 100 | nicht|net|ned ~3 gefragt|gemeint|meine|geholfen
        unhelpful 100 | verstehe|versteh|kapiere|kapier ~4 nicht|ned|net|nix
        unhelpful 100 | verstehen|verstehst|kapierst|checkst ~3 mich|nicht|gar ~3 nicht|nix|nichts|falsch
        unhelpful 100 | falsch|missverstanden verstanden
        unhelpful 100 | anders|nochmal|einfacher|genauer ~3 erklären|sagen|formulieren|ausdrücken|erläutern
        unhelpful 100 | wie|was ~1 meinen|meinst|soll|bedeutet ~2 sie|du|das ~1 das|$
        unhelpful 100 | andere|falsche|keine ~1 antwort
        never_mind 100 | vergiss|vergessen|vergesst|lass|lassen ~2 es|das|sie|gut|stecken
        never_mind 100 | hat|ist|habe|hats ~2 sich ~2 erledigt
        never_mind 100 | erledigt|egal|hinfällig|schon gut $
        never_mind 100 | ist|is ~2 egal|hinfällig|erledigt
        never_mind 100 | überlege|überleg ~3 mir ~2 noch
        never_mind 100 | schon gut
        moment 100 | moment|augenblick|sekunde|sek|minute|momentchen|wart|warte|warten ~2 mal|kurz|sie|bitte|schnell|ich|noch|es|einen|ne|$
        moment 100 | einen|kleinen|ein moment|augenblick|momentchen|sekunde
        moment 100 | bin gleich ~1 wieder|zurück|da
        feedback 100 | super|toll|tolle|gut|gute|guter|klasse|top|prima|spitzen|großartig|hervorragend|freundlich|nett|weiter ~2 gemacht|service|arbeit|team|beratung|laden|job|so|bedienung
        feedback 100 | lob|kompliment|begeistert|zufrieden ~4 an|mit|von|euch|sehr|ihnen
        feedback 100 | macht ~2 weiter so
        feedback 100 | haha|lol|hihi|hehe|cool ?gut ?gemacht ?witzig $
        first 100 | erste|ersten|erstes|ersteres|ersterem|erst|ersterer|1|eins|a ?davon ?variante ?option|bitte $
        first 100 | ^ das|die|der|den|dem erste|ersten|erstere|ersteres|obere|vordere
        first 100 | nummer|option|variante|punkt|antwort|möglichkeit eins|a
        second 100 | ^ zweite|zweiten|zweites|letzteres|letztere|letzterer|letzten|zwei|b $
        second 100 | das|die|der|den|dem zweite|zweiten|zweitere|letztere|letzteres|andere|anderen|untere
        second 100 | nummer|option|variante|punkt|antwort|möglichkeit zwei|b
        """
    static let english = """
        greeting 100 | ^ hello|hi|hey|howdy|hiya|yo|greetings|heya|helo|hullo|sup
        greeting 100 | ^ good morning|afternoon|evening|day
        thanks 100 | thanks|thank|thx|ty|cheers|thankyou|tysm ?you|a|so|very|ever ?so|very ?much|lot|bunch|kindly ?again
        thanks 100 | thanks|thank ~1 for ~3 help|answer|reply|info|information|time|helping|quick
        thanks 100 | appreciate|appreciated ~2 it|that|help|$
        thanks 100 | that|it|this ~1 worked|helped|helps|works ?now ?thanks|cheers|great $
        thanks 100 | ^ great|perfect|awesome|excellent|brilliant|lovely|wonderful|fantastic|nice|cool $
        goodbye 100 | bye|goodbye|cya|byebye|farewell|cheerio ?bye ?for ?now
        goodbye 100 | see|talk|speak ~1 you|ya|to ~1 later|soon|tomorrow|then|saturday|monday|sunday|tuesday|wednesday|thursday|friday|around
        goodbye 100 | have ?a ~1 nice|good|great|lovely|wonderful ~1 day|evening|weekend|one|night|afternoon
        goodbye 100 | good night
        goodbye 100 | thats|that|this ~1 all|everything|it ?for ?is ?now|today|me ?thanks $
        yes 100 | ^ yes|yeah|yep|yup|sure|ok|okay|please|absolutely|definitely|certainly|affirmative|correct|exactly|indeed|ye|yea|yess|fine ?please|ok|that|sounds|go|do|id|i|would|like|be ?great|good|ahead|fine|lovely|works|love|that|it ?that|please $
        yes 100 | ^ go ahead|for
        yes 100 | sounds ~1 good|great|fine
        yes 100 | please do
        yes 100 | that|it would|be ~1 be|great|nice ~1 great|good|nice|helpful|lovely|perfect|awesome|wonderful|fine
        yes 100 | why not
        yes 100 | ^ do it|that|so
        yes 100 | id|i ~1 like|love|appreciate that|it
        no 100 | ^ no|nope|nah|nay|negative|never ?@filler ?thanks|thank|thats|its ?you|ok|okay|fine|alright|good $
        no 100 | ^ no thanks|thank|need|not|please|dont|im
        no 100 | not necessary|needed|now|yet
        no 100 | ^ rather|better|please|dont dont|not|bother
        no 100 | im|i|were ~1 good|fine|ok|alright $
        how_are_you 100 | how|hows ~1 are|is|r|it|things ~1 you|u|it|going|things|everything ?doing ?today ?going
        how_are_you 100 | whats|what up|new
        how_are_you 100 | you|u ~1 alright|ok|okay|good $
        unhelpful 100 | didnt|doesnt|not|isnt|wasnt|no|dont ~3 help|helpful|answer|useful|asked|meant|understand|helping|solve|asking
        unhelpful -100 | could|can|would|will ~2 you ~3 help
        unhelpful 100 | say|explain|put|rephrase|repeat|clarify ~2 that|it|this ~2 differently|again|another|simpler|
        unhelpful 100 | what ~1 do|does ~2 you|that|it mean
        unhelpful 100 | you|u ~2 misunderstood|misunderstand|understand|understood ~2 me|wrong|question|$
        unhelpful 100 | wrong answer|reply
        unhelpful 100 | thats|that|this|its ~2 not ~4 what|question|right|it|answer
        never_mind 100 | never|nevermind|nvm mind
        never_mind 100 | nevermind|nvm
        never_mind 100 | forget ~1 it|about|that
        never_mind 100 | ill|i ~1 will|think think|it ~1 about|over ~1 it|that|$
        never_mind 100 | sorted|solved|resolved ~1 it|already|itself|now|myself|$
        moment 100 | hang|hold|wait ~1 on|a|up|one|second|minute|sec|moment
        moment 100 | one|just|a ~1 moment|sec|second|minute|min ?please $
        moment 100 | brb|bear with
        moment 100 | let me ~2 check|grab|look|get|find|see
        feedback 100 | nice|good|great|well|excellent|amazing|awesome|fantastic|brilliant|friendly|helpful|lovely ~1 one|done|job|work|service|staff|team|shop|bot
        feedback 100 | lol|haha|hehe ?nice ?one|good $
        feedback 100 | love|loved|happy|pleased|satisfied|delighted ~2 with|your|the ~3 service|shop|bike|team|staff|work|help
        first 100 | ^ the|option|number|answer ~1 first|former|1|one|a $
        first 100 | ^ first|former ?one $
        first 100 | the|that first|former
        second 100 | the|that second|latter|other
        second 100 | ^ second|latter|two|b ?one $
        second 100 | option|number|answer two|b
        """
}
