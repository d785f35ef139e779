"""What becomes of mails that do not simply arrive: put off, refused, bounced, servers that are down."""

import contextlib
import email
import smtplib

from company import until
from customer import Customer, plain
from letters import GERMAN

# Postfix takes mail for this customer and then finds that it cannot be delivered.
MOVED = "umgezogen@customer.test"
ALIASES = {MOVED: "niemand@elsewhere.test"}
# The channel's first wait is 30 s, give or take a quarter, and doubles.
RETRY_SECONDS_MAX = 180


def hand_over(port, raw, recipients, sender="kunde@customer.test"):
    """Gives a mail to a gateway as Postfix does: returns when it is stored."""
    with smtplib.LMTP("127.0.0.1", port, timeout=60) as client:
        return client.sendmail(sender, recipients, raw)


class Greylisted:
    """The customer's provider puts the answer off once. Begun before and looked at after the other scenarios: the
    channel waits half a minute before it tries again."""

    def __init__(self, company, server):
        self.company = company
        self.server = server
        self.customer = None

    def begin(self, report):
        self.customer = Customer(self.server)
        self.server.policy.greylisted.add(self.customer.mailbox)
        self.customer.write(self.company.address, "Graue Liste", GERMAN)
        conversation = self.company.conversation(self.customer.mailbox)
        first = until(lambda: self.company.attempts(conversation), "a first attempt")[0]
        report.fact("a mail that is put off stays pending, with the server's words",
                    first[0] == "pending" and "greylisted" in first[1], first)

    def end(self, report):
        conversation = self.company.conversation(self.customer.mailbox)
        self.company.wait_delivery(conversation, "sent", RETRY_SECONDS_MAX)
        attempts = self.company.attempts(conversation)
        report.fact("it is tried again and sent", len(attempts) >= 2 and attempts[-1][0] == "sent"
                    and {state for state, _ in attempts[:-1]} == {"pending"}, attempts)
        self.customer.wait(1)
        self.company.at_rest()
        report.fact("it arrives once", len(self.customer.mails()) == 1, len(self.customer.mails()))


def down(report, company, server, lmtp_port):
    """The company's mail server is away while the agent answers."""
    customer = Customer(server)
    server.stop_postfix()
    try:
        hand_over(lmtp_port, customer.letter(company.address, "Server aus", GERMAN).as_bytes(), [company.address])
        conversation = company.conversation(customer.mailbox)
        first = until(lambda: company.attempts(conversation), "a first attempt")[0]
        report.fact("while the mail server is down the answer is pending, with the reason",
                    first[0] == "pending" and first[1], first)
    finally:
        server.start_postfix()
    company.wait_delivery(conversation, "sent", RETRY_SECONDS_MAX)
    customer.wait(1)
    company.at_rest()
    report.fact("when it is back the answer is delivered once", len(customer.mails()) == 1
                and company.ledger()["failed"] == 0, len(customer.mails()))


def mailbox_down(report, company, server):
    """The mailbox's server goes away and comes back; a mail that came meanwhile is taken once."""
    customer = Customer(server)
    server.stop_dovecot()
    try:
        mail = customer.letter(company.address, "Postfach aus", GERMAN)
        with smtplib.SMTP("127.0.0.1", server.smtp_port, timeout=20) as client:
            client.sendmail(customer.mailbox, [company.address], mail.as_bytes())
    finally:
        server.start_dovecot()
    server.flush()
    answer = customer.wait(1, RETRY_SECONDS_MAX)[0]
    company.at_rest()
    report.fact("after an outage the mailbox is read again, and each mail answered once",
                answer["In-Reply-To"] == mail["Message-ID"] and len(customer.mails()) == 1
                and len(company.letters(customer.mailbox)) == 1, plain(answer)[:200])


def refused(report, company, server):
    """The customer's server knows no such address: 550 at once."""
    nobody = "niemand@customer.test"
    Customer(server).send(Customer(server).letter(company.address, "Wer bin ich?", GERMAN, From=f"Niemand <{nobody}>"),
                          sender=nobody)
    conversation = company.conversation(nobody)
    company.wait_delivery(conversation, "failed")
    state, reason = company.attempts(conversation)[-1]
    report.fact("an answer to an address that does not exist has failed, with the server's reason",
                state == "failed" and "550" in reason, company.attempts(conversation))
    letters = company.call("GET", "deadletters?limit=100")["items"]
    report.fact("it is a dead letter", any(letter["conversation"] == conversation for letter in letters), letters)
    case_of(report, company, conversation, "an answer that cannot be delivered becomes a case")
    quiet(report, company, conversation, "nothing else is written there")


