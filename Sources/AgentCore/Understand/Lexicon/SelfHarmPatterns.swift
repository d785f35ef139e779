/// Thoughts of ending one's life or of hurting oneself, said of the customer or of somebody near.
///
/// What cannot be told from a figure of speech is taken seriously, as long as the speaker is who is hurt: "the hills are
/// killing me" has another subject.
enum SelfHarmPatterns {
    static let text = """
        self_harm 100 | umbringen|umbringe|erhängen|suizid*|selbstmord*|suicide|suicidal|selbsttötung|lebensmüde|pulsader*|unalive|kms|selbstverletz*|ritzen
        self_harm -100 | sie|er|hersteller|man|konkurrenz ~2 umbringen
        self_harm -100 | preis|preise|sattel|berg|berge|anstieg|steigung|training|tour|hitze|chef|warterei ~6 umbringen
        self_harm 100 | end|ending|take|taking|beenden|nehmen|nehme|beende ~3 my|own|mein|meinem|das ~2 life|leben|lives
        self_harm 100 | mein|meinem|dem ~1 leben ~3 ende|beenden|nehmen|schluss
        self_harm 100 | mir|mich ~4 das|leben ~2 leben|nehmen|umbringen|antun
        self_harm 100 | kill|hurt|harm|hang|cut|killing|hurting|harming|cutting|hanging|shoot|drown|poison ~1 myself|himself|herself
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
        self_harm 100 | ich ~4 bringe|bring ~3 mich ~6 um !8|9|10|11|12|13|14|15|16|17|18|halb|uhr
        self_harm 100 | bringe|bring ~1 ich ~2 mich ~5 um !8|9|10|11|12|13|14|15|16|17|18|halb|uhr
        self_harm 100 | @family|er|sie ~6 bringt ~2 sich ~3 um
        self_harm 100 | ich ~3 häng|hänge|erhäng|erhänge|knüpf|knüpfe ~2 mich ~4 auf|weg|$
        self_harm 100 | häng|hänge|erhäng|erhänge|knüpf|knüpfe ~1 ich ~2 mich ~4 auf|weg|$
        self_harm 100 | mich ~3 aufhängen|erhängen|erschießen|ertränken|vergiften|totfahren
        self_harm 100 | ich|i ~3 erschieß|erschieße|ertränk|ertränke|vergift|vergifte|ritz|ritze ~2 mich
        self_harm 100 | erschieß|erschieße|ertränk|ertränke|vergift|vergifte|ritz|ritze ~1 ich ~1 mich
        self_harm 100 | slit|slash|slice|cutting ~2 my ~1 wrists|wrist|veins
        self_harm 100 | end|ending ~1 it ~1 all
        self_harm 100 | no ~1 longer ~2 want|wish|wanna ~2 live|alive
        self_harm 100 | tired|sick ~1 of ~1 living|life
        self_harm 100 | life|leben ~3 not|isnt|nicht|kein|keinen|keine ~2 worth|lebenswert|sinn ~2 living|mehr|$
        self_harm 100 | wäre|wär ~4 tot $
        self_harm 100 | nehme|nehmen|take|taking|took|schlucke|genommen ~3 überdosis|overdose
        self_harm 100 | throw|throwing|werfe|werf|schmeiß|schmeiße|lege|leg ~1 myself|mich ~3 train|bridge|zug|bahn|gleise|brücke
        """
}
