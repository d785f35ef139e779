/// Questions about the agent itself: whether it is a human, its name, what it can do.
enum SelfPatterns {
    static let german = """
        are_you_human 100 | bist|bisch|sind|bin|ist|biste|isch ~2 du|sie|das|ihr|ich|hier|dies ~6 @human|@bot|person|echt|echte|echter|real|lebendig|automat|fake
        are_you_human -200 | sind ~3 da|erreichbar|geöffnet|zuständig|besetzt|verfügbar
        are_you_human 100 | spreche|sprech|schreibe|schreib|rede|red|chatte|unterhalte|bin ~1 ich|i ~3 mit|mid|bei ~5 @human|@bot|person|jemandem|jemand|echten
        are_you_human 100 | @human|person oder ~3 @bot
        are_you_human 100 | @bot oder ~3 @human|person
        are_you_human 100 | biste|bist|du|sie ~2 ~1 @bot|@human
        are_you_human 100 | ist|isch|war ~3 das|dies|hier ~4 automatisch*|automatisierte|@bot|ki|chatgpt
        are_you_human 100 | antwortet|schreibt|sitzt ~4 @human|person|jemand oder ~4 @bot|ki
        are_you_human 100 | nutzt|verwendet|benutzt ~3 ihr|sie ~3 ki|chatgpt|ai
        your_name 100 | wie ~2 heißt|heißen|heist|heissen ~2 du|sie
        your_name 100 | was|wie ist|lautet ~2 dein|ihr name
        your_name 100 | wer|wär bist|sind|bisch ~1 du|sie
        your_name 100 | mit|mid wem ~2 spreche|rede|schreibe|habe|chatte|sprech
        your_name 100 | hast|haben ~1 du|sie ~2 namen
        capabilities 100 | was ~1 kannst|können|kann|machst|macht|weißt|konnst ~2 du|sie|dieser|der|chat|bot ~3 alles|so|für|machen|tun|mich|hier|eigentlich|$
        capabilities -100 | können|kann ~3 empfehlen|raten|sagen|passieren|kosten|reparieren|reparatur|kaputt|wiegen
        capabilities 100 | womit|wobei|wie|bei ~2 kannst|können|kann ~1 du|sie|ihr ~3 helfen|weiterhelfen|unterstützen
        capabilities 100 | wozu|wofür ~2 bist|ist|sind ~2 du|dieser|das|sie|der
        are_you_human 100 | seid|seids ~1 ihr|sie|du ~4 @human|@bot|person|personen|echt|echte|echter|real|lebendig|automatisiert*|künstlich*|virtuell*
        are_you_human 100 | ^ seit ihr ~3 @human|@bot|person|personen|echt|echte|echter|real
        are_you_human -200 | seid ~3 da|erreichbar|geöffnet|zuständig|besetzt|verfügbar
        are_you_human 100 | du|ihr|sie bist|seid|sind ~3 @bot|mensch|menschen|echt|künstlich*
        are_you_human 100 | antwortet|antworten|schreibt|schreiben|spricht|tippt|beantwortet|bearbeitet ~3 hier|da|das|dies|mir|meine|diese ~3 @bot|automat*|computer*|ki
        are_you_human 100 | ^ antwortet|schreibt|spricht|tippt|antworten|schreiben hier|da|mir ~2 mensch|menschen|person $
        are_you_human 100 | ^ liest|lesen|sieht|sehen ~1 hier|das|dies|diese|meine ~4 mensch|menschen|person|jemand $
        are_you_human 100 | von ~3 @bot|mensch|menschen|ki|hand ~1 gelesen|beantwortet|geschrieben|erstellt
        are_you_human 100 | wird|werden|wurde|sind ~1 das|dies|hier|antwort|antworten|nachricht|nachrichten|texte ~4 automatisch*|automatisiert*|maschinell
        are_you_human 100 | wer|wär ~1 schreibt|antwortet|spricht|tippt|chattet ~2 hier|da|mir|$
        are_you_human 100 | handelt ~2 es ~1 sich ~4 @bot|ki|mensch|menschen
        are_you_human 100 | künstliche|künstlichen|künstlicher intelligenz
        are_you_human 100 | was|wer bist|seid ~1 du|ihr ~2 $
        are_you_human 100 | ^ bot|chatbot|ki|roboter|maschine $
        are_you_human 100 | wie ~1 alt|groß|schwer ~1 bist|seid du|ihr
        capabilities 100 | ^ ich|i ~2 brauche|brauch|bräuchte|benötige ~2 hilfe|unterstützung $
        capabilities 100 | ^ hilfe $
        capabilities 100 | ^ kannst|könnt|können ~1 du|ihr|sie ~2 mir|uns helfen $
        speak_english 100 | auf|in ~1 englisch|english $
        speak_english 100 | sprechen|sprichst|sprecht|antworte|antworten|antwortet|schreib|schreibe|schreiben|rede|reden|weiter|wechsle|wechseln ~4 englisch|english
        speak_english 100 | englisch|english ~1 sprechen|reden|schreiben|antworten|bitte|weiter|weitermachen
        speak_german 100 | auf|in ~1 deutsch|german $
        speak_german 100 | sprechen|sprichst|sprecht|antworte|antworten|antwortet|schreib|schreibe|schreiben|rede|reden|weiter|wechsle|wechseln ~4 deutsch
        speak_german 100 | deutsch ~1 sprechen|reden|schreiben|antworten|bitte|weiter|weitermachen
        """

