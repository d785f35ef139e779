"""What an operator does while the customer looks: claim, reply, note, hand back, take over, resolve."""

import re

from playwright.sync_api import expect

from customer import GERMAN

REPLY = "Guten Tag, hier schreibt ein Mensch. Wie kann ich helfen?"
NOTE = "Nur fürs Team: Kundin klang eilig."
LIVE = "Ich hätte gern einen früheren Termin."
AFTER = "Wie lange dauert eine Inspektion?"
GONE_BACK = re.compile("zurückgegeben|ist wieder da")
ENDED = re.compile("abgeschlossen|beendet")


def check_desk(report, console, widget, watch, name, password, screenshot):
    page = console.page
    shown = {"name": name}

    def refused():
        console.load()
        with watch.expecting_failures():
            console.sign_in(name, password + "x")
            expect(page.locator(".trouble")).not_to_be_empty()

    def signs_in():
        console.sign_in(name, password)
        expect(page.locator(".queue")).to_be_visible()
        expect(page.locator(".connection:not(.lost)")).to_be_visible()
        shown["name"] = page.evaluate("fetch('/api/v1/session').then((r) => r.json()).then((s) => s.operator.name)")

    def waiting():
        expect(page).to_have_title(re.compile(r"^\([1-9]\d*\) "))
        expect(page.locator(".row time[data-how=wait]").first).to_be_visible()

    def brief():
        console.open_newest()
        expect(page.locator(".brief")).to_be_visible()
        expect(page.locator(".timeline")).to_contain_text(GERMAN)

    def why():
        trace = page.locator(".bubble.agent .trace").first
        trace.locator("summary").click()
        expect(trace.locator("dl")).to_be_visible()
        return len(trace.locator("dd").all_inner_texts()) >= 2

    def claims():
        console.primary.click()
        expect(page.locator(".owner.operator")).to_be_visible()
        expect(page.locator("#tab-mine .count")).to_have_text(re.compile(r"^[1-9]"))

    def seen_by_customer():
        expect(widget.speaker).to_contain_text(shown["name"])
        expect(widget.speaker.locator(".tag")).to_have_text("Mensch")

    def replies():
        console.reply(REPLY)
        expect(console.bubbles.filter(has_text=REPLY)).to_have_count(1)
        expect(widget.operator.filter(has_text=REPLY)).to_have_count(1)
        by = widget.page.locator("#switchboard-chat .msg.operator .by").last
        expect(by).to_contain_text(shown["name"])

    def customer_writes():
        widget.say(LIVE)
        expect(console.bubbles.filter(has_text=LIVE)).to_have_count(1)

    def agent_silent():
        agents = widget.agent.count()
        widget.page.wait_for_timeout(2000)
        return widget.agent.count() == agents, "the agent spoke while a person owns the conversation"

    def note():
        console.note(NOTE)
        expect(page.locator(".bubble.note").filter(has_text=NOTE)).to_have_count(1)

    def note_hidden():
        widget.page.wait_for_timeout(500)
        saved = widget.session()
        stored = widget.page.request.get(
            f"{widget.base}/chat/sessions/{saved['session']}/messages?after=0",
            headers={"Authorization": f"Bearer {saved['token']}"}).text()
        return "Nur fürs Team" not in widget.log.inner_text() and "Nur f" not in stored

    def draft_kept():
        page.locator(".composer .tab").nth(0).click()
        console.field.fill("halb geschrieben")
        page.reload()
        expect(console.field).to_have_value("halb geschrieben")
        console.field.fill("")

    def hands_back():
        page.locator("body").click(position={"x": 2, "y": 2})
        console.field.evaluate("n => n.blur()")
        page.keyboard.press("h")
        console.answer_dialog("Termin auf Freitag gelegt.")
        expect(page.locator(".owner.agent")).to_be_visible()
        expect(widget.speaker.locator(".tag")).to_have_text("KI")

    def handed_once():
        told = widget.told(GONE_BACK)
        widget.page.reload()
        widget.open()
        expect(widget.operator.filter(has_text=REPLY)).to_have_count(1)
        widget.page.wait_for_timeout(500)
        again = widget.told(GONE_BACK)
        return len(told) == len(again) == 1, f"{told}, after a reload {again}"

    def agent_again():
        answer = widget.ask("Was kostet der Versand? Und habt ihr am Samstag geöffnet?")
        expect(answer.locator(".body")).not_to_be_empty()

    def takes_over():
        console.section("agent")
        console.primary.click()
        expect(page.locator(".owner.operator")).to_be_visible()
        expect(widget.speaker).to_contain_text(shown["name"])
        agents = widget.agent.count()
        widget.say(AFTER)
        expect(console.bubbles.filter(has_text=AFTER)).to_have_count(1)
        widget.page.wait_for_timeout(1500)
        return widget.agent.count() == agents

    def resolves():
        console.field.evaluate("n => n.blur()")
        page.keyboard.press("e")
        console.answer_dialog("")
        expect(page.locator(".owner.nobody")).to_be_visible()
        expect(widget.page.locator("#switchboard-chat .card")).to_be_visible()

    def ended_once():
        order = widget.page.evaluate(
            "[...document.querySelector('#switchboard-chat').shadowRoot.querySelector('.log').children]"
            ".filter((n) => n.matches('.mid, .card, .msg:not([hidden])')).slice(-2).map((n) => n.className.split(' ')[0])")
        told = widget.told(ENDED)
        return len(told) == 1 and order == ["mid", "card"], f"{told}, at the end {order}"

    def rated():
        widget.page.locator("#switchboard-chat .stars input").nth(4).check(force=True)
        widget.page.locator("#switchboard-chat .card .solid").click()
        expect(page.locator(".event.rated")).to_be_visible()

    report.check("a wrong password is refused in words", refused)
    report.check("the operator signs in and the live connection stands", signs_in)
    report.check("the title counts who waits, the row says how long", waiting)
    report.check("the case shows its brief and the history", brief)
    report.check("the agent's answer says why", why)
    screenshot(page, "console-case")
    report.check("claiming makes the operator the owner", claims)
    report.check("the customer sees that a person speaks, by name", seen_by_customer)
    report.check("a reply reaches the customer once, with the operator's name", replies)
    screenshot(widget.page, "widget-operator")
    report.check("what the customer writes appears live", customer_writes)
    report.check("the agent is silent while a person owns the conversation", agent_silent)
    report.check("an internal note is kept", note)
    report.check("and the customer never gets it", note_hidden)
    screenshot(page, "console-note")
    report.check("a draft survives a reload", draft_kept)
    report.check("handing back makes the agent the speaker again", hands_back)
    report.check("the customer is told of it in one line", handed_once)
    report.check("the agent answers after the hand-back", agent_again)
    report.check("taking over a running conversation silences the agent", takes_over)
    report.check("resolving closes it and asks the customer for a rating", resolves)
    report.check("the customer is told once that it has ended, then asked for the rating", ended_once)
    report.check("the rating reaches the console", rated)
    screenshot(page, "console-resolved")

