"""Files operators send: byte for byte, under their names, also after a failed attempt and a restart of the gateway."""

import random
from urllib.parse import urlencode

from company import until
from customer import Customer, plain
from letters import PERSON

SEED = 20261123
NAME = "Rechnung für Öztürk – März.pdf"
RETRY_SECONDS_MAX = 120


def noise(size):
    return b"%PDF-1.7\r\n" + random.Random(SEED).randbytes(size)


def bring(company, conversation, name, content, media_type):
    """Brings a file for a reply; returns status and answer."""
    status, answer, _ = company.connection.request(
        "POST", f"/api/v1/conversations/{conversation}/attachments?{urlencode({'name': name})}", content,
        company.token, {"Content-Type": media_type})
    return status, answer


def attached(mail):
    return [(part.get_filename(), part.get_content_type(), part.get_content_disposition(),
             part.get_payload(decode=True)) for part in mail.iter_attachments()]


def operators(report, company, server):
    customer = Customer(server)
    question = customer.write(company.address, "Rechnung", f"Guten Tag,\n\n{PERSON}\n\nGruß\nErika Müller\n")
    customer.wait(1)
    conversation = company.conversation(customer.mailbox)
    pdf, text = noise(300_000), "Ä\r\n.\r\nFrom x\n".encode()
    first = bring(company, conversation, f"../Ordner/{NAME}", pdf, "application/pdf")
    again = bring(company, conversation, NAME, pdf, "application/pdf")
    report.fact("a file is kept under its name without folders, and again is the same file",
                first[0] == 201 and first[1]["name"] == NAME and first == again, f"{first} {again}")
    second = bring(company, conversation, "a.txt", text, "text/plain; charset=utf-8")
    body = {"id": "f1", "text": "Die Rechnung liegt bei.", "attachments": [first[1]["id"], second[1]["id"]]}
    sent = company.call("POST", f"conversations/{conversation}/messages", body)
    repeated = company.call("POST", f"conversations/{conversation}/messages", body)
    report.fact("a message that is repeated is the same message with its files",
                sent["seq"] == repeated["seq"] and len(sent["attachments"]) == 2, f"{sent} {repeated}")
    reply = customer.wait(2)[1]
    expected = [(NAME, "application/pdf", "attachment", pdf), ("a.txt", "text/plain", "attachment", text)]
    report.fact("the customer gets the files byte for byte, with names and types", attached(reply) == expected,
                [file[:3] for file in attached(reply)])
    report.fact("beside the words, in the thread", "Die Rechnung liegt bei." in plain(reply)
                and reply["In-Reply-To"] == question, reply.items())
    status, raw = download(company, sent["attachments"][0]["url"])
    report.fact("operators get the same bytes from the timeline", status == 200 and raw == pdf, status)

    large = company.call("GET", f"conversations/{conversation}?after=0")["file_limits"]["file_bytes"] + 1
    refused = bring(company, conversation, "groß.bin", bytes(large), "application/octet-stream")
    report.fact("what is too large is refused with the bound", refused[0] == 413 and refused[1]["max"] == large - 1,
                refused)
    company.connection.close()

    server.stop_postfix()
    try:
        third = bring(company, conversation, NAME, pdf, "application/pdf")[1]["id"]
        company.call("POST", f"conversations/{conversation}/messages",
                     {"id": "f2", "text": "Noch einmal.", "attachments": [third]})
        waiting = until(lambda: [one for one in company.attempts(conversation) if one[0] == "pending"],
                        "a failed attempt")
        report.fact("while the mail server is down the mail with its file waits", waiting[0][1], waiting)
        company.stop()
        company.start()
    finally:
        server.start_postfix()
    company.wait_delivery(conversation, "sent", RETRY_SECONDS_MAX)
    late = customer.wait(3)[2]
    company.at_rest()
    report.fact("after a restart and another attempt it arrives once, whole",
                attached(late) == expected[:1] and len(customer.mails()) == 3, [file[:3] for file in attached(late)])

    folder = company.gateway.data.parent
    (folder / "Prüfung.pdf").write_bytes(pdf)
    case = company.call("GET", f"conversations/{conversation}?after=0")["case"]
    company.gateway.operator("Ulla", "correct horse battery staple")
    company.call("POST", f"cases/{case}/release")
    company.gateway.command("cases", "reply", case, "Vom Terminal.", "--attach", str(folder / "Prüfung.pdf"),
                            "--as", "Ulla")
    last = customer.wait(4)[3]
    report.fact("`cases reply --attach` sends a file beside the running gateway",
                attached(last) == [("Prüfung.pdf", "application/pdf", "attachment", pdf)],
                [file[:3] for file in attached(last)])


def download(company, url):
    company.connection.http.request("GET", url, headers={"Authorization": f"Bearer {company.token}"})
    response = company.connection.http.getresponse()
    return response.status, response.read()
