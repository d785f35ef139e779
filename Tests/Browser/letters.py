"""Mails in the console, from answers put in the server's place: no channel of mails has to be configured."""

import json
import re

from playwright.sync_api import expect

ID = "c999999999"
AT = "2026-11-23T09:14:05Z"
ADDRESS = "lena@vogt.example"
QUOTE = "\n".join(f"> Zeile {number}" for number in range(1, 9))
CUSTOMER = {"id": "u9", "name": "Lena Vogt", "stated_name": None, "address": ADDRESS}
COPIES = [f"{name}@vogt.example" for name in ("jan", "einkauf", "lager", "hof", "empfang")]
MOMENT = {"time": "2026-11-30T10:00:00", "zone": "Europe/Berlin"}
LETTER = {
    "to": [{"name": "Service", "address": "service@lumo.example"}], "cc": [{"name": None, "address": "jan@vogt.example"}],
    "quoted": "Von: Lumo\nZehn Leuchten zu 45 Euro.", "signature": "Lena Vogt\nEinkauf", "formatted": True,
    "enclosed": [{"index": 1, "kind": "event", "title": "Abholung", "start": MOMENT,
                  "end": {**MOMENT, "time": "2026-11-30T10:30:00"}}]}
BARE = {"to": [], "cc": [], "quoted": "", "signature": "", "formatted": False, "enclosed": []}
PAGE = "<!doctype html><title>x</title><p id=here>Formatiert</p>"


def _message(seq, kind, text, **more):
    return {"seq": seq, "at": AT, "kind": "message", "id": f"m{seq}", "author": {"kind": kind, "name": None},
            "text": text, "citations": [], "attachments": [], **more}


def _mail(seq, text, **more):
    return _message(seq, "customer", text, **{"subject": "AW: Re: Reklamation", "has_original": True, **more})


def _outcome(seq, of, state, text, **more):
    return {"seq": seq, "at": AT, "kind": "delivery", "id": f"m{of}", "delivery": state, "text": text, **more}


def _conversation(operator):
    file = {"name": "Rechnung März.pdf", "type": "application/pdf", "size_bytes": 48213, "inline": False,
            "url": f"/api/v1/conversations/{ID}/messages/2/attachments/0"}
    foreign = {**file, "name": "fremd.pdf", "url": "https://elsewhere.example/x"}
    return {
        "id": ID, "customer": CUSTOMER, "channel": "support", "state": "open", "owner": "operator", "holder": operator,
        "case": None, "language": "de", "created_at": AT, "updated_at": AT, "last_seq": 9, "last_message": None,
        "last_customer_message": {"text": "Anbei", "subject": "AW: Re: Reklamation", "sent_at": AT},
        "reply_to": ADDRESS,
        "recipients": {"to": [{"name": "Lena Vogt", "address": ADDRESS}],
                       "cc": [{"name": None, "address": address} for address in COPIES]},
        "timeline": [
            _mail(2, f"Anbei die Rechnung.\n\nAm Montag schrieb Mara:\n{QUOTE}", attachments=[file, foreign],
                  **{"from": "lena@arbeit.example"}),
            _mail(3, "Bin im Urlaub.", handling={"kind": "silent", "reason": "auto_reply"}),
            _mail(4, "…", handling={"kind": "human", "reason": "encrypted"}),
            _message(5, "operator", "Guten Tag", delivery="unknown", can_retry=True),
            _outcome(6, 5, "unknown", "cut off by a restart", can_retry=True),
            _message(7, "operator", "Nachtrag", delivery="failed", can_retry=True),
            _outcome(8, 7, "failed", "came back: 550 no such mailbox", can_retry=True),
            {"seq": 9, "at": AT, "kind": "escalated", "reason": "risk", "text": "safety: battery", "cause": "safety",
             "cause_detail": "battery"},
            {"seq": 10, "at": AT, "kind": "fact", "text": "Order number: 4711", "source": "customer",
             "fact": {"key": "order_number", "value": "4711"}},
        ],
        "details": {"id": "u9", "name": "Lena Vogt", "verification": "claimed", "language": "de", "created_at": AT,
                    "handles": [], "facts": [], "conversations": []},
    }


