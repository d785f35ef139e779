/// English sentences of our own: what customers of a shop write, with what they mean; letters as in
/// ``GermanSentences``.
enum EnglishSentences {
    static let text = """
        W | Could I have a word with one of your colleagues?
        W | Would it be possible to be put through to the workshop?
        W | I'd prefer to discuss this with an actual person.
        W | May I speak to whoever is in charge, please?
        W | Please could somebody give me a ring this afternoon?
        W | I would appreciate a call back on 0161 496 0177.
        W | Can you forward this to your accounts department?
        W | human
        W | live agent
        W | customer service please
        W | talk to agent
        W | real person!!!
        W | representative
        W | operator
        W | supervisor now
        WA | For the love of god just get me a human being!
        WA | I'm done with this useless bot, put a real person on.
        WA | This is ridiculous, I demand to speak to your manager!
        W | You're not getting it. Is there anybody else I can talk to?
        W | I refuse to explain this to a machine again.
        W | Stop with the automated replies and connect me.
        W | Your chatbot is no help at all, I need somebody real.
        W | Is anyone actually there or is it just software? I'd like the former.
        W | Surely there's someone who can make that decision?
        W | I think one of your mechanics should have a look at this personally.
        W | It's too complicated to type, just phone me.
        W | Who do I need to speak to about a refund?
        W | How do I get hold of an actual employee?
        W | Any chance of getting through to a person today?
        W | My dad is 79 and can't deal with bots, could one of your staff call him?
        W | I'd feel better if a person handled this.
        W | Let somebody from the team take over.
        W | I'd rather wait for a colleague than carry on with a bot.
        W | Can you get Tom to call me?
        W | Pass this on to a human colleague.
        W | can i speek to a persn
        W | i wnat to talk to a humna
        W | conect me with reprsentative
        W | pls transfr me to agent
        W | need 2 talk 2 sum1
        W | gimme a human m8
        W | lemme talk to someone real
        W | um yeah hi can i uh speak to somebody in the the shop
        W | so i was hoping to uh get a person on the line
        W | Yes, a human would be good.
        W | Yes please, have someone call me.
        W | Sure, put me through.
        W | No, I'd like to talk to a person instead.
        W | That doesn't answer my question, can I have a real advisor?
        W | I want this escalated.
        W | Escalate to a supervisor.
        W | Switch me over to a live chat with a person.
        W | I don't talk to robots.
        W | No bots please, humans only.
        W | I don't want an automated answer, I want someone who understands bikes.
        W | Where can I find a human in this chat?
        W | Do you have any actual people working there I could chat to?
        W | Could a member of staff contact me?
        W | I need to talk with somebody in billing.
        W | Let me speak with the owner.
        W | I'd like to be called back.
        W | Not you. A human.
        W | Hand me over to support staff, thanks.
        N | Is your mechanic in on Saturday?
        N | How many people work in the shop?
        N | No need to call me, just write.
        N | Please don't transfer me, I only have a quick question.
        N | I don't want to talk to anyone, just tell me the price.
        N | Am I talking to a real person?
        N | Are you a bot or a human?
        N | Is this an automated reply?
        N | Your staff were lovely, thank you.
        N | I spoke to one of your colleagues last week and she said it was ready.
        N | Which of your advisors wrote the sizing guide?
        N | Do you have a staff discount?
        N | Are you hiring mechanics?
        N | Can another person pick up my order?
        N | How do I connect the app to the display?
        N | Is the trailer suitable for two people?
        N | What is your phone number?
        N | When is the support line open?
        N | Will the driver call me before delivery?
        N | Does anyone there speak Spanish?
        N | Do you call when the repair is done?
        N | I can transfer the money tomorrow, what are the bank details?
        N | Can I transfer the warranty to a new owner?
        N | Do you have bikes for very tall people?
        N | The agent at the airport lost my bike box, do you sell them?
        N | My manager wants a company bike, how does leasing work?
        N | Someone told me you buy used bikes, is that right?
        N | Has anybody handed in a blue helmet?
        N | A human-powered generator, do you sell those?
        N | I'm human too, no worries.
        N | What time do you close?
        N | How much is it to true a wheel?
        N | Do you deliver to the Channel Islands?
        N | I want to return a jacket.
        N | Which pump fits Presta valves?
        N | Can I reserve a bike for a test ride?
        N | The zip on the bag is stiff, any tips?
        N | My order arrived, thanks a lot!
        N | Where do I enter my voucher?
        N | How do I set up the child trailer?
        N | Is the battery removable?
        N | Could you resend the confirmation?
        N | I'd like an invoice made out to my company.
        N | And on Mondays?
        N | Cheers, bye!
        N | good evening
        N | NR-20991
        N | Got it, thanks.
        N | One moment please
        N | I'm looking for a present for my husband.
        N | Unfortunately the bell doesn't fit my bar.
        N | The brakes squeal a bit in the rain, is that normal?
        N | What should I do if a brake ever fails?
        N | How do I put out a battery fire?
        N | Which insurance covers an accident with a rental?
        N | Which helmet protects best in a fall?
        N | My solicitor friend loves her bike, great stuff!
        N | Is it legal to ride without a bell?
        N | How long do I have to send it back by law?
        N | I can't wait to ride it, so excited!
        N | This thing is crazy fast, love it!
        N | I'm afraid the frame might be too big, do you have it in S?
        N | That hill kills me, would a bigger cassette help?
        N | The battery died after six years, what is a new one?
        N | Do you have it in fire red?
        N | Do you sell smoke-grey mudguards?
        N | My grandma is 84 and would like a trike.
        N | I'm not sure about the size.
        N | Sorry if I was short with you before.
        N | Not complaining, just wondering when it ships.
        N | My daughter fell in love with the pink one!
        N | Do you have a crash pad for kids?
        A | Your service is an absolute disgrace.
        A | I am so sick of being fobbed off.
        A | Do you think I'm stupid?
        A | Four weeks of excuses and I've had enough.
        A | This takes the biscuit, honestly, what a shambles.
        A | Biggest piece of junk I ever bought.
        A | I'm absolutely fuming.
        A | I will never shop here again.
        A | Can you lot do anything right?
        A | You have got to be joking, eighty quid for that?
        A | Oh brilliant, the wrong colour again. Well done.
        A | You lied to me.
        A | What an utter waste of my time!
        A | I've written to you four times about the same thing and nobody bothers to reply.
        A | How dare you send me a reminder when I have paid.
        A | This is beyond a joke.
        D | I honestly don't know what to do anymore.
        D | My wife died three weeks ago and I can't make sense of this.
        D | I've been sitting here crying for hours.
        D | I can't take this any longer, it's all getting too much for me.
        D | I'm so frightened of getting back on the bike.
        D | That was the last of our money for the month.
        D | I'm at my wits' end.
        D | I'll lose my job without that bike, please help.
        D | It was the last thing my father gave me before he died.
        D | I feel utterly hopeless.
        D | I've had nightmares since the fall and don't dare go out.
        L | My lawyer will be in touch.
        L | If the money isn't here by Monday I'll go to the police.
        L | See you in small claims.
        L | I'll be contacting Trading Standards about this.
        L | Expect a letter from my solicitor next week.
        L | I reserve the right to sue.
        L | This violates GDPR and I will report it to the regulator.
        L | I want compensation or I'm going to court.
        L | Final deadline is the 30th, after that it goes to my attorney.
        L | You'll be served papers shortly.
        L | I'm disputing the charge and taking legal advice.
        S | My front brake gave out on a descent.
        S | The battery is smoking and stinks.
        S | My son fell because the pedal snapped off.
        S | The seatpost broke and gashed my thigh.
        S | The charger sparked and tripped the fuse.
        S | The motor accelerates by itself and I can barely stop.
        S | I'm in hospital with a broken arm, the front wheel locked up.
        S | The battery went up in flames while charging.
        S | My daughter trapped her hand in the chain.
        S | The handlebars broke off mid-ride.
        S | I got zapped by the charger.
        S | The battery has swollen up and is hissing.
        SD | I don't want to live any more.
        SD | I'm thinking of killing myself.
        """
}