    static let english = """
        are_you_human 100 | are|r|is|am ~1 you|u|this|i|it|that ~6 @human|@bot|person|real|someone|alive
        are_you_human -200 | is ~2 it|this|that ~5 real ~2 leather|carbon|steel|price|discount
        are_you_human 100 | am ~1 i ~3 @talk|talking|speaking|chatting ~5 @human|@bot|person|someone|anyone
        are_you_human 100 | @human|person or ~3 @bot
        are_you_human 100 | @bot or ~3 @human|person
        are_you_human 100 | you ~1 a|are ~2 @bot|@human
        are_you_human -100 | like|want|speak|talk|connect|transfer ~5 @human|person
        are_you_human 100 | is this ~2 automated|automatic|chatgpt
        your_name 100 | whats|what ~1 is|your|ur ~1 your|name ?name
        your_name -100 | what|whats ~4 address|phone|number|price|email|policy|cheapest|return|best|opening|delivery|hours|warranty
        your_name 100 | who ~1 are|r you|u
        your_name 100 | who ~1 am i ~2 talking|speaking|chatting
        your_name 100 | do you have ~1 name
        capabilities 100 | what ~1 can|do|could ~1 you|u|this|it ~2 do|help|for|know|chat|bot|here
        capabilities -100 | what ~3 recommend|suggest|charge|offer|sell|think|cost
        capabilities 100 | how|what ~2 can ~1 you|u ~2 help
        capabilities 100 | what ~2 are ~1 you ~2 for|able
        are_you_human 100 | do|does|did|will|is|are|can ~2 @human|people|person|persons ~2 read|reads|reading|see|seeing|write|writing|monitor|monitoring|review|reviewing|type|typing|behind ~3 this|these|my|that|it|here|messages|chat|$
        are_you_human 100 | is|are|were|was ~1 these|this|those|your|the ~2 answer|answers|response|responses|reply|replies|message|messages|chat ~4 automated|automatic|automatically|generated|scripted|written
        are_you_human 100 | you|youre|your ~1 are|arent|not ~2 @human|real|person|alive ~1 $
        are_you_human 100 | youre|your ~2 @bot|ai|artificial ~1 $
        are_you_human 100 | who|what ~1 is|am|are ~3 writing|answering|replying|typing|responding ~3 here|me|this|these|my|to|$
        are_you_human 100 | who ~1 is|am ~2 behind ~2 this|chat|that
        are_you_human 100 | ^ what are you $
        are_you_human 100 | artificial intelligence
        are_you_human 100 | ^ bot|chatbot|ai|robot|chatgpt|gpt $
        are_you_human 100 | how ~1 old|tall ~1 are you|u
        capabilities 100 | ^ i ~2 need ~2 help|assistance $
        capabilities 100 | ^ help $
        capabilities 100 | ^ can|could ~1 you|u help ~1 me|us $
        speak_english 100 | speak|answer|reply|write|respond|switch|talk|continue|chat|language ~4 english
        speak_english 100 | english ~1 please|possible
        speak_german 100 | speak|answer|reply|write|respond|switch|talk|continue|chat|language ~4 german|deutsch
        speak_german 100 | german ~1 please|possible
        """
}
