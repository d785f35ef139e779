"""A caller goes on with what they wrote elsewhere: known by a number, told only what a claim allows."""

import json

import models

SENSITIVE = ("2026-1142", "249", "Gartenstraße", "Rückgeld")
STATUS = "Ich hatte Ihnen geschrieben. Wie ist der Stand meiner Anfrage?"


def write(company, sender, text, phone=None, number=1):
    body = {"sender": sender, "id": f"{sender}-{number}", "text": text, **({"phone": phone} if phone else {})}
    return company.call("POST", "/channels/rest/messages?wait=10", body, company.token_of_chat)[1]


def call(company, session, text, phone=None):
    more = {"phone_number": phone} if phone else {}
    model = models.Model(company, company.token_of_chat)
    said = model.client.chat.completions.create(
        model="model", messages=[models.user(text)], metadata={"session_id": session, **more})
    return said.choices[0].message.content or ""


def customer(company, sender):
    """The customer panel of whoever writes under this address."""
    for conversation in company.conversations():
        detail = company.call("GET", f"/api/v1/conversations/{conversation['id']}")[1]["details"]
        own = [one["address"] for one in detail["handles"] if one["customer"] == detail["id"]]
        if sender in own:
            return detail
    return None


def tells(text):
    return "gewandt" in text


def chat_then_call(company, report):
    number = "0151 2345 6701"
    write(company, "app-lena", "Was kostet der Rückversand für Bestellung 2026-1142 über 249 Euro, Gartenstraße 5?",
          "+49 " + number[1:])
    write(company, "app-lena", "Ich möchte mit einem Menschen sprechen.", "+49 " + number[1:], 2)
    text = call(company, "context-1", STATUS, "+4915123456701")
    report.fact("the caller is told that the request is with the team", tells(text) and "Team" in text, text)
    report.fact("no number, amount or address of it is said", not any(one in text for one in SENSITIVE), text)
    panel = customer(company, "app-lena")
    links = [link for link in panel["links"] if link["undone"] is None]
    report.fact("the link has its evidence", len(links) == 1 and links[0]["rule"] == "phone_number"
                and {end["number"] for end in links[0]["ends"]} == {"+4915123456701"}, panel["links"])
    report.fact("both addresses are shown together, claimed", {one["address"] for one in panel["handles"]}
                == {"app-lena", "+4915123456701"} and panel["verification"] == "claimed", panel["handles"])
    text = call(company, "context-2", STATUS, "+4915123456702")
    report.fact("another number is told nothing", not tells(text), text)
    text = call(company, "context-3", STATUS)
    report.fact("a withheld number is told nothing", not tells(text), text)
    shown = company.gateway.command("customers", "show", "+49 151 23456701", "--json")
    report.fact("the command line finds the person by the number",
                len(json.loads(shown.stdout)["customers"]) == 2, shown.stdout)
    status, answer = company.call("POST", f"/api/v1/customers/{panel['id']}/unmerge", {"reason": "Zwei Leute"}, company.admin)
    report.fact("parted, each has their own again", status == 200
                and {one["address"] for one in answer["handles"]} == {"app-lena"}, answer)
    text = call(company, "context-4", STATUS, "+4915123456701")
    report.fact("parted by an operator, the caller is told of their own calls at most", "Team und wartet" not in text, text)


def merged_then_call(company, report):
    write(company, "mail-tom@example.org", "Ich möchte mit einem Menschen sprechen.")
    call(company, "context-5", "Guten Tag.", "+4915123456703")
    one, other = customer(company, "mail-tom@example.org"), customer(company, "+4915123456703")
    merged = company.gateway.command("customers", "merge", one["id"], other["id"], "--reason", "Am Telefon bestätigt")
    report.fact("customers merge works beside the gateway", merged.returncode == 0, merged.stderr)
    text = call(company, "context-6", STATUS, "+4915123456703")
    report.fact("the merged caller is told of the letter", tells(text), text)
    parted = company.gateway.command("customers", "unmerge", other["id"])
    report.fact("customers unmerge works beside the gateway", parted.returncode == 0, parted.stderr)
    text = call(company, "context-7", STATUS, "+4915123456703")
    report.fact("unmerged, the caller is told of their own call at most", "Team und wartet" not in text, text)
    again = customer(company, "mail-tom@example.org")
    report.fact("each has what they had", [item["address"] for item in again["handles"]] == ["mail-tom@example.org"], again)


SCENARIOS = {"context-chat": chat_then_call, "context-merged": merged_then_call}
