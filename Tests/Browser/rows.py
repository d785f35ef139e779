"""The console's list and brief: who waits, for what, in which queue and under which number."""

import json
import time
import urllib.request
import uuid

from playwright.sync_api import expect

NAME = "Kim Berger"
QUESTION = "Was kosten die Inspektionspakete?"
HUMAN = "Ich möchte mit einem Menschen sprechen."
URGENT = "Meine Bremse versagt und ich bin gestürzt."
SENDER = f"kunde-{time.time_ns()}"
LATE = "Ach, und die Lampe flackert auch."


def check_rows(report, console, widget, second, chat_token, watch, screenshot):
    """`widget` and `second` belong to two customers who have not written yet."""
    page = console.page
    number = page.locator(".case-number")
    rows = {}

    def writes(text):
        """The customer of an application writes; the answer comes when the agent has said something."""
        body = json.dumps({"sender": SENDER, "id": str(uuid.uuid4()), "text": text}).encode()
        request = urllib.request.Request(f"{console.base}/channels/rest/messages?wait=10", body, {
            "Authorization": f"Bearer {chat_token}", "Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=30).close()

    def newest():
        return page.evaluate(
            "fetch('/api/v1/cases?state=open&limit=200').then((r) => r.json())"
            ".then((l) => l.items.reduce((a, b) => (b.created_at >= a.created_at ? b : a)).id)")

    def row(of):
        return page.locator(f".row[data-key='{rows[of]}']")

    def told():
        console.load("#/")
        widget.load()
        widget.open()
        widget.ask(f"Guten Tag, mein Name ist {NAME}.")
        widget.ask(QUESTION)
        widget.say(HUMAN)
        expect(widget.human).to_be_hidden()
        rows["kim"] = newest()
        second.load()
        second.open()
        second.say(URGENT)
        expect(second.human).to_be_hidden()
        rows["second"] = newest()
        console.section("waiting")
        expect(row("kim").locator(".row-text").first).to_have_text(HUMAN)
        expect(row("second").locator(".row-text").first).to_have_text(URGENT)

    def said_since():
        row("second").evaluate("n => { n.sameAsBefore = true; }")
        widget.say("Es eilt ein wenig.")
        expect(row("kim").locator(".row-text.newest")).to_have_text("Es eilt ein wenig.")
        expect(row("kim").locator(".row-text").first).to_have_text(HUMAN)

    def stays():
        return row("second").evaluate("n => n.sameAsBefore === true"), "a click that had begun on it would be lost"

    def queues():
        expect(row("kim").locator(".queue-name")).to_have_text("Kundenservice")
        expect(row("second").locator(".queue-name")).to_have_text("Werkstatt")
        choice = page.locator(".filters select").first
        expect(choice.locator("option[value=workshop]")).to_have_text("Werkstatt")
        choice.select_option("workshop")
        expect(row("kim")).to_have_count(0)
        expect(row("second")).to_be_visible()
        choice.select_option("")
        expect(row("kim")).to_be_visible()

    def name():
        expect(row("kim").locator(".row-name")).to_have_text(f"{NAME} (angegeben)")
        row("kim").click()
        expect(page.locator(".head-who h2")).to_have_text(f"{NAME} (angegeben)")

    def numbered():
        expect(number).to_contain_text(rows["kim"])
        expect(row("kim")).to_contain_text(rows["kim"])
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=console.base)
        number.click()
        return page.evaluate("navigator.clipboard.readText()") == rows["kim"]

    def found():
        page.locator("#search").fill(f" {rows['kim'].upper()} ")
        expect(page.locator(".row")).to_have_count(1)
        expect(row("kim")).to_be_visible()
        screenshot(page, "console-number")
        page.locator("#search").fill("")
        expect(row("second")).to_be_visible()

    def draft_once():
        expect(page.locator(".brief")).to_be_visible()
        brief = page.evaluate(f"fetch('/api/v1/cases/{rows['kim']}').then((r) => r.json()).then((c) => c.brief)")
        expect(page.locator(".timeline table")).to_have_count(1)
        return brief["draft"] is not None and page.locator(".draft").count() == 0, "offered though the customer has it"

    def draft_rendered():
        text = "| Paket | Enthält | Preis |\n|---|---|---|\n| Klassik | **Kette** | 89 € |\n<img src=x onerror=window.owned=1>"

        def with_draft(route):
            answer = route.fetch()
            case = answer.json()
            case["brief"]["draft"] = {"text": text, "citations": []}
            route.fulfill(response=answer, json=case)

        page.route("**/api/v1/cases/k*", with_draft)
        page.reload()
        expect(page.locator(".draft table td").first).to_have_text("Klassik")
        shown = page.locator(".draft").inner_text()
        screenshot(page, "console-draft")
        page.unroute_all(behavior="wait")
        return "|" not in shown and "**" not in shown and "<img" in shown and page.evaluate("window.owned === undefined"), shown

    def led_by_agent():
        writes(QUESTION)
        console.load("#/")
        page.reload()
        console.section("agent")
        mine = page.locator(".row").filter(has_text=SENDER)
        expect(mine.locator(".row-text")).to_have_text(QUESTION)

    def sender():
        writes(HUMAN)
        rows["app"] = newest()
        console.section("waiting")
        expect(row("app").locator(".row-name")).to_have_text(SENDER)

    def anonymous():
        expect(row("second").locator(".row-name")).to_have_text("Anonymer Kunde")

    def one_load():
        asked = []

        def note(request):
            asked.append(request.url)

        page.on("request", note)
        page.reload()
        expect(row("second")).to_be_visible()
        expect(page.locator(".connection:not(.lost)")).to_be_visible()
        page.remove_listener("request", note)
        single = [url for url in asked if "/api/v1/customers/" in url or "/api/v1/cases/" in url]
        return any("/api/v1/cases?" in url for url in asked) and not single, str(single[:3])

    def unread():
        row("kim").click()
        console.primary.click()
        expect(page.locator(".owner.operator")).to_be_visible()
        console.field.evaluate("n => n.blur()")
        page.keyboard.press("h")
        page.locator("dialog textarea").fill("Termin am Freitag.")
        widget.say(LATE)
        expect(console.bubbles.filter(has_text=LATE)).to_have_count(1)
        with watch.expecting_failures():
            page.keyboard.press("Control+Enter")
            expect(page.locator("dialog .conflict")).to_contain_text("neue Nachricht")
        screenshot(page, "console-unread")
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_have_count(0)
        expect(page.locator(".owner.operator")).to_be_visible()

    def read():
        console.field.evaluate("n => n.blur()")
        page.keyboard.press("h")
        console.answer_dialog("Termin am Freitag.")
        expect(page.locator(".owner.agent")).to_be_visible()

    report.check("a row says what the customer wants", told)
    report.check("and what the customer has said since", said_since)
    report.check("the other rows stay the elements they were", stays)
    report.check("a row names its queue, and the list can be narrowed to one", queues)
    report.check("a name the customer gave is used and marked", name)
    report.check("the head shows the case number and copies it", numbered)
    screenshot(page, "console-rows")
    report.check("a search for the number finds the case", found)
    report.check("a draft the customer has already read is not offered", draft_once)
    report.check("a draft is rendered, and only as text", draft_rendered)
    report.check("a row the agent leads shows what the customer wrote", led_by_agent)
    report.check("who writes through an application is named by the sender", sender)
    report.check("a browser's session is no name", anonymous)
    report.check("rows need nothing but their list", one_load)
    report.check("handing back waits until the operator has read what came meanwhile", unread)
    report.check("and works then", read)
