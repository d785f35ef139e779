"""Mail of programs: stored and never answered; two gateways that write to each other; the rate as the last line."""

from email.message import EmailMessage
from email.policy import SMTP

from company import until
from customer import Customer
from deliveries import unanswered
from letters import GERMAN

# Of the agent to one address within an hour.
MAILS_MAX = 6


def report_mail(customer, to, kind, subject, status):
    """A multipart/report (RFC 6522) as servers and mail programs send it."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"Mail Delivery System <{customer.mailbox}>"
    mail["To"] = to
    mail["Subject"] = subject
    mail["Date"] = "Mon, 23 Nov 2026 18:00:00 +0100"
    mail["Message-ID"] = f"<report.{kind}.{customer.mailbox}>"
    boundary = "=_report"
    body = (f"--{boundary}\r\nContent-Type: text/plain\r\n\r\nWhat became of your mail. When are you open?\r\n"
            f"--{boundary}\r\nContent-Type: message/{kind}\r\n\r\n{status}\r\n--{boundary}--\r\n")
    head = mail.as_bytes().rstrip(b"\r\n") + (
        f"\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type={kind}; boundary=\"{boundary}\"\r\n\r\n"
    ).encode()
    return head + body.encode()


DSN = ("Reporting-MTA: dns; mx.customer.test\r\n\r\nFinal-Recipient: rfc822; someone@elsewhere.test\r\n"
       "Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 unknown")
MDN = ("Reporting-UA: mail.customer.test\r\nFinal-Recipient: rfc822; kunde@customer.test\r\n"
       "Original-Message-ID: <nothing@customer.test>\r\nDisposition: manual-action/MDN-sent-manually; displayed")


def silent(report, company, server):
    customer = Customer(server)
    customer.write(company.address, "Öffnungszeiten", GERMAN)
    answer = customer.wait(1)[0]
    conversation = company.conversation(customer.mailbox)
    away = "Ich bin bis 30.11. nicht im Büro und lese meine Mails nicht. Wann haben Sie geöffnet?"
    with unanswered(report, company, customer, "out-of-office answers are not answered"):
        customer.answer(answer, away, sender="", Auto_Submitted="auto-replied",
                        Subject="Abwesend: " + answer["Subject"])
        customer.answer(answer, away, Subject="Automatische Antwort: " + answer["Subject"],
                        X_Auto_Response_Suppress="All")
        letters = company.wait_messages(conversation, "customer", 3)
    reasons = [(letter.get("handling") or {}).get("reason") for letter in letters[1:]]
    report.fact("they are kept in the conversation they belong to, as what they are",
                reasons == ["auto_reply", "auto_reply"], reasons)

    def kept(sender, text, reason, deliver):
        with unanswered(report, company, sender, f"{text} is not answered"):
            deliver(sender)
            found = until(lambda: company.letters(sender.mailbox), f"{text} in a conversation")
        report.fact(f"{text} is stored as what it is", [letter.get("handling") for letter in found]
                    == [{"kind": "silent", "reason": reason}], [letter.get("handling") for letter in found])

    offer = dict(subject="Nur heute: 20 % auf alles", text="Wann haben Sie geöffnet? Kaufen!", Precedence="bulk",
                 List_Unsubscribe="<https://news.test/u>", List_Unsubscribe_Post="List-Unsubscribe=One-Click")
    kept(Customer(server, "Rabatte"), "a newsletter", "bulk", lambda sender: sender.write(company.address, **offer))
    listed = Customer(server, "Verteiler")
    with unanswered(report, company, listed, "mail of a list is not answered"):
        listed.write(company.address, **offer, List_Id="News <news.news.test>")
        until(lambda: company.letters(listed.mailbox), "the list's mail")
    kept(Customer(server, "MAILER-DAEMON"), "a delivery status about a mail that is not ours", "delivery_status",
         lambda sender: sender.send(report_mail(
             sender, company.address, "delivery-status", "Undelivered Mail Returned to Sender", DSN),
             [company.address], ""))
    kept(Customer(server, "Kunde"), "a read receipt", "read_receipt", lambda sender: sender.send(report_mail(
        sender, company.address, "disposition-notification", "Gelesen: Ihre Nachricht", MDN), [company.address]))


def two_gateways(report, first, second, server):
    """Somebody writes to one in the other's name: whoever gets it answers the other, who must not answer back."""
    def written(company, other):
        return [item for summary in company.conversations(other.address)
                for item in company.messages(summary["id"], "agent")]

    for taker, named in ((first, second), (second, first)):
        before = {company.address: len(company.letters(other.address))
                  for company, other in ((taker, named), (named, taker))}
        said = len(written(taker, named)), len(written(named, taker))
        forger = Customer(server, "Fälscher")
        forger.send(forger.letter(taker.address, "Geöffnet?", GERMAN, From=f"Service <{named.address}>"))
        until(lambda: len(taker.letters(named.address)) > before[taker.address], f"the forged mail at {taker.address}")
        until(lambda: len(named.letters(taker.address)) > before[named.address], f"the answer at {named.address}")
        for company in (named, taker, named):
            company.at_rest()
        now = len(written(taker, named)), len(written(named, taker))
        report.fact(f"{taker.address} writes one automatic mail to {named.address}, which writes none",
                    now == (said[0] + 1, said[1]), f"{said} {now}")
        letter = max(named.letters(taker.address), key=lambda letter: letter["at"])
        report.fact("the other keeps it as an automatic one", (letter.get("handling") or {}).get("kind") == "silent",
                    letter)


def rate(report, company, server):
    """A program that answers every mail, in new threads and with no field that tells: it gets only so many."""
    robot = Customer(server, "Robotron")
    for number in range(MAILS_MAX + 4):
        robot.write(company.address, f"Anfrage {number}", f"Wann haben Sie geöffnet? Nummer {number}.")
        until(lambda: len(company.conversations(robot.mailbox)) == number + 1, f"letter {number + 1} of the robot")
        company.at_rest()
    mails = until(lambda: robot.mails(), "an answer to the robot")
    reasons = [letter["handling"] for letter in company.letters(robot.mailbox) if letter.get("handling")]
    report.fact(f"of {MAILS_MAX + 4} letters within an hour {MAILS_MAX} are answered automatically",
                len(mails) == MAILS_MAX, f"{len(mails)} {[str(mail['Subject']) for mail in mails]}")
    report.fact("the others are a person's", len(reasons) == 4
                and all(reason == {"kind": "human", "reason": "rate_limit"} for reason in reasons), reasons)


def burst(report, company, server):
    """Letters in somebody's name, all at once: none is answered yet when the last is stored."""
    victim = Customer(server, "Opfer")
    count = 5 * MAILS_MAX
    for number in range(count):
        victim.write(company.address, f"Eilig {number}", f"Wann haben Sie geöffnet? Nummer {number}.")
    until(lambda: len(company.conversations(victim.mailbox)) == count, "all letters of the burst")
    company.at_rest()
    mails = until(lambda: len(victim.mails()) >= MAILS_MAX and victim.mails(), "answers to the burst")
    report.fact(f"of {count} letters at once {MAILS_MAX} are answered automatically", len(mails) == MAILS_MAX,
                len(mails))