def check_letters(report, console, screenshot):
    """`console` is signed in, in German."""
    page = console.page
    operator = page.evaluate("fetch('/api/v1/session').then((r) => r.json()).then((s) => s.operator)")
    conversation = _conversation({"id": operator["id"], "name": operator["name"]})
    retried = []

    def answer(route):
        url = route.request.url
        if url.endswith("/html"):
            return route.fulfill(content_type="text/html; charset=utf-8", body=PAGE, headers={
                "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'self'"})
        if url.endswith("/letter"):
            letter = LETTER if url.endswith("/2/letter") else BARE
            return route.fulfill(content_type="application/json", body=json.dumps(letter))
        if url.endswith("/retry"):
            retried.append(url)
            return route.fulfill(status=202)
        return route.fulfill(content_type="application/json", body=json.dumps(conversation))

    def bubble(seq):
        return page.locator(f".bubble[data-id=m{seq}]")

    def titled():
        console.load(f"#/c/{ID}")
        page.reload()
        expect(page.locator(".conversation-head h2")).to_have_text("Reklamation")
        expect(bubble(2).locator("h3")).to_have_text("AW: Re: Reklamation")
        expect(bubble(2).locator(".from")).to_contain_text("lena@arbeit.example")

    def filed():
        links = bubble(2).locator(".files a")
        expect(links).to_have_count(1)
        bubble(2).locator(".files").scroll_into_view_if_needed()
        expect(bubble(2).locator(".files li").nth(1)).to_contain_text("Termin: Abholung")
        expect(bubble(2).locator(".files .event-time")).to_contain_text(re.compile("30. Nov. 2026.*10:00.10:30.*Europe/Berlin"))
        expect(links).to_have_attribute("href", re.compile("/attachments/0$"))
        expect(bubble(2).locator(".files")).to_contain_text("48 kB")

    def folded():
        quoted = bubble(2).locator("details.quoted:not(.earlier-mail, .signature)")
        expect(quoted.get_by_text("Zeile 8")).to_be_hidden()
        quoted.locator("summary").click()
        expect(quoted.get_by_text("Zeile 8")).to_be_visible()

    def completed():
        expect(bubble(2).locator(".letter-to")).to_have_text(re.compile("An service@lumo.example.*Kopie an jan@vogt.example"))
        for kind, words in (("earlier-mail", "Zehn Leuchten zu 45 Euro."), ("signature", "Einkauf")):
            fold = bubble(2).locator(f"details.{kind}")
            expect(fold.get_by_text(words)).to_be_hidden()
            fold.locator("summary").focus()
            page.keyboard.press("Enter")
            expect(fold.get_by_text(words)).to_be_visible()

    def formatted():
        expect(bubble(3).locator(".letter-tools a")).to_be_visible()
        expect(bubble(3).locator(".letter-tools button")).to_have_count(0)
        bubble(2).locator(".letter-tools button").click()
        frame = bubble(2).locator("iframe")
        expect(frame).to_have_attribute("sandbox", "")
        expect(bubble(2).frame_locator("iframe").locator("#here")).to_be_visible()
        expect(bubble(2).locator(".letter-text")).to_be_hidden()
        height = frame.bounding_box()["height"]
        if not 96 <= height <= 540:
            return False, f"{height} px for a few lines"
        bubble(2).locator(".letter-tools button").click()
        expect(frame).to_be_hidden()
        expect(bubble(2).locator(".letter-text")).to_be_visible()

    def marked():
        expect(bubble(3).locator(".handling")).to_have_text("Automatische Antwort – keine Antwort nötig")
        expect(bubble(4).locator(".handling")).to_contain_text("Nur ein Mensch darf antworten")

    def addressed():
        whom = page.locator(".composer .whom")
        expect(whom).to_contain_text(ADDRESS)
        expect(whom).to_contain_text("Kopie an jan@vogt.example, einkauf@vogt.example, lager@vogt.example")
        expect(whom).not_to_contain_text(COPIES[4])
        whom.get_by_role("button", name="und 2 weitere").click()
        expect(whom).to_contain_text(COPIES[4])

    def begun():
        console.load(f"#/c/{ID}")
        page.reload()
        expect(bubble(4)).to_be_visible()
        top = page.locator(".conversation .scroll").bounding_box()["y"]
        return bubble(4).bounding_box()["y"] >= top - 1, "the newest mail of the customer begins above what is in sight"

    def worded():
        expect(page.locator(".event.escalated")).to_contain_text("Sicherheit: battery")
        expect(page.locator(".event.fact")).to_contain_text("Gemerkt: Bestellnummer: 4711")

    def again():
        note = bubble(5).locator(".delivery-note")
        expect(note).to_contain_text("Sie kann angekommen sein")
        expect(note).to_contain_text("Durch einen Neustart abgebrochen")
        expect(bubble(7).locator(".delivery-note")).to_contain_text("Zurückgekommen: 550 no such mailbox")
        note.locator("button").click()
        page.locator("dialog .primary").click()
        expect(note).to_have_count(0)
        return len(retried) == 1 and retried[0].endswith("/messages/5/retry"), str(retried)

    page.route(re.compile(rf"/api/v1/conversations/{ID}"), answer)
    report.check("a thread of mails is titled by its subject, another sender is named", titled)
    screenshot(page, "console-letters")
    report.check("a mail's files are downloads of this server with their size", filed)
    report.check("what a mail quotes is folded", folded)
    report.check("whom a mail went to stands in its head; its quote and signature are folded, also for the keyboard", completed)
    report.check("a mail's own formatting shows in a frame that runs nothing, and goes again", formatted)
    report.check("mails nobody waits for an answer to, or only a person may answer, say so", marked)
    report.check("the editor says whom the mail reaches, copies too", addressed)
    report.check("what the server tells in codes is told in words", worded)
    report.check("what may have arrived says so and is sent again when the operator wishes", again)
    report.check("a thread of mails opens where the customer's newest mail begins", begun)
    page.unroute(re.compile(rf"/api/v1/conversations/{ID}"))
    console.load("#/")
