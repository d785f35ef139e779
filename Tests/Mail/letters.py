"""Letters and answers: threads, references, escalation, and the operator's reply as a mail."""

from company import until
from customer import Customer, addresses, html, plain

GERMAN = """\
Guten Tag,

wann haben Sie geöffnet? Ich käme gern am Samstag mit meinem Fahrrad.

Schöne Grüße
Erika
"""
ENGLISH = "Hello,\n\nwhen are you open on Saturdays?\n\nKind regards\nKim\n"
NOTICE = {"de": "digitale Assistentin (KI)", "en": "digital assistant (AI)"}
PERSON = "Ich möchte mit einem Menschen sprechen."


def is_agents(mail):
    return mail["Auto-Submitted"] is not None


def thread(report, company, server, plus):
    """A German question, its answer, a follow-up in the thread."""
    name = company.address
    customer = Customer(server)
    question = customer.write(company.address, "Öffnungszeiten für Räder", GERMAN)
    answer = customer.wait(1)[0]
    text = plain(answer)

    def fact(words, holds, reason=""):
        report.fact(f"{name}: {words}", holds, reason)

    fact("the answer stands in the thread",
         answer["In-Reply-To"] == question and question in str(answer["References"]).split(), answer.items())
    fact("its subject is the question's with one Re:", answer["Subject"] == "Re: Öffnungszeiten für Räder",
         answer["Subject"])
    fact("it says that it is automatic", answer["Auto-Submitted"] == "auto-replied", answer["Auto-Submitted"])
    fact("it comes from the persona", addresses(answer, "From") == [company.address] and "Mara" in str(answer["From"]),
         answer["From"])
    fact("it goes to the customer alone", addresses(answer, "To", "Cc") == [customer.mailbox], answer["To"])
    fact("it has a plain and an HTML part", answer.get_content_type() == "multipart/alternative"
         and [part.get_content_type() for part in answer.iter_parts()] == ["text/plain", "text/html"],
         answer.get_content_type())
    fact("it answers in German", answer["Content-Language"] == "de" and "09:00" in text or "Uhr" in text, text[:400])
    fact("both parts hold the AI notice", NOTICE["de"] in " ".join(text.split())
         and NOTICE["de"] in " ".join(html(answer).split()), text[:600])
    fact("both parts quote the question", "> wann haben Sie geöffnet?" in text and "<blockquote" in html(answer)
         and "wann haben Sie geöffnet?" in html(answer), text[-600:])
    fact("it is no list's mail", answer["List-Unsubscribe"] is None and answer["Precedence"] is None)
    if plus:
        fact("answers and bounces come back to addresses that name it",
             "+" in str(answer["Reply-To"]) and "+" in str(answer["Return-Path"]),
             f"{answer['Reply-To']} {answer['Return-Path']}")
    else:
        fact("the text holds the conversation's mark", "[#" in text and answer["Reply-To"] is None, text[-600:])

    second = customer.answer(answer, "Danke! Und was kostet eine Inspektion?")
    again = customer.wait(2)[1]
    conversation = company.conversation(customer.mailbox)
    letters = company.messages(conversation, "customer")
    fact("a follow-up joins the conversation, without the quote",
         len(letters) == 2 and letters[1]["text"].strip() == "Danke! Und was kostet eine Inspektion?",
         [letter["text"] for letter in letters])
    fact("it is answered in the thread with all references", again["In-Reply-To"] == second
         and {question, str(answer["Message-ID"]), second} <= set(str(again["References"]).split()), again.items())
    fact("the subject keeps one Re:", again["Subject"] == "Re: Öffnungszeiten für Räder", again["Subject"])
    fact("the follow-up's answer fits", "Inspektion" in plain(again), plain(again)[:400])
    company.at_rest()
    fact("each question has one answer", len(customer.mails()) == 2, [mail["Subject"] for mail in customer.mails()])

    customer.answer(again, "Vielen Dank, das hilft mir weiter!")
    company.wait_messages(conversation, "customer", 3)
    company.at_rest()
    fact("thanks get no answer", len(customer.mails()) == 2 and len(company.messages(conversation, "agent")) == 2,
         [plain(mail)[:200] for mail in customer.mails()[2:]])


def english(report, company, server):
    customer = Customer(server, "Kim Example")
    question = customer.write(company.address, "Opening hours", ENGLISH)
    answer = customer.wait(1)[0]
    text = plain(answer)
    report.fact("English questions get English answers in the thread", answer["Content-Language"] == "en"
                and answer["In-Reply-To"] == question and answer["Subject"] == "Re: Opening hours"
                and NOTICE["en"] in " ".join(text.split()) and "wrote:" in text
                and "> when are you open on Saturdays?" in text, text[:800])


