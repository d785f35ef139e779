"""Who a mail is from, and which mail it is: doubles, recycled Message-IDs, Authentication-Results."""

from company import until
from customer import Customer, addresses
from deliveries import hand_over
from letters import GERMAN

# Postfix removes fields of this name from mail that comes in, as the company's own server must.
AUTHSERV = "mx.acme.test"


def doubles(report, company, server, alias, lmtp_port):
    customer = Customer(server)
    mail = customer.letter(company.address, "Einmal", GERMAN)
    customer.send(mail)
    customer.wait(1)
    again = b"Received: from elsewhere.test by mx.acme.test; Mon, 23 Nov 2026 18:00:00 +0100\r\n" + mail.as_bytes()
    hand_over(lmtp_port, again, [company.address], customer.mailbox)
    hand_over(lmtp_port, again, [alias], customer.mailbox)
    company.at_rest()
    report.fact("a mail that comes again, another way and to another address, is one message and one answer",
                len(company.letters(customer.mailbox)) == 1 and len(customer.mails()) == 1,
                company.letters(customer.mailbox))
    other = customer.letter(company.address, "Etwas anderes", "Was kostet eine Inspektion?",
                            Message_ID=str(mail["Message-ID"]))
    for _ in range(2):
        hand_over(lmtp_port, other.as_bytes(), [company.address], customer.mailbox)
    found = company.letters(customer.mailbox)
    report.fact("another mail under the same Message-ID is another message, once",
                sorted(item["subject"] for item in found) == ["Einmal", "Etwas anderes"], found)
    customer.wait(2)

    both = Customer(server)
    both.send(both.letter(company.address, "An alle", GERMAN, Cc=f"Hilfe <{alias}>, {company.address}"))
    answer = both.wait(1)[0]
    company.at_rest()
    report.fact("a mail to two of our addresses is one message with one answer, which goes to the customer alone",
                len(company.letters(both.mailbox)) == 1 and len(both.mails()) == 1
                and addresses(answer, "To", "Cc") == [both.mailbox], answer.items())

    writer, witness = Customer(server), Customer(server, "Zeuge")
    writer.send(writer.letter(company.address, "Mit Kopie", GERMAN, Cc=witness.mailbox))
    answer = writer.wait(1)[0]
    company.at_rest()
    copies = [mail for mail in witness.mails() if mail["Auto-Submitted"]]
    report.fact("the agent answers the writer and not who got a copy",
                addresses(answer, "To", "Cc") == [writer.mailbox] and not copies, answer.items())


def verification(company, address):
    conversation = company.conversation(address)
    handles = company.call("GET", f"conversations/{conversation}?after=0")["details"]["handles"]
    return until(lambda: [handle["verification"] for handle in handles if handle["address"] == address], "a handle")[0]


def authentication(report, company, server, lmtp_port):
    passed = "dmarc=pass header.from=customer.test"
    for what, field in (("of a server nobody trusts", f"evil.example; {passed}"),
                        ("forged in our server's name", f"{AUTHSERV}; {passed}"),
                        ("forged in our server's name, folded", f"\r\n {AUTHSERV} ; {passed}")):
        customer = Customer(server)
        raw = b"Authentication-Results: " + field.encode() + b"\r\n" + customer.letter(
            company.address, "Wer bin ich", GERMAN).as_bytes()
        customer.send(raw, [company.address])
        customer.wait(1)
        found = verification(company, customer.mailbox)
        report.fact(f"Authentication-Results {what} prove nothing", found == "claimed", found)
    customer = Customer(server)
    raw = f"Authentication-Results: {AUTHSERV}; {passed}\r\n".encode() + customer.letter(
        company.address, "Ich bin es", GERMAN).as_bytes()
    hand_over(lmtp_port, raw, [company.address], customer.mailbox)
    found = verification(company, customer.mailbox)
    report.fact("those our own server wrote verify the sender", found == "verified", found)