def case_of(report, company, conversation, text):
    cases = [case for case in company.call("GET", "cases?state=open&limit=100")["items"]
             if case["conversation"] == conversation]
    report.fact(text, len(cases) == 1 and cases[0]["reason"] == "error", cases)


def came_back(report, company, server, lmtp_port):
    """The customer's server takes the answer and bounces it later."""
    sender = Customer(server)
    sender.send(sender.letter(company.address, "Bin umgezogen", GERMAN, From=f"Erika <{MOVED}>"), sender=MOVED)
    conversation = company.conversation(MOVED)
    company.wait_delivery(conversation, "failed")
    attempts = company.attempts(conversation)
    report.fact("a bounce changes the delivery of the message it is about, with the reason",
                [state for state, _ in attempts] == ["sent", "failed"] and "5.1.2" in attempts[-1][1], attempts)
    report.fact("the message may be sent again by an operator",
                any(item.get("can_retry") for item in company.timeline(conversation)))
    bounces = [item for item in company.messages(conversation, "customer") if item.get("handling")]
    report.fact("the bounce is kept in the conversation and opens none of its own", len(bounces) == 1
                and bounces[0]["handling"] == {"kind": "silent", "reason": "delivery_status"}
                and not [item for item in company.conversations()
                         if "daemon" in (item["customer"]["address"] or "").lower()], bounces)
    raw = company.original(conversation, bounces[0]["seq"])
    hand_over(lmtp_port, raw, [str(email.message_from_bytes(raw)["To"])], "")
    company.at_rest()
    report.fact("a bounce that comes again is no news", company.attempts(conversation) == attempts
                and len(company.messages(conversation, "customer")) == 2, company.attempts(conversation))
    case_of(report, company, conversation, "an answer that came back becomes a case")
    quiet(report, company, conversation, "a bounce is not answered")


def complained(report, company, server, lmtp_port):
    """The customer's provider passes on that they called our answer spam."""
    customer = Customer(server)
    customer.write(company.address, "Kein Werbebrief", GERMAN)
    answer = customer.wait(1)[0]
    raw = "\r\n".join([
        "From: <fbl@provider.test>", f"To: {company.address}", "Subject: abuse report",
        f"Message-ID: <fbl.{customer.mailbox}>", "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=feedback-report; boundary=b", "", "--b",
        "Content-Type: text/plain", "", "This is an abuse report.", "--b", "Content-Type: message/feedback-report", "",
        "Feedback-Type: abuse", "User-Agent: Loop/1.0", "Version: 1", "", "--b", "Content-Type: message/rfc822", "",
        f"From: {company.address}", f"Message-ID: {answer['Message-ID']}", "", "Guten Tag", "--b--", ""]).encode()
    hand_over(lmtp_port, raw, [company.address], "")
    conversation = company.conversation(customer.mailbox)
    kept = company.messages(conversation, "customer")[-1].get("handling")
    report.fact("a complaint is kept with the conversation of the mail it is about, and answered by nobody",
                kept == {"kind": "silent", "reason": "complaint"}, kept)
    quiet(report, company, conversation, "a complaint is not answered")
    customer.answer(answer, "Und was kostet eine Inspektion?")
    report.fact("who writes again is answered again", len(customer.wait(2)) == 2)


def quiet(report, company, conversation, text):
    company.at_rest()
    agent = [item for item in company.timeline(conversation)
             if item["kind"] == "message" and item["author"]["kind"] != "customer"]
    report.fact(text, len(agent) == 1, [item["text"] for item in agent])


@contextlib.contextmanager
def unanswered(report, company, customer, text):
    """Says that nothing was written to a customer within the block and the turns it began."""
    before = len(customer.mails())
    yield
    company.at_rest()
    after = customer.mails()
    report.fact(text, len(after) == before, [f"{mail['Subject']}: {plain(mail)[:200]}" for mail in after[before:]])
