"""Mails made to break things: headers that would inject others, thousands of parts, rubbish, giants."""

import smtplib

from company import until
from customer import Customer, addresses
from deliveries import hand_over, unanswered
from letters import GERMAN

SERVER_BYTES_MAX = 80_000_000
TAKEN_BYTES, REFUSED_BYTES = 40 << 20, 54 << 20
OURS = {"return-path", "delivered-to", "received", "from", "to", "subject", "date", "message-id", "in-reply-to",
        "references", "reply-to", "mime-version", "content-type", "content-language", "content-transfer-encoding",
        "auto-submitted", "x-auto-response-suppress", "x-switchboard-agent"}


def raw_letter(customer, to, subject=b"Frage", name=b"Erika", more=b"", text=GERMAN.encode(), number=1):
    return (b"From: " + name + b" <" + customer.mailbox.encode() + b">\r\nTo: " + to.encode() + b"\r\nSubject: "
            + subject + b"\r\nMessage-ID: <hostile" + str(number).encode() + b"." + customer.mailbox.encode()
            + b">\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
            + b"Content-Transfer-Encoding: 8bit\r\n" + more + b"\r\n" + text.replace(b"\n", b"\r\n"))


def headers(report, company, server):
    victim = Customer(server, "Opfer")
    bcc = b"Bcc=3A_" + victim.mailbox.replace("@", "=40").encode()
    attacks = {
        "a subject": dict(subject=b"=?utf-8?q?Frage=0D=0A" + bcc + b"?="),
        "a subject's lone line feeds": dict(subject=b"=?utf-8?q?Frage=0A" + bcc + b"=0A=0A<b>x</b>?="),
        "a name": dict(name=b"=?utf-8?q?Erika=0D=0A" + bcc + b"=0D=0AX-Injected=3A_1?="),
        "a name of an address": dict(name=b"=?utf-8?q?x=40y.test>,_<" + victim.mailbox.encode() + b"?="),
        "a base64 subject": dict(subject=b"=?utf-8?b?RnJhZ2UNClgtSW5qZWN0ZWQ6IDENCg0KYm9keQ==?="),
        "references": dict(more=b"References: <a@b>\r\n\t<c=0D=0AX-Injected:1@d> <" + b"e" * 3000 + b"@f>\r\n"),
        "controls and directions": dict(subject="Fra\u202ege\u0007 \u2028X-Injected: 1\u0000".encode()),
        "bytes that are no UTF-8": dict(subject=b"Fr\xe4ge \xff\xfe", name=b"\"M\xfcller\"",
                                        text=b"Wann haben Sie ge\xf6ffnet? \xff\xc3\x28\n"),
    }
    for what, attack in attacks.items():
        customer = Customer(server)
        customer.send(raw_letter(customer, company.address, **attack), [company.address])
        answer = customer.wait(1)[0]
        names = {name.lower() for name in answer.keys()}
        raw_subject = str(answer["Subject"])
        report.fact(f"{what} in a mail cannot put headers into ours", names <= OURS and "\n" not in raw_subject
                    and addresses(answer, "To", "Cc", "Bcc") == [customer.mailbox],
                    f"{sorted(names - OURS)} {answer['To']} {raw_subject[:200]}")
    # Postfix quotes this name up to its colon, and with that half of an encoded word.
    torn, before = Customer(server), company.ledger()["received"]
    torn.send(raw_letter(torn, company.address, name=b"=?utf-8?q?Erika=0D=0A" + bcc.replace(b"=3A", b":")
                         + b"=0D=0AX-Injected:_1?="), [company.address])
    until(lambda: company.ledger()["received"] > before, "the mail with the torn name")
    company.at_rest()
    report.fact("a word torn by a mail server names no other sender", not company.conversations(victim.mailbox),
                company.conversations(victim.mailbox))
    report.fact("nobody else got a mail by any of this", not victim.mails(), len(victim.mails()))


