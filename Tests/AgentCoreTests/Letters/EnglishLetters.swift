import Conversations

/// Letters of our own writing, each with what is to become of it.
let englishLetters: [Letter] = [
    Letter(
        "one question between greeting and closing", "en", .answered(["shipping"]),
        "Dear Sir or Madam,\n\nDo you ship to Ireland?\n\nKind regards,\nSean O'Brien\nHead of Service, Example Ltd"),
    Letter(
        "four questions among background", "en", .answered(["hours", "testride", "warranty", "payment"]),
        """
        Hi there,

        my partner and I are moving to Freiburg in spring and are looking forward to cycling everywhere.
        We have never owned an e-bike before. Could you tell me when you are open on weekdays?

        Also, is a test ride free of charge? I would also like to know how long the warranty lasts.
        Finally, how can we pay?

        Looking forward to hearing from you.
        Best wishes
        Emma
        """),
    Letter(
        "one answer is known, one is not", "en", .passedOn(.lowConfidence, said: ["returns"]),
        "Hello,\ncan I return a helmet? And do you sell unicycles?\nThanks,\nBen"),
    Letter("thanks alone", "en", .silent, "Hi Mara,\n\nThanks a lot for the quick reply, that helped.\n\nBest,\nJo"),
    Letter("never mind", "en", .silent, "Never mind, it works now. Thanks!\n\nSent from my iPhone"),
    Letter("thanks with a question", "en", .answered(["parking"]), "Thank you! Where can I park?\nCheers,\nAl"),
    Letter(
        "something shall be done", "en", .passedOn(.lowConfidence, said: ["cancelling"]),
        "Dear team,\nI would like to cancel my purchase NR-31177.\nYours sincerely\nM. Hall"),
    Letter(
        "a complaint", "en", .passedOn(.anger),
        "This is outrageous! I have been ignored for weeks, what an absolutely disgraceful company!\nR. Cole"),
    Letter(
        "two languages: the question's counts", "en", .answered(["leasing"]),
        "Guten Tag Frau Lorenz,\n\nsorry, my German is bad. Do you offer leasing for freelancers?\n\nViele Grüße\nKate"),
    Letter(
        "a language nobody speaks", "en", .passedOn(.lowConfidence),
        "Bonjour, quels sont vos horaires d'ouverture ? Merci"),
    Letter(
        "lines broken by a mail program", "en", .answered(["warranty"]),
        """
        Hello,
        I would be very grateful if you could let me know whether the
        warranty
        also covers the frame when somebody else has bought it.
        Regards
        Tom
        """),
    Letter(
        "passed on with a question of one's own", "en",
        .passedOn(.lowConfidence, said: ["battery"]),
        """
        Hi, does this battery fit? See below.

        ---------- Forwarded message ---------
        From: Dave <dave@example.org>
        Date: Mon, 2 Nov 2026
        Subject: parts
        To: Ann <ann@example.org>

        Do you still deliver frames?
        """),
    Letter("a wish for English alone", "en", .passedOn(.lowConfidence), "Please answer in English.\nThanks\nAmy"),
]
