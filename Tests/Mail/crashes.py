"""The gateway dies: between a mail's sending and its record, and while it takes mail."""

import json

from gateway import GatewayFailure
from company import until
from customer import Customer
from letters import GERMAN

DEATHS = ["after-store:1", "after-store:5", "after-commit:2", "after-commit:11", "before-commit:4", "after-commit:25"]
LETTERS_PER_DEATH = 8
DEATH_SECONDS_MAX = 60


def die(report, company, crash_point, load):
    """One life of the gateway that ends at a crash point under a load."""
    try:
        company.start(crash_point)
        load()
    except GatewayFailure:
        # It can be reached while the gateway takes up what its predecessor left.
        load()
    code = company.gateway.process.wait(DEATH_SECONDS_MAX)
    company.gateway.kill()
    report.fact(f"the gateway dies at {crash_point}", code == -9, code)
    said = company.verified()
    report.fact(f"{crash_point}: the log agrees with what is derived from it", not said, said)


def after_send(report, company, server):
    company.stop()
    customer, other = Customer(server), Customer(server)
    die(report, company, "after-send", lambda: customer.write(company.address, "Kommt das an?", GERMAN))
    first = customer.wait(1)[0]
    company.start()
    conversation = company.conversation(customer.mailbox)
    company.wait_delivery(conversation, "unknown")
    # What is sent by itself is sent before the answer to a mail that comes now.
    other.write(company.address, "Danach", GERMAN)
    other.wait(1)
    company.at_rest()
    report.fact("a mail of which it is not known whether it was sent is not sent again by itself",
                len(customer.mails()) == 1, len(customer.mails()))
    listed = json.loads(company.gateway.command("deadletters", "list", "--json").stdout)["items"]
    mine = [letter for letter in listed if letter["conversation"] == conversation]
    report.fact("it is a dead letter of unknown outcome", len(mine) == 1, listed)
    company.gateway.command("deadletters", "retry", mine[0]["id"])
    second = customer.wait(2)[1]
    company.wait_delivery(conversation, "sent")
    report.fact("an operator sends it again, under the same Message-ID", second["Message-ID"] == first["Message-ID"],
                f"{first['Message-ID']} {second['Message-ID']}")


def while_taking(report, company, server):
    """Postfix hands mail over while the gateway dies again and again; it tries again what was not taken."""
    company.stop()
    customers = []

    def load():
        for _ in range(LETTERS_PER_DEATH):
            customer = Customer(server)
            customers.append(customer)
            customer.write(company.address, f"Brief von {customer.mailbox}", GERMAN)
        server.flush()

    for crash_point in DEATHS:
        die(report, company, crash_point, load)
    company.start()

    def arrived():
        server.flush()
        return {customer.mailbox for customer in customers} <= {
            item["customer"]["address"] for item in company.conversations()}
    until(arrived, "all mails after the deaths", 120)
    company.at_rest()

    def settled():
        return company.ledger()["pending"] == 0
    until(settled, "all answers sent", 120)
    queue_empty(server)
    lost, doubled, twice, unanswered = [], [], [], []
    for customer in customers:
        letters = company.letters(customer.mailbox)
        lost += [customer.mailbox] if not letters else []
        doubled += [customer.mailbox] if len(letters) > 1 else []
        conversations = company.conversations(customer.mailbox)
        states = [item["delivery"] for summary in conversations for item in company.messages(summary["id"], "agent")]
        mails = customer.mails()
        twice += [customer.mailbox] if len(mails) > 1 or len(states) > 1 else []
        # Of an attempt that died nobody knows; every other answer has arrived.
        if states != ["unknown"] and len(mails) != 1:
            unanswered.append((customer.mailbox, states, len(mails)))
    print(f"{len(customers)} mails over {len(DEATHS)} deaths", flush=True)
    report.fact("no mail is lost", not lost, lost)
    report.fact("no mail is stored twice", not doubled, doubled)
    report.fact("no customer gets two answers", not twice, twice)
    report.fact("every customer gets an answer, or its outcome is shown as unknown", not unanswered, unanswered)


def queue_empty(server):
    """Waits until Postfix has nothing left to deliver."""
    queue = server.folder / "queue"

    def is_empty():
        server.flush()
        return not [path for name in ("incoming", "active", "deferred")
                    for path in (queue / name).rglob("*") if path.is_file()]
    until(is_empty, "an empty mail queue", 60)
