"""Customers with a mailbox: they write with a mail program, read what came, and answer as mail programs do."""

import email.utils
from email.message import EmailMessage
from email.policy import SMTP

from company import Unseen, until

PASSWORD = "nur fuer diesen Test"
DOMAIN = "customer.test"


class Customer:
    _count = 0

    def __init__(self, server, name="Erika Müller", mailbox=None):
        Customer._count += 1
        self.server = server
        self.name = name
        self.mailbox = mailbox or f"kunde{Customer._count}@{DOMAIN}"
        if self.mailbox not in server.users:
            raise Unseen("more customers than mailboxes")

    def letter(self, to, subject, text, **headers):
        """A mail as programs write them; header names with underscores for hyphens. None leaves a header out."""
        mail = EmailMessage(policy=SMTP)
        fields = {"From": email.utils.formataddr((self.name, self.mailbox)), "To": to, "Subject": subject,
                  "Date": email.utils.formatdate(localtime=True), "Message-ID": email.utils.make_msgid(domain=DOMAIN)}
        fields.update({name.replace("_", "-"): value for name, value in headers.items()})
        for name, value in fields.items():
            if value is not None:
                mail[name] = value
        mail.set_content(text)
        return mail

    def send(self, mail, recipients=None, sender=None):
        """Hands a mail (or its bytes) to the customer's own provider; returns its Message-ID."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes()
        recipients = recipients or [address for _, address in email.utils.getaddresses(
            [str(value) for name in ("To", "Cc") for value in mail.get_all(name, [])])]
        self.server.submit(self.mailbox, recipients, raw, sender)
        return None if isinstance(mail, bytes) else str(mail["Message-ID"])

    def write(self, to, subject, text, **headers):
        return self.send(self.letter(to, subject, text, **headers))

    def answer(self, mail, text, sender=None, **headers):
        """Answers a mail as Thunderbird does: above the quote."""
        to = str(mail["Reply-To"] or mail["From"])
        subject = str(mail["Subject"])
        quoted = "\n".join("> " + line for line in plain(mail).splitlines())
        body = f"{text}\n\nAm 23.11.26 um 18:04 schrieb {mail['From']}:\n{quoted}\n"
        references = f"{mail['References'] or ''} {mail['Message-ID']}".split()
        fields = {"In_Reply_To": str(mail["Message-ID"]), "References": " ".join(references)}
        return self.send(self.letter(
            to, subject if subject.lower().startswith("re:") else f"Re: {subject}", text=body, **{**fields, **headers}),
            sender=sender)

    def mails(self, folder="INBOX"):
        return self.server.mails(self.mailbox, folder)

    def wait(self, count, seconds=45):
        """The mails received once there are `count` of them."""
        def enough():
            found = self.mails()
            return found if len(found) >= count else None
        return until(enough, f"{count} mails at {self.mailbox}", seconds)


def plain(mail):
    """The text a customer reads."""
    part = mail.get_body(("plain",))
    return part.get_content() if part else ""


def html(mail):
    part = mail.get_body(("html",))
    return part.get_content() if part else ""


def addresses(mail, *fields):
    return [address for _, address in email.utils.getaddresses(
        [str(value) for field in fields for value in mail.get_all(field, [])])]