def escalation(report, company, server):
    """A wish for a person, the operator's mail, and silence of the agent while the operator has the conversation."""
    customer = Customer(server)
    question = customer.write(company.address, "Bitte um Rückruf", f"Guten Tag,\n\n{PERSON}\n\nGruß\nErika Müller\n")
    holding = customer.wait(1)[0]
    conversation = company.conversation(customer.mailbox)
    summary = company.call("GET", f"conversations/{conversation}?after=0")
    case = until(lambda: company.call("GET", f"conversations/{conversation}?after=0")["case"], "a case")
    report.fact("a wish for a person opens a case and is confirmed by mail",
                summary["owner"] == "queue" and is_agents(holding) and holding["In-Reply-To"] == question,
                f"{summary['owner']} {holding.items()}")
    company.call("POST", f"cases/{case}/claim")
    company.call("POST", f"conversations/{conversation}/messages",
                 {"id": "r1", "text": "Guten Tag Frau Müller,\n\nhier schreibt Jana aus der Werkstatt."})
    reply = customer.wait(2)[1]
    report.fact("the operator's reply is a person's mail in the same thread",
                not is_agents(reply) and reply["X-Auto-Response-Suppress"] is None
                and reply["In-Reply-To"] == question and reply["Subject"] == "Re: Bitte um Rückruf"
                and addresses(reply, "To", "Cc") == [customer.mailbox], reply.items())
    report.fact("it holds the operator's words and no AI notice", "hier schreibt Jana aus" in plain(reply)
                and NOTICE["de"] not in plain(reply).split("schrieb")[0], plain(reply)[:500])
    customer.answer(reply, "Morgen um 10 Uhr. Was kostet eine Inspektion?")
    company.wait_messages(conversation, "customer", 2)
    company.at_rest()
    agent = company.messages(conversation, "agent")
    report.fact("the agent is silent while the operator has the conversation",
                len(customer.mails()) == 2 and len(agent) == 1, [item["text"] for item in agent])
    company.call("POST", f"conversations/{conversation}/messages", {"id": "r2", "text": "Gern, bis morgen!"})
    last = customer.wait(3)[2]
    report.fact("the operator's next reply answers the newest mail", not is_agents(last)
                and str(reply["Message-ID"]) in str(last["References"]) and "> Morgen um 10 Uhr" in plain(last),
                plain(last)[:500])


def joining(report, company, server):
    """Who may join a conversation from another address: whoever has its reply address, nobody else."""
    owner, private, stranger = Customer(server), Customer(server, "Erika privat"), Customer(server, "Fremder")
    owner.write(company.address, "Meine Bestellung", GERMAN)
    answer = owner.wait(1)[0]
    conversation = company.conversation(owner.mailbox)
    private.answer(answer, "Das bin ich von meiner privaten Adresse. Was kostet eine Inspektion?")
    joined = company.wait_messages(conversation, "customer", 2)[1]
    report.fact("a reply from another address with the reply token joins, and is marked with its address",
                joined["from"] == private.mailbox and not company.conversations(private.mailbox), joined)
    handles = company.call("GET", f"conversations/{conversation}?after=0")["details"]["handles"]
    report.fact("that address is another handle of the customer",
                sorted(handle["address"] for handle in handles) == sorted([owner.mailbox, private.mailbox]), handles)
    # The thread's ids alone, as they stand in a forwarded mail's headers.
    stranger.send(stranger.letter(
        company.address, str(answer["Subject"]), "Wann haben Sie geöffnet?", In_Reply_To=str(answer["Message-ID"]),
        References=f"{answer['References']} {answer['Message-ID']}"))
    own = company.conversation(stranger.mailbox)
    stranger.wait(1)
    report.fact("without the token it opens a conversation of its own",
                own != conversation and len(company.messages(conversation, "customer")) == 2, own)
    forged = str(answer["Reply-To"]).split("<")[-1].rstrip(">")
    tampered = forged.replace("+", "+1", 1)
    stranger.write(tampered, "Anderes", "Und was kostet eine Inspektion?")
    until(lambda: len(company.conversations(stranger.mailbox)) == 2, "a second conversation of the stranger")
    report.fact("a reply token that was tampered with joins nothing",
                len(company.messages(conversation, "customer")) == 2)
