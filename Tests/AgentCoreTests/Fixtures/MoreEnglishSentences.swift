/// A second set, written after the patterns, to see what they do with sentences they were not made for.
enum MoreEnglishSentences {
    static let text = """
        W | Could we do this over the phone with one of your team?
        W | I'd be happier dealing with a person.
        W | Bring a colleague into this chat, please.
        W | Right, somebody real now please.
        W | I want a human, not a computer.
        W | Who can help me with this in person?
        W | Please pass this to your boss.
        W | I urgently need someone to contact me.
        W | Can one of you lot call me?
        W | Your bot is clueless, get me an advisor.
        W | Do you have humans who answer?
        W | Connect me!
        W | Who could I discuss this with?
        W | Can I arrange a callback?
        W | can u get ur manager 4 me
        W | could i maybe speak with the person responsible
        N | Does Mrs Lane still work with you?
        N | How do I get to you by tram?
        N | Can I order by phone?
        N | A friend recommended your shop.
        N | There are four of us, do you have enough rental bikes?
        N | Is the fitting session free?
        N | Who delivers for you, UPS or DPD?
        N | The lady at the desk said I'd get ten percent off.
        N | Can I put the order in another name?
        N | Will you send a mail when the mechanic is done?
        A | What a rotten way to treat a customer!
        A | Are you having a laugh? Sixty quid postage?
        A | I'm hopping mad.
        D | I'm in despair, I don't know how to pay the rent.
        D | I burst into tears whenever I think of the bike.
        L | There will be legal consequences.
        L | I'm bringing in a lawyer now.
        S | The front wheel popped out while I was riding and I landed on my face.
        S | A flame shot out of the charger.
        """
}