def parts(customer, to, count, nested):
    lines = [f"From: {customer.mailbox}", f"To: {to}", f"Subject: {count} Teile",
             f"Message-ID: <p{count}{nested}.{customer.mailbox}>", "MIME-Version: 1.0",
             "Content-Type: multipart/mixed; boundary=\"b0\"", ""]
    if nested:
        for depth in range(count):
            lines += [f"--b{depth}", f"Content-Type: multipart/mixed; boundary=\"b{depth + 1}\"", ""]
        lines += [f"--b{count}", "Content-Type: text/plain", "", "Wann haben Sie auf?"]
        lines += [f"--b{depth}--" for depth in range(count, -1, -1)]
    else:
        lines += ["--b0", "Content-Type: text/plain", "", "Wann haben Sie auf?"]
        for number in range(count):
            lines += ["--b0", "Content-Type: application/octet-stream",
                      f"Content-Disposition: attachment; filename=\"{number}.bin\"", "", f"{number}"]
        lines += ["--b0--"]
    return "\r\n".join(lines + [""]).encode()


def shapes(report, company, server, lmtp_port):
    def taken(what, raw, sender):
        before = company.ledger()["received"]
        hand_over(lmtp_port, raw, [company.address], sender)
        after = company.ledger()["received"]
        report.fact(f"{what} is taken", after == before + 1, f"{before} {after}")

    for count, nested in ((1000, False), (1000, True)):
        customer = Customer(server)
        raw = parts(customer, company.address, count, nested)
        taken(f"a mail of {count} parts{' in each other' if nested else ''}", raw, customer.mailbox)
        found = company.letters(customer.mailbox)[0]
        report.fact("an operator can see it", found["has_original"] and len(found["attachments"]) <= count,
                    len(found["attachments"]))
    customer = Customer(server)
    with unanswered(report, company, customer, "a mail with the null sender is not answered"):
        taken("a mail with the null sender", customer.letter(company.address, "Leer", GERMAN).as_bytes(), "")
    for what, raw in (("a mail without a From", b"Subject: x\r\n\r\nWann haben Sie offen?\r\n"),
                      ("a mail of all bytes", bytes(byte for byte in range(256) if byte not in b"\r\n") + b"\r\n"),
                      ("an empty mail", b"\r\n"),
                      ("a mail of headers alone", b"X-Long: " + b"a" * 900 + b"\r\n" * 1)):
        taken(what, raw, Customer(server).mailbox)
    answered = Customer(server)
    answered.write(company.address, "Danach", GERMAN)
    report.fact("afterwards customers are answered as before",
                len(answered.wait(1)) == 1 and company.gateway.is_running())


def giant(customer, to, size):
    line = b"R" * 76 + b"\r\n"
    head = [f"From: {customer.mailbox}", f"To: {to}", "Subject: Foto", f"Message-ID: <g{size}.{customer.mailbox}>",
            "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/plain", "",
            "Wann haben Sie auf? Anbei ein Foto.", "--b", "Content-Type: image/jpeg",
            "Content-Transfer-Encoding: base64", "Content-Disposition: attachment; filename=foto.jpg", "", ""]
    return "\r\n".join(head).encode() + line * (size // len(line)) + b"--b--\r\n"


def sizes(report, company, server, lmtp_port):
    customer = Customer(server)
    customer.send(giant(customer, company.address, TAKEN_BYTES), [company.address])
    found = until(lambda: company.letters(customer.mailbox), "the mail of 40 MB", 120)[0]
    sizes_seen = [attachment["size_bytes"] for attachment in found["attachments"]]
    report.fact("a mail of 40 MB is taken with its attachment", len(sizes_seen) == 1
                and sizes_seen[0] > TAKEN_BYTES * 0.7, found)
    large = Customer(server)
    large.send(giant(large, company.address, REFUSED_BYTES), [company.address])
    bounce = large.wait(1, 120)[0]
    report.fact("a larger one than the gateway takes is refused at once: its writer is told by the mail server",
                "mailer-daemon" in str(bounce["From"]).lower() and not company.letters(large.mailbox), bounce.items())
    with smtplib.LMTP("127.0.0.1", lmtp_port, timeout=60) as client:
        client.ehlo()
        code, words = client.mail("a@customer.test", [f"size={REFUSED_BYTES}"])
        report.fact("its announced size is enough", code == 552, f"{code} {words}")
        client.rset()
        client.mail("a@customer.test")
        code, words = client.rcpt("nobody@acme.test")
        report.fact("a recipient who is none of ours is refused", code == 550, f"{code} {words}")
