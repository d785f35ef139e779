"""A mail server that refuses our sign-in, and one mail to two channels of a gateway: a company of its own for each."""

import json
import time

from company import Company, until
from customer import Customer
from deliveries import RETRY_SECONDS_MAX, hand_over
from letters import GERMAN

LETTERS = 12


def refused(report, executable, folder, server, port, address, settings):
    """The password is wrong: nothing fails, the channel says what to mend, and all mails go out once it is mended."""
    def write(password):
        smtp = {**settings["smtp"], "password": password}
        config = folder / "switchboard.yaml"
        config.write_text(config.read_text().replace(json.dumps(settings["smtp"]), json.dumps(smtp)))
        settings["smtp"] = smtp

    settings = {**settings, "lmtp": {"listen": f"127.0.0.1:{port}"}}
    right = settings["smtp"]["password"]
    company = Company(executable, folder, address, settings)
    try:
        write("falsch")
        company.start()
        customers = [Customer(server) for _ in range(LETTERS)]
        for customer in customers:
            hand_over(port, customer.letter(address, "Kennwort", GERMAN).as_bytes(), [address])
        until(lambda: company.ledger()["pending"] == LETTERS and company.ledger()["state"] == "down",
              "a channel that is down")
        ledger = company.ledger()
        report.fact("after a refused sign-in the channel is down and names the key to mend",
                    "channels[0].settings.smtp" in ledger["detail"] and "falsch" not in ledger["detail"], ledger)

        def tries():
            return sum(len(company.attempts(company.conversation(customer.mailbox))) for customer in customers)

        # Attempts that were under way end first.
        for _ in range(5):
            before = tries()
            time.sleep(3)
            if tries() == before:
                break
        time.sleep(3)
        ledger = company.ledger()
        report.fact("nothing is tried meanwhile and nothing has failed",
                    tries() == before and ledger["failed"] == 0 and ledger["pending"] == LETTERS, ledger)
        company.stop()
        write(right)
        company.start()
        for customer in customers:
            customer.wait(1, RETRY_SECONDS_MAX)
        report.fact("when it is mended every mail goes out, once",
                    all(len(customer.mails()) == 1 for customer in customers)
                    and company.ledger()["state"] == "up", company.ledger())
        said = company.verified()
        report.fact("the log agrees with what is derived from it", not said, said)
    finally:
        company.gateway.kill()


def two_channels(report, executable, folder, server, ports, addresses, settings):
    """A mail to two addresses that are two channels gets one answer, whichever comes first, also after a kill."""
    first, second = [{**settings, "lmtp": {"listen": f"127.0.0.1:{port}"}} for port in ports]
    company = Company(executable, folder, addresses[0], first)
    config = folder / "switchboard.yaml"
    config.write_text(config.read_text() + "  - use: email\n    name: zweiter\n    settings: "
                      + json.dumps({**second, "address": addresses[1]}) + "\n")
    try:
        company.start()
        for turn in range(4):
            customer = Customer(server)
            raw = customer.letter(", ".join(addresses), "An beide", GERMAN).as_bytes()
            order = list(zip(ports, addresses))[:: 1 if turn % 2 else -1]
            hand_over(order[0][0], raw, [order[0][1]])
            if turn >= 2:
                customer.wait(1)
                company.gateway.kill()
                company.start()
            hand_over(order[1][0], raw, [order[1][1]])
            customer.wait(1)
            company.at_rest()
            time.sleep(1)
            letters = company.letters(customer.mailbox)
            report.fact("a mail to two channels is kept by both and answered once",
                        len(customer.mails()) == 1 and len(letters) == 2, (len(customer.mails()), len(letters)))
    finally:
        company.gateway.kill()
